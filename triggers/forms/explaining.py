"""How the case review was explained to a victim, or why it was not."""

from typing import Any

from django import forms

from asbcases.casework.forms.attendance import LINE, MomentFields
from asbcases.casework.forms.words import WordsField

YES, NO = "yes", "no"


class ExplainForm(MomentFields):
    """Whether it was explained: then when and how; else why not."""

    explained = forms.ChoiceField(
        label="Was the case review explained to the victim?",
        choices=[(YES, "Yes"), (NO, "No, and I say why")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was explained"},
    )
    how = WordsField(
        label="If yes: how",
        max_length=LINE,
        required=False,
        help_text="For example by telephone, at a visit, by letter",
    )
    why_not = WordsField(
        label="If no: why not",
        max_length=LINE,
        required=False,
        help_text="For example that it is not safe to ring",
    )
    field_order = ("explained", "at_day", "at_time", "how", "why_not")

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begin_now(now)
        self.fields["at_day"].label, self.fields["at_time"].label = "If yes: date", "If yes: time"

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answer."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("explained") == NO:
            for name in {"at_day", "at_time"} & set(self.errors):
                del self.errors[name]
            self._ask(said, "why_not", "Say why it was not explained")
        elif said.get("explained") == YES:
            self._ask(said, "how", "Say how it was explained, for example by telephone")
            self.read_moment()
        return said

    def _ask(self, said: dict[str, Any], name: str, sentence: str) -> None:
        if not said.get(name) and name not in self.errors:
            self.add_error(name, sentence)
