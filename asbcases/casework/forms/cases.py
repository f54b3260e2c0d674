"""Forms of a case: its opening and its end."""

from datetime import date
from typing import Any

from django import forms

from asbcases.accounts.models import District, User
from asbcases.cases.choices import Outcome
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.casework.queries.leads import leads_for
from asbcases.law.words import day_words


class LeadField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An officer who works on cases in the district of the problem."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": User.objects.none(), "label": "Lead of the case", **kwargs})
        self.today: date | None = None

    def label_from_instance(self, obj: Any) -> str:
        """Return name and rank, and until when somebody is on leave."""
        words = f"{obj.name}, {obj.get_rank_display() or obj.get_role_display()}"
        if self.today and obj.on_leave_until and obj.on_leave_until >= self.today:
            return f"{words} (on leave until {day_words(obj.on_leave_until)})"
        return words


class OpenCaseForm(forms.Form):
    """The problem, who suffers it, and who works on it."""

    summary = forms.CharField(
        label="The problem in one sentence",
        max_length=LINE,
        help_text="What goes on, where and how often; no names",
    )
    victim_name = forms.CharField(
        label="Name of the victim",
        error_messages={"required": "Enter the name of the victim"},
        max_length=200,
        help_text="The caller, where one gave a name: change it when somebody else suffers",
    )
    victim_contact = forms.CharField(
        label="Telephone or e-mail of the victim", max_length=200, required=False
    )
    lead = LeadField(empty_label=None)

    def __init__(self, *args: Any, user: User, district: District | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, LeadField)  # noqa: S101 - declared above
        lead.today, lead.queryset = today, leads_for(district, user)
        self.initial.setdefault("lead", user.pk)


class CloseCaseForm(forms.Form):
    """How a case ends, and why."""

    outcome = forms.ChoiceField(
        label="Outcome",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an outcome"},
    )
    reason = WordsField(
        label="Why the case can be closed",
        max_length=4_000,
        widget=forms.Textarea({"rows": 5}),
        help_text="What was done, what has changed, and what the victim says of it",
    )
