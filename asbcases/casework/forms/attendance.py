"""Who is sent to an incident, what they found, or why nobody came: forms that fit a phone in one hand."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import NoneAttended, PartyRole
from asbcases.cases.models import IncidentParty, Person
from asbcases.casework.forms.clock import possible
from asbcases.casework.forms.happened import AskedForm
from asbcases.casework.forms.words import WordsField
from asbcases.law.periods import LONDON
from asbcases.law.words import in_london
from asbcases.web.forms import ClockField, DayField

NOTE, LINE = 5_000, 200
FOUND = {
    "victim": "I spoke to the victim",
    "going_on": "It was going on, and I dealt with it",
    "over": "It was over, nobody was there",
    "no_answer": "Nobody answered, or I could not find it",
}
# What stands in the record, whoever reads it later.
RESULTS = {
    "victim": "Spoke to the victim.",
    "going_on": "It was going on and was dealt with.",
    "over": "It was over, nobody was there.",
    "no_answer": "Nobody answered, or the place could not be found.",
}
NEW, NOBODY = "new", "nobody"
PERSON = re.compile(r"PER-\d{4}-\d{6}", re.IGNORECASE)
BIG = {"class": "asb-big"}


class MomentFields(forms.Form):
    """A day and a time that have passed, filled in with this moment."""

    at_day = DayField(label="Date", error_messages={"required": "Enter the date"})
    at_time = ClockField(label="Time", error_messages={"required": "Enter the time"})
    at: datetime | None = None
    now: datetime

    def begin_now(self, now: datetime) -> None:
        """Fill in this moment, in London."""
        self.now = now
        self.initial["at_day"] = now.astimezone(LONDON).date()
        self.initial["at_time"] = f"{in_london(now):%H:%M}"

    def read_moment(self) -> None:
        """Work out the instant, and find fault with one that is still to come."""
        day, clock = self.cleaned_data.get("at_day"), self.cleaned_data.get("at_time")
        if not isinstance(day, date) or not isinstance(clock, time):
            return
        try:
            self.at = possible(day, clock, self.now)[-1]
        except ValidationError as fault:
            self.add_error("at_time", fault)
            return
        if self.at > self.now:
            self.add_error("at_time", "This time is still to come: check the date and the time")


class SendForm(MomentFields):
    """Who goes, and since when."""

    officer = forms.ModelChoiceField(
        User.objects.none(),
        label="Officer",
        required=False,
        empty_label="Nobody by name",
        help_text="At work now, in this district or the whole county",
    )
    unit = forms.CharField(
        label="Call sign or team", required=False, max_length=LINE, help_text="Where no officer is named"
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", empty_label=None, help_text="A partner, where one goes for us"
    )
    field_order = ("officer", "unit", "agency", "at_day", "at_time")

    def __init__(self, typed: Any, *, among: QuerySet[User], by: User, now: datetime) -> None:
        super().__init__(typed, initial={"agency": by.agency_id})
        self.begin_now(now)
        self.fields["at_day"].label, self.fields["at_time"].label = "Sent: date", "Sent: time"
        self.fields["officer"].queryset = among  # type: ignore[attr-defined]
        self.fields["agency"].queryset = agencies()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find fault where nobody is named, or an officer goes for an agency that is not theirs."""
        said = super().clean() or {}
        self.read_moment()
        if "officer" not in self.errors and not said.get("officer") and not said.get("unit"):
            self.add_error("officer", "Choose who is sent, or enter a call sign or team")
        return said


class AttendForm(MomentFields, AskedForm):
    """What an officer found, whom, and when they came: four answers, a note, and what is filled in already."""

    found = forms.ChoiceField(
        label="What did you find?",
        choices=list(FOUND.items()),
        widget=forms.RadioSelect(BIG),
        error_messages={"required": "Choose what you found"},
    )
    victim = forms.ChoiceField(
        label="Is somebody a victim?",
        widget=forms.RadioSelect(BIG),
        error_messages={"required": "Choose who is a victim, or that nobody is"},
    )
    victim_name = forms.CharField(
        label="Name of the victim",
        max_length=LINE,
        help_text="Or their reference, such as PER-2014-000123",
        error_messages={"required": "Enter the name of the victim"},
    )
    victim_contact = forms.CharField(label="Telephone of the victim", required=False, max_length=LINE)
    note = WordsField(
        label="What you saw, heard and did",
        required=False,
        max_length=NOTE,
        widget=forms.Textarea({"rows": 3}),
    )
    unit = forms.CharField(label="Call sign or team, where it was not you", required=False, max_length=LINE)
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Agency", required=False, empty_label=None)
    asked_after = {"victim_name": ("victim", NEW), "victim_contact": ("victim", NEW)}
    field_order = ("found", "victim", "victim_name", "victim_contact", "note", "at_day", "at_time")

    def __init__(
        self, typed: Any, *, people: list[Person], victims: set[int], sent: bool, by: User, now: datetime
    ) -> None:
        super().__init__(typed, initial={"agency": by.agency_id})
        self.begin_now(now)
        self.people = {str(person.pk): person for person in people}
        self.fields["at_day"].label, self.fields["at_time"].label = "You came: date", "You came: time"
        self.fields["victim"].choices = [  # type: ignore[attr-defined]
            *((pk, _words(person, person.pk in victims)) for pk, person in self.people.items()),
            (NEW, "Somebody else" if people else "Yes: I name them"),
            (NOBODY, "Nobody"),
        ]
        self.fields["agency"].queryset = agencies()  # type: ignore[attr-defined]
        if sent:
            del self.fields["unit"], self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        """Work out when they came, and whom a reference names."""
        said = super().clean() or {}
        self.read_moment()
        name = said.get("victim_name", "")
        if PERSON.fullmatch(name.strip()) and self.named is None:
            self.add_error("victim_name", "Nobody has this reference whom you may see: enter the name")
        return said

    @property
    def named(self) -> Person | None:
        """Return the person on file who is a victim, where one was chosen or named by their reference."""
        chosen = self.people.get(self.cleaned_data.get("victim", ""))
        reference = self.cleaned_data.get("victim_name", "").strip().upper()
        return chosen or Person.objects.filter(reference=reference, recorded_in_error_at__isnull=True).first()

    @property
    def result(self) -> str:
        """Return what was found, in words that stand alone."""
        return "\n".join(filter(None, (RESULTS[self.cleaned_data["found"]], self.cleaned_data["note"])))


def _words(person: Person, is_victim: bool) -> str:
    return f"{person.name} (named as a victim)" if is_victim else f"{person.name}"


def known_people(parties: list[IncidentParty]) -> tuple[list[Person], set[int]]:
    """Return who on an incident may be its victim, and who is one already; a respondent is not offered."""
    people = {party.person_id: party.person for party in parties if party.role != PartyRole.RESPONDENT}
    return list(people.values()), {party.person_id for party in parties if party.role == PartyRole.VICTIM}


def agencies() -> QuerySet[Agency]:
    """Return the agencies that work with us, by name."""
    return Agency.objects.filter(active=True).order_by("name")


class NoneAttendedForm(forms.Form):
    """Why nobody came."""

    why = forms.ChoiceField(
        label="Why did nobody come?",
        choices=NoneAttended.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why nobody came"},
    )
    reason = WordsField(
        label="In words",
        max_length=NOTE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say in words why nobody came"},
    )
