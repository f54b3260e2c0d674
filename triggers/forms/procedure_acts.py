"""Forms of what becomes of a version of a procedure: it is signed off, or it ends with none to follow."""

from django import forms

from asbcases.casework.forms.words import LINE
from asbcases.enforcement.forms.measures import text
from asbcases.web.forms import DayField
from triggers.forms.shared import SHORT


class SignForm(forms.Form):
    """Who signed a version off, and when."""

    signed_off_by = forms.CharField(
        label="Signed off by",
        help_text="Name and office",
        max_length=LINE,
        error_messages={"required": "Name who signed the version off, with their office"},
    )
    signed_off_on = DayField(
        label="Day of the sign-off", error_messages={"required": "Enter the day of the sign-off"}
    )


class EndForm(forms.Form):
    """The last day of a version, and why it ends."""

    last_day = DayField(label="Last day in force", error_messages={"required": "Enter the last day"})
    reason = text(
        "Why does it end?",
        "Where another follows, enter that one instead: it ends this one",
        rows=2,
        most=SHORT,
        required=True,
        error_messages={"required": "Say why it ends"},
    )
