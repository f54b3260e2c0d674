"""The form by which somebody says what they did about what went wrong."""

from django import forms


class DealForm(forms.Form):
    """What was done."""

    note = forms.CharField(
        label="What did you do about it?",
        help_text="It is kept with the task, and the task leaves the list.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say what you did about it"},
    )
