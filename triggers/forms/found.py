"""Forms of what was found in the records: which of it goes on the worksheet, and how what is only near is tied."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.enforcement.forms.measures import text
from asbcases.law.words import day_words
from triggers.choices import Link
from triggers.forms.shared import SHORT
from triggers.queries.found import Found

LINKS = [(one.value, one.label) for one in Link if one is not Link.NONE]


class FoundForm(forms.Form):
    """Which of the reports that were found go on the worksheet."""

    reports = forms.MultipleChoiceField(
        label="Which of them go on the worksheet?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose what goes on the worksheet",
            "invalid_choice": "What was found has changed since: choose again",
        },
    )

    def __init__(self, *args: Any, found: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reports"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(one.report), called(one)) for one in found]

    @property
    def chosen(self) -> list[int]:
        """Return the reports that were chosen."""
        return [int(one) for one in self.cleaned_data["reports"]]


def called(one: Found) -> str:
    """Return which report it is, by agency and day alone."""
    return f"{one.agency}, {day_words(one.proposal.complaint.complaint_on)}"


class NearForm(forms.Form):
    """How a report that is only near is tied, and how that is known."""

    link = forms.ChoiceField(
        label="How is it tied to what the application is about?",
        choices=LINKS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is tied to the application"},
    )
    reason = text(
        "How do you know?",
        "For example the victim said so, or the agency confirmed it",
        most=SHORT,
        required=True,
        error_messages={"required": "Say how you know that it is tied"},
    )
