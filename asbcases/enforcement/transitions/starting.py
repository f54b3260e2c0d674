"""The clocks that a warning or notice of ours starts when it is issued; what another body issued it watches over itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import instant_of, terms_of
from asbcases.enforcement.transitions.clocks import expect
from asbcases.enforcement.transitions.weighing import Weighed
from asbcases.law.answers import Answer
from asbcases.law.periods import london_day
from asbcases.law.registry import rule_of
from asbcases.law.words import day_words, instant_words

TO_BE_DONE = (TermKind.DO, TermKind.STEPS)


def start_clocks(measure: Measure, weighed: Sequence[Weighed], *, by: User, now: datetime) -> None:
    """Set every clock of a warning or notice from the answers of the law that were kept, and the day of its review."""
    answers = {one.rule: one.answer for one in weighed}
    if measure.kind == MeasureKind.CPW:
        _start_compliance(measure, by=by, now=now)
    else:
        _start_appeal(measure, answers["APP-1"], by=by, now=now)
    origin, anchored_at = origin_of(measure), measure.issued_at or now
    start_review(measure, answers, origin=origin, anchored_at=anchored_at, by=by, now=now)
    start_end(measure, origin=origin, anchored_at=anchored_at, by=by, now=now)
    for term in terms_of(measure):
        start_term(term, anchored_at=anchored_at, by=by, now=now)
    if "FAIR-6" in answers:
        start_birthday(measure, answers["FAIR-6"], by=by, now=now)


def _start_compliance(measure: Measure, *, by: User, now: datetime) -> None:
    assert measure.comply_by  # noqa: S101 - asked for before issue
    expect(
        Kind.MEASURE_COMPLIANCE,
        measure,
        origin=origin_of(measure),
        because=f"the warning gives until {instant_words(measure.comply_by)} (2014 Act s.43(5)(b), CPW-2)",
        at=measure.comply_by,
        anchored_at=measure.issued_at or now,
        by=by,
        now=now,
    )


def _start_appeal(measure: Measure, answer: Answer, *, by: User, now: datetime) -> None:
    expect(
        Kind.APPEAL_WINDOW,
        measure,
        origin=origin_of(measure),
        because=_sentence(answer, "APP-1"),
        last_day=answer.values["last_day"],
        anchored_at=measure.issued_at or now,
        by=by,
        now=now,
    )


def start_review(
    measure: Measure,
    answers: Mapping[str, Answer],
    *,
    origin: str,
    anchored_at: datetime,
    by: User,
    now: datetime,
) -> None:
    """Set the day of the review; one that would not lie ahead is none: so short a paper ends before it."""
    day, because = _review_of(measure, answers)
    measure.review_on = day if day > london_day(anchored_at) else None
    if measure.review_on is None or not measure.ours:
        return
    expect(
        Kind.MEASURE_REVIEW,
        measure,
        origin=origin,
        because=because,
        last_day=measure.review_on,
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def _review_of(measure: Measure, answers: Mapping[str, Answer]) -> tuple[date, str]:
    if measure.kind == MeasureKind.CPW:
        answer = answers["CPW-4"]
        return answer.values["safe_day"], _sentence(answer, "CPW-4")
    values = answers["CPN-13"].values
    if measure.ends_on and values["review_on"]:
        because = f"the notice ends on {day_words(measure.ends_on)}, and is reviewed before"
        return values["review_on"], f"{because} ({rule_of('CPN-13').section}, CPN-13)"
    because = f"the notice has no end ({rule_of('CPN-13').section}, CPN-13)"
    return values["safe_day"], because


def start_end(measure: Measure, *, origin: str, anchored_at: datetime, by: User, now: datetime) -> None:
    """Set the end of the last day, where there is one."""
    if measure.ends_on is None or not measure.ours:
        return
    expect(
        Kind.MEASURE_END,
        measure,
        origin=origin,
        because=f"its last day is {day_words(measure.ends_on)}",
        last_day=measure.ends_on,
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def start_term(term: MeasureTerm, *, anchored_at: datetime, by: User, now: datetime) -> None:
    """Set the clock of a term by which something is to be done; nothing for one that has none."""
    measure = term.measure
    if term.kind not in TO_BE_DONE or term.do_by is None or not measure.ours:
        return
    expect(
        Kind.TERM_DUE,
        measure,
        origin=f"measureterm:{term.pk}",
        because=f"term {term.number} is to be met by {instant_words(term.do_by)} (2014 Act s.43(8), CPN-8)",
        at=term.do_by,
        subject=f"term {term.number}",
        anchored_at=anchored_at,
        by=by,
        now=now,
    )


def start_birthday(measure: Measure, answer: Answer, *, by: User | None, now: datetime) -> None:
    """Set the day on which a child grows up; nothing where that day has come (FAIR-6)."""
    grown_at = instant_of(answer.values["turns_18_on"])
    if grown_at <= now:
        return
    expect(
        Kind.EIGHTEENTH_BIRTHDAY,
        measure,
        origin=origin_of(measure),
        because=_sentence(answer, "FAIR-6"),
        at=grown_at,
        anchored_at=now,
        by=by,
        now=now,
    )


def origin_of(measure: Measure) -> str:
    """Return the fact that sets the clocks of a measure going."""
    return f"measure:{measure.pk}"


def _sentence(answer: Answer, rule: str) -> str:
    words = answer.reasons[0].removesuffix(".")
    return f"{words[:1].lower()}{words[1:]} ({rule})"
