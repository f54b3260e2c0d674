"""The reports around one report, as the radar sees them: found by indexed keys, so many and no more.

The keys are what was said of caller, place and victim, and the person who was recognised. What is certain is followed
from report to report for a few rounds; who is near, and who reported of the same place, is looked for once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Council
from asbcases.cases.models import IncidentReport, Report
from asbcases.cases.rules.keys import postcode_key
from asbcases.casework.queries.clocks import LOOK_BACK
from asbcases.casework.queries.history import told_of_hate
from asbcases.db.kept import kept
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.law.periods import london_day
from triggers.models import ReviewExplanation
from triggers.queries.people import MOST, People
from triggers.queries.procedures import version_on
from triggers.rules import victims
from triggers.rules.radar import Signal
from triggers.rules.reading import read
from triggers.rules.seconds import Told
from triggers.rules.shapes import Procedure

ROUNDS = 3
AN_INSTANT = timedelta(microseconds=1)
AGENCIES = {AgencyKind.POLICE: "police", AgencyKind.COUNCIL: "council", AgencyKind.HOUSING: "landlord"}
# A mark by which a report is certainly of one victim: "phone_key" or "email_key", "home", or the "person", and which.
Mark = tuple[str, str | tuple[str, str] | int]
# The record under which the person is kept who was recognised in a report.
Known = Mapping[int, int]


class Around(NamedTuple):
    """A report and all those around it, with what the victims among them were told."""

    signal: Signal
    others: list[Signal]
    told: list[Told]


def around(report: Report, signals: list[Signal] | None = None) -> Around:
    """Return what the radar has to know of a report; what is restricted to anybody is nobody's to count but by name.

    `signals` are those around it, where they have just been read.
    """
    signals = signals or signals_around([report])
    if len(signals) > 1 and (hidden := restricted_reports()):
        signals = signals_around([report], without=hidden)
    return _with_told(signals)


def around_with_all(report: Report) -> Around:
    """Return the same with what is restricted: only for what must not end because somebody restricted a case."""
    return _with_told(signals_around([report]))


def _with_told(signals: list[Signal]) -> Around:
    told = _told([int(one.report.id) for one in signals]) if len(signals) > 1 else []
    return Around(signals[0], signals[1:], told)


def hanging_on(report: Report, signals: Sequence[Signal]) -> list[Report]:
    """Return a report, the newest of the same victim, and those around of which an explanation is owed; oldest first."""
    around_it = {int(one.report.id): one.report for one in signals}
    others = [*around_it.values()]
    same = [one for one, tie in victims.Victims(others).ties_to(others[0]) if tie is victims.Tie.SAME]
    newest = [int(max(same, key=lambda one: (one.at, one.id)).id)] if same else []
    owed = Deadline.objects.filter(OPEN, kind=Kind.EXPLAIN_REVIEW, report__in=around_it) if others[1:] else []
    keys = {report.pk, *newest, *(one.report_id for one in owed if one.report_id)}
    if keys == {report.pk}:
        return [report]
    seen = Report.objects.filter(pk__in=keys - (set(restricted_reports()) - {report.pk}))
    return list(seen.select_related("tells_of__incident").order_by("received_at", "pk"))


def signals_around(
    asked: Sequence[Report],
    person: int | None = None,
    *,
    without: Collection[int] = (),
    also: Collection[int] = (),
) -> list[Signal]:
    """Return what is asked about, all of one victim, and after it all the reports around, but for some, and with others.

    What is asked about need not be on file: an application is looked up by the same keys. `person` is who it is known to
    be of.
    """
    found: dict[int, Report] = {one.pk: one for one in asked}
    people = People()
    known = people.recognised_in(asked)
    if person:
        known |= dict.fromkeys(found, people.kept_under(person))
    marks = {mark for one in asked for mark in _marks(one, known)}
    tied = reduce(or_, map(_near, asked)) | _by(marks, people)
    for _ in range(ROUNDS):
        new = _more(tied, asked[0], {*found, *without}) if tied else []
        if not new:
            break
        found |= {one.pk: one for one in new}
        known |= people.named_in(new)
        more = _followed(marks, [set(_marks(one, known)) for one in found.values()])
        tied, marks = _by(more, people), marks | more
    if also:
        new = _more(Q(pk__in=also), asked[0], {*found, *without})
        found |= {one.pk: one for one in new}
        known |= people.named_in(new)
    return _signals(asked[0], list(found.values()), known)


def restricted_reports() -> list[int]:
    """Return the reports of cases that are restricted to anybody: a service sees them, and tells nobody of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_hidden_from('report', NULL)", [])
        hidden: list[int] = cursor.fetchone()[0]
    return hidden


def _followed(marks: Collection[Mark], of_reports: Sequence[set[Mark]]) -> set[Mark]:
    """Return what else marks the same victim, by the reports that share a mark with it, and those that share one with these."""
    every = set(marks)
    while more := {mark for one in of_reports if one & every for mark in one} - every:
        every |= more
    return every - set(marks)


def _marks(report: Report, known: Known) -> Iterator[Mark]:
    yield from ((key, value) for key in ("phone_key", "email_key") if (value := getattr(report, key)))
    if report.address_key and report.name_key:
        yield "home", (report.address_key, report.name_key)
    if report.pk in known:
        yield "person", known[report.pk]


def _by(marks: Iterable[Mark], people: "People") -> Q:
    """Return what finds all reports that bear one of these marks."""
    named: dict[str, list[Any]] = defaultdict(list)
    for kind, what in marks:
        named[kind].append(what)
    homes = [Q(address_key=address, name_key=name) for address, name in named.pop("home", ())]
    # By their ids: a condition on two tables would be asked of every report of two years.
    recognised = people.reports_of(named.pop("person", []))
    named |= {"pk": recognised} if recognised else {}
    return _any([*(Q(**{f"{key}__in": values}) for key, values in named.items()), *homes])


def _more(tied: Q, report: Report, found: Collection[int]) -> list[Report]:
    """Return more reports that are tied like this, the newest first, not counting those found already."""
    rows = Report.objects.filter(tied, received_at__gte=report.received_at - LOOK_BACK).exclude(pk__in=found)
    light = rows.select_related("agency", "tells_of__incident", "recognition").defer(
        "narrative", "tells_of__incident__summary"
    )
    return list(light.order_by("-received_at", "-pk")[:MOST])


def _near(report: Report) -> Q:
    keys = ("name_key", "address_key", "place_key")
    return _any(Q(**{key: getattr(report, key)}) for key in keys if getattr(report, key))


def _any(found: Iterable[Q]) -> Q:
    return reduce(or_, found, Q())


def _signals(report: Report, reports: Sequence[Report], known: Known) -> list[Signal]:
    hateful = told_of_hate(reports)
    postcode = postcode_key(report.place_text)
    return [
        Signal(
            report=_report(one, known),
            behaviour_on=london_day(one.happened_from),
            behaviour_until=_last_day(one),
            place=_place(one, postcode),
            hate=one.pk in hateful,
            incident=str(told.incident_id) if (told := getattr(one, "tells_of", None)) else "",
        )
        for one in reports
    ]


def _report(one: Report, known: Known) -> victims.Report:
    kind = one.agency.kind if one.agency else AgencyKind.POLICE
    return victims.Report(
        id=str(one.pk),
        at=one.received_at,
        agency=AGENCIES.get(AgencyKind(kind), "other"),
        person=str(known.get(one.pk, "")),
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
    return kept(("procedure", area, day), lambda: _read_in(area, day)) if area else None


def _read_in(area: str, day: date) -> Procedure | None:
    version = version_on(area, day)
    return read(version.content) if version else None
