"""What partners asked to be given: of one agency, of a record, and what waits for the police."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Report
from asbcases.law.periods import london_day
from partners import access
from partners.choices import Action, Item
from partners.models import ShareRequest
from partners.models.share_requests import OPEN
from partners.queries.offering import Preset, preset_for
from partners.queries.shared import shared_reference
from partners.queries.sharing import labels

PEOPLE = ("agency", "named", "recorded_by", "answered_by__agency", "withdrawn_by")
# Of one record; an agency asks once more when it was answered.
MOST = 50


class Asked(NamedTuple):
    """A request as pages print it: with its parts in words, its age, and whether the answer is late."""

    request: ShareRequest
    items: list[str]
    age: str
    late: bool


def asked_by(user: User, *, now: datetime) -> QuerySet[ShareRequest]:
    """Return what the agency of a partner's officer asked for, and this person may read, the newest first."""
    asked = access.share_requests_visible_to(user, now=now).select_related(*PEOPLE)
    return asked.order_by("-recorded_at", "-pk")


def waiting(requests: QuerySet[ShareRequest]) -> QuerySet[ShareRequest]:
    """Return those that were neither answered nor withdrawn."""
    return requests.filter(OPEN)


def to_police(user: User, *, now: datetime) -> QuerySet[ShareRequest]:
    """Return what partners asked for of the reports and cases that somebody of the police sees, with each record."""
    asked = access.share_requests_visible_to(user, now=now)
    return asked.select_related(*PEOPLE, "report__district", "case__district", "share")


def requests_on(record: Report | Case, user: User, *, now: datetime) -> list[ShareRequest]:
    """Return what was asked for on a record, the newest first; nothing for those who may not answer it."""
    if not access.may(user, Action.ANSWER_SHARE_REQUEST):
        return []
    asked = record.share_requests.select_related(*PEOPLE)
    return list(asked.order_by("-recorded_at", "-pk")[:MOST])


def cases_of_report(report: Report, user: User, *, now: datetime) -> QuerySet[Case]:
    """Return the cases of which a report tells, as far as the person sees them."""
    seen = access.cases_visible_to(user, now=now).filter(recorded_in_error_at__isnull=True)
    told = seen.filter(
        incident_links__recorded_in_error_at__isnull=True, incident_links__incident__told_by__report=report
    )
    return told.distinct().order_by("reference")


def shown(request: ShareRequest, now: datetime) -> Asked:
    """Return a request as pages print it."""
    days = (london_day(now) - london_day(request.recorded_at)).days
    age = "today" if days <= 0 else "1 day ago" if days == 1 else f"{days} days ago"
    return Asked(request, labels(request.items), age, request.waits and request.answer_by <= now)


def preset_of(request: ShareRequest, now: datetime) -> Preset:
    """Return what the form of the answer begins with: what was asked for, until the day that was named or the usual one."""
    usual = preset_for(request.agency, now)
    items = [item for item in Item if item in request.items]
    ends_on = min(request.until_on or usual.ends_on, usual.ends_on)
    return Preset(usual.party, items, request.purpose, request.gateway, ends_on)


def shared_by(request: ShareRequest, user: User, *, now: datetime) -> str:
    """Return the reference of the case of which something was shared by the answer; empty where it is not any more."""
    if request.share_id is None:
        return ""
    share = access.shares_open_to(user, now=now).filter(pk=request.share_id).first()
    return shared_reference(share.case_id, user, now=now) if share else ""
