"""Where a code of the second step is typed: the library's forms, asked in this service's words."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

DIGITS = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "class": "govuk-input--width-10",
    "spellcheck": "false",
}
EITHER = "Six digits from your authenticator app, or one of your recovery codes"


def ask(form: forms.Form, help_text: str) -> None:
    """Ask for the code of a form in digits, with this hint."""
    field = form.fields["code"]
    field.label, field.help_text, field.widget = "Code", help_text, forms.TextInput(DIGITS)


class CodeForm(AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, EITHER)


class CodeAgainForm(ReauthenticateForm):
    """The code once more, before something that opens the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, EITHER)


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app, which shows that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, "Six digits that the app shows now")
