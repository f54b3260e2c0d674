"""Restorative justice on a case: offered to each, free to both, prepared, safe, met, and how it ended (CRM-9)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, CaseParty
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.remedies.choices import RestorativeOutcome, Satisfaction, Side, SideAnswer, Step
from asbcases.remedies.models import Restorative, RestorativeSide
from asbcases.remedies.rules import Progress, accepted_by, objection_to_ending, objection_to_step
from asbcases.remedies.transitions.clocks import answered, ended, expect_answer, expect_looks
from asbcases.remedies.transitions.shared import locked_open, named, refuse_unless_on, said


@transaction.atomic
def offer_restorative(
    case: Case,
    *,
    harmed: CaseParty,
    respondent: CaseParty,
    service: str,
    words: str,
    to: Collection[Side],
    by: User,
    now: datetime,
) -> Restorative:
    """Refer two people of a case to the restorative service, keep to whom it was offered, and return the referral."""
    case = locked_open(case)
    refuse_unless_on(case, harmed, Side.HARMED)
    refuse_unless_on(case, respondent, Side.RESPONDENT)
    if not to:
        raise Refused("Say to whom it was offered: to one of the two, or to both.")
    restorative = Restorative.objects.create(
        case=case,
        number=next_number(Restorative.objects.filter(case=case)),
        service=said(service, "Say who prepares and holds it."),
        words=said(words, "Say what it is to put right."),
        recorded_at=now,
        recorded_by=by,
    )
    for side, party in ((Side.HARMED, harmed), (Side.RESPONDENT, respondent)):
        _make_side(restorative, side, party, offered=side in to, by=by, now=now)
    return restorative


def _make_side(
    restorative: Restorative, side: Side, party: CaseParty, *, offered: bool, by: User, now: datetime
) -> None:
    kept = RestorativeSide.objects.create(
        case=restorative.case,
        restorative=restorative,
        side=side,
        party=party,
        offered_at=now if offered else None,
        recorded_at=now,
        recorded_by=by,
    )
    if offered:
        _record(RemedyVerb.RESTORATIVE_OFFERED, restorative, by=by, now=now, person=named(party))
        expect_answer(kept, by=by, now=now)


@transaction.atomic
def offer_to_side(side: RestorativeSide, *, by: User, now: datetime) -> RestorativeSide:
    """Keep that it was offered to the other of the two as well, and return their side."""
    restorative, side = _going_on(side)
    if side.offered_at:
        raise Refused("It was offered to them already: load the page again.")
    side.offered_at = now
    _save(side, "offered_at")
    _record(RemedyVerb.RESTORATIVE_OFFERED, restorative, by=by, now=now, person=named(side.party))
    expect_answer(side, by=by, now=now)
    return side


@transaction.atomic
def answer_side(
    side: RestorativeSide, *, answer: SideAnswer, words: str, by: User, now: datetime
) -> RestorativeSide:
    """Keep what one of the two answers, and return their side; until they meet it may be taken back."""
    restorative, side = _going_on(side)
    if side.offered_at is None:
        raise Refused("It was not offered to them yet: note the offer first.")
    if restorative.met_on:
        raise Refused("They met: note how it ended.")
    if side.answer == answer:
        raise Refused("That is their answer already: load the page again.")
    side.answer, side.answered_at = answer, now
    side.answer_words = said(words, "Note what they said: it is free to them.")
    _save(side, "answer", "answered_at", "answer_words")
    # The referral counts it as a change of its own, so that nobody goes on by an answer that was taken back.
    _save(restorative)
    _record(RemedyVerb.RESTORATIVE_ANSWERED, restorative, by=by, now=now, person=named(side.party))
    answered(side, by=by, now=now)
    return side


@transaction.atomic
def move_restorative(
    restorative: Restorative, *, step: Step, words: str, met_on: date | None = None, by: User, now: datetime
) -> Restorative:
    """Keep the next step with what was found, and return the referral: prepared, looked at for safety, met."""
    restorative = _open(locked_open(restorative.case), restorative)
    answers = {Side(one.side): one.answer for one in restorative.sides.all()}
    objection = objection_to_step(step, Progress(accepted_by(answers), restorative.taken))
    if objection:
        raise Refused(objection)
    changed = _put_step(
        restorative, step, said(words, "Say what was done, by whom, and what was found."), now
    )
    if step == Step.MET:
        restorative.met_on = _day_met(met_on, now)
        changed = ("met_on", "met_words")
    _save(restorative, *changed)
    told = str(Step(step).label).lower()
    _record(RemedyVerb.RESTORATIVE_MOVED, restorative, by=by, now=now, state=told)
    expect_looks(restorative, by=by, now=now)
    return restorative


def _put_step(restorative: Restorative, step: Step, words: str, now: datetime) -> tuple[str, ...]:
    """Put down a step and return the columns that it changes; what is safe is looked at again as often as need be."""
    if step == Step.PREPARED:
        restorative.prepared_at, restorative.prepared_words = now, words
        return ("prepared_at", "prepared_words")
    if step == Step.MET:
        restorative.met_words = words
        return ("met_words",)
    restorative.safe, restorative.safe_at, restorative.safe_words = step == Step.SAFE, now, words
    return ("safe", "safe_at", "safe_words")


def _day_met(met_on: date | None, now: datetime) -> date:
    if met_on is None:
        raise Refused("Say on which day they met, or the words were passed on.")
    if met_on > london_day(now):
        raise Refused(f"{day_words(met_on)} is still to come: note it when they have met.")
    return met_on


@transaction.atomic
def end_restorative(
    restorative: Restorative, *, outcome: RestorativeOutcome, words: str, by: User, now: datetime
) -> Restorative:
    """Keep how it ended, and return the referral; on a closed case too."""
    restorative = _open(locked(restorative.case), restorative)
    declined = any(one.answer == SideAnswer.DECLINED for one in restorative.sides.all())
    objection = objection_to_ending(outcome, declined=declined, taken=restorative.taken)
    if objection:
        raise Refused(objection)
    restorative.outcome, restorative.ended_at = outcome, now
    restorative.outcome_words = said(words, "Say how it ended, and what was agreed.")
    _save(restorative, "outcome", "ended_at", "outcome_words")
    told = str(RestorativeOutcome(outcome).label).lower()
    _record(RemedyVerb.RESTORATIVE_ENDED, restorative, by=by, now=now, outcome=told)
    ended(restorative, by=by, now=now)
    return restorative


@transaction.atomic
def note_satisfaction(
    side: RestorativeSide, *, satisfaction: Satisfaction, words: str = "", by: User, now: datetime
) -> RestorativeSide:
    """Keep how content one of the two is, once it has ended, and return their side; on a closed case too."""
    case = locked(side.case)
    restorative, side = locked(side.restorative), locked(side)
    side.restorative, restorative.case = restorative, case
    if not restorative.outcome:
        raise Refused("It has not ended yet: ask them afterwards.")
    if side.satisfaction:
        raise Refused("That is noted already: load the page again.")
    side.satisfaction, side.satisfaction_words = satisfaction, words.strip()
    _save(side, "satisfaction", "satisfaction_words")
    content = str(Satisfaction(satisfaction).label).lower()
    told = f"{named(side.party)}: {content}"
    _record(RemedyVerb.RESTORATIVE_MOVED, restorative, by=by, now=now, state=told)
    return side


def _open(case: Case, restorative: Restorative) -> Restorative:
    """Return a referral locked after its case; Refused where it has ended."""
    restorative = locked(restorative)
    restorative.case = case
    if restorative.outcome:
        raise Refused(f"{restorative} has ended: load the page again.")
    return restorative


def _going_on(side: RestorativeSide) -> tuple[Restorative, RestorativeSide]:
    """Return a referral that goes on and one of its sides, both locked after the case."""
    restorative = _open(locked_open(side.case), side.restorative)
    side = locked(side)
    side.restorative = restorative
    return restorative, side


def _save(row: Restorative | RestorativeSide, *changed: str) -> None:
    row.version += 1
    row.save(update_fields=[*changed, "version"])


def _record(verb: RemedyVerb, restorative: Restorative, *, by: User, now: datetime, **told: object) -> None:
    data = {"number": restorative.number, "restorative": restorative.pk, **told}
    record(verb, by=by, now=now, case=restorative.case, data=data)
