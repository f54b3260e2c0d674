"""Youth justice support for a child whose behaviour a plan is about: what was considered, or why nothing was."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import Person, ProblemPlan
from asbcases.cases.queries import foremost
from asbcases.errors import Refused
from asbcases.sara.models import YouthSupport
from asbcases.sara.queries.youth import children_of, respondents_of
from asbcases.sara.transitions.shared import locked_open, record_on, refuse_unless_past, said


@transaction.atomic
def note_youth_support(
    plan: ProblemPlan,
    person: Person,
    *,
    considered: bool,
    words: str,
    considered_at: datetime,
    by: User,
    now: datetime,
) -> YouthSupport:
    """Keep which youth justice support was considered for a child, or why none was, and return it."""
    plan = locked_open(plan)
    refuse_unless_past(considered_at, now, "when it was considered")
    if foremost(person) not in children_of(respondents_of(plan), now=now):
        raise Refused(f"{person.reference} is no child whose behaviour the plan is about.")
    asks = "Say which support was considered." if considered else "Say why no support was considered."
    support = YouthSupport.objects.create(
        plan=plan,
        person=person,
        considered=considered,
        words=said(words, asks),
        considered_at=considered_at,
        recorded_at=now,
        recorded_by=by,
    )
    # The record is read by whoever sees the plan, and not all of them may know of the child.
    record_on(PlanVerb.PROBLEM_YOUTH_SUPPORT, plan, by=by, now=now, person="a child", support=support.pk)
    return support
