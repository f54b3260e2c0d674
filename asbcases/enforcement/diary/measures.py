"""Which clocks a warning or notice sets going itself, told from the file alone.

Of a measure that another body issued there is none. What the law answered when it was issued is kept with it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReopening
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import EARLY, ChangeKind, MeasureKind, TermKind, Verdict
from asbcases.enforcement.diary.told import End, Told, ended, ruled
from asbcases.enforcement.models import (
    Appeal,
    Measure,
    MeasureChange,
    MeasureReview,
    MeasureTerm,
    RuleWeighed,
)
from asbcases.enforcement.queries.measures import instant_of
from asbcases.law.periods import london_day, london_midnight_after

OURS = (MeasureKind.CPW, MeasureKind.CPN)


def _issued(ids: Sequence[int], *kinds: MeasureKind) -> list[Measure]:
    found = Measure.objects.filter(case__in=ids, kind__in=kinds or OURS, ours=True, issued_at__isnull=False)
    return list(found.order_by("pk"))


def times_to_comply(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the time that each warning gives; it passes, or ends with the warning or the case."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    for measure in _issued(ids, MeasureKind.CPW):
        owed = _owed(Kind.MEASURE_COMPLIANCE, measure, told)
        owed.promised_for = measure.comply_by
        yield ended(owed, _over(owed, measure, told, clockwork))


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
    for measure in _issued(ids):
        for span in spans[measure.pk] or [_first(measure)]:
            if span.review_on is None:
                continue
            owed = span.owed(Kind.MEASURE_REVIEW, measure, told, span.review_on)
            met = [End(at, at) for at in reviews[measure.pk] if at >= (owed.set_at or owed.anchored_at)]
            over = _over(owed, measure, told, clockwork, window=False)
            yield ended(owed, [*met, *span.over, *over])


def measure_ends(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of each warning, notice and early measure that has a last day, again where that was varied."""
    if root != "case":
        return
    told, spans = Told.of(ids, clockwork), _spans(ids, clockwork)
    for measure in _issued(ids, *OURS, *EARLY):
        for span in spans[measure.pk] or [_first(measure)]:
            if span.ends_on is None:
                continue
            owed = span.owed(Kind.MEASURE_END, measure, told, span.ends_on)
            yield ended(owed, [*span.over, *_over(owed, measure, told, clockwork)])


class Span(NamedTuple):
    """The time for which one last day stood: by which change it came, and by which it went."""

    origin: str
    since: datetime | None
    ends_on: date | None
    review_on: date | None
    over: list[End]

    def owed(self, kind: Kind, measure: Measure, told: Told, day: date) -> Expected:
        """Return what is expected by the end of a day of this span."""
        owed = _owed(kind, measure, told)
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


def terms_due(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what is to be done by an instant, again after each appeal that suspended it; met when it is done."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    measures = {measure.pk: measure for measure in _issued(ids)}
    appeals: dict[int, list[Appeal]] = defaultdict(list)
    for appeal in Appeal.objects.filter(case__in=ids, in_time=True).order_by("pk"):
        appeals[appeal.measure_id].append(appeal)
    terms = MeasureTerm.objects.filter(
        measure__in=list(measures), kind__in=(TermKind.DO, TermKind.STEPS), do_by__isnull=False
    )
    for term in terms.order_by("pk"):
        yield from _due(term, measures[term.measure_id], appeals[term.measure_id], told, clockwork)


def _due(
    term: MeasureTerm, measure: Measure, appeals: Sequence[Appeal], told: Told, clockwork: Clockwork
) -> Iterator[Expected]:
    first = _owed(Kind.TERM_DUE, measure, told)
    issued_at = first.set_at or first.anchored_at
    if term.ended_at and term.ended_at <= issued_at:
        return
    if term.recorded_at > issued_at:
        first.anchored_at = first.set_at = term.recorded_at
    first.origin = f"measureterm:{term.pk}"
    yield _of_term(first, term, measure, appeals, told, clockwork)
    for appeal in appeals:
        at = told.at(Verb.APPEAL_DECIDED, appeal.pk)
        if at and _due_again(term, measure, at, told):
            again = _owed(Kind.TERM_DUE, measure, told)
            again.origin, again.anchored_at, again.set_at = f"appeal:{appeal.pk}", at, at
            yield _of_term(again, term, measure, appeals, told, clockwork)


def _of_term(
    owed: Expected,
    term: MeasureTerm,
    measure: Measure,
    appeals: Sequence[Appeal],
    told: Told,
    clockwork: Clockwork,
) -> Expected:
    owed.subject, owed.promised_for = f"{measure.reference} term {term.number}", term.do_by
    since = owed.set_at or owed.anchored_at
    suspended = [End(appeal.recorded_at) for appeal in appeals if appeal.recorded_at >= since]
    varied = [End(term.ended_at)] if term.ended_at else []
    met = [End(end.told_at, term.done_at) for end in told.done(Verb.TERM_MET, term.pk, None)]
    return ended(owed, [*met, *varied, *suspended, *_over(owed, measure, told, clockwork)])


def _due_again(term: MeasureTerm, measure: Measure, at: datetime, told: Told) -> bool:
    """A term has a clock again where, when the appeal ended, it stood, was still to come, and nobody had met it."""
    closed_at = max((one for one in told.closings[measure.case_id] if one <= at), default=None)
    if (
        closed_at
        and not CaseReopening.objects.filter(
            case=measure.case_id, reopened_at__gte=closed_at, reopened_at__lte=at
        ).exists()
    ):
        return False
    met_at = told.at(Verb.TERM_MET, term.pk)
    gone = [one for one in (term.ended_at, met_at, measure.ended_at) if one and one <= at]
    return not gone and term.recorded_at <= at and bool(term.do_by and term.do_by > at)


def change_replies(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the answer to each request to vary or discharge."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    changes = MeasureChange.objects.filter(case__in=ids, measure__kind__in=OURS).select_related("measure")
    for change in changes.order_by("pk"):
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
        yield ended(owed, [*met, *_over(owed, change.measure, told, clockwork, window=False)])


def birthdays(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the day on which each child grows up, anew whenever the law was asked with another date of birth (FAIR-6)."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    measures = {measure.pk: measure for measure in _issued(ids)}
    asked: dict[int, list[RuleWeighed]] = defaultdict(list)
    rows = RuleWeighed.objects.filter(measure__in=list(measures), rule="FAIR-6")
    for row in rows.order_by("pk"):
        asked[row.measure_id].append(row)
    for key, answers in asked.items():
        for place, row in enumerate(answers):
            grown_at = instant_of(date.fromisoformat(row.answer["turns_18_on"]))
            if grown_at <= row.weighed_at:
                continue
            owed = _owed(Kind.EIGHTEENTH_BIRTHDAY, measures[key], told)
            owed.anchored_at = owed.set_at = row.weighed_at
            owed.promised_for = grown_at
            anew = [End(answers[place + 1].weighed_at)] if place + 1 < len(answers) else []
            yield ended(owed, [*anew, *_over(owed, measures[key], told, clockwork)])


def _owed(kind: Kind, measure: Measure, told: Told) -> Expected:
    set_at = told.at(Verb.MEASURE_ISSUED, measure.pk) or measure.recorded_at
    return Expected(
        kind,
        root=measure.case_id,
        origin=f"measure:{measure.pk}",
        anchored_at=measure.issued_at or set_at,
        subject=measure.reference,
        set_at=set_at,
    )


def _over(
    owed: Expected, measure: Measure, told: Told, clockwork: Clockwork, *, window: bool = True
) -> list[End]:
    """Return what ends any of these: a ruling, the closing of the case, the end of the measure."""
    since = owed.set_at or owed.anchored_at
    closed = told.closed(owed.root, since, owed.promised_for or since, window=window)
    return [*ruled(owed, clockwork), *closed, *([End(measure.ended_at)] if measure.ended_at else [])]
