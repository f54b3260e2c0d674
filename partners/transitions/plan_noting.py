"""Whoever owns a plan is told that an agency noted how far a response is: on which plan, and no word of it."""

from datetime import datetime

from asbcases.cases.models import ProblemPlan
from asbcases.db.actor import acting
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue
from partners.models import PlanProgress
from partners.transitions.noting import SERVICE


def tell_owner(noted: PlanProgress, *, now: datetime) -> None:
    """Tell whoever owns the plan; the agency may not read who that is, so the service does it."""
    with acting(SERVICE):
        plan = ProblemPlan.objects.select_related("owner").get(pk=noted.plan_id)
        context: dict[str, object] = {
            "kind": "a note of a partner",
            "root": "plan",
            "reference": plan.reference,
            "path": f"/plans/{plan.reference}/#sharing",
        }
        enqueue(f"plan-progress:{noted.pk}", plan.owner, Template.PARTNER_NOTED, context, now=now, plan=plan)
