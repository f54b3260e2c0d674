"""A partner asks the police to share what helps with one report or case, and withdraws what it asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Report
from asbcases.cases.queries import locked, next_reference
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from partners import asking_rules as rules
from partners.choices import Item
from partners.models import Share, ShareRequest
from partners.queries.share_requests import asked_by, waiting
from partners.transitions.share_request_clocks import due_at, expect_answer, hold, over

WITHDRAWN = "The agency withdrew it"


class Stated(TypedDict):
    """What a request says: which parts, for what, by which gateway, why, by when and until when."""

    items: Sequence[str]
    purpose: str
    gateway: str
    why: str
    urgent: bool
    needed_on: date | None
    until_on: date | None


@transaction.atomic
def ask_about_report(report: Report, *, by: User, now: datetime, **stated: Unpack[Stated]) -> ShareRequest:
    """Ask to be given what helps with a report of one's own agency, and return the request, whatever stands behind it."""
    if report.agency_id != by.agency_id:
        raise Refused("Your agency did not make this report: ask about one of its own.")
    request = ShareRequest(report_id=report.pk, about=report.reference)
    return _asked(request, stated, by=by, now=now)


@transaction.atomic
def ask_for_more(
    share: Share, about: str, *, by: User, now: datetime, **stated: Unpack[Stated]
) -> ShareRequest:
    """Ask for more of a case that is shared, or for longer, and return the request; `about` is the case's reference.

    What is known by a share with one person by name is asked for, and read, by that person alone.
    """
    named = by if share.grant.user_id == by.pk else None
    request = ShareRequest(case_id=share.case_id, about=about, known_by_id=share.pk, named=named)
    # Whoever closes the case meanwhile waits, and answers this with it.
    hold(request)
    return _asked(request, stated, by=by, now=now)


def _asked(request: ShareRequest, stated: Stated, *, by: User, now: datetime) -> ShareRequest:
    if reason := rules.objection_to_request(**stated, today=london_day(now)):
        raise Refused(reason)
    _refuse_second(request, by=by, now=now)
    for name, value in stated.items():
        setattr(request, name, value)
    request.items = [item.value for item in Item if item in stated["items"]]
    request.why = stated["why"].strip()
    request.agency, request.recorded_by, request.recorded_at = by.agency, by, now
    request.reference, request.answer_by = next_reference("SRQ", now), due_at(request, now)
    _save_once(request, by=by, now=now)
    record(Verb.SHARE_ASKED, by=by, now=now, data=told_of(request), **request.root)
    expect_answer(request, by=by, now=now)
    return request


def _refuse_second(request: ShareRequest, *, by: User, now: datetime) -> None:
    for earlier in waiting(asked_by(by, now=now)).filter(about=request.about)[:1]:
        raise Refused(f"{earlier.reference} asks about {request.about} already: wait for it, or withdraw it.")


def _save_once(request: ShareRequest, *, by: User, now: datetime) -> None:
    """Save a request; of two at one moment the database takes one, and the other is told of it."""
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        _refuse_second(request, by=by, now=now)
        raise


@transaction.atomic
def withdraw_request(request: ShareRequest, *, by: User, now: datetime) -> ShareRequest:
    """Withdraw what one's agency asked for, and return the request; what was answered stays answered."""
    request = held(request)
    refuse_ended(request)
    request.withdrawn_at, request.withdrawn_by = now, by
    request.version += 1
    request.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    record(Verb.SHARE_UNASKED, by=by, now=now, data=told_of(request), **request.root)
    over(request, reason=WITHDRAWN, by=by, now=now)
    return request


def held(request: ShareRequest) -> ShareRequest:
    """Return a request as it stands now, locked after its clock."""
    agency = request.agency
    hold(request)
    request = locked(request)
    request.agency = agency
    return request


def refuse_ended(request: ShareRequest) -> None:
    """Refuse to do anything more about a request that was answered or withdrawn, and say which."""
    if request.withdrawn_at:
        raise Refused(f"{request.agency.name} withdrew {request.reference}: it needs no answer.")
    if request.answered_at:
        raise Refused(f"{request.reference} was answered already: load the page again.")


def told_of(request: ShareRequest, **more: object) -> dict[str, object]:
    """Return what every event of the record says about a request."""
    return {"request": request.reference, "agency": request.agency.name, "items": list(request.items), **more}
