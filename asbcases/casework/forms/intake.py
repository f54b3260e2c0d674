"""Forms of intake: what somebody tells us, and the event that it tells of."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of
from asbcases.cases.choices import Category, Channel
from asbcases.casework.forms.clock import possible
from asbcases.casework.forms.desk import PromiseFields, WayFields
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.rules import reference_in
from asbcases.web.forms import ClockField, DayField
from partners import access

LONG, LINE = 20_000, 500


class WordsField(forms.CharField):
    """Text as it was said; only the line ends are those of the web and not of the speaker."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the words with plain line ends; blanks alone are no words."""
        words = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return words if words.strip() else ""


class DistrictField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A police district in which the person may record something."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": District.objects.none(), "label": "Police district", **kwargs})

    def offer_to(self, user: User) -> None:
        """Offer the whole county to those who see its reports, to others the districts they work in."""
        offered = District.objects.order_by("name")
        if not access.sees_county_reports(user):
            # What somebody records must be theirs to see: the second lock would refuse it.
            offered = offered.filter(pk__in=districts_of(user))
            self.required, self.empty_label = True, None
        self.queryset = offered


class ReportForm(HappenedForm, PromiseFields, WayFields):
    """What somebody told us, word for word."""

    NOW, EARLIER = "now", "earlier"

    # As on the page, so that faults are listed in the order in which they are met.
    field_order = [
        *("narrative", "happened_precision", "on_day", "at_time", "from_day", "from_time", "until_day"),
        *("until_time", "month", "channel", "caller_name", "caller_contact", "place_text", "district"),
        *("received", "received_day", "received_time", "call_back_day", "call_back_time"),
    ]
    narrative = WordsField(
        label="What was said, word for word",
        max_length=LONG,
        help_text="It cannot be changed afterwards. Write down what was said, not what you conclude.",
        widget=forms.Textarea({"rows": 8}),
    )
    channel = forms.ChoiceField(label="How it reached us", choices=[("", "Choose"), *Channel.choices])
    caller_name = forms.CharField(
        label="Name of the caller", max_length=200, required=False, help_text="Empty if they gave none"
    )
    caller_contact = forms.CharField(
        label="Telephone or e-mail of the caller",
        max_length=200,
        required=False,
        help_text="As given. Note when it is not safe to ring",
    )
    place_text = forms.CharField(
        label="Where it happened", max_length=LINE, help_text="Address or place, as given"
    )
    district = DistrictField(required=False, empty_label="Not known yet")
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

    asked_after = {
        **HappenedForm.asked_after,
        "received_day": ("received", EARLIER),
        "received_time": ("received", EARLIER),
    }
    received_at: datetime | None = None

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = self.fields["district"]
        assert isinstance(district, DistrictField)  # noqa: S101 - declared above
        district.offer_to(user)

    def clean(self) -> dict[str, Any]:
        """Work out when we were told, and that nobody told us of what was still to come."""
        super().clean()
        self.check_day("received_day")
        if not any(name in self.errors for name in ("received", "received_day", "received_time")):
            self._received()
        self.read_promise()
        self.read_way()
        if self.span and self.received_at and self.span.start > self.received_at:
            self.add_error("happened_precision", "It happened after we were told of it: check both times")
        return self.cleaned_data

    def _received(self) -> None:
        if self.cleaned_data["received"] == self.NOW:
            self.received_at = self.now
            return
        try:
            # Of an hour that came twice the first is taken: no clock of ours then starts too late.
            day, clock = self.cleaned_data["received_day"], self.cleaned_data["received_time"]
            self.received_at = possible(day, clock, self.now)[0]
        except ValidationError as fault:
            self.add_error("received_time", fault)
            return
        self.check_past("received_time", self.received_at)


class CategoryRadios(forms.RadioSelect):
    """The NSIR categories, each with the question that decides for it, asked in this order (NSIR 2011)."""

    hints = {
        Category.PERSONAL.value: "1. Is somebody targeted, or hit harder than others: a person or group whom one "
        "could name? An unknown caller can be one. When Nuisance fits too, it is still Personal.",
        Category.NUISANCE.value: "2. Otherwise: does the public in general suffer trouble or annoyance?",
        Category.ENVIRONMENTAL.value: "3. Otherwise: is only the place harmed, such as litter or an abandoned car?",
    }


class IncidentForm(forms.Form):
    """The event that a report tells of; place and district are carried over, never typed again."""

    category = forms.ChoiceField(
        label="Category",
        choices=Category.choices,
        widget=CategoryRadios,
        error_messages={"required": "Choose a category"},
    )
    category_reason = WordsField(
        label="Why this category",
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Whoever audits the record reads this first",
    )
    summary = forms.CharField(
        label="What happened, in one sentence",
        max_length=LINE,
        help_text="No names: this line stands in lists",
    )
    place_text = forms.CharField(label="Where it happened", max_length=LINE)
    district = DistrictField(required=False, empty_label="Not known yet")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = self.fields["district"]
        assert isinstance(district, DistrictField)  # noqa: S101 - declared above
        district.offer_to(user)


class AttachForm(forms.Form):
    """The incident of which a report tells as well."""

    incident = forms.CharField(
        label="Reference of the incident",
        max_length=40,
        help_text="For example INC-2026-000123",
        error_messages={"required": "Enter the reference of the incident"},
    )

    def clean_incident(self) -> str:
        """Return the reference as it is written in the file."""
        reference = reference_in(self.cleaned_data["incident"])
        if not reference.startswith("INC-"):
            raise ValidationError("Enter the reference of an incident, such as INC-2026-000123")
        return reference
