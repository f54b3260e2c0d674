"""What the forms of a review share: an act with the moment at which it was done."""

from datetime import datetime, timedelta
from typing import Any

from asbcases.casework.forms.attendance import MomentFields

MOMENT = ("at_day", "at_time")
LONG, SHORT = 20_000, 2_000


class WhenForm(MomentFields):
    """An act, and when it was done; what it follows may have been done in the same minute."""

    done = "Done"

    def __init__(self, *args: Any, now: datetime, after: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = after
        self.begin_now(now)
        for name, part in zip(MOMENT, ("date", "time"), strict=True):
            self.fields[name].label = f"{self.done}: {part}"
        self.order_fields([*(name for name in self.fields if name not in MOMENT), *MOMENT])

    def clean(self) -> dict[str, Any]:
        """Work out the instant."""
        said: dict[str, Any] = super().clean() or {}
        self.read_moment()
        # What is typed has no seconds.
        if self.at and self.after and self.at < self.after < self.at + timedelta(minutes=1):
            self.at = self.after
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return what was typed beside the moment."""
        return {name: value for name, value in self.cleaned_data.items() if name not in MOMENT}
