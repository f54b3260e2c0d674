"""What was found in the records goes on the worksheet, or is set aside with a reason; what is only near a person decides."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview, Incident, Report
from asbcases.errors import Refused
from asbcases.policies.queries import limits_in_force
from triggers.choices import BodyKind, Link, Origin
from triggers.models import ComplaintSetAside, ReviewComplaint
from triggers.queries.found import Found, found_for, victim_of
from triggers.transitions.shared import locked_open, record_on, refuse_on_draft, said
from triggers.transitions.worksheets import add_complaint

CHANGED = "What was found has changed since: load the page again."


@transaction.atomic
def add_found(
    review: CaseReview, *, reports: Sequence[int], by: User, now: datetime
) -> list[ReviewComplaint]:
    """Put reports that were found for certain on the worksheet, and return the complaints."""
    review = _searched(review, now)
    found = {one.report: one for one in found_for(review, limits_in_force(now))}
    chosen = [found.get(report) for report in dict.fromkeys(reports)]
    if not chosen or None in chosen:
        raise Refused(CHANGED)
    if any(one and one.proposal.near for one in chosen):
        raise Refused("One of them is only near: look at it by itself, and say how it is tied.")
    return [_added(review, one, by=by, now=now) for one in chosen if one]


@transaction.atomic
def add_near(
    review: CaseReview, *, report: int, link: Link, reason: str, by: User, now: datetime
) -> ReviewComplaint:
    """Put a report that is only near on the worksheet, tied as a person decided, and return the complaint."""
    review = _searched(review, now)
    one = _one(review, report, now)
    if link is Link.NONE:
        raise Refused("What is not tied to the application is set aside.")
    return _added(
        review, one, link=link, reason=said(reason, "Say how you know that it is tied."), by=by, now=now
    )


@transaction.atomic
def set_aside(review: CaseReview, *, report: int, reason: str, by: User, now: datetime) -> ComplaintSetAside:
    """Set a report that was found aside, with the reason, and return the row: it is not proposed again."""
    review = _searched(review, now)
    if _one(review, report, now).set_aside:
        raise Refused("It was set aside already.")
    row = ComplaintSetAside.objects.create(
        review=review,
        report_id=report,
        reason=said(reason, "Say why it does not belong on the worksheet."),
        recorded_at=now,
        recorded_by=by,
    )
    record_on(Verb.COMPLAINT_SET_ASIDE, review, by=by, now=now, reason=row.reason, id=row.pk)
    return row


def _searched(review: CaseReview, now: datetime) -> CaseReview:
    review = locked_open(review)
    refuse_on_draft(review, now)
    if review.stage != ReviewStage.RECEIVED:
        raise Refused("The threshold is decided: what is found now changes nothing in it.")
    return review


def _one(review: CaseReview, report: int, now: datetime) -> Found:
    found = (one for one in found_for(review, limits_in_force(now)) if one.report == report)
    one = next(found, None)
    if one is None:
        raise Refused(CHANGED)
    return one


def _added(
    review: CaseReview,
    found: Found,
    *,
    link: Link | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> ReviewComplaint:
    one, complaint = found.proposal, found.proposal.complaint
    same = link is Link.VICTIM
    return add_complaint(
        review,
        origin=Origin.RECORDED,
        report=Report(pk=found.report),
        incident=Incident(pk=int(complaint.incident)) if complaint.incident else None,
        agency=BodyKind(complaint.agency),
        agency_name=found.agency_name,
        behaviour_from=complaint.behaviour_on,
        behaviour_until=complaint.behaviour_until,
        complaint_on=complaint.complaint_on,
        complainant=victim_of(review.application) if same else one.complainant,
        place=one.place,
        hate=complaint.hate,
        link=link or Link(complaint.link),
        reason=reason,
        by=by,
        now=now,
    )
