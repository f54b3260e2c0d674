"""What a request to share puts into the diary of the police, and who is told of it and of the answer, by reference alone.

A partner sees neither the diary nor who owes what in it: a service with the right to this clock and no other keeps it.
"""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.transitions import Root
from asbcases.cases.models import Case, Report
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import Almanac, plan
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.law.periods import london_midnight_after
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue, message_of, queue
from partners.models import ShareRequest
from partners.queries.referrals import officers_of
from partners.transitions.holding import hold_case

SERVICE = "system:share-requests"
ANSWER, URGENT, OTHER = "share_request.answer", "urgent", "other"


def pace_of(request: ShareRequest) -> str:
    """Return the qualifier by which policy says how fast a request is answered."""
    return URGENT if request.urgent else OTHER


def due_at(request: ShareRequest, now: datetime) -> datetime:
    """Return the first instant at which the answer to a request is late: after the day that was named, else by policy."""
    if request.needed_on:
        return london_midnight_after(request.needed_on)
    clock = Deadline(kind=Kind.SHARE_REQUEST, rule=ANSWER, qualifier=pace_of(request), anchored_at=now)
    plan(clock, Almanac.about(clock.kind, clock.rule, clock.qualifier))
    return clock.due_at


def expect_answer(request: ShareRequest, *, by: User, now: datetime) -> Deadline:
    """Start the clock of a request, tell whoever owes the answer, and return it: by policy, or by the day that was named."""
    with acting(SERVICE):
        about = _root_of(request)
        lead = about.lead if isinstance(about, Case) else None
        owner = owner_for(Kind.SHARE_REQUEST, author=None, lead=lead, district=about.district, now=now)
        named = request.needed_on
        deadline = set_deadline(
            Kind.SHARE_REQUEST,
            origin=f"sharerequest:{request.pk}",
            because=f"{request.agency.name} asked for it: request {request.reference}",
            rule="" if named else ANSWER,
            qualifier="" if named else pace_of(request),
            promised_for=london_midnight_after(named) if named else None,
            subject=request.reference,
            owner=owner,
            district=about.district,
            anchored_at=now,
            by=by,
            now=now,
            **_root(about),
        )
        _tell_owner(request, deadline, about, now)
        return deadline


def _root_of(request: ShareRequest) -> Report | Case:
    if request.report_id:
        return Report.objects.select_related("district").get(pk=request.report_id)
    assert request.case_id is not None  # noqa: S101  a constraint of the table: one of the two
    return Case.objects.select_related("district", "lead").get(pk=request.case_id)


def _root(about: Report | Case) -> Root:
    return {"report": about} if isinstance(about, Report) else {"case": about}


def path_for_police(request: ShareRequest) -> str:
    """Return the page on which the police answer a request."""
    records = "reports" if request.report_id else "cases"
    return f"/{records}/{request.about}/share-requests/{request.reference}/"


def _tell_owner(request: ShareRequest, deadline: Deadline, about: Report | Case, now: datetime) -> None:
    context: dict[str, object] = {
        "kind": f"request {request.reference}",
        "reference": request.about,
        "path": path_for_police(request),
    }
    key = f"sharerequest:{request.pk}:asked"
    enqueue(key, deadline.owner, Template.SHARE_ASKED, context, now=now, **_root(about))


def tell_agency(request: ShareRequest, *, now: datetime) -> int:
    """Tell the officers of the agency who may read a request that it was answered; return how many."""
    context: dict[str, object] = {
        "kind": "request",
        "reference": request.reference,
        "path": f"/shared/asked/{request.reference}/",
    }
    return queue(
        [
            message_of(
                f"sharerequest:{request.pk}:answered:{officer.pk}",
                officer,
                Template.SHARE_ANSWERED,
                context,
                now=now,
                **request.root,
            )
            for officer in officers_of(request.agency, request.named)
        ]
    )


def hold(request: ShareRequest) -> None:
    """Lock the case of a request and its clock before itself: whoever closes the case locks them in this order."""
    with acting(SERVICE):
        hold_case(request.case_id)
        _open(request)


def answered(request: ShareRequest, *, by: User, now: datetime) -> None:
    """Say that a request was answered."""
    with acting(SERVICE):
        about = _root_of(request)
        meet(Kind.SHARE_REQUEST, subject=request.reference, by=by, now=now, **_root(about))


def over(request: ShareRequest, *, reason: str, by: User, now: datetime) -> None:
    """Take the clock of a request out of the diary: nobody need answer it any more."""
    with acting(SERVICE):
        for deadline in _open(request):
            cancel(deadline, reason=reason, by=by, now=now)


def _open(request: ShareRequest) -> list[Deadline]:
    found = open_ones().filter(kind=Kind.SHARE_REQUEST, subject=request.reference, **request.root)
    return list(found.select_related("case", "report").select_for_update(of=("self",)).order_by("pk"))
