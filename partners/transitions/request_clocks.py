"""What referrals and questions put into the diary of the police, and how a partner's answer ends it.

A partner sees neither the case nor its diary: a service with the right to these clocks and no others ends them, and the
record names whoever answered.
"""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import HIGH
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.law.periods import london_midnight_after
from partners.models import Question, Referral
from partners.transitions.holding import hold_case

SERVICE = "system:referrals"
ACKNOWLEDGE, ACCEPT, DECIDE = "referral.acknowledge", "referral.accept", "referral.decide"
OTHER = "other"


def pace_of(referral: Referral) -> str:
    """Return the qualifier by which policy says how fast a referral is answered."""
    return HIGH if referral.high else OTHER


def expect_answer(referral: Referral, *, by: User, now: datetime) -> tuple[datetime, datetime]:
    """Start both clocks of a referral that was sent, and return by when it is acknowledged and by when accepted."""
    why = f"referral {referral.number} was sent to {referral.agency.name}"
    said: dict[str, Any] = {"qualifier": pace_of(referral), "by": by, "now": now}
    first = _set(Kind.REFERRAL_ACKNOWLEDGE, referral, referral.case, why, rule=ACKNOWLEDGE, **said)
    second = _set(Kind.REFERRAL_ACCEPT, referral, referral.case, why, rule=ACCEPT, **said)
    return first.due_at, second.due_at


def expect_decision(referral: Referral, *, by: User, now: datetime) -> None:
    """Have the lead decide what follows a referral that was declined."""
    why = f"{referral.agency.name} declined referral {referral.number}"
    with acting(SERVICE):
        case = Case.objects.select_related("lead", "district").get(pk=referral.case_id)
        _set(Kind.REFERRAL_DECIDE, referral, case, why, rule=DECIDE, by=by, now=now)


def expect_reply(question: Question, *, by: User, now: datetime) -> None:
    """Have the end of its day watched for a question."""
    why = f"question {question.number} was asked of {question.agency.name}"
    until = london_midnight_after(question.due_on)
    _set(Kind.QUESTION_REPLY, question, question.case, why, promised_for=until, by=by, now=now)


def _set(
    kind: Kind,
    asked: Referral | Question,
    case: Case,
    why: str,
    *,
    by: User,
    now: datetime,
    rule: str = "",
    qualifier: str = "",
    promised_for: datetime | None = None,
) -> Deadline:
    return set_deadline(
        kind,
        case=case,
        origin=f"{asked._meta.model_name}:{asked.pk}",
        because=why,
        rule=rule,
        qualifier=qualifier,
        promised_for=promised_for,
        subject=str(asked.number),
        owner=owner_for(kind, author=by, lead=case.lead, district=case.district, now=now),
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )


def answered(kind: Kind, asked: Referral | Question, *, by: User, now: datetime) -> None:
    """Say that a partner did what a clock asks for."""
    with acting(SERVICE):
        case = Case.objects.get(pk=asked.case_id)
        meet(kind, case=case, subject=str(asked.number), by=by, now=now)


def over(kind: Kind, asked: Referral | Question, *, reason: str, by: User, now: datetime) -> None:
    """Take a clock out of the diary, because nobody need do any more what it asks for."""
    with acting(SERVICE):
        for deadline in _open(asked, kind):
            cancel(deadline, reason=reason, by=by, now=now)


def hold(asked: Referral | Question) -> None:
    """Lock the case of a referral or question, its clocks, then itself: whoever closes the case locks them in this order."""
    with acting(SERVICE):
        hold_case(asked.case_id)
        _open(asked, *WATCHED[type(asked)])


WATCHED = {
    Referral: (Kind.REFERRAL_ACKNOWLEDGE, Kind.REFERRAL_ACCEPT, Kind.REFERRAL_DECIDE),
    Question: (Kind.QUESTION_REPLY,),
}


def _open(asked: Referral | Question, *kinds: Kind) -> list[Deadline]:
    found = open_ones().filter(kind__in=kinds, case=asked.case_id, subject=str(asked.number))
    return list(found.select_related("case").select_for_update(of=("self",)).order_by("pk"))
