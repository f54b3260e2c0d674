"""The letter that explains the case review: its text, and how it was sent."""

from typing import Any

from django import forms

from asbcases.casework.forms.attendance import MomentFields
from asbcases.casework.forms.words import WordsField

LONGEST = 8_000
WAYS = ("by post", "by e-mail", "handed over in person")


class _Seen(forms.Form):
    """Bears the number of the text that somebody saw, so that no change of another is lost."""

    seen = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)


class LetterForm(_Seen):
    """The words of the letter."""

    words = WordsField(
        label="The letter",
        help_text="A draft: change what you like. It says nothing of what anybody else reported",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 24}),
        error_messages={"required": "Write the letter"},
    )
    field_order = ("words", "seen")


class LetterSentForm(_Seen, MomentFields):
    """How and when it was sent; each is asked, and nothing is answered for anybody."""

    how = forms.ChoiceField(
        label="How was it sent?",
        choices=[(way, way.capitalize()) for way in WAYS],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was sent"},
    )
    field_order = ("how", "at_day", "at_time", "seen")

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begin_now(now)

    def clean(self) -> dict[str, Any]:
        """Work out when it was sent."""
        said: dict[str, Any] = super().clean() or {}
        self.read_moment()
        return said
