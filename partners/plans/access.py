"""Who may see a problem-solving plan: the first of its two locks, by the answers of `partners/access.py`."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, ProblemPlan
from partners import access

T = TypeVar("T", bound=Model)


def plans_visible_to(user: User, *, now: datetime) -> QuerySet[ProblemPlan]:
    """Return the plans that this person may know of, as the cases of their district or the county; a partner none."""
    if works_for_county(user):
        return ProblemPlan.objects.all()
    return ProblemPlan.objects.filter(district__in=districts_of(user))


def links_visible_to(links: QuerySet[T], user: User, *, now: datetime) -> QuerySet[T]:
    """Return the links of plans whose case, incident, person or premises the person may know of, on a plan that they see.

    What is restricted or lies elsewhere hides the link, and never the plan.
    """
    shown: dict[str, QuerySet[Model]] = {
        "case": access.cases_visible_to(user, now=now),
        "incident": access.incidents_visible_to(user, now=now),
        "person": access.people_visible_to(user, now=now),
        "premises": access.premises_visible_to(user, now=now),
    }
    known = Q()
    for name, rows in shown.items():
        known |= Q(Exists(rows.filter(pk=OuterRef(f"{name}_id"))))
    plans = plans_visible_to(user, now=now)
    return links.filter(known, Exists(plans.filter(pk=OuterRef("plan_id"))))


def plans_shared_with(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants in force by which a partner may see a plan; the plan itself is no row of theirs."""
    if not user.is_active or user.role not in access.AGENCY:
        return AccessGrant.objects.none()
    mine = Q(user=user.pk) | Q(agency=user.agency_id) | Q(team=user.team_id, team__isnull=False)
    runs = Q(starts_at__lte=now) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    shared = Q(plan__isnull=False, source=GrantSource.SHARE, revoked_at__isnull=True)
    return AccessGrant.objects.filter(mine, runs, shared)
