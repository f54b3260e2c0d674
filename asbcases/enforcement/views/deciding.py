"""What decides a measure, for whoever approves it or returns it: grounds, terms as they are worded, and what the law says."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Approval
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.conditions import findings_by_term
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.views.findings import shown
from asbcases.enforcement.views.measures import grounds_of
from asbcases.enforcement.views.measures_law import law_now
from asbcases.enforcement.views.measures_shared import WITH
from asbcases.enforcement.views.order_standing import page_of


def picture_for(approval: Approval, user: User, now: datetime) -> dict[str, Any]:
    """Return what a page shows of a measure that waits; the law is asked of whoever would issue it."""
    measure = _waiting(approval)
    if measure is None:
        return {}
    if measure.kind == MeasureKind.CBO:
        return {**page_of(measure, user, now), "picture": "enforcement/decide_order.html", "deciding": True}
    return {
        **grounds_of(measure, now),
        "measure": measure,
        "law": law_now(measure, approval.recorded_by or user, now),
        "picture": "enforcement/decide_measure.html",
        "deciding": True,
    }


def told_of(approval: Approval, user: User, now: datetime) -> dict[str, Any]:
    """Return the same for the API: how each term is worded, and what each rule answers now or was answered, and why."""
    measure = _waiting(approval)
    if measure is None:
        return {}
    shows = picture_for(approval, user, now)
    lines = shows["lines"] if measure.kind == MeasureKind.CBO else shows["law"].lines
    found = findings_by_term(measure, terms_of(measure), now=now)
    return {
        "findings": {
            str(number): [one["says"] for one in shown(rows, measure)] for number, rows in found.items()
        },
        "law": [
            {"rule": one.rule, "section": one.section, "answer": one.label, "words": one.words}
            for one in lines
        ],
        "weighed": [
            {"rule": row.rule, "decision": row.decision, "reason": row.reason} for row, _ in shows["weighed"]
        ],
    }


def _waiting(approval: Approval) -> Measure | None:
    """Return the measure about which a decision is still to be taken."""
    if approval.kind != "measure" or approval.verdict:
        return None
    rows = Measure.objects.filter(case=approval.case_id, reference=approval.subject).select_related(*WITH)
    if measure := rows.first():
        measure.case = approval.case
    return measure
