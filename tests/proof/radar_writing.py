"""The year of the radar written into the database: what was said in words, and keys by the product's own reading of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, Council, District, User
from asbcases.cases.choices import Category, Channel, ClassifiedAt, PersonKind, Precision, Source
from asbcases.cases.models import Classification, Incident, IncidentReport, Person, Recognition, Report
from asbcases.cases.rules.keys import address_key, email_key, name_key, phone_key
from asbcases.casework.transitions import receive_report, recognise
from tests.make import make_agency
from tests.proof.radar_shapes import AREAS, Area
from tests.proof.radar_shapes import Report as Said
from triggers.models import LocalProcedure

LONDON = ZoneInfo("Europe/London")
# Each area's rules hold in a district with one council; the first two are that council's own, as they are shipped.
DISTRICTS = {
    "Colchester": "colchester",
    "Thurrock": "thurrock",
    "Wales": "tendring",
    "Cleveland": "basildon",
    "Watford": "southend",
    "Ashfield": "harlow",
}
SHIPPED = ("Colchester", "Thurrock")
BEGINS = date(2027, 1, 1)
# A report always says when it was: of one of which nobody did, it is said as of so long ago that it does not count either.
LONG_AGO = timedelta(days=100)
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "nop", "pu")
AGENCIES = {
    "council": AgencyKind.COUNCIL,
    "landlord": AgencyKind.HOUSING,
    "other": AgencyKind.HEALTH,
}
KEYS = {
    "phone": ("caller_phone", "phone_key", phone_key),
    "email": ("caller_email", "email_key", email_key),
    "address": ("caller_address", "address_key", address_key),
    "name": ("caller_name", "name_key", name_key),
    "place": ("place_text", "place_key", address_key),
}


def enter_procedures() -> None:
    """Have each area's rules in force before the year begins, in the place of those of its council."""
    with connection.as_owner(), transaction.atomic():
        for area in AREAS:
            if area.name not in SHIPPED:
                council = Council.objects.get(district__code=DISTRICTS[area.name])
                LocalProcedure.objects.create(
                    area=council.code,
                    name=area.name,
                    in_force_from=BEGINS,
                    content=stated_by(area, council.code),
                    source="The year of the radar",
                    entered_at=datetime.combine(BEGINS, time(), UTC),
                )


def stated_by(area: Area, code: str) -> dict[str, Any]:
    """Return what an area states, as a version of its procedure holds it."""
    stated: dict[str, Any] = {"area": code, "name": area.name, "in_force_from": BEGINS.isoformat()}
    stated |= {"min_complaints": area.reports, "complaint_window_months": area.complaint_months}
    stated |= {"application_window_months": area.application_months, "not_while_open": area.not_while_open}
    if area.hate:
        stated["hate"] = dict(zip(("number", "months"), area.hate, strict=True))
    if area.several:
        stated["several"] = dict(zip(("number", "people", "months"), area.several, strict=True))
    if area.latest_within_months:
        stated["latest_within_months"] = area.latest_within_months
    return stated


@dataclass
class Writer:
    """Writes reports in order, one or many at a time, and knows by which row each of the year is kept."""

    by: User
    kept: dict[int, Report] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    many: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        """Look up what every report names."""
        self.districts = {name: District.objects.get(code=code) for name, code in DISTRICTS.items()}
        self.agencies: dict[str, Agency | None] = {"police": None}
        for name, kind in AGENCIES.items():
            self.agencies[name] = make_agency(f"{name.title()} of the year", kind)

    def write(self, reports: Sequence[Said]) -> list[Report]:
        """Keep reports with the incidents that they tell of, of hate where they do, and with who was recognised."""
        rows = Report.objects.bulk_create(map(self._report, reports), batch_size=2000)
        self._tell_of(reports, rows)
        self._recognise(reports)
        return rows

    def receive(self, said: Said) -> Report:
        """Keep a report by the transition that a page uses, with all that answers it."""
        return receive_report(
            narrative="They threw stones at my window again.",
            channel=Channel.CALL_101,
            district=self.districts[said.area],
            agency=self.agencies[said.agency],
            received_at=said.at,
            by=self.by,
            now=said.at,
            **self.words(said),
            **self.times(said),
        )

    def follow_up(self, said: Said, row: Report) -> None:
        """Keep of what a received report tells, and who was recognised, by the transition too."""
        self._tell_of([said], [row])
        if person := self.person(said):
            recognise(row, person, reasons=["The caller said so"], by=self.by, now=said.at)

    def _tell_of(self, reports: Sequence[Said], rows: Sequence[Report]) -> None:
        """Keep the incidents that reports tell of, of hate where they say so."""
        self.kept |= {said.id: row for said, row in zip(reports, rows, strict=True)}
        incidents = Incident.objects.bulk_create(map(self._incident, reports), batch_size=2000)
        made = [{"recorded_at": said.at, "recorded_by": self.by} for said in reports]
        IncidentReport.objects.bulk_create(
            [
                IncidentReport(incident=incident, report=row, **known)
                for incident, row, known in zip(incidents, rows, made, strict=True)
            ],
            batch_size=2000,
        )
        Classification.objects.bulk_create(
            Classification(
                incident=incident,
                at_stage=ClassifiedAt.OPENING,
                category=Category.PERSONAL,
                qualifiers=["hate_race"],
                **known,
            )
            for incident, said, known in zip(incidents, reports, made, strict=True)
            if said.hate
        )

    def copy(self, reports: Iterable[Said]) -> None:
        """Keep what was published of reports, as an import keeps it: an incident of which nobody told."""
        Incident.objects.bulk_create(
            (
                Incident(
                    reference=f"PUB-0000-{said.id:06d}",
                    source=Source.POLICE_UK,
                    source_key=str(said.id),
                    district=self.districts[said.area],
                    recorded_at=said.at,
                    **self.times(said),
                )
                for said in reports
            ),
            batch_size=2000,
        )

    def person(self, said: Said) -> Person | None:
        """Return the record of whoever was recognised in a report, with that which it is known to be the same as."""
        if not said.person:
            return None
        return self._record(said.person, said.same_as, said.at)

    def words(self, said: Said) -> dict[str, Any]:
        """Return what was said of caller and place, as somebody would say it."""
        told = {column: self._text(kind, getattr(said, kind)) for kind, (column, *_) in KEYS.items()}
        # With its postcode or without it is the same place.
        known = told["place_text"] and f"{told['place_text']}{', CO2 7QT' if said.id % 2 else ''}"
        return told | {"place_text": known or "Not known"}

    def times(self, said: Said) -> dict[str, Any]:
        """Return when it happened: at an hour of one day, or between two days."""
        first, last = said.behaviour or (said.at.date() - LONG_AGO,) * 2
        if first == last:
            at = datetime.combine(first, time(12), LONDON)
            return {"happened_from": at, "happened_until": at, "happened_precision": Precision.EXACT}
        begins, ends = (datetime.combine(on, time(), LONDON) for on in (first, last + timedelta(1)))
        return {"happened_from": begins, "happened_until": ends, "happened_precision": Precision.RANGE}

    def _report(self, said: Said) -> Report:
        words = self.words(said)
        return Report(
            reference=f"RPT-0000-{said.id:06d}",
            channel=Channel.CALL_101,
            narrative="They threw stones at my window again.",
            district=self.districts[said.area],
            agency=self.agencies[said.agency],
            received_at=said.at,
            recorded_at=said.at,
            recorded_by=self.by,
            **words,
            **self.times(said),
            **{key: read(words[column]) for column, key, read in KEYS.values()},
        )

    def _incident(self, said: Said) -> Incident:
        return Incident(
            reference=f"INC-0000-{said.id:06d}",
            source=Source.OWN,
            category=Category.PERSONAL,
            summary="Stones thrown at a window",
            district=self.districts[said.area],
            recorded_at=said.at,
            recorded_by=self.by,
            **self.times(said),
        )

    def _recognise(self, reports: Sequence[Said]) -> None:
        self._meet(reports)
        Recognition.objects.bulk_create(
            (
                Recognition(
                    report=self.kept[said.id],
                    person=person,
                    reasons=["The caller said so"],
                    recorded_at=said.at,
                    recorded_by=self.by,
                )
                for said in reports
                if (person := self.person(said))
            ),
            batch_size=2000,
        )

    def _meet(self, reports: Iterable[Said]) -> None:
        """Make the records of people who are new, and known as nobody else, all at once."""
        known = self.people.keys() | {""}
        new = {said.person: said.at for said in reports if said.person not in known and not said.same_as}
        made = Person.objects.bulk_create(
            Person(
                reference=f"PER-0000-{len(self.people) + number:06d}",
                kind=PersonKind.PERSON,
                name=name,
                recorded_at=at,
                recorded_by=self.by,
            )
            for number, (name, at) in enumerate(new.items(), 1)
        )
        self.people |= dict(zip(new, made, strict=True))

    def _record(self, name: str, same_as: str, at: datetime) -> Person:
        """Return the record that goes by a name, made where it is new; the same as another since somebody said so."""
        if name not in self.people:
            made = {"recorded_at": at, "recorded_by": self.by}
            first = self._record(same_as, "", at) if same_as else None
            number = len(self.people) + 1
            self.people[name] = Person.objects.create(
                reference=f"PER-0000-{number:06d}", kind=PersonKind.PERSON, name=name, same_as=first, **made
            )
        return self.people[name]

    def _text(self, kind: str, key: str) -> str:
        """Return words that are read as the same key whenever the year has the same, and as another where it has another."""
        if not key:
            return ""
        kind = "address" if kind == "place" else kind
        if (kind, key) not in self.numbers:
            self.numbers[kind, key] = self.many[kind]
            self.many[kind] += 1
        return WORDS[kind](self.numbers[kind, key])


@cache
def spelled(number: int) -> str:
    """Return a number as a word that is no other's."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).title()


WORDS = {
    "phone": lambda number: f"07{number:09d}",
    "email": lambda number: f"caller.{number}@example.org",
    "address": lambda number: f"{number % 180 + 1} {spelled(number // 180)} Street",
    "name": lambda number: f"Robin {spelled(number)}",
}
