"""The reports around one report, as the radar sees them: found by indexed keys, so many and no more.

The keys are what was said of caller, place and victim, and the person who was recognised. What is certain is followed
from report to report for a few rounds; who is near, and who reported of the same place, is looked for once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Council
from asbcases.cases.models import IncidentReport, Person, Recognition, Report
from asbcases.cases.rules.keys import postcode_key
from asbcases.casework.queries.clocks import LOOK_BACK
from asbcases.casework.queries.history import told_of_hate
from asbcases.law.periods import london_day
from triggers.models import ReviewExplanation
from triggers.queries.procedures import version_on
from triggers.rules import victims
from triggers.rules.radar import Signal
from triggers.rules.reading import read
from triggers.rules.seconds import Told
from triggers.rules.shapes import Procedure

# Who is found by more reports than this is no victim whom anybody would overlook.
MOST = 200
ROUNDS = 3
AN_INSTANT = timedelta(microseconds=1)
AGENCIES = {AgencyKind.POLICE: "police", AgencyKind.COUNCIL: "council", AgencyKind.HOUSING: "landlord"}
Known = Mapping[int, Person]


class Around(NamedTuple):
    """A report and all those around it, with what the victims among them were told."""

    signal: Signal
    others: list[Signal]
    told: list[Told]


def around(report: Report) -> Around:
    """Return what the radar has to know of a report."""
    found: dict[int, Report] = {report.pk: report}
    known = _recognised([report])
    new = [report]
    for tied in (_near(report) | _certain(new, known), *[None] * (ROUNDS - 1)):
        new = _more(tied if tied is not None else _certain(new, known), report, found)
        if not new:
            break
        found |= {one.pk: one for one in new}
        known |= _recognised(new)
    reports = list(found.values())
    signals = _signals(report, reports, known)
    told = _told(found) if len(found) > 1 else []
    return Around(signals[0], signals[1:], told)


def _more(tied: Q, report: Report, found: Collection[int]) -> list[Report]:
    """Return more reports that are tied like this, the newest first, not counting those found already."""
    if not tied:
        return []
    rows = Report.objects.filter(tied, received_at__gte=report.received_at - LOOK_BACK).exclude(pk__in=found)
    return list(rows.select_related("agency", "tells_of__incident").order_by("-received_at", "-pk")[:MOST])


def _near(report: Report) -> Q:
    keys = ("name_key", "address_key", "place_key")
    return _any(Q(**{key: getattr(report, key)}) for key in keys if getattr(report, key))


def _certain(reports: Sequence[Report], known: Known) -> Q:
    """Return what finds all reports of the victims of these."""
    marks = [
        Q(**{f"{key}__in": values})
        for key in ("phone_key", "email_key")
        if (values := {getattr(one, key) for one in reports} - {""})
    ]
    homes = {(one.address_key, one.name_key) for one in reports if one.address_key and one.name_key}
    people = {person.pk for one in reports if (person := known.get(one.pk))}
    recognised = [Q(recognition__person__in=_records_of(people))] if people else []
    return _any([*marks, *(Q(address_key=address, name_key=name) for address, name in homes), *recognised])


def _any(found: Iterable[Q]) -> Q:
    return reduce(or_, found, Q())


def _recognised(reports: Sequence[Report]) -> dict[int, Person]:
    rows = Recognition.objects.filter(report__in=reports, recorded_in_error_at__isnull=True)
    return {row.report_id: row.person for row in rows.select_related("person")}


def _records_of(people: Collection[int]) -> set[int]:
    """Return the ids of every record that somebody decided to be of one of these people."""
    found: set[int] = set()
    new = set(people)
    while new:
        found |= new
        pairs = Person.objects.filter(Q(pk__in=new) | Q(same_as__in=new)).values_list("pk", "same_as")
        new = {pk for pair in pairs for pk in pair if pk} - found
    return found


def _signals(report: Report, reports: Sequence[Report], known: Known) -> list[Signal]:
    hateful = told_of_hate(reports)
    kept = _kept_under(known.values())
    postcode = postcode_key(report.place_text)
    return [
        Signal(
            report=_report(one, kept.get(person.pk, "") if (person := known.get(one.pk)) else ""),
            behaviour_on=london_day(one.happened_from),
            behaviour_until=_last_day(one),
            place=_place(one, postcode),
            hate=one.pk in hateful,
            incident=str(told.incident_id) if (told := getattr(one, "tells_of", None)) else "",
        )
        for one in reports
    ]


def _kept_under(people: Iterable[Person]) -> dict[int, str]:
    """Return for each record of a person the first of all records of the same."""
    return {person.pk: str(min(_records_of([person.pk]))) for person in people}


def _report(one: Report, person: str) -> victims.Report:
    kind = one.agency.kind if one.agency else AgencyKind.POLICE
    return victims.Report(
        id=str(one.pk),
        at=one.received_at,
        agency=AGENCIES.get(AgencyKind(kind), "other"),
        person=person,
        phone=one.phone_key,
        email=one.email_key,
        address=one.address_key,
        name=one.name_key,
    )


def _last_day(one: Report) -> date:
    """Return the last day of the behaviour: what is kept is the first instant after it, unless it was exact."""
    until = one.happened_until
    return london_day(until - AN_INSTANT if until > one.happened_from else until)


def _place(one: Report, postcode: str) -> str:
    """Return the linked place; with another postcode it is another, though street and number are the same."""
    own = postcode_key(one.place_text)
    return "" if own and postcode and own != postcode else one.place_key


def _told(reports: Collection[int]) -> list[Told]:
    rows = ReviewExplanation.objects.filter(report__in=reports, told_at__isnull=False)
    return [
        Told(str(report), told_at) for report, told_at in rows.values_list("report", "told_at") if told_at
    ]


def area_of(report: Report) -> str:
    """Return the area in whose procedure a report falls; nothing where it is not known which of several it is."""
    told: IncidentReport | None = getattr(report, "tells_of", None)
    if told and told.incident.council:
        return str(told.incident.council.code)
    codes = Council.objects.filter(district=report.district_id, valid_to__isnull=True).values_list(
        "code", flat=True
    )
    return str(codes[0]) if report.district_id and len(codes) == 1 else ""


def procedure_in(area: str, day: date) -> Procedure | None:
    """Return what the version states that is in force in an area on a day; None where it has none."""
    version = version_on(area, day) if area else None
    return read(version.content) if version else None
