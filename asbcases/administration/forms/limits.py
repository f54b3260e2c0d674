"""What is typed about a number of the law."""

from decimal import Decimal
from typing import Any

from django import forms

from asbcases.accounts.models import Council
from asbcases.administration.transitions import SignOff
from asbcases.law.limits import Limit
from asbcases.policies.models import Confidence
from asbcases.web.forms import DayField

NUMBER = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
WRITTEN = {"rows": 2}
UNITS = {"pounds": "Pounds"}


class LimitForm(forms.Form):
    """A number of the law, where and from when it holds, where it is written, and who signed it off."""

    value = forms.DecimalField(max_digits=8, decimal_places=2, widget=forms.TextInput(NUMBER))
    area = forms.ChoiceField(required=False, label="Where it holds")
    in_force_from = DayField(
        label="In force from", help_text="It decides what happens on that day or later, and nothing before"
    )
    source = forms.CharField(
        max_length=500,
        label="Where it is written",
        help_text="The Act and section, the commencement regulations, or the policy",
        widget=forms.Textarea(WRITTEN),
    )
    confidence = forms.ChoiceField(
        choices=Confidence.choices,
        initial=Confidence.STATED,
        label="How sure it is",
        widget=forms.RadioSelect,
    )
    signed_off_by = forms.CharField(
        max_length=200,
        label="Signed off by",
        help_text="Name and office of the lawyer, for example Jane Marsh, Legal Services",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    signed_off_on = DayField(label="Day of the sign-off")

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = unit.replace("_", " ").capitalize()
        self.fields["value"].label = UNITS.get(unit, f"Number of {words.lower()}")
        councils = Council.objects.order_by("name").values_list("code", "name")
        self.fields["area"].choices = [("", "Everywhere"), *councils]  # type: ignore[attr-defined]

    def limit(self, rule: str, name: str, unit: str) -> Limit:
        """Return the number as it was typed."""
        typed = self.cleaned_data
        kept = ("area", "in_force_from", "source", "confidence")
        return Limit(
            rule=rule,
            name=name,
            unit=unit,
            value=Decimal(typed["value"]),
            **{key: typed[key] for key in kept},
        )

    def sign_off(self) -> SignOff:
        """Return who signed it off."""
        return SignOff(self.cleaned_data["signed_off_by"], self.cleaned_data["signed_off_on"])


class LimitEndForm(forms.Form):
    """The last day of a number of the law that an administrator added."""

    last_day = DayField(
        label="Last day in force",
        help_text="From the day after, the number that came with the product holds again",
    )
