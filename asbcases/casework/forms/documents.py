"""A file that somebody adds to a record."""

from django import forms

from asbcases.cases.files import MOST, WORDS
from asbcases.casework.forms.words import LINE


class DocumentForm(forms.Form):
    """A file, and what it shows."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text=f"{WORDS[0].upper()}{WORDS[1:]}; up to {MOST // 1024 // 1024} MB",
        error_messages={"required": "Choose a file"},
    )
    note = forms.CharField(
        label="What it shows", max_length=LINE, required=False, help_text="Who made it, when, and of what"
    )
