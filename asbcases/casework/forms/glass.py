"""Forms of breaking the glass of a restricted case, and of reviewing that."""

from typing import Any

from django import forms

from asbcases.cases.case_choices import GlassVerdict
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.casework.rules import reference_in


class GlassForm(forms.Form):
    """Why somebody has to know of a restricted case, and for how long."""

    reason = WordsField(
        label="Why do you have to know?",
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="A supervisor is told at once that you asked, and reads this",
        error_messages={"required": "Say why you have to know"},
    )
    hours = forms.IntegerField(
        label="For how many hours?",
        min_value=1,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": "Say for how many hours"},
    )

    def __init__(self, *args: Any, hours: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual, most = hours
        self.initial.setdefault("hours", usual)
        self.fields["hours"].help_text = f"At most {most}"


class GlassByReferenceForm(GlassForm):
    """The same of a case of which somebody was told."""

    reference = forms.CharField(
        label="Reference of the case",
        max_length=LINE,
        help_text="For example ASB-2026-000123",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter the reference of the case"},
    )
    field_order = ["reference", "reason", "hours"]

    def clean_reference(self) -> str:
        """Return the reference of a case, whether there is one or not."""
        reference = reference_in(self.cleaned_data["reference"].strip())
        if not reference.startswith("ASB-"):
            raise forms.ValidationError("Enter the reference of a case, such as ASB-2026-000123")
        return reference


class GlassReviewForm(forms.Form):
    """What a supervisor makes of a broken glass."""

    verdict = forms.ChoiceField(
        label="Was it right?",
        choices=GlassVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was right"},
    )
    words = WordsField(
        label="Why",
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why: whoever broke the glass and the auditor ask for it"},
    )


class GlassEndForm(forms.Form):
    """Whether what was opened is closed again: nothing is asked."""
