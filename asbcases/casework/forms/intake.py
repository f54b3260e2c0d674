"""A new report: one page on which everything is asked once, in the order in which a call goes."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.cases.choices import Channel
from asbcases.casework.forms.caller import CallerFields
from asbcases.casework.forms.clock import possible
from asbcases.casework.forms.desk import PromiseFields, WayFields
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.forms.words import LINE, LONG, DistrictField, ForUser, WordsField
from asbcases.web.forms import ClockField, DayField

PERSON = "^PER-[0-9]{4}-[0-9]{6,}$"


class PassedOnFields(forms.Form):
    """By which way a report came, and the reference that another system gave it."""

    channel = forms.ChoiceField(label="How it reached us", choices=[("", "Choose"), *Channel.choices])
    agency = forms.ModelChoiceField(
        label="Agency that passed it on",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the agency that passed it on"},
    )
    reference_system = forms.CharField(
        label="System or agency of the reference",
        max_length=60,
        required=False,
        help_text="For example STORM, or the landlord's name",
    )
    reference_written = forms.CharField(
        label="Their reference",
        max_length=60,
        required=False,
        help_text="As given, with its strokes and dashes",
    )

    def offer_agencies(self) -> None:
        """Offer the agencies that work with us."""
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101 - declared above
        agency.queryset = Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE).order_by("name")

    def check_reference(self) -> None:
        """Find fault with half a reference."""
        system, written = (self.cleaned_data.get(f"reference_{part}") for part in ("system", "written"))
        if written and not system:
            self.add_error("reference_system", "Enter the system or agency whose reference it is")
        if system and not written:
            self.add_error("reference_written", "Enter the reference, or leave its system empty")


class ReceivedFields(forms.Form):
    """When we were told."""

    NOW, EARLIER = "now", "earlier"
    received = forms.ChoiceField(
        label="When were we told?",
        choices=[(NOW, "Now"), (EARLIER, "Earlier")],
        widget=forms.RadioSelect,
    )
    received_day = DayField(label="Date", error_messages={"required": "Enter the date on which we were told"})
    received_time = ClockField(
        label="Time",
        help_text="For example 6:42pm or 18:42",
        error_messages={"required": "Enter the time at which we were told"},
    )
    received_at: datetime | None = None
    now: datetime

    def read_received(self) -> None:
        """Work out the instant at which we were told."""
        if self.cleaned_data["received"] == self.NOW:
            self.received_at = self.now
            return
        try:
            # Of an hour that came twice the first is taken: no clock of ours then starts too late.
            day, clock = self.cleaned_data["received_day"], self.cleaned_data["received_time"]
            self.received_at = possible(day, clock, self.now)[0]
        except ValidationError as fault:
            self.add_error("received_time", fault)


class ReportForm(
    ForUser, HappenedForm, CallerFields, PassedOnFields, ReceivedFields, PromiseFields, WayFields
):
    """What somebody told us, word for word, and who they are."""

    # As on the page, so that faults are listed in the order in which they are met.
    field_order = [
        *CallerFields.base_fields,
        *(
            "channel",
            "agency",
            "narrative",
            "place_text",
            "district",
            "happened_precision",
            "on_day",
            "at_time",
        ),
        *("from_day", "from_time", "until_day", "until_time", "month", "received", "received_day"),
        *("received_time", "call_back_day", "call_back_time", *WayFields.base_fields),
    ]
    narrative = WordsField(
        label="What was said, word for word",
        max_length=LONG,
        help_text="It cannot be changed afterwards. Write down what was said, not what you conclude.",
        widget=forms.Textarea({"rows": 7}),
    )
    place_text = forms.CharField(
        label="Where it happened",
        max_length=LINE,
        help_text="Address or place, as given",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    district = DistrictField(required=False, empty_label="Not known yet")
    # Chosen in the panel beside the form.
    person = forms.RegexField(PERSON, required=False, widget=forms.HiddenInput)

    asked_after = {
        **HappenedForm.asked_after,
        "received_day": ("received", ReceivedFields.EARLIER),
        "received_time": ("received", ReceivedFields.EARLIER),
        "agency": ("channel", Channel.PARTNER),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_agencies()

    def clean(self) -> dict[str, Any]:
        """Work out when we were told, and that nobody told us of what was still to come."""
        super().clean()
        self.check_anonymous()
        self.check_reference()
        self.check_day("received_day")
        if not any(name in self.errors for name in ("received", "received_day", "received_time")):
            self.read_received()
        if self.received_at:
            self.check_past("received_time", self.received_at)
        self.read_promise()
        self.read_way()
        if self.span and self.received_at and self.span.start > self.received_at:
            self.add_error("happened_precision", "It happened after we were told of it: check both times")
        return self.cleaned_data
