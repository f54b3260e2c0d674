"""What was told before: earlier reports of the same caller, victim or place, and whether they make somebody a repeat victim.

Reports of all agencies count alike; what one may not know of is not shown and does not count. Two reports are of one
caller where number, e-mail address, or name and home are the same, or where somebody recognised the same person.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from asbcases.cases.models import Incident, Person, Recognition, Report
from asbcases.cases.rules.grading import History
from asbcases.cases.rules.repeats import Hit, RepeatRule, Told, hits
from asbcases.casework.queries.clocks import LOOK_BACK
from asbcases.casework.queries.counting import Row, counted
from asbcases.casework.queries.finding import (
    COUNTED,
    Asked,
    Found,
    find_reports_each,
    find_same_reports_each,
    keys_of,
)
from asbcases.casework.queries.hate import hateful_among
from asbcases.casework.queries.matches import Keys
from asbcases.casework.queries.triages import told_by
from asbcases.law.periods import london_day
from asbcases.policies.queries import PolicyBook

COUNT, WINDOW, SCOPE = "repeat.count", "repeat.window", "repeat.scope"
PERSON = "person"
# A likeness of names is shown, for a person to judge; it makes nobody the same.
ONLY_LIKE = ("name",)
OF_VICTIM = frozenset({"similar", "victim", "hate", "caller"})
OF_PLACE = frozenset({"place_several_people", "address"})


@dataclass(frozen=True)
class Earlier:
    """An earlier report, what it has in common with the one in hand, and of which incident it tells."""

    report: Report
    hits: tuple[str, ...]
    incident: Incident | None


@dataclass(frozen=True)
class Said:
    """What is known of a report in hand, whether it is kept already or still being typed."""

    keys: Keys
    at: datetime
    person: Person | None = None
    on_behalf_of: str = ""
    place_text: str = ""
    subtype: str = ""
    # Somebody says so now; what is on file of its incident is asked where it counts.
    hate: bool = False
    report: Report | None = None

    @classmethod
    def by(cls, report: Report, *, hate: bool = False) -> "Said":
        """Return what a report on file says."""
        recognition = _standing().filter(report=report).first()
        return cls.of(report, person=recognition.person if recognition else None, hate=hate)

    @classmethod
    def of(cls, report: Report, *, person: Person | None, hate: bool = False) -> "Said":
        """Return the same, where it is known already who was recognised."""
        incident = _incident_of(report)
        return cls(
            keys=keys_of(report),
            at=report.received_at,
            person=person,
            on_behalf_of=report.on_behalf_of,
            place_text=report.place_text,
            subtype=incident.subtype if incident else "",
            hate=hate,
            report=report,
        )


def told_before(said: Report | Said) -> list[Earlier]:
    """Return the earlier reports that have a key or the person in common with the one in hand, the newest first.

    Those of which only the name is like stand among them; nobody counts them.
    """
    one = Said.by(said) if isinstance(said, Report) else said
    return _told_before_each([one], find_reports_each, _told().select_related("district"))[0]


def counted_before(said: Sequence[Said]) -> list[list[Earlier]]:
    """Return for each of several reports the earlier ones that count, looked up together.

    Neither like names are looked for nor what an address begins: a county knows more of them the larger it is.
    """
    columns = (*COUNTED, "agency__name", "tells_of__incident__subtype")
    return _told_before_each(said, find_same_reports_each, _told().only(*columns))


def _told() -> QuerySet[Report]:
    reports = Report.objects.select_related("agency", "tells_of__incident", "recognition__person")
    return reports.order_by("-received_at", "-pk")


def _told_before_each(
    said: Sequence[Said], find: Callable[[Asked], Found], told: QuerySet[Report]
) -> list[list[Earlier]]:
    hits = find([(one.keys, one.at - LOOK_BACK) for one in said])
    found = [_found(one, hit) for one, hit in zip(said, hits, strict=True)]
    if not any(found):
        return [[] for _ in said]
    rows = list(told.filter(pk__in={pk for keys in found for pk in keys}))
    return [
        [
            Earlier(row, tuple(of[row.pk]), _incident_of(row))
            for row in rows
            if row.pk in of and row.received_at <= one.at
        ]
        for one, of in zip(said, found, strict=True)
    ]


def _found(said: Said, found: dict[int, list[str]]) -> dict[int, list[str]]:
    """Return the ids of the reports that have something in common with the one in hand, by keys or person, and what."""
    for pk in _recognised_as(said.person, said.at - LOOK_BACK):
        found.setdefault(pk, []).insert(0, PERSON)
    if said.report:
        found.pop(said.report.pk, None)
    return found


def _standing() -> QuerySet[Recognition]:
    return Recognition.objects.filter(recorded_in_error_at__isnull=True).select_related("person")


def _incident_of(report: Report) -> Incident | None:
    told = getattr(report, "tells_of", None)
    return told.incident if told else None


def _recognised_as(person: Person | None, since: datetime) -> list[int]:
    if person is None:
        return []
    known = Recognition.objects.filter(
        person__in=_same_as(person), recorded_in_error_at__isnull=True, report__received_at__gte=since
    )
    return list(known.values_list("report", flat=True))


def _same_as(person: Person) -> set[int]:
    """Return the ids of every record that somebody decided to be of this person."""
    found: set[int] = set()
    new = {person.pk}
    while new:
        found |= new
        of_these = Person.objects.filter(Q(pk__in=new) | Q(same_as__in=new)).values_list("pk", "same_as")
        new = {pk for pair in of_these for pk in pair if pk} - found
    return found


def repeat_hit_of(
    said: Said, earlier: Sequence[Earlier], now: datetime, *, hateful: set[int] | None = None
) -> Hit | None:
    """Return the first rule that is met by a report in hand and these earlier ones, or None."""
    return next(iter(hits_of(said, earlier, london_day(now), hateful=hateful)), None)


def hits_of(
    said: Said, earlier: Sequence[Earlier], day: date, *, hateful: set[int] | None = None
) -> list[Hit]:
    """Return every rule that is met by a report in hand and these earlier ones.

    Another report of the event in hand makes no repeat; to have called again about it does.
    """
    if hateful is None:
        hateful = told_of_hate(_of_one(said, earlier))
    in_hand, others = _counted(said, earlier, hateful)
    incident = _incident_of(said.report) if said.report else None
    again = {one.report.reference for one in earlier if incident and one.incident == incident}
    apart = [one for one in others if one.reference not in again]
    found = []
    for rule in repeat_rules_on(day):
        found += hits(in_hand, others if rule.scope == "caller" else apart, [rule])
    return found


def hits_of_incident(
    incident: Incident, reports: Sequence[Report] | None = None, *, hate: bool = False, now: datetime
) -> list[Hit]:
    """Return every rule that is met by any report of an incident, the newest first; `reports` where they were read."""
    told = told_by(incident, Report.objects.all()) if reports is None else reports
    in_order = sorted(told, key=lambda report: (report.received_at, report.pk), reverse=True)
    said = [Said.of(report, person=recognised_in(report), hate=hate) for report in in_order]
    earlier = counted_before(said)
    both = list(zip(said, earlier, strict=True))
    hateful = told_of_hate([report for pair in both for report in _of_one(*pair)])
    day = london_day(now)
    return [hit for one, before in both for hit in hits_of(one, before, day, hateful=hateful)]


@dataclass(frozen=True)
class Repeats:
    """What the reports of an incident met of the rules of repeats, and what that says of victim and place."""

    found: tuple[Hit, ...]
    history: History


def repeats_of(
    incident: Incident, reports: Sequence[Report] | None = None, *, hate: bool, now: datetime
) -> Repeats:
    """Return the rules that any report of an incident meets, the newest report first; `hate`: somebody says so now."""
    found: dict[str, Hit] = {}
    for hit in hits_of_incident(incident, reports, hate=hate, now=now):
        found.setdefault(hit.rule, hit)
    in_order = tuple(found[rule] for rule in sorted(found))
    return Repeats(in_order, history_of(in_order))


def history_of(found: Iterable[Hit]) -> History:
    """Return what these hits say of victim and place; hate told of for the first time is no repeat."""
    scopes = {hit.scope for hit in found if hit.count > 1}
    return History(bool(scopes & OF_VICTIM), bool(scopes & OF_PLACE))


def repeat_rules_on(day: date) -> list[RepeatRule]:
    """Return the rules of counting that are in force on a day, in their order."""
    book = PolicyBook.of_rules(COUNT, WINDOW, SCOPE)
    codes = sorted({qualifier for _, qualifier in book.rows})
    return list(_rules(book, codes, day))


def _rules(book: PolicyBook, codes: Iterable[str], day: date) -> Iterator[RepeatRule]:
    for code in codes:
        count, window, scope = (book.find(rule, code, day) for rule in (COUNT, WINDOW, SCOPE))
        if count and window and scope:
            yield RepeatRule(code, int(count.value), int(window.value), window.unit, scope.choice)


def _of_one(said: Said, earlier: Sequence[Earlier]) -> list[Report]:
    """Return the report in hand, where it is on file, and the earlier ones that are counted."""
    own = [said.report] if said.report else []
    return own + [one.report for one in earlier if one.hits != ONLY_LIKE]


def _counted(said: Said, earlier: Sequence[Earlier], hateful: set[int]) -> tuple[Told, list[Told]]:
    """Return the report in hand and the earlier ones as the rules count them."""
    kept = [one for one in earlier if one.hits != ONLY_LIKE]
    others = [_row(one, hate=one.report.pk in hateful) for one in kept]
    in_hand = Row(
        keys=said.keys,
        at=said.at,
        behalf=said.on_behalf_of,
        person=said.person,
        place_text=said.place_text,
        subtype=said.subtype,
        hate=said.hate or bool(said.report and said.report.pk in hateful),
    )
    return counted(in_hand, others)


def _row(one: Earlier, *, hate: bool) -> Row:
    report = one.report
    return Row(
        keys=keys_of(report),
        at=report.received_at,
        behalf=report.on_behalf_of,
        person=recognised_in(report),
        place_text=report.place_text,
        subtype=one.incident.subtype if one.incident else "",
        hate=hate,
        agency=report.agency.name if report.agency else "",
        reference=report.reference,
    )


def recognised_in(report: Report) -> Person | None:
    """Return who was recognised as the caller of a report, as far as whoever reads it may know of them."""
    recognition = getattr(report, "recognition", None)
    if recognition is None or recognition.recorded_in_error_at:
        return None
    # Where row security hides the person, the recognition has none.
    return getattr(recognition, "person", None)


def told_of_hate(reports: Sequence[Report]) -> set[int]:
    """Return the ids of the reports of which an incident's triage or codes say that hate is part of it."""
    told = {report.pk: incident.pk for report in reports if (incident := _incident_of(report))}
    hateful = hateful_among(set(told.values()))
    return {report for report, incident in told.items() if incident in hateful}
