"""Whether the threshold is met: by number nothing but met; below it a person decides, with a reason on each factor."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.answers import Decision, listed
from asbcases.law.limits import Limits
from asbcases.law.registry import consider, rule_of
from asbcases.policies.queries import limits_in_force
from triggers.choices import StepAgreed
from triggers.models import BodyReply, ThresholdDecision
from triggers.queries.procedures import procedure_of
from triggers.queries.worksheets import as_written, received_on, worksheet_of
from triggers.rules.shapes import Procedure
from triggers.rules.worksheet import Worksheet
from triggers.transitions import clocks
from triggers.transitions.later_clocks import follow
from triggers.transitions.shared import locked_open, record_on, refuse_on_draft

FACTORS = ("persistence", "harm", "adequacy")
NAMED = {
    "persistence": "persistence",
    "harm": "harm or potential harm",
    "adequacy": "the adequacy of the response",
}


@transaction.atomic
def decide_threshold(
    review: CaseReview,
    *,
    met: bool,
    persistence: str = "",
    harm: str = "",
    adequacy: str = "",
    reason: str = "",
    by: User,
    now: datetime,
) -> ThresholdDecision:
    """Decide whether the threshold is met, keep the worksheet as it stands, and return the decision.

    Once enough complaints are counted only met can be decided (ACR-9). Below that, persistence, harm and the adequacy
    of the response each need a reason, whatever is decided (ACR-11). Agencies that have not answered hold nothing up.
    """
    review = locked_open(review)
    refuse_on_draft(review, now)
    if review.stage != ReviewStage.RECEIVED:
        raise Refused("The threshold was decided already: load the page again.")
    limits = limits_in_force(now)
    sheet = worksheet_of(review, limits)
    factors = {"persistence": persistence.strip(), "harm": harm.strip(), "adequacy": adequacy.strip()}
    if sheet.reached:
        _refuse_not_met(review, sheet, met, limits)
    else:
        _refuse_without_reasons(factors, limits)
    decision = _kept(review, sheet, met=met, reason=reason.strip(), by=by, now=now, **factors)
    _follow(review, decision, by=by, now=now)
    return decision


def _refuse_not_met(review: CaseReview, sheet: Worksheet, met: bool, limits: Limits) -> None:
    """Refuse anything but met where the law binds (ACR-9); the area's own numbers of hate or of people bind alike."""
    if met:
        return
    answer = consider("ACR-9", _as_law(review, sheet, limits), limits)
    binds = answer.decision is Decision.THRESHOLD_MET
    raise Refused(f"{sheet.sentence} {answer.reasons[0] if binds else rule_of('ACR-9').says}")


def _as_law(review: CaseReview, sheet: Worksheet, limits: Limits) -> dict[str, Any]:
    """Return what the rule of law reads: the complaints that count, and the area's own numbers for those of the Act."""
    day, route = received_on(review), sheet.routes[0]
    numbers = (procedure_of(review.application) or Procedure(review.area, day)).numbers(day, limits)
    windows = {"ACR-6": numbers.complaint_months, "ACR-7": numbers.application_months}
    counted = [row.complaint for row in sheet.rows if row.counts]
    return {
        "complaints": [
            {"behaviour_on": one.behaviour_ended, "complaint_on": one.complaint_on} for one in counted
        ],
        "applied_on": day,
        "minimum": route.needed,
        "extra_limits": [{"rule": rule, "value": n, "unit": "months"} for rule, n in windows.items()],
    }


def _refuse_without_reasons(factors: dict[str, str], limits: Limits) -> None:
    if missing := [NAMED[name] for name in FACTORS if not factors[name]]:
        sentence = " ".join(consider("ACR-11", {"automatic": True}, limits).reasons)
        raise Refused(f"Give a reason on {listed(missing)}. {sentence}")


def _kept(
    review: CaseReview, sheet: Worksheet, *, met: bool, by: User, now: datetime, **words: str
) -> ThresholdDecision:
    silent = BodyReply.objects.filter(review=review, answer="").order_by("number")
    return ThresholdDecision.objects.create(
        review=review,
        number=ThresholdDecision.objects.filter(review=review).count() + 1,
        met=met,
        reached=sheet.reached is not None,
        route=sheet.reached.name.value if sheet.reached else "",
        silent=list(silent.values_list("name", flat=True)),
        worksheet=as_written(sheet),
        decided_at=now,
        recorded_at=now,
        recorded_by=by,
        **words,
    )


def _follow(review: CaseReview, decision: ThresholdDecision, *, by: User, now: datetime) -> None:
    review.stage = ReviewStage.REVIEW if decision.met else ReviewStage.NOT_MET
    review.version += 1
    review.save(update_fields=["stage", "version"])
    verdict = "met" if decision.met else "not met"
    record_on(Verb.THRESHOLD_DECIDED, review, by=by, now=now, verdict=verdict, reached=decision.reached)
    clocks.met(Kind.ACR_THRESHOLD, review, at=now, by=by, now=now)
    why = "The threshold was decided"
    clocks.none_to_agree(StepAgreed.THRESHOLD, review, why=why, by=by, now=now)
    follow(review, why=why, by=by, now=now)
