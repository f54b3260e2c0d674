"""The page of one warning or notice: where it stands, what is next, what it asks, on what it rests, and what was weighed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case
from asbcases.casework.views.diary import Due, told
from asbcases.casework.views.timeline import told as in_words
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import EARLY, NOTICE_LIMBS, OPEN_STATES, MeasureKind, MeasureState, TermKind
from asbcases.enforcement.models import (
    Appeal,
    Breach,
    Informed,
    Limb,
    LimbEvidence,
    Measure,
    MeasureTerm,
    RuleWeighed,
)
from asbcases.enforcement.queries.breaches import afterwards, heard_by_appeal
from asbcases.enforcement.queries.drafts import hours_words
from asbcases.enforcement.queries.measures import (
    SUSPENDABLE,
    evidence_of,
    grown_up,
    live,
    suspends,
    terms_of,
    too_young_at_issue,
    weighed_on,
)
from asbcases.enforcement.queries.served import discharge_served, is_discharged, services_of
from asbcases.enforcement.queries.terms import alleged_of
from asbcases.enforcement.rules.early import AFTER
from asbcases.enforcement.rules.proof import standard_of
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.views.measures_law import law_now
from asbcases.enforcement.views.measures_shared import may_strike, measure_of
from asbcases.enforcement.views.papers import papers_on
from asbcases.law.periods import london_day
from asbcases.law.registry import rule_of
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action

COLOURS = {
    MeasureState.DRAFT: "grey",
    MeasureState.SUBMITTED: "yellow",
    MeasureState.APPROVED: "teal",
    MeasureState.ISSUED: "blue",
}
# So many of its events are shown; the timeline of the case tells all.
EVENTS = 30


@dataclass(frozen=True)
class TermRow:
    """One requirement, and how it stands today."""

    term: MeasureTerm
    hours: str
    suspended: bool
    breach: Breach | None = None

    @property
    def may_be_met(self) -> bool:
        """Return whether it is to be done and was not done yet."""
        return self.term.kind in (TermKind.DO, TermKind.STEPS) and self.term.done_at is None


@dataclass(frozen=True)
class LimbRow:
    """One limb of the test, why it is met, and what shows it."""

    label: str
    limb: Limb | None
    evidence: list[LimbEvidence]


@require_safe
def measure_page(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Show one warning, notice, order or earlier step."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    row = measure_of(case, measure)
    if row.kind == MeasureKind.CBO:
        return redirect("order_page", reference, measure)
    after, served = afterwards(row), services_of(row)
    heard_by_appeal(after["appeals"], now)
    context = {
        **{"case": case, "measure": row, "now": now},
        "colour": COLOURS.get(MeasureState(row.state), "grey"),
        "in_force": live(row, london_day(now)),
        "is_draft": row.state in OPEN_STATES,
        "is_early": row.kind in EARLY,
        "may_answer": row.answer in AFTER,
        "is_ours_to_draft": row.kind in (MeasureKind.CPW, MeasureKind.CPN) and row.ours,
        **grounds_of(row, now, after["breaches"]),
        "services": served,
        "to_tell": is_discharged(row) and row.ours and not discharge_served(served),
        "changes": list(row.changes.select_related("decided_by").order_by("-number")),
        "reviews": list(row.reviews.select_related("recorded_by").order_by("-number")),
        "notices": list(row.notices.order_by("pk")),
        "clocks": _clocks(row, now),
        "told": _told(case, row),
        "too_young": too_young_at_issue(row, now),
        **_next(row, case, user, now),
        **after,
        **papers_on(row, user),
        "may_follow": access.may(user, Action.ENFORCE),
    }
    return render(request, "enforcement/measure_page.html", context)


def grounds_of(row: Measure, now: datetime, breaches: Iterable[Breach] = ()) -> dict[str, Any]:
    """Return what a warning or notice asks and on what it rests, for whoever decides on it too."""
    informed = Informed.objects.filter(measure=row).select_related("recorded_by").order_by("pk")
    return {
        "is_notice": row.kind == MeasureKind.CPN,
        "standard": standard_of(row.kind),
        "terms": _term_rows(row, london_day(now), breaches),
        "limbs": _limbs(row),
        "informed": list(informed),
        "weighed": _weighed(row, london_day(now)),
    }


def _term_rows(row: Measure, today: date, breaches: Iterable[Breach]) -> list[TermRow]:
    """Return what it asks; the appeals in progress, which may suspend a requirement, are read once for all."""
    appeals = list(Appeal.objects.filter(measure=row, in_time=True, outcome=""))
    alleged = alleged_of(breaches)

    def stopped(term: MeasureTerm) -> bool:
        return term.kind in SUSPENDABLE and any(suspends(one, term, today) for one in appeals)

    return [
        TermRow(term, hours_words(term.hours), stopped(term), alleged.get(term.pk)) for term in terms_of(row)
    ]


def _weighed(measure: Measure, today: date) -> list[tuple[RuleWeighed, str]]:
    rows = [one for one in weighed_on(measure) if not grown_up(one.answer, today)]
    return [(one, rule_of(one.rule).section) for one in rows]


def _limbs(measure: Measure) -> list[LimbRow]:
    if measure.kind != MeasureKind.CPN or not measure.ours:
        return []
    reasons = {limb.limb: limb for limb in Limb.objects.filter(measure=measure)}
    shown = list(evidence_of(measure))
    return [
        LimbRow(limb.label, reasons.get(limb), [one for one in shown if one.limb.limb == limb])
        for limb in NOTICE_LIMBS
    ]


def _clocks(measure: Measure, now: datetime) -> list[Due]:
    """Return what runs about it, the earliest first; what has passed is not told again."""
    rows = Deadline.objects.filter(OPEN, case=measure.case_id, subject__startswith=measure.reference)
    return [told(row, now) for row in rows.select_related("owner").order_by("due_at", "pk")]


def _told(case: Case, measure: Measure) -> list[Any]:
    """Return what was done about it, the newest first."""
    events = AuditEvent.objects.filter(case=case, data__measure=measure.reference)
    return [in_words(event) for event in events.order_by("-recorded_at", "-pk")[:EVENTS]]


def _next(measure: Measure, case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Return what is next, in words, and what this person may do about it."""
    works = access.may(user, Action.ENFORCE) and case.stage != Stage.CLOSED
    draft = (
        measure.state in OPEN_STATES and measure.ours and measure.kind in (MeasureKind.CPW, MeasureKind.CPN)
    )
    rank = rank_to_approve(measure, now) if draft else None
    law = law_now(measure, user, now) if draft else None
    return {
        "rank": rank,
        "law": law,
        "may_enforce": works,
        "may_draft": works and draft and measure.state != MeasureState.SUBMITTED,
        "may_submit": works and draft and measure.state == MeasureState.DRAFT and rank is not None,
        "may_issue": works and draft and (measure.state == MeasureState.APPROVED or rank is None),
        "may_act": works and measure.state == MeasureState.ISSUED and not measure.recorded_in_error_at,
        "may_strike": may_strike(measure, user),
        "overdue_to_comply": bool(measure.comply_by and measure.comply_by <= now),
    }
