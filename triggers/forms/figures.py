"""For which period figures are asked."""

from datetime import date
from typing import Any

from django import forms

from asbcases.web.forms import DayField
from triggers.rules.figures import Period

# Days that no record bears are slips of the keyboard.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class PeriodForm(forms.Form):
    """The first and the last day of a period."""

    first = DayField(label="First day")
    last = DayField(label="Last day")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or of which nothing can be on record."""
        said: dict[str, Any] = super().clean() or {}
        for name in ("first", "last"):
            if name in said and not EARLIEST <= said[name] <= LATEST:
                self.add_error(name, "Enter a day of which something can be on record")
        if not self.errors and said["last"] < said["first"]:
            self.add_error("last", "The last day must not be before the first day")
        return said

    @property
    def period(self) -> Period:
        """Return the period of a valid form."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])
