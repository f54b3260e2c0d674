"""Whether a requirement was met in its time."""

from datetime import datetime
from typing import Any

from django import forms

from asbcases.enforcement.forms.measures import moment, text
from asbcases.enforcement.forms.measures_issued import REASON
from asbcases.web.forms import ClockField, DayField


class MetForm(forms.Form):
    """Whether something that was to be done was done: when, or what shows that it was not."""

    YES, NO = "yes", "no"
    met = forms.ChoiceField(
        label="Was it met?",
        choices=[(YES, "Yes, it is done"), (NO, "No: the time is over, and it is not done")],
        widget=forms.RadioSelect,
        required=False,
        initial=YES,
    )
    done_day = DayField(label="Date on which it was done", required=False, help_text="Only if it is done")
    done_time = ClockField(label="Time", required=False)
    words = text(
        "What shows that it was not done",
        "Only if it is not: who looked, when, and what they saw",
        most=REASON,
    )
    done_at: datetime | None = None

    def __init__(self, *args: Any, breached: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if breached:
            # That it was not done in its time is on record, with what shows it.
            del self.fields["met"], self.fields["words"]
            self.fields["done_day"].help_text = "After its time: the alleged breach stays"

    def clean(self) -> dict[str, Any]:
        """Work out when it was."""
        self.done_at = None if self.missed else moment(self, "done_day", "done_time", required=True)
        if self.missed and not self.cleaned_data.get("words"):
            self.add_error("words", "Say what shows that it was not done")
        return self.cleaned_data

    @property
    def missed(self) -> bool:
        """Return whether it was not met."""
        return self.cleaned_data.get("met") == self.NO
