"""What is stated of a new token."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from asbcases.accounts.choices import Scope
from asbcases.accounts.rules import scopes_for


class TokenForm(forms.Form):
    """By which name it is known, what it is for, and how long."""

    name = forms.CharField(
        max_length=80,
        help_text="What uses it, such as the nightly copy to the housing system",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label="What is it for?",
        help_text="No more than it needs. It never does what the account may not do",
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label="How many days does it last?",
        initial=30,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, role: str, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope.value, Scope(scope).label) for scope in scopes_for(role)]  # type: ignore[attr-defined]
        days = self.fields["days"]
        days.help_text = f"From 1 to {longest}"
        days.widget.attrs |= {"min": 1, "max": longest}
        days.validators += [
            MinValueValidator(1, "A token lasts at least 1 day"),
            MaxValueValidator(longest, f"A token lasts at most {longest} days"),
        ]
