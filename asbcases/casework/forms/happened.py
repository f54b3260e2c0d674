"""When something happened: one question with three answers, each with its own boxes."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from asbcases.cases.choices import Precision
from asbcases.casework.forms.clock import Span, between, exactly, within_month
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.web.forms import ClockField, DateParts, DayField

OLDEST = date(1900, 1, 1)


class MonthParts(DateParts):
    """Two boxes for month and year; the first day of the month stands for it."""

    part_labels: tuple[str, ...] = ("Month", "Year")  # type: ignore[assignment]
    part_widths: tuple[int, ...] = (2, 4)  # type: ignore[assignment]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput({"inputmode": "numeric"}) for name in ("month", "year")
        }
        forms.MultiWidget.__init__(self, boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return month and year, or what was typed into each box."""
        if isinstance(value, date):
            return [value.month, value.year]
        return [*str(value or "").split("/"), "", ""][:2]

    def value_from_datadict(  # type: ignore[override]
        self, data: MultiValueDict[str, Any] | Mapping[str, Any], files: Any, name: str
    ) -> str | None:
        """Return the two boxes as one text; nothing when both are empty."""
        typed = [str(data.get(f"{name}_{part}") or "").strip() for part in ("month", "year")]
        return "/".join(typed) if any(typed) else None


class MonthField(forms.Field):
    """A month, of which nothing closer is known."""

    widget = MonthParts
    default_error_messages = {"invalid": "Enter a month and a year, such as 11 2026"}

    def to_python(self, value: Any) -> date | None:
        """Return the first day of the month."""
        if not value:
            return None
        matched = re.fullmatch(r"([1-9]|0[1-9]|1[0-2])/(\d{4})", str(value))
        if matched is None or matched[2] == "0000":
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return date(int(matched[2]), int(matched[1]), 1)


class AskedForm(forms.Form):
    """A form of which some fields are asked for only after a certain answer to another.

    What stands in the boxes of an answer that was not chosen is neither read nor found fault with.
    """

    asked_after: Mapping[str, tuple[str, str]] = {}

    def is_asked(self, name: str) -> bool:
        """Return whether the answers given make this field count."""
        question, answer = self.asked_after.get(name, ("", ""))
        return not question or self.data.get(self.add_prefix(question)) == answer

    def _clean_fields(self) -> None:
        whole = self.fields
        self.fields = {name: field for name, field in whole.items() if self.is_asked(name)}
        try:
            super()._clean_fields()  # type: ignore[misc]
        finally:
            self.fields = whole


class HappenedForm(AskedForm):
    """Asks when it happened; `span` is the answer, in instants."""

    happened_precision = forms.ChoiceField(
        label="When did it happen?",
        choices=Precision.choices,
        widget=forms.RadioSelect,
        help_text="London time. A time in the hour that comes twice, when the clocks go back, is kept as "
        "between the two.",
    )
    on_day = DayField(label="Date", error_messages={"required": "Enter the date"})
    at_time = ClockField(
        label="Time", help_text="For example 6:42pm or 18:42", error_messages={"required": "Enter the time"}
    )
    from_day = DayField(label="From", error_messages={"required": "Enter the first date"})
    from_time = ClockField(label="From what time", required=False, help_text="Empty: from midnight")
    until_day = DayField(label="Until", error_messages={"required": "Enter the last date"})
    until_time = ClockField(
        label="Until what time", required=False, help_text="Empty: until the end of the day"
    )
    month = MonthField(label="Month", error_messages={"required": "Enter the month and the year"})

    asked_after = {
        "on_day": ("happened_precision", Precision.EXACT),
        "at_time": ("happened_precision", Precision.EXACT),
        "from_day": ("happened_precision", Precision.RANGE),
        "from_time": ("happened_precision", Precision.RANGE),
        "until_day": ("happened_precision", Precision.RANGE),
        "until_time": ("happened_precision", Precision.RANGE),
        "month": ("happened_precision", Precision.MONTH),
    }
    span: Span | None = None

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    @property
    def today(self) -> date:
        """Return the day in London on which the form is filled in."""
        return london_day(self.now)

    def clean(self) -> dict[str, Any]:
        """Work out the span once its parts are sound."""
        for name in ("on_day", "from_day", "until_day", "month"):
            self.check_day(name)
        makers: dict[str, Callable[[], None]] = {
            Precision.EXACT: self._exactly,
            Precision.RANGE: self._between,
            Precision.MONTH: self._within_month,
        }
        if not any(name in self.errors for name in ("happened_precision", *self.asked_after)):
            makers[self.cleaned_data["happened_precision"]]()
        return self.cleaned_data

    def check_day(self, name: str) -> None:
        """Find fault with a day that is still to come, or older than anybody remembers."""
        day = self.cleaned_data.get(name)
        if day is None:
            return
        if day > self.today:
            self.add_error(name, f"{day_words(day)} is still to come: check the date")
        elif day < OLDEST:
            self.add_error(name, f"{day.year} is too long ago: check the year")

    def check_past(self, name: str, at: datetime) -> None:
        """Find fault with an instant that is still to come."""
        if at > self.now:
            self.add_error(name, "This time is still to come: check the time")

    def _exactly(self) -> None:
        if span := self._try("at_time", partial(exactly, now=self.now), "on_day", "at_time"):
            self.check_past("at_time", span.start)

    def _between(self) -> None:
        ends = ("from_day", "from_time", "until_day", "until_time")
        span = self._try("from_time", partial(between, now=self.now), *ends)
        if span is None:
            return
        self.check_past("from_time", span.start)
        if span.end <= span.start:
            self.add_error("until_day", "The end must be after the beginning: check both")
        elif self.cleaned_data.get("until_time"):
            self.check_past("until_time", span.end)
        else:
            # "Until the end of today" cannot reach beyond the moment of telling.
            self.span = span._replace(end=min(span.end, max(self.now, span.start)))

    def _within_month(self) -> None:
        self._try("month", within_month, "month")

    def _try(self, field: str, make: Callable[..., Span], *parts: str) -> Span | None:
        try:
            self.span = make(*(self.cleaned_data.get(part) for part in parts))
        except ValidationError as fault:
            self.add_error(field, fault)
            return None
        return self.span
