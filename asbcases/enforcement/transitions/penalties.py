"""Fixed penalties for the breach of a notice (2014 Act s.52), and the file that goes to the prosecutor."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_reference
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import BreachDecision, BreachState, Power
from asbcases.enforcement.models import Breach, FixedPenalty, Seizure
from asbcases.enforcement.queries.breaches import barred, owed_on, penalty_of
from asbcases.enforcement.queries.measures import authorities_of, born_on, is_body
from asbcases.enforcement.transitions.breach_clocks import done, end, no_prosecution, start
from asbcases.enforcement.transitions.breaches import BEFORE_A_COURT, LADDER, YOT
from asbcases.enforcement.transitions.standing import (
    Over,
    about_breach,
    force_facts,
    held_breach,
    is_child,
    quash_facts,
    refuse_blank,
    refuse_unless_between,
    refuse_unless_past,
    weigh_act,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day

CONTENTS = {
    "particulars": "the particulars of the offence",
    "payable_to": "the name and address for payment",
    "methods": "how it may be paid",
}
DECIDED = LADDER.index(BreachState.DECIDED)


@transaction.atomic
def offer_penalty(
    breach: Breach,
    *,
    fpn_on: date,
    amount: Decimal,
    early_amount: Decimal | None = None,
    early_days: int | None = None,
    particulars: str,
    payable_to: str,
    methods: str,
    over: Over = None,
    by: User,
    now: datetime,
) -> FixedPenalty:
    """Offer a fixed penalty for a breach of which so was decided, and return it; its days to pay run from its date."""
    breach = _decided(breach)
    measure = breach.measure
    if breach.decision != BreachDecision.PENALTY:
        raise Refused("A fixed penalty was not what was decided: decide so first.")
    if penalty_of(breach):
        raise Refused("A fixed penalty stands for this breach already: cancel it first.")
    refuse_unless_between(fpn_on, london_day(breach.happened_at), now, "The penalty notice is dated")
    if amount <= 0 or (early_amount is None) != (early_days is None):
        raise Refused("Give the amount, and with a lower amount the days in which it may be paid.")
    said = {"particulars": particulars.strip(), "payable_to": payable_to.strip(), "methods": methods.strip()}
    penalty = FixedPenalty(
        case=breach.case,
        breach=breach,
        fpn_on=fpn_on,
        amount=amount,
        early_amount=early_amount,
        early_days=early_days,
        **said,
        recorded_at=now,
        recorded_by=by,
    )
    found = weigh_act(measure, _facts_of(penalty, by), over=over, by=by, now=now)
    penalty.reference = next_reference("FPN", now)
    penalty.save()
    record(Verb.PENALTY_OFFERED, by=by, now=now, case=breach.case, data=about_penalty(penalty))
    answer = found["CPB-6"][0].answer
    start(Kind.PENALTY_PAYMENT, measure, penalty, answer, answer.values["pay_by"], by=by, now=now)
    return penalty


def _decided(breach: Breach) -> Breach:
    breach = held_breach(breach)
    if LADDER.index(BreachState(breach.state)) < DECIDED:
        raise Refused("Decide first what is done about the breach.")
    if breach.state == BreachState.CONCLUDED or breach.filed_at:
        raise Refused(f"Breach {breach.number} is past this: load the page again.")
    return breach


def _facts_of(penalty: FixedPenalty, by: User) -> dict[str, Any]:
    """Return what the law asks of a penalty before it is offered."""
    breach, measure = penalty.breach, penalty.breach.measure
    held = authorities_of(by, breach.case, Power.FPN)
    early = {} if penalty.early_days is None else {"early_days": penalty.early_days}
    if penalty.early_amount is not None:
        early["early_amount"] = float(penalty.early_amount)  # type: ignore[assignment]
    born = None if is_body(measure.subject) else born_on(measure.subject)
    return {
        "CPN-4": {
            "issue_on": penalty.fpn_on,
            "authorities": [{"from": one.starts_on, "to": one.ends_on} for one in held],
        },
        "CPB-4": force_facts(measure, london_day(breach.happened_at)),
        "CPB-5": {"fpn_on": penalty.fpn_on, "amount": float(penalty.amount)},
        "CPB-6": {"fpn_on": penalty.fpn_on},
        "CPB-7": {"fpn_on": penalty.fpn_on, "amount": float(penalty.amount), **early},
        "CPB-8": {"missing": [words for name, words in CONTENTS.items() if not getattr(penalty, name)]},
        "CPB-9": {"fpn_on": penalty.fpn_on, "date_of_birth": born},
        **quash_facts(measure),
    }


@transaction.atomic
def pay_penalty(
    penalty: FixedPenalty, *, paid_on: date, paid_amount: Decimal, by: User, now: datetime
) -> FixedPenalty:
    """Record that a penalty was paid, and return it; paid in its days, nobody can be convicted of the offence."""
    penalty = _unpaid(penalty)
    refuse_unless_between(paid_on, penalty.fpn_on, now, "The penalty was paid")
    owed = owed_on(penalty, paid_on)
    if paid_amount < owed:
        raise Refused(
            f"£{owed} was to be paid on that day: it is paid when the whole amount has come. "
            "Write a part of it in the journal."
        )
    penalty.paid_on, penalty.paid_amount = paid_on, paid_amount
    _save(penalty, "paid_on", "paid_amount")
    record(Verb.PENALTY_PAID, by=by, now=now, case=penalty.case, data=about_penalty(penalty))
    done(Kind.PENALTY_PAYMENT, penalty.breach.measure, penalty, paid_on, by=by, now=now)
    if barred(penalty, now):
        no_prosecution(penalty.breach, reason=f"{penalty.reference} was paid in time", by=by, now=now)
    return penalty


@transaction.atomic
def cancel_penalty(penalty: FixedPenalty, *, why: str, by: User, now: datetime) -> FixedPenalty:
    """Take a penalty back that was not paid, with the reason, and return it."""
    penalty = _unpaid(penalty)
    why = refuse_blank(why, "Write why the penalty is cancelled: the reason is kept.")
    penalty.cancelled_at, penalty.cancelled_why = now, why
    _save(penalty, "cancelled_at", "cancelled_why")
    told = about_penalty(penalty)
    record(Verb.PENALTY_CANCELLED, by=by, now=now, case=penalty.case, reason=why, data=told)
    end(Kind.PENALTY_PAYMENT, penalty.breach.measure, penalty, reason=why, by=by, now=now)
    return penalty


def _unpaid(penalty: FixedPenalty) -> FixedPenalty:
    breach = held_breach(penalty.breach, work=False)
    penalty = locked(penalty)
    if penalty.paid_on or penalty.cancelled_at:
        how = "paid" if penalty.paid_on else "cancelled"
        raise Refused(f"{penalty.reference} was {how} already: load the page again.")
    penalty.breach, penalty.case = breach, breach.case
    return penalty


def _save(penalty: FixedPenalty, *fields: str) -> None:
    penalty.version += 1
    penalty.save(update_fields=["version", *fields])


def about_penalty(penalty: FixedPenalty) -> dict[str, object]:
    """Return what every event of the record says about a penalty."""
    return {"measure": penalty.breach.measure.reference, "id": penalty.pk, "penalty": penalty.reference}


@transaction.atomic
def file_breach(
    breach: Breach, *, filed_at: datetime, yot_consulted: str = "", over: Over = None, by: User, now: datetime
) -> Breach:
    """Record that the file went to the prosecutor, and return the breach; never while a penalty may still be paid."""
    breach = _decided(breach)
    measure = breach.measure
    refuse_unless_past(filed_at, now, "When the file went")
    if breach.decision not in (*BEFORE_A_COURT, BreachDecision.PENALTY):
        raise Refused("This breach was not to go before a court: decide so first.")
    breach.yot_consulted = yot_consulted.strip() or breach.yot_consulted
    if is_child(measure, now) and not breach.yot_consulted:
        raise Refused(YOT)
    facts: dict[str, Any] = {**quash_facts(measure)}
    if penalty := penalty_of(breach):
        facts["CPB-6"] = {
            "fpn_on": penalty.fpn_on,
            "paid_on": penalty.paid_on,
            "proceedings_on": london_day(filed_at),
        }
    weigh_act(measure, facts, over=over, by=by, now=now)
    breach.filed_at = filed_at
    breach.version += 1
    breach.save(update_fields=["filed_at", "yot_consulted", "version"])
    told = about_breach(breach)
    record(Verb.BREACH_FILED, by=by, now=now, happened_at=filed_at, case=breach.case, data=told)
    return breach


@transaction.atomic
def begin_proceedings(breach: Breach, *, proceedings_on: date, by: User, now: datetime) -> Breach:
    """Record the day on which the prosecutor began proceedings, whatever day it is, and return the breach."""
    breach = held_breach(breach, work=False)
    if not breach.filed_at:
        raise Refused("Record first that the file went to the prosecutor.")
    if breach.proceedings_on:
        raise Refused("The day on which proceedings began is recorded already: load the page again.")
    refuse_unless_between(proceedings_on, london_day(breach.happened_at), now, "Proceedings began")
    breach.proceedings_on = proceedings_on
    breach.version += 1
    breach.save(update_fields=["proceedings_on", "version"])
    record(Verb.PROCEEDINGS_BEGUN, by=by, now=now, case=breach.case, data=about_breach(breach))
    done(Kind.PROSECUTION_LIMIT, breach.measure, breach, proceedings_on, by=by, now=now)
    for seizure in Seizure.objects.filter(breach=breach, seized_on__isnull=False).select_related("breach"):
        done(Kind.SEIZED_ITEM, breach.measure, seizure, proceedings_on, by=by, now=now)
    return breach
