"""What is agreed with a caller: by when we ring back, and how we may write without danger."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.cases.models import SafeContact
from asbcases.casework.forms.clock import instants_or_fault
from asbcases.casework.transitions.safe_contact import Way
from asbcases.law.words import day_words
from asbcases.web.forms import ClockField, DayField

NOTE = 2_000
# A promise for later than this is a slip of the pen: what takes longer is no call back.
LONGEST = timedelta(days=92)


def _hours(first: int, last: int) -> list[tuple[int, str]]:
    names = {0: "Midnight", 12: "Midday", 24: "Midnight"}
    return [
        (hour, names.get(hour) or f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}")
        for hour in range(first, last + 1)
    ]


FROM_HOURS, UNTIL_HOURS = _hours(0, 23), _hours(1, 24)


class PromiseFields(forms.Form):
    """Day and time by which we promise to ring; both or neither, where a promise may be left out."""

    call_back_day = DayField(label="Ring back by: date", required=False)
    call_back_time = ClockField(
        label="Ring back by: time", required=False, help_text="For example 5pm or 17:00"
    )
    promise_asked = False
    call_by: datetime | None = None
    now: datetime

    def read_promise(self) -> None:
        """Work out the instant that was promised, and find fault with half of one or with one that has passed."""
        day, clock = (self.cleaned_data.get(name) for name in ("call_back_day", "call_back_time"))
        wanted = self.promise_asked or day is not None or clock is not None
        if not wanted or {"call_back_day", "call_back_time"} & set(self.errors):
            return
        if day is None:
            self.add_error("call_back_day", "Enter the date by which we ring back")
        if clock is None:
            self.add_error("call_back_time", "Enter the time by which we ring back")
        if day is not None and clock is not None:
            self._promised(day, clock)

    def _promised(self, day: Any, clock: Any) -> None:
        try:
            # Of an hour that comes twice the first is meant: nobody is rung too late.
            call_by = instants_or_fault(day, clock)[0]
        except ValidationError as fault:
            self.add_error("call_back_time", fault)
            return
        if call_by <= self.now:
            self.add_error("call_back_time", "This time has passed: check the date and the time")
        elif call_by > self.now + LONGEST:
            self.add_error(
                "call_back_day", f"{day_words(day)} is too far off for a call back: check the date"
            )
        else:
            self.call_by = call_by


class PromiseForm(PromiseFields):
    """A promise to ring a caller back."""

    promise_asked = True

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Work out by when we ring back."""
        super().clean()
        self.read_promise()
        return self.cleaned_data


class CallMadeForm(forms.Form):
    """What came of a call."""

    note = forms.CharField(
        label="What came of the call?",
        help_text="What you told the caller and what they said; or that nobody answered, and when you tried",
        max_length=NOTE,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say what came of the call"},
    )


class HourField(forms.TypedChoiceField):
    """An hour of the day in London; where nothing is sent, the one that allows every hour."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, empty_value=kwargs["initial"], **kwargs)


class WayFields(forms.Form):
    """How a caller may be reached; without an address nobody writes, without a number nobody rings."""

    safe_email = forms.EmailField(
        label="E-mail that only the caller reads",
        required=False,
        max_length=254,
        help_text="Ask. Where nobody is sure, leave it empty: then we do not write",
    )
    safe_phone = forms.CharField(
        label="Number that only the caller answers",
        required=False,
        max_length=60,
        help_text="Where nobody is sure, leave it empty: then we do not ring",
    )
    safe_note = forms.CharField(
        label="When or how not to reach them",
        required=False,
        max_length=500,
        help_text="In their words, for example: he is at home after five",
    )
    safe_from = HourField(label="Not before", choices=FROM_HOURS, initial=0)
    safe_until = HourField(label="Not from this hour on", choices=UNTIL_HOURS, initial=24)
    safe_plain = forms.BooleanField(
        label="It may show that the police wrote",
        required=False,
        help_text="Left empty, subject and sender say nothing of police or of a report",
    )

    def read_way(self) -> None:
        """Find fault with hours that end before they begin."""
        said = self.cleaned_data
        if said.get("safe_from", 0) >= said.get("safe_until", 24):
            self.add_error("safe_until", "The hours must end after they begin: check both")

    @property
    def way(self) -> Way | None:
        """Return how the caller may be reached; None where nothing was said of it."""
        said = self.cleaned_data
        if not (said["safe_email"] or said["safe_phone"] or said["safe_note"]):
            return None
        return Way(
            email=said["safe_email"],
            phone=said["safe_phone"],
            note=said["safe_note"],
            from_hour=said["safe_from"],
            until_hour=said["safe_until"],
            discreet=not said["safe_plain"],
        )


class SafeContactForm(WayFields):
    """How the caller of a report may be written to; it answers to what stood on the page."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, typed: Any, *, contact: SafeContact | None, read: int) -> None:
        initial: dict[str, Any] = {"read": read}
        if contact:
            initial |= {
                "safe_email": contact.email,
                "safe_phone": contact.phone,
                "safe_note": contact.note,
                "safe_from": contact.from_hour,
                "safe_until": contact.until_hour,
                "safe_plain": not contact.discreet,
            }
        super().__init__(typed, initial=initial)
        self.fields["safe_email"].help_text = "Ask who else reads it. Where nobody is sure, we do not write"

    def clean(self) -> dict[str, Any]:
        """Find fault with what cannot be, and with nothing at all."""
        super().clean()
        self.read_way()
        if not self.errors and self.way is None:
            self.add_error("safe_email", "Enter the address, or leave the page: then we do not write")
        return self.cleaned_data


class WithdrawForm(forms.Form):
    """Why a caller must not be written to any more."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label="Why must we not write any more?",
        max_length=NOTE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why we must not write any more"},
    )
