"""Who calls, as they give it: how to reach them, where they live, and what they need in order to deal with us."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from asbcases.casework.forms.words import LINE

NO_NUMBER = "Enter a telephone number, such as 07700 900123; anything else belongs under other ways"


class CallerFields(forms.Form):
    """What is asked of a caller, the telephone first: it finds again who called before."""

    caller_phone = forms.CharField(
        label="Telephone number of the caller",
        max_length=60,
        required=False,
        validators=[RegexValidator(r"\d", NO_NUMBER)],
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    caller_email = forms.CharField(
        label="E-mail of the caller",
        max_length=254,
        required=False,
        validators=[RegexValidator(r"\S@\S", "Enter an e-mail address, such as name@example.com")],
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off"}),
    )
    caller_name = forms.CharField(
        label="Name of the caller",
        max_length=200,
        required=False,
        help_text="Empty if they gave none",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    caller_address = forms.CharField(
        label="Where the caller lives",
        max_length=LINE,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    caller_contact = forms.CharField(label="Another way to reach them", max_length=200, required=False)
    caller_anonymous = forms.BooleanField(
        label="The caller does not want to be named",
        required=False,
        help_text="Say what it means: we cannot ring back or tell them what came of it, it may not count towards "
        "a case review, and a court may hear less. Leave name, number and addresses empty.",
    )
    on_behalf_of = forms.CharField(
        label="For whom they speak", max_length=200, required=False, help_text="Empty if for themselves"
    )
    language = forms.CharField(label="Language, if not English", max_length=60, required=False)
    adjustments = forms.CharField(
        label="What they need in order to deal with us",
        max_length=LINE,
        required=False,
        help_text="Asked once: it is filled in when you say who it is",
    )

    def check_anonymous(self) -> None:
        """Find fault with a caller who is not to be named and whose name or number is kept all the same."""
        if not self.cleaned_data.get("caller_anonymous"):
            return
        for name in ("caller_phone", "caller_email", "caller_name", "caller_address", "caller_contact"):
            if self.cleaned_data.get(name):
                self.add_error(
                    name, "The caller does not want to be named: leave this empty, or change that answer"
                )

    def caller(self) -> dict[str, Any]:
        """Return what was said of the caller, as the transition takes it."""
        return {name: self.cleaned_data[name] for name in CallerFields.base_fields}
