"""The one door to a record: not visible is 404, and every look is recorded."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case, CaseReview, Incident, Person, Premises, Report, Vehicle
from asbcases.casework.queries.glass import until_of
from partners import access
from partners.choices import Action

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


def person_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Person:
    """Return the person of a route, or 404 when whoever asks may not know of them."""
    user, now = person(request), timezone.now()
    found = (
        access.people_visible_to(user, now=now).select_related("same_as").filter(reference=reference).first()
    )
    if found is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=now, person=found)
    return found


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
