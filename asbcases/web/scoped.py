"""The one door to a record: not visible is 404, and every look is recorded."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import (
    AccessGrant,
    Case,
    CaseParty,
    CaseReview,
    Incident,
    IncidentParty,
    Person,
    Premises,
    ProblemPlan,
    Report,
    Restriction,
    Vehicle,
)
from asbcases.casework.queries.glass import leading_to, opened_to, until_of
from partners import access
from partners.choices import Action
from partners.plans.access import plans_visible_to

NOT_FOUND = "There is no such record, or it is not for you."


def person(request: HttpRequest) -> User:
    """Return who is signed in; every route but sign-in has somebody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def case_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE, alone: bool = False) -> Case:
    """Return the case of a route, or 404 when this person may not know of it; `alone` where its people are not shown."""
    user, now = person(request), timezone.now()
    visible = access.cases_visible_to(user, now=now)
    if not alone:
        visible = visible.select_related("district", "lead", "team", "spoc", "recorded_by")
    case = visible.annotate(glass_until=until_of("case", user, now)).filter(reference=reference).first()
    if case is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, case=case)
    request.glass_until = case.glass_until  # type: ignore[attr-defined]
    return case


def sees_case(request: HttpRequest, reference: str) -> bool:
    """Return whether whoever asks may know of the case of a route; nothing of it is shown by that."""
    visible = access.cases_visible_to(person(request), now=timezone.now())
    return visible.filter(reference=reference).exists()


def incident_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Incident:
    """Return the incident of a route, or 404 when this person may not know of it."""
    user, now = person(request), timezone.now()
    visible = access.incidents_visible_to(user, now=now).select_related("district", "council")
    incident = (
        visible.annotate(glass_until=until_of("incident", user, now)).filter(reference=reference).first()
    )
    if incident is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, incident=incident)
    request.glass_until = incident.glass_until  # type: ignore[attr-defined]
    return incident


def report_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Report:
    """Return the report of a route, or 404 when this person may not read it."""
    user, now = person(request), timezone.now()
    visible = access.reports_visible_to(user, now=now).select_related("district", "recorded_by")
    report = visible.annotate(glass_until=until_of("report", user, now)).filter(reference=reference).first()
    if report is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, report=report)
    request.glass_until = report.glass_until  # type: ignore[attr-defined]
    return report


def review_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> CaseReview:
    """Return the case review of a route, or 404 when this person may not know of it."""
    user, now = person(request), timezone.now()
    visible = access.reviews_visible_to(user, now=now).select_related("district", "council", "owner")
    review = visible.filter(reference=reference).first()
    if review is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, review=review)
    return review


def plan_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> ProblemPlan:
    """Return the problem-solving plan of a route, or 404 when this person may not know of it."""
    user, now = person(request), timezone.now()
    visible = plans_visible_to(user, now=now).select_related("district", "owner", "supervisor", "spoc")
    plan = visible.filter(reference=reference).first()
    if plan is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, plan=plan)
    return plan


def person_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Person:
    """Return the person of a route, or 404 when whoever asks may not know of them."""
    user, now = person(request), timezone.now()
    found = (
        access.people_visible_to(user, now=now).select_related("same_as").filter(reference=reference).first()
    )
    if found is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, person=found)
    request.glass_until = _glass_until(found, user, now)  # type: ignore[attr-defined]
    return found


def _glass_until(found: Person, user: User, now: datetime) -> datetime | None:
    """Return until when somebody is seen by a broken glass alone; None where they are seen by right as well."""
    opened = leading_to(found, opened_to(user, now))
    if not opened:
        return None
    by_right = _seen_without(opened, found, user, now)
    return None if by_right else opened[0].ends_at


def _seen_without(opened: list[AccessGrant], found: Person, user: User, now: datetime) -> bool:
    """Return whether somebody is seen in a record that no broken glass opened."""
    restricted = Restriction.objects.filter(person=found, lifted_at__isnull=True).exists()
    if not restricted and (access.sees_county_reports(user) or found.recorded_by_id == user.pk):
        return True
    in_case = CaseParty.objects.filter(person=found, case__in=access.cases_visible_to(user, now=now))
    in_incident = IncidentParty.objects.filter(
        person=found, incident__in=access.incidents_visible_to(user, now=now)
    )
    cases = [grant.case_id for grant in opened if grant.case_id]
    incidents = [grant.incident_id for grant in opened if grant.incident_id]
    return in_case.exclude(case__in=cases).exists() or in_incident.exclude(incident__in=incidents).exists()


def premises_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Premises:
    """Return the premises of a route, or 404 when this person may not know of them."""
    user, now = person(request), timezone.now()
    visible = access.premises_visible_to(user, now=now).select_related("district", "council")
    premises = visible.filter(reference=reference).first()
    if premises is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, about=f"premises {premises.reference}")
    return premises


def vehicle_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Vehicle:
    """Return the vehicle of a route, or 404 when this person may not know of it."""
    user, now = person(request), timezone.now()
    vehicle = access.vehicles_visible_to(user, now=now).filter(reference=reference).first()
    if vehicle is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, about=f"vehicle {vehicle.reference}")
    return vehicle


def require(request: HttpRequest, action: Action) -> User:
    """Return who is signed in if they may do this; otherwise 403."""
    user = person(request)
    if not access.may(user, action):
        raise PermissionDenied
    return user
