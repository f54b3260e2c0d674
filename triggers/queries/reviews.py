"""Whose an area is: its council, its police district, its co-ordinator, and the bodies that take part there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Agency, Council, District, User
from asbcases.accounts.queries import at_work
from asbcases.cases.models import CaseReview
from asbcases.law.periods import london_day
from triggers.choices import BodyKind
from triggers.rules.shapes import Procedure

# The relevant bodies of the Act where the area names none (ACR-2): landlords take part only where they are co-opted.
BY_THE_ACT = {
    AgencyKind.POLICE: BodyKind.POLICE,
    AgencyKind.HEALTH: BodyKind.HEALTH,
}


class Area(NamedTuple):
    """A local government area as this installation knows it."""

    council: Agency | None = None
    district: District | None = None


class Body(NamedTuple):
    """A body that is told of an application, and the agency that it is here, where it is one."""

    name: str
    kind: BodyKind
    agency: Agency | None = None


def whole_area(area: str) -> Area:
    """Return the council that is the agency of an area, and its police district; empty for an area outside the force."""
    council = Council.objects.filter(code=area).select_related("district").first()
    if council is None:
        return Area()
    agencies = Agency.objects.filter(council=council, kind=AgencyKind.COUNCIL, active=True)
    return Area(agencies.order_by("pk").first(), council.district)


def co_ordinator_of(area: str, now: datetime) -> User | None:
    """Return the co-ordinator of an area who is at work, else one who is not; None where there is none."""
    people = User.objects.filter(
        is_active=True, role=Role.COORDINATOR, agency__active=True, agency__council__code=area
    )
    found, today = list(people.order_by("pk")), london_day(now)
    return next((one for one in found if at_work(one, today)), found[0] if found else None)


def takers_of(review: CaseReview) -> QuerySet[User]:
    """Return who may take a review: the co-ordinators of its area, and the ASB officers, whose the force's reviews all are."""
    here = Q(role=Role.COORDINATOR, agency__active=True, agency__council__code=review.area)
    people = User.objects.filter(here | Q(role=Role.ASB_OFFICER), is_active=True)
    return people.select_related("agency").order_by("role", "name", "pk")


def owner_gone(today: date) -> Q:
    """Return what is true of a review whose owner can do nothing for it: none, suspended, on leave, or elsewhere now."""
    away = Q(owner__isnull=True) | Q(owner__is_active=False) | Q(owner__on_leave_until__gt=today)
    here = Q(owner__agency__council__code=F("area"))
    return away | Q(owner__role=Role.COORDINATOR) & ~here


def why_gone(review: CaseReview, today: date) -> str:
    """Return why the owner of a review can do nothing for it, in words; nothing where they can, or there is none."""
    owner = review.owner
    if owner is None:
        return ""
    if not owner.is_active:
        return "suspended"
    if owner.on_leave_until and owner.on_leave_until > today:
        return "on leave"
    council = owner.agency.council
    elsewhere = owner.role == Role.COORDINATOR and (council is None or council.code != review.area)
    return "in another area now" if elsewhere else ""


def relevant_bodies(area: str, procedure: Procedure | None, day: date) -> Sequence[Body]:
    """Return the bodies that take part in the reviews of an area on a day: those it names, else those of the Act."""
    agencies = Agency.objects.filter(active=True).order_by("pk")
    if procedure and (named := procedure.bodies_on(day)):
        known = {agency.name: agency for agency in agencies}
        return [Body(one.name, BodyKind(one.kind), known.get(one.name)) for one in named]
    council = whole_area(area).council
    bodies = [Body(council.name, BodyKind.COUNCIL, council)] if council else []
    return bodies + [
        Body(agency.name, BY_THE_ACT[AgencyKind(agency.kind)], agency)
        for agency in agencies
        if agency.kind in BY_THE_ACT
    ]
