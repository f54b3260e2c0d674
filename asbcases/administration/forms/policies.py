"""What is typed about policy and the calendar."""

from typing import Any

from django import forms

from asbcases.administration.transitions import choices_of
from asbcases.policies import rules
from asbcases.policies.models import Confidence, PolicyRow, Unit
from asbcases.web.forms import DayField

NUMBER = {"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"}
WRITTEN = {"rows": 2}


class VersionForm(forms.Form):
    """A new version of a rule: its number or choice, from when, and where it is written."""

    value = forms.DecimalField(max_digits=8, decimal_places=2, label="Number", widget=forms.TextInput(NUMBER))
    unit = forms.ChoiceField(label="Counted in", widget=forms.RadioSelect)
    choice = forms.ChoiceField(label="Choice", widget=forms.RadioSelect)
    in_force_from = DayField(
        label="In force from",
        help_text="It holds for what starts on that day or later; the present version ends the day before",
    )
    source = forms.CharField(
        max_length=500,
        label="Where it is written",
        help_text="Name, version and section of the policy or Act: it is shown beside every date",
        widget=forms.Textarea(WRITTEN),
    )
    confidence = forms.ChoiceField(
        choices=Confidence.choices, label="How sure it is", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, row: PolicyRow, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"unit": row.unit, "confidence": Confidence.STATED})
        super().__init__(*args, **kwargs)
        units = rules.family_of(row.rule).units
        numbered = rules.family_of(row.rule).counts
        self.fields["unit"].choices = [(unit, Unit(unit).label.capitalize()) for unit in units]  # type: ignore[attr-defined]
        self.fields["choice"].choices = choices_of(row.rule)  # type: ignore[attr-defined]
        for unused in ["choice"] if numbered else ["value", "unit"]:
            del self.fields[unused]
        if len(units) == 1 and numbered:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0]

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        typed = dict(self.cleaned_data)
        unit, confidence = typed.pop("unit", Unit.CHOICE), typed.pop("confidence")
        return {**typed, "unit": Unit(unit), "confidence": Confidence(confidence)}


class EndForm(forms.Form):
    """The last day of a version without a successor."""

    last_day = DayField(
        label="Last day in force", help_text="From the day after, policy says nothing of this"
    )


class HolidayForm(forms.Form):
    """A day on which nobody works, added to the bank holidays."""

    day = DayField(label="Day")
    name = forms.CharField(
        max_length=100,
        help_text="As it is named beside the dates that it moves, for example Day of thanksgiving",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    source = forms.CharField(
        max_length=500,
        label="Who proclaimed it",
        help_text="And where it is written",
        widget=forms.Textarea(WRITTEN),
    )
