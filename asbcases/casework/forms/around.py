"""Forms of what hangs on an incident: hate, a gathering, operations, references; and the reply to a report."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from asbcases.accounts.models import District
from asbcases.cases.choices import GatheringKind, Licence, Tool
from asbcases.cases.models import Gathering, Operation
from asbcases.casework.forms.clock import possible
from asbcases.casework.forms.codes import LINE, REASON
from asbcases.casework.forms.words import WordsField
from asbcases.web.forms import ClockField, DayField


class HateForm(forms.Form):
    """What the lead for hate crime does about an incident."""

    note = WordsField(label="What is done about it?", max_length=REASON, widget=forms.Textarea({"rows": 4}))


class GatheringForm(forms.Form):
    """What is known of an event that draws people together."""

    kind = forms.ChoiceField(label="What is it?", choices=GatheringKind.choices, widget=forms.RadioSelect)
    organiser = forms.CharField(
        label="Organiser",
        max_length=LINE,
        required=False,
        help_text="Who is said to have called it, and who says so",
    )
    numbers = forms.IntegerField(
        label="How many people, at most",
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    licence = forms.ChoiceField(label="Licence", choices=Licence.choices, widget=forms.RadioSelect)
    licence_reference = forms.CharField(label="Reference of the licence", max_length=LINE, required=False)
    tools = forms.MultipleChoiceField(
        label="Powers and tools used",
        choices=Tool.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = WordsField(
        label="Anything else", max_length=REASON, required=False, widget=forms.Textarea({"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, typed: Any, *, known: Gathering | None) -> None:
        stated = {name: getattr(known, name) for name in self.base_fields} if known else {"version": 0}
        super().__init__(typed, initial=stated)


class OperationForm(forms.Form):
    """A named operation and its days."""

    name = forms.CharField(label="Name", max_length=LINE, help_text="No names of people")
    purpose = WordsField(label="What it is for", max_length=REASON, widget=forms.Textarea({"rows": 3}))
    district = forms.ModelChoiceField(
        District.objects.order_by("name"), label="District", required=False, empty_label="Whole county"
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False)

    def clean(self) -> dict[str, Any]:
        """Find fault with days in the wrong order."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must not be before the first")
        return said


class JoinOperationForm(forms.Form):
    """The operation under which an incident belongs."""

    operation: Any = forms.ModelChoiceField(
        Operation.objects.none(), label="Operation", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, typed: Any, *, among: QuerySet[Operation]) -> None:
        super().__init__(typed)
        self.fields["operation"].queryset = among  # type: ignore[attr-defined]


class ReferenceForm(forms.Form):
    """Under which reference another system knows it."""

    system = forms.CharField(
        label="System", max_length=LINE, help_text="For example STORM, Athena, or the landlord's name"
    )
    written = forms.CharField(
        label="Reference as it is written there",
        max_length=LINE,
        help_text="It is found again whatever the slashes, spaces and zeros",
    )
    issued_on = DayField(label="Day on which it was given", required=False)


class ReplyForm(forms.Form):
    """What we replied, and when it was sent."""

    sent_day = DayField(label="Date on which it was sent")
    sent_time = ClockField(label="Time", help_text="For example 6:42pm or 18:42")
    words = WordsField(
        label="What we replied, in short", max_length=REASON, widget=forms.Textarea({"rows": 4})
    )
    sent_at: datetime | None = None

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Work out the instant at which it was sent."""
        said: dict[str, Any] = super().clean() or {}
        if {"sent_day", "sent_time"} & set(self.errors):
            return said
        try:
            # Of an hour that came twice the later is taken: no reply counts as sent before it was.
            self.sent_at = possible(said["sent_day"], said["sent_time"], self.now)[-1]
        except ValidationError as fault:
            self.add_error("sent_time", fault)
        return said
