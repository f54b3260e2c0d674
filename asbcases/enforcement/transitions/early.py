"""Early measures: advice, a letter, a contract, mediation, youth diversion; no law orders one before another."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Person, Premises
from asbcases.cases.queries import next_reference
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import EARLY, EarlyAnswer, MeasureKind, MeasureState, TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import born_on, is_body
from asbcases.enforcement.rules.early import ENDS, Step, may_follow, objection
from asbcases.enforcement.transitions.clocks import expect, stop
from asbcases.enforcement.transitions.drafting import (
    NUMBERED,
    Draft,
    open_case,
    refuse_stranger,
    refuse_unless_clear,
    refuse_unsound,
    told_of,
)
from asbcases.enforcement.transitions.early_reviews import watch_early
from asbcases.enforcement.transitions.serving import in_force, refuse_future
from asbcases.enforcement.transitions.starting import origin_of
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.law.words import day_words
from asbcases.policies.queries import limits_in_force

MOST_TERMS = 20


class Early(TypedDict, total=False):
    """What is said of an early measure beside its kind and its words."""

    premises: Premises | None
    proper_address: str
    effect: str
    contact: str
    ability: str
    ends_on: date | None


@transaction.atomic
def make_early(
    case: Case,
    *,
    kind: MeasureKind,
    subject: Person,
    given_at: datetime,
    conduct: str,
    terms: Sequence[tuple[TermKind, str]] = (),
    against_mediation: Sequence[str] = (),
    despite: str = "",
    by: User,
    now: datetime,
    **said: Unpack[Early],
) -> Measure:
    """Make one of the early measures, as it was given or offered, and return it.

    `against_mediation` says why mediation is not suggested on the case; `despite`, why it is right all the same.
    """
    case = open_case(case)
    refuse_stranger(case, subject)
    wanted = [(kind_of_term, words.strip()) for kind_of_term, words in terms if words.strip()]
    _refuse_unfit(kind, subject, conduct, wanted, against_mediation, despite, said, now)
    refuse_future(given_at, now)
    measure = Measure(
        case=case, reference=next_reference(NUMBERED[kind], now), kind=kind, subject=subject,
        state=MeasureState.ISSUED, issued_at=given_at, issued_on=london_day(given_at), issued_by=by,
        recorded_at=now, recorded_by=by,
    )  # fmt: skip
    stated: Draft = {**said, "conduct": conduct}  # type: ignore[typeddict-item]
    refuse_unsound(measure, stated)
    if measure.ends_on and measure.issued_on and measure.ends_on < measure.issued_on:
        raise Refused("The last day lies before it was given: correct the days.")
    measure.save()
    _keep_terms(measure, wanted, by=by, now=now)
    data = told_of(measure)
    record(
        Verb.MEASURE_ISSUED,
        by=by,
        now=now,
        happened_at=given_at,
        case=case,
        reason=despite.strip(),
        data=data,
    )
    _start_end(measure, by=by, now=now)
    watch_early(measure, origin=origin_of(measure), anchored_at=given_at, by=by, now=now)
    return measure


def _refuse_unfit(
    kind: MeasureKind,
    subject: Person,
    conduct: str,
    terms: Sequence[tuple[TermKind, str]],
    against: Sequence[str],
    despite: str,
    said: Early,
    now: datetime,
) -> None:
    if kind not in EARLY:
        raise Refused("This is no early measure: draft a warning, a notice or a request instead.")
    if len(terms) > MOST_TERMS:
        raise Refused(f"Nobody keeps more than {MOST_TERMS} terms: leave some out.")
    step = Step(
        kind=kind,
        conduct=conduct.strip(),
        terms=len(terms),
        has_last_day=said.get("ends_on") is not None,
        body=is_body(subject),
        grown=_grown(subject, now),
        against_mediation=against,
        despite=despite.strip(),
    )
    if fault := objection(step):
        raise Refused(fault)


def _grown(subject: Person, now: datetime) -> bool:
    """Return whether somebody is known to be an adult."""
    born = born_on(subject)
    if born is None:
        return False
    grown_on: date = consider("FAIR-6", {"date_of_birth": born}, limits_in_force(now)).values["turns_18_on"]
    return grown_on <= london_day(now)


def _keep_terms(measure: Measure, terms: Sequence[tuple[TermKind, str]], *, by: User, now: datetime) -> None:
    for number, (kind, words) in enumerate(terms, 1):
        term = MeasureTerm(
            case=measure.case,
            measure=measure,
            number=number,
            kind=kind,
            words=words,
            recorded_at=now,
            recorded_by=by,
        )
        refuse_unless_clear(term)
        term.save()


def _start_end(measure: Measure, *, by: User, now: datetime) -> None:
    if measure.ends_on is None:
        return
    expect(
        Kind.MEASURE_END,
        measure,
        origin=origin_of(measure),
        because=f"its last day is {day_words(measure.ends_on)}",
        last_day=measure.ends_on,
        anchored_at=measure.issued_at or now,
        by=by,
        now=now,
    )


@transaction.atomic
def answer_early(
    measure: Measure, *, answer: EarlyAnswer, words: str = "", by: User, now: datetime
) -> Measure:
    """Keep what somebody answered to an early measure, or whether they kept it, and return it; all but yes ends it."""
    measure = _early(measure)
    if not may_follow(measure.answer, answer):
        raise Refused(
            "This answer does not follow: an offer is accepted or declined, what was accepted is kept or not."
        )
    if answer != EarlyAnswer.ACCEPTED and not words.strip():
        raise Refused("Say in a few words why, or how it is known: that is kept.")
    measure.answer, measure.answer_words = answer, words.strip()
    if answer in ENDS:
        _end(measure, f"{EarlyAnswer(answer).label}: {words.strip()}", by=by, now=now)
    measure.version += 1
    measure.save()
    data = told_of(measure, answer=EarlyAnswer(answer).label.lower())
    record(Verb.MEASURE_ANSWERED, by=by, now=now, case=measure.case, reason=words.strip(), data=data)
    return measure


@transaction.atomic
def end_early(measure: Measure, *, reason: str, by: User, now: datetime) -> Measure:
    """Note that an early measure is over, and why, and return it."""
    measure = _early(measure)
    if not reason.strip():
        raise Refused("Say why it ended: the reason is kept.")
    _end(measure, reason.strip(), by=by, now=now)
    measure.version += 1
    measure.save()
    record(Verb.MEASURE_ENDED, by=by, now=now, case=measure.case, reason=reason, data=told_of(measure))
    return measure


def _early(measure: Measure) -> Measure:
    measure = in_force(measure)
    if measure.kind not in EARLY:
        raise Refused(f"{measure.reference} is no early measure: it is answered by what the law provides.")
    return measure


def _end(measure: Measure, reason: str, *, by: User, now: datetime) -> None:
    measure.state, measure.ended_at, measure.ended_why = MeasureState.ENDED, now, reason
    stop(measure, Kind.MEASURE_END, Kind.MEASURE_REVIEW, reason="It is over", by=by, now=now)
