"""The plan on one page: the problem, how far it is, what comes next, and all that is on file of it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import ProblemPlan
from asbcases.casework.views.timeline import told
from asbcases.sara.models import PlanLink
from asbcases.sara.queries import victims_to_contact
from asbcases.sara.queries.boards import clocks_on
from asbcases.sara.queries.library import plans_like
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.views.changes import scan_lines, versions_told
from asbcases.sara.views.steps import next_step, signs, stages_of
from asbcases.sara.views.words import colour_of, owed
from asbcases.sara.views.youth_shown import youth_shown
from asbcases.web.keyset import page_of
from asbcases.web.scoped import plan_for, require
from partners.choices import Action
from partners.plans.access import links_visible_to
from partners.plans.queries import progress_of, shares_of_plan

RECORDED = ("-recorded_at", "-id")
EVENTS = 30


@require_safe
def plan_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one plan."""
    plan = plan_for(request, reference)
    user, now = require(request, Action.WORK_PLAN), timezone.now()
    on_file = OnFile(plan)
    context = {
        "plan": plan,
        "on_file": on_file,
        "now": now,
        "colour": colour_of(plan),
        "stages": stages_of(on_file),
        "step": next_step(on_file, user),
        "signs": signs(on_file, user),
        "is_open": plan.closed_at is None,
        "versions": versions_told(on_file.objectives),
        "scanned": scan_lines(on_file.scans[0]) if on_file.scans else [],
        "links": links_of(plan, user, now),
        "to_contact": victims_to_contact(plan),
        "alike": [] if plan.closed_at else plans_like(plan.title, besides=plan.pk),
        **youth_shown(on_file, user, now),
        "shares": shares_of_plan(plan),
        "progress": progress_of(plan.pk),
        **_owed(plan, now),
        **_record(request, plan),
    }
    return render(request, "sara/plan_page.html", context)


def links_of(plan: ProblemPlan, user: User, now: datetime) -> list[PlanLink]:
    """Return the links that stand, as far as this person may know what they lead to."""
    rows = PlanLink.objects.filter(plan=plan, recorded_in_error_at__isnull=True)
    seen = links_visible_to(rows, user, now=now)
    return list(seen.select_related("case", "incident", "person", "premises").order_by("number"))


def _owed(plan: ProblemPlan, now: datetime) -> dict[str, Any]:
    due = [owed(clock, now) for clock in clocks_on([plan]).get(plan.pk, [])]
    return {"due": due, "next": due[0] if due else None, "late": bool(due) and due[0].late}


def _record(request: HttpRequest, plan: ProblemPlan) -> dict[str, Any]:
    page = page_of(request, AuditEvent.objects.filter(plan=plan), RECORDED, size=EVENTS)
    return {"events": page, "told": [told(event) for event in page]}
