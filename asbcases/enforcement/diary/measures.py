"""Which clocks a warning or notice sets going itself, told from the file alone.

Of a measure that another body issued there is none. What the law answered when it was issued is kept with it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from asbcases.audit.choices import Verb
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import EARLY, AskedBy, ChangeKind, MeasureKind, Verdict
from asbcases.enforcement.diary.told import End, Told, ended, over_at, ruled
from asbcases.enforcement.models import (
    Measure,
    MeasureChange,
    MeasureReview,
    RuleWeighed,
)
from asbcases.enforcement.queries.measures import instant_of
from asbcases.law.periods import london_day, london_midnight_after

OURS = (MeasureKind.CPW, MeasureKind.CPN)


def issued_of(ids: Sequence[int], *kinds: MeasureKind) -> list[Measure]:
    """Return what of these cases was ever issued by us, of these kinds, or of all that the law orders."""
    found = Measure.objects.filter(case__in=ids, kind__in=kinds or OURS, ours=True, issued_at__isnull=False)
    return list(found.order_by("pk"))


def times_to_comply(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the time that each warning gives; it passes, or ends with the warning or the case."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    for measure in issued_of(ids, MeasureKind.CPW):
        owed = owed_of(Kind.MEASURE_COMPLIANCE, measure, told)
        owed.promised_for = measure.comply_by
        yield ended(owed, over_of(owed, measure, told, clockwork))


def measure_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the review of each warning and notice, again where its last day was varied; the next review meets it."""
    if root != "case":
        return
    told, spans = Told.of(ids, clockwork), _spans(ids, clockwork)
    reviews: dict[int, list[datetime]] = defaultdict(list)
    for measure_id, at in (
        MeasureReview.objects.filter(case__in=ids).order_by("pk").values_list("measure", "reviewed_at")
    ):
        reviews[measure_id].append(at)
    for measure in issued_of(ids):
        for span in spans[measure.pk] or [_first(measure)]:
            if span.review_on is None:
                continue
            owed = span.owed(Kind.MEASURE_REVIEW, measure, told, span.review_on)
            met = [End(at, at) for at in reviews[measure.pk] if at >= (owed.set_at or owed.anchored_at)]
            over = over_of(owed, measure, told, clockwork, window=False)
            yield ended(owed, [*met, *span.over, *over])


def measure_ends(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of each warning, notice and early measure that has a last day, again where that was varied."""
    if root != "case":
        return
    told, spans = Told.of(ids, clockwork), _spans(ids, clockwork)
    for measure in issued_of(ids, *OURS, *EARLY):
        for span in spans[measure.pk] or [_first(measure)]:
            if span.ends_on is None:
                continue
            owed = span.owed(Kind.MEASURE_END, measure, told, span.ends_on)
            yield ended(owed, [*span.over, *over_of(owed, measure, told, clockwork)])


class Span(NamedTuple):
    """The time for which one last day stood: by which change it came, and by which it went."""

    origin: str
    since: datetime | None
    ends_on: date | None
    review_on: date | None
    over: list[End]

    def owed(self, kind: Kind, measure: Measure, told: Told, day: date) -> Expected:
        """Return what is expected by the end of a day of this span."""
        owed = owed_of(kind, measure, told)
        owed.promised_for = london_midnight_after(day)
        if self.since:
            owed.origin, owed.anchored_at, owed.set_at = self.origin, self.since, self.since
        return owed


def _first(measure: Measure) -> Span:
    return Span(f"measure:{measure.pk}", None, measure.ends_on, measure.review_on, [])


def _spans(ids: Sequence[int], clockwork: Clockwork) -> dict[int, list[Span]]:
    """Return the spans of each measure whose last day was varied, from the first on."""
    kept: dict[int, list[Span]] | None = clockwork.read.get("spans of measures")
    if kept is not None:
        return kept
    found: dict[int, list[Span]] = defaultdict(list)
    granted = MeasureChange.objects.filter(case__in=ids, kind=ChangeKind.VARY, verdict=Verdict.GRANTED)
    for change in granted.order_by("decided_at", "pk"):
        if "before" not in change.proposal or change.decided_at is None:
            continue
        spans = found[change.measure_id]
        if not spans:
            spans.append(_span(f"measure:{change.measure_id}", None, change.proposal["before"]))
        spans[-1].over.append(End(change.decided_at))
        spans.append(_span(f"measurechange:{change.pk}", change.decided_at, change.proposal["after"]))
    clockwork.read["spans of measures"] = found
    return found


def _span(origin: str, since: datetime | None, days: dict[str, Any]) -> Span:
    read = {name: date.fromisoformat(days[name]) if days[name] else None for name in ("ends_on", "review_on")}
    return Span(origin, since, read["ends_on"], read["review_on"], [])


def change_replies(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the answer to each request to vary or discharge."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    changes = MeasureChange.objects.filter(case__in=ids, measure__kind__in=OURS).exclude(
        asked_by=AskedBy.COURT
    )
    for change in changes.select_related("measure").order_by("pk"):
        asked_on = london_day(change.asked_at)
        last_day = told.day_of("CPN-14", {"asked_on": asked_on}, "last_day", change.recorded_at)
        owed = Expected(
            Kind.CHANGE_REPLY,
            root=change.case_id,
            origin=f"measurechange:{change.pk}",
            anchored_at=change.asked_at,
            subject=f"{change.measure.reference} request {change.number}",
            promised_for=london_midnight_after(last_day),
            set_at=change.recorded_at,
        )
        met = [End(change.decided_at, change.decided_at)] if change.decided_at else []
        yield ended(owed, [*met, *over_of(owed, change.measure, told, clockwork, window=False)])


def birthdays(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the day on which each child grows up, anew whenever the law was asked with another date of birth (FAIR-6)."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    measures = {measure.pk: measure for measure in issued_of(ids)}
    asked: dict[int, list[RuleWeighed]] = defaultdict(list)
    rows = RuleWeighed.objects.filter(measure__in=list(measures), rule="FAIR-6")
    for row in rows.order_by("pk"):
        asked[row.measure_id].append(row)
    for key, answers in asked.items():
        for place, row in enumerate(answers):
            stated = row.answer.get("turns_18_on")
            grown_at = instant_of(date.fromisoformat(stated)) if stated else None
            if grown_at is None or grown_at <= row.weighed_at:
                continue
            owed = owed_of(Kind.EIGHTEENTH_BIRTHDAY, measures[key], told)
            owed.anchored_at = owed.set_at = row.weighed_at
            owed.promised_for = grown_at
            anew = [End(answers[place + 1].weighed_at)] if place + 1 < len(answers) else []
            yield ended(owed, [*anew, *over_of(owed, measures[key], told, clockwork)])


def owed_of(kind: Kind, measure: Measure, told: Told) -> Expected:
    """Return what is owed of a measure since it was issued."""
    set_at = told.at(Verb.MEASURE_ISSUED, measure.pk) or measure.recorded_at
    return Expected(
        kind,
        root=measure.case_id,
        origin=f"measure:{measure.pk}",
        anchored_at=measure.issued_at or set_at,
        subject=measure.reference,
        set_at=set_at,
    )


def over_of(
    owed: Expected, measure: Measure, told: Told, clockwork: Clockwork, *, window: bool = True
) -> list[End]:
    """Return what ends any of these: a ruling, the closing of the case, the end of the measure."""
    since = owed.set_at or owed.anchored_at
    closed = told.closed(owed.root, since, owed.promised_for or since, window=window)
    over = over_at(measure)
    return [*ruled(owed, clockwork), *closed, *([End(over)] if over else [])]
