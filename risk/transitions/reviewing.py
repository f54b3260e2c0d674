"""What supervisors do about an assessment: sign it off or return it, and review the risk when it is due."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, CaseParty
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from risk import rules
from risk.choices import Level
from risk.models import Assessment, Review, SignOff
from risk.queries import (
    assessment_to_review,
    assessment_to_sign,
    clock_level,
    is_to_be_signed,
    sign_offs_of,
)
from risk.transitions.assessing import data_of
from risk.transitions.cases import locked_while_open, refuse_unless_victim
from risk.transitions.clocks import Clocks, fresh_until

READ_THE_NEWER = "The risk was assessed again while you were reading: read the newer answers, then {act}."


@transaction.atomic
def review_risk(
    case: Case, *, party: CaseParty, note: str, by: User, now: datetime, read: Assessment | None = None
) -> Review:
    """Review the newest assessment of a victim, plan the next review, and return this one.

    `read` is the assessment that the reviewer had before them; a newer one is to be read first.
    """
    case = locked_while_open(case)
    if not rules.may_review(by.rank):
        raise Refused("A risk is reviewed by a sergeant or above: ask your supervisor to review it.")
    refuse_unless_victim(party, case)
    party.case, assessment = case, assessment_to_review(party)
    if read is not None and read != assessment:
        raise Refused(READ_THE_NEWER.format(act="review"))
    about = {"reviewed_at": now, "recorded_at": now, "recorded_by": by}
    review = Review.objects.create(case=case, assessment=assessment, rank=by.rank, note=note, **about)
    level = clock_level(party) or Level.MEDIUM
    told = {**data_of(assessment, party), "level": level.label.lower(), "review": review.pk}
    record(Verb.RISK_REVIEWED, by=by, now=now, case=case, data=told)
    _count_review(review, level, party=party, by=by, now=now)
    return review


def _count_review(review: Review, level: Level, *, party: CaseParty, by: User, now: datetime) -> None:
    because = f"the risk to victim {party.number} was reviewed as {level.label.lower()}"
    clocks = Clocks(party, level, f"review:{review.pk}", now, because, by=by, now=now)
    met = rules.ranks_met(review.rank)
    for rank in met:
        clocks.met(Kind.RISK_REVIEW, rank=rank)
    clocks.plan_reviews(met)
    clocks.met(Kind.SIGN_OFF, rank=Rank.SERGEANT)
    if Rank(review.rank).order >= Rank.INSPECTOR.order:
        clocks.met(Kind.SECOND_REVIEW, rank=Rank.INSPECTOR)
    asked = assessment_to_sign(party)
    if asked and fresh_until(asked.completed_at, level) <= now:
        clocks.assess_again()


@transaction.atomic
def sign_off(assessment: Assessment, *, agreed: bool, note: str, by: User, now: datetime) -> SignOff:
    """Say that one read an assessment and agrees, or return it with what has to be asked again; return which."""
    party = assessment.party
    if party is None:
        raise Refused("What was assessed on an incident is signed off with its case: open a case first.")
    case = locked_while_open(party.case)
    refuse_unless_victim(party, case)
    party.case = case
    _refuse_unless_may_sign(assessment, party, by)
    if not agreed and not note.strip():
        raise Refused("Say what has to be asked again: whoever assessed reads it.")
    signed = SignOff.objects.create(
        case=case,
        assessment=assessment,
        agreed=agreed,
        note=note.strip(),
        rank=by.rank,
        signed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    verb = Verb.ASSESSMENT_SIGNED if agreed else Verb.ASSESSMENT_RETURNED
    record(verb, by=by, now=now, case=case, data={**data_of(assessment, party), "sign_off": signed.pk})
    _count_sign_off(signed, party=party, by=by, now=now)
    return signed


def _refuse_unless_may_sign(assessment: Assessment, party: CaseParty, by: User) -> None:
    if not rules.may_review(by.rank):
        raise Refused("An assessment is signed off by a sergeant or above: ask your supervisor.")
    if assessment.recorded_by_id == by.pk:
        raise Refused("You assessed this risk yourself: another supervisor signs it off.")
    if not is_to_be_signed(assessment, party):
        raise Refused(READ_THE_NEWER.format(act="sign that off"))
    if sign_offs_of(assessment).exists():
        raise Refused("Somebody signed this assessment off or returned it already: load the page again.")


def _count_sign_off(signed: SignOff, *, party: CaseParty, by: User, now: datetime) -> None:
    because = f"the assessment of victim {party.number} was returned"
    clocks = Clocks(party, None, f"sign_off:{signed.pk}", now, because, by=by, now=now)
    clocks.met(Kind.SIGN_OFF, rank=Rank.SERGEANT)
    if not signed.agreed:
        clocks.assess_again()
