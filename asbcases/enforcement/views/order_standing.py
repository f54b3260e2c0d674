"""What the page of an order shows: where it stands, what the law says of it now, and what may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import OPEN_STATES, FileItem, MeasureState
from asbcases.enforcement.models import Informed, Measure, MeasureTerm, OrderRequest, Statement
from asbcases.enforcement.queries.measures import born_on, grown_up, is_body, terms_of, weighed_on
from asbcases.enforcement.queries.orders import (
    NOT_NEEDED,
    THERE,
    applications_of,
    facts_to_send,
    hearings_of,
    missing_of,
    needs_youth_views,
    orders_of,
    request_of,
    restricted,
    reviews_of,
    shown_by,
    who_needs_leave,
)
from asbcases.enforcement.queries.statements import items_of, statements_for
from asbcases.enforcement.rules.proof import standard_of
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.transitions.clocks import open_clocks
from asbcases.enforcement.transitions.requests import unready
from asbcases.enforcement.transitions.weighing import Weighed, weighed
from asbcases.enforcement.views.measures_shared import may_strike
from asbcases.errors import Refused
from asbcases.law.answers import Decision
from asbcases.law.periods import london_day
from asbcases.law.registry import rule_of
from asbcases.policies.queries import limits_in_force

COLOURS = {"draft": "grey", "submitted": "yellow", "approved": "blue", "issued": "green"}
# On which page what a rule misses is mended.
MENDED_ON = {
    "CBO-1": "order_change",
    "CBO-5": "order_views",
    "CBO-7": "order_term_new",
    "CBO-19": "order_file",
    "FAIR-3": "order_considered",
}
KINDS = (Kind.ORDER_NOTICE, Kind.HEARING, Kind.ORDER_REVIEW, Kind.MEASURE_END, Kind.EIGHTEENTH_BIRTHDAY)


@dataclass(frozen=True)
class Line:
    """One rule of law, what it answers of a request as it stands, and where that is mended."""

    rule: str
    section: str
    label: str
    colour: str
    words: str
    mend: str
    blocks: bool


LABELS = {"block": ("Blocks", "red"), "warn": ("Warns", "yellow"), "allow": ("Met", "green")}


def page_of(measure: Measure, user: User, now: datetime) -> dict[str, Any]:
    """Return what the page of an order shows."""
    request, orders, terms = request_of(measure), orders_of(measure), terms_of(measure)
    being_made, statements = measure.state in OPEN_STATES, statements_for(measure)
    young = bool(request and needs_youth_views(measure, request, now))
    return {
        **{"case": measure.case, "measure": measure, "request_for": request, "now": now},
        "colour": COLOURS.get(measure.state, "grey"),
        "standard": standard_of(measure.kind),
        "born_on": born_on(measure.subject),
        "is_body": is_body(measure.subject),
        "young": young,
        "terms": terms,
        "shown": shown_by(measure),
        "file": _file(request, terms, statements, young=young) if request else [],
        "statements": statements,
        "applications": applications_of(measure),
        "needs_leave": who_needs_leave(measure, london_day(now), limits_in_force(now)),
        "hearings": list(hearings_of(measure)),
        "orders": orders,
        "reviews": reviews_of(measure),
        "clocks": sorted(open_clocks(measure, *KINDS), key=lambda clock: clock.due_at),
        "told": list(
            Informed.objects.filter(measure=measure).select_related("recorded_by").order_by("told_at")
        ),
        "restricted": restricted(orders),
        "interim": bool(orders) and all(order.interim for order in orders),
        "weighed": [
            (row, rule_of(row.rule).section)
            for row in weighed_on(measure)
            if not grown_up(row.answer, london_day(now))
        ],
        "being_made": being_made,
        "in_force": measure.state == MeasureState.ISSUED and not measure.recorded_in_error_at,
        "may_strike": may_strike(measure, user),
        "has_supervisors": any(term.supervisor for term in terms),
        "over": bool(measure.ends_on and measure.ends_on < london_day(now)),
        "closed": measure.case.stage == Stage.CLOSED,
        "needs_approval": being_made and rank_to_approve(measure, now) is not None,
        **_ahead(measure, request, now, asked=being_made),
    }


def _file(
    request: OrderRequest, terms: list[MeasureTerm], statements: list[Statement], *, young: bool
) -> list[tuple[str, str]]:
    """Return each item of the file with what is said of it: what the law does not ask for here is not needed."""
    held = items_of(statements)
    missing = missing_of(request, terms, young=young, held=held)
    return [(item.label, _said(item, request, held, missing)) for item in FileItem]


def _said(item: FileItem, request: OrderRequest, held: set[FileItem], missing: list[str]) -> str:
    if item in held:
        return THERE
    return "" if item.label in missing else request.file.get(item.value, NOT_NEEDED)


def _ahead(measure: Measure, request: OrderRequest | None, now: datetime, *, asked: bool) -> dict[str, Any]:
    """Return what stands in the way of asking the prosecutor, while nobody has."""
    if request is None or request.sent_at or not asked:
        return {"lacks": [], "lines": []}
    try:
        answers = weighed(facts_to_send(measure, request, [], now), limits_in_force(now))
    except Refused:
        answers = []
    return {"lacks": unready(measure, request, now), "lines": [_line(measure, one) for one in answers]}


def _line(measure: Measure, one: Weighed) -> Line:
    decision = str(one.answer.decision or "")
    label, colour = LABELS.get(decision, ("Counts", "grey"))
    rule, words = rule_of(one.rule), " ".join(one.answer.reasons) or rule_of(one.rule).says
    name = MENDED_ON.get(one.rule) if decision in ("block", "warn") else None
    mend = reverse(name, args=[measure.case.reference, measure.reference]) if name else ""
    return Line(one.rule, rule.section, label, colour, words, mend, one.decided(Decision.BLOCK))
