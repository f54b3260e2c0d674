"""Referrals on the side of the agency: acknowledged, accepted or declined, and answered with what came of it.

Whoever answers holds the row: of two officers of one agency the first is heard, and the other is told what was said.
What the agency gave by telephone (`said`) the police enter in the same way, and it is marked so.
"""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from partners import rules
from partners.choices import ReferralStage
from partners.models import Referral
from partners.transitions.request_clocks import answered, expect_decision, hold, over
from partners.transitions.request_telling import tell_lead, tell_of_entered, told_of, who
from partners.transitions.telephoned import Said, keep_said, refuse_unsaid, words_of

VERBS = {
    ReferralStage.ACKNOWLEDGED: Verb.REFERRAL_ACKNOWLEDGED,
    ReferralStage.ACCEPTED: Verb.REFERRAL_ACCEPTED,
    ReferralStage.DECLINED: Verb.REFERRAL_DECLINED,
    ReferralStage.RETURNED: Verb.REFERRAL_RETURNED,
}


@transaction.atomic
def acknowledge_referral(
    referral: Referral, *, by: User, now: datetime, said: Said | None = None
) -> Referral:
    """Say that a referral has arrived, and return it; the police keep the clock until it is accepted."""
    referral = _to(ReferralStage.ACKNOWLEDGED, referral, said, now)
    _step(referral, ReferralStage.ACKNOWLEDGED, said=said, by=by, now=now)
    answered(Kind.REFERRAL_ACKNOWLEDGE, referral, by=by, now=now)
    return referral


@transaction.atomic
def accept_referral(referral: Referral, *, by: User, now: datetime, said: Said | None = None) -> Referral:
    """Take a matter on for one's agency, and return the referral: the clock of the police ends."""
    referral = _to(ReferralStage.ACCEPTED, referral, said, now)
    _acknowledged_with(referral, said, by=by, now=now)
    _step(referral, ReferralStage.ACCEPTED, said=said, by=by, now=now)
    answered(Kind.REFERRAL_ACCEPT, referral, by=by, now=now)
    tell_lead(referral, "It was accepted.", f"referral:{referral.pk}:accepted", besides=by, now=now)
    return referral


@transaction.atomic
def decline_referral(
    referral: Referral, *, reason: str, by: User, now: datetime, said: Said | None = None
) -> Referral:
    """Decline to take a matter on, with the reason, and return the referral: its lead decides what follows."""
    referral = _to(ReferralStage.DECLINED, referral, said, now)
    if not reason.strip():
        raise Refused("Say why it is declined: the police decide by it what follows.")
    _acknowledged_with(referral, said, by=by, now=now)
    referral.declined_why = reason.strip()
    _step(referral, ReferralStage.DECLINED, "declined_why", said=said, by=by, now=now)
    why = f"{referral.agency.name} declined referral {referral.number}"
    over(Kind.REFERRAL_ACCEPT, referral, reason=why, by=by, now=now)
    expect_decision(referral, by=by, now=now)
    tell_lead(
        referral,
        "It was declined: decide what follows.",
        f"referral:{referral.pk}:declined",
        besides=by,
        now=now,
    )
    return referral


@transaction.atomic
def return_outcome(
    referral: Referral, *, outcome: str, by: User, now: datetime, said: Said | None = None
) -> Referral:
    """Tell the police what came of a matter that one's agency took on, and return the referral."""
    referral = _to(ReferralStage.RETURNED, referral, said, now)
    if not outcome.strip():
        raise Refused("Say what came of it: the police tell the victim by it.")
    referral.outcome = outcome.strip()
    _step(referral, ReferralStage.RETURNED, "outcome", said=said, by=by, now=now)
    tell_lead(
        referral, "What came of it was returned.", f"referral:{referral.pk}:returned", besides=by, now=now
    )
    return referral


def _to(stage: ReferralStage, referral: Referral, said: Said | None, now: datetime) -> Referral:
    """Return the referral locked; Refused, with who was heard first, where it cannot come to this stage."""
    agency = referral.agency
    hold(referral)
    referral = locked(referral)
    referral.agency = agency
    if reason := rules.objection_to_step(referral.stage, stage):
        raise Refused(f"{_heard_first(referral)}{reason}")
    refuse_unsaid(said, referral, now)
    return referral


def _heard_first(referral: Referral) -> str:
    if referral.declined_at:
        return f"{who(referral.declined_by)} declined it: “{referral.declined_why}” "
    return f"{who(referral.accepted_by)} accepted it. " if referral.accepted_at else ""


def _acknowledged_with(referral: Referral, said: Said | None, *, by: User, now: datetime) -> None:
    """Whoever answers a referral has it: it need not be acknowledged apart."""
    if referral.acknowledged_at is None:
        referral.acknowledged_at, referral.acknowledged_by = now, by
        keep_said(referral, ReferralStage.ACKNOWLEDGED, said, by=by, now=now)
        answered(Kind.REFERRAL_ACKNOWLEDGE, referral, by=by, now=now)


def _step(
    referral: Referral, stage: ReferralStage, *changed: str, said: Said | None, by: User, now: datetime
) -> None:
    referral.stage = stage
    setattr(referral, f"{stage.value}_at", now)
    setattr(referral, f"{stage.value}_by", by)
    referral.version += 1
    acknowledged = ("acknowledged_at", "acknowledged_by")
    stamped = (f"{stage.value}_at", f"{stage.value}_by")
    referral.save(update_fields={"stage", "version", *acknowledged, *stamped, *changed})
    keep_said(referral, stage, said, by=by, now=now)
    told = told_of(referral)
    record(VERBS[stage], by=by, now=now, case_id=referral.case_id, reason=words_of(said), data=told)
    if said:
        tell_of_entered(referral, f"{stage.value}:telephoned", now=now)
