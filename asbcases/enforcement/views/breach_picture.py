"""What the page of a breach shows: its ladder, what is next, and what the law says of the days that count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from asbcases.cases.choices import Stage
from asbcases.enforcement.choices import BreachDecision, BreachState, MeasureKind
from asbcases.enforcement.models import Breach, FixedPenalty
from asbcases.enforcement.queries.breaches import Payment, payment_of, prosecution_of, rungs_of
from asbcases.enforcement.transitions.breaches import BEFORE_A_COURT
from asbcases.enforcement.transitions.standing import is_child, quash_facts
from asbcases.law.periods import london_day
from asbcases.law.registry import Rule, rule_of

S = BreachState
NEXT = {
    S.ALLEGED: ("Gather the evidence", "breach_evidence"),
    S.EVIDENCED: ("Ask for an explanation", "breach_explanation"),
    S.EXPLAINED: ("Decide what is done", "breach_decision"),
    S.DECIDED: ("Tell the person", "breach_told_person"),
    S.SUBJECT_TOLD: ("Tell the victim", "breach_told_victim"),
    S.VICTIM_TOLD: ("Record the outcome", "breach_outcome"),
}
AFTER_DECISION = (S.DECIDED, S.SUBJECT_TOLD, S.VICTIM_TOLD)


@dataclass(frozen=True)
class Button:
    """One thing to do, and where."""

    words: str
    address: str


@dataclass(frozen=True)
class PenaltyRow:
    """A fixed penalty with what the law says of its payment."""

    penalty: FixedPenalty
    payment: Payment


def picture_of(breach: Breach, now: datetime, *, may_enforce: bool) -> dict[str, Any]:
    """Return what the page of a breach shows."""
    notice, standing = breach.measure.kind == MeasureKind.CPN, not breach.recorded_in_error_at
    open_case = breach.case.stage != Stage.CLOSED
    penalties = [PenaltyRow(one, payment_of(one, now)) for one in breach.penalties.all()]
    barred = any(row.payment.barred for row in penalties)
    limit = prosecution_of(breach) if notice and not barred else None
    acts = may_enforce and standing
    return {
        "breach": breach,
        "rungs": rungs_of(breach),
        "no_defence": no_defence() if notice else None,
        "quashed": bool(quash_facts(breach.measure)),
        "child": is_child(breach.measure, now),
        "limit": limit,
        "time_barred": bool(
            limit and limit.values["last_day"] < london_day(now) and not breach.proceedings_on
        ),
        "penalties": penalties,
        "next": _next(breach, penalties, open_case=open_case) if acts else [],
        "may_enforce": acts,
        "may_work": acts and open_case,
        "may_decide_again": acts and open_case and _may_decide_again(breach, penalties),
    }


def no_defence() -> Rule:
    """Return what the breach screen says of the validity of a notice (APP-5)."""
    return rule_of("APP-5")


def _next(breach: Breach, penalties: list[PenaltyRow], *, open_case: bool) -> list[Button]:
    """Return what is next, the most urgent first; on a closed case only what others did is still recorded."""
    state, found = S(breach.state), []
    if breach.filed_at and not breach.proceedings_on:
        found.append(("Record that proceedings began", "breach_proceedings"))
    if open_case and state in AFTER_DECISION and not breach.filed_at:
        found += _after_decision(breach, penalties)
    if state in NEXT and (open_case or state == S.VICTIM_TOLD):
        found.append(NEXT[state])
    if quash_facts(breach.measure):
        # What is void comes last.
        found.reverse()
    address = [breach.case.reference, breach.measure.reference, breach.number]
    return [Button(words, reverse(page, args=address)) for words, page in found]


def _after_decision(breach: Breach, penalties: list[PenaltyRow]) -> list[tuple[str, str]]:
    stands = [row for row in penalties if not row.penalty.cancelled_at]
    if breach.decision == BreachDecision.PENALTY and not stands:
        return [("Offer the fixed penalty", "penalty_offer")]
    may_file = breach.decision in BEFORE_A_COURT or (stands and not stands[0].payment.barred)
    return [("Send the file to the prosecutor", "breach_file")] if may_file else []


def _may_decide_again(breach: Breach, penalties: list[PenaltyRow]) -> bool:
    stands = any(not row.penalty.cancelled_at for row in penalties)
    return S(breach.state) in AFTER_DECISION and not breach.filed_at and not stands
