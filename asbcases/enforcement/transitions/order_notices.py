"""Notice of the application for an order (CBO-20): served as soon as practicable, without waiting for the verdict."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import OPEN_STATES
from asbcases.enforcement.models import Measure, OrderRequest
from asbcases.enforcement.transitions.breach_clocks import within
from asbcases.enforcement.transitions.clocks import expect, open_clocks, stop
from asbcases.enforcement.transitions.court_acts import refuse_future
from asbcases.enforcement.transitions.drafting import held, told_of
from asbcases.enforcement.transitions.weighing import weigh
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force


@transaction.atomic
def note_notice(
    measure: Measure, *, given_on: date, to: str, how: str, by: User, now: datetime
) -> OrderRequest:
    """Keep on whom notice of the application was served, when and how, and return the request."""
    measure = held(measure)
    request = OrderRequest.objects.select_for_update(of=("self",)).filter(measure=measure).first()
    if request is None or request.sent_at is None:
        raise Refused(
            f"The prosecutor was not asked for {measure.reference} yet: there is nothing to notify."
        )
    if not to.strip() or not how.strip():
        raise Refused("Say on whom the notice was served, and how.")
    refuse_future(given_on, now)
    request.measure = measure
    request.notice_given_on, request.notice_to, request.notice_how = given_on, to.strip(), how.strip()
    request.version += 1
    request.save(update_fields=["notice_given_on", "notice_to", "notice_how", "version"])
    measure.version += 1
    measure.save(update_fields=["version"])
    weigh(measure, {"CBO-20": facts_of(request)}, by=by, now=now)
    told = told_of(measure, given_on=given_on.isoformat())
    record(Verb.ORDER_NOTICE_NOTED, by=by, now=now, case=measure.case, data=told)
    follow_notice(request, by=by, now=now)
    return request


def facts_of(request: OrderRequest) -> dict[str, Any]:
    """Return what CBO-20 is asked once the prosecutor was; with the notice, by which its clock is told again from the file."""
    assert request.sent_at  # noqa: S101 - asked by the callers
    return {"decided_on": london_day(request.sent_at), "notice_given_on": request.notice_given_on}


def follow_notice(request: OrderRequest, *, by: User, now: datetime) -> None:
    """Set the clock of the notice where it is owed, and meet it once the notice was served."""
    measure, served_on = request.measure, request.notice_given_on
    running = next(iter(open_clocks(measure, Kind.ORDER_NOTICE)), None)
    if running and served_on:
        done_at = within(served_on, now)
        meet(Kind.ORDER_NOTICE, subject=measure.reference, case=measure.case, done_at=done_at, by=by, now=now)
    elif not running and not served_on and measure.state in OPEN_STATES and not _let_go(request):
        _expect(request, by=by, now=now)


def follow_notices(case: Case, *, by: User, now: datetime) -> None:
    """Set again what a closed case still owes: the court goes on, whatever becomes of the case."""
    sent = OrderRequest.objects.filter(case=case, sent_at__isnull=False).select_related(
        "measure__case__lead", "measure__case__district"
    )
    for request in sent.order_by("pk"):
        follow_notice(request, by=by, now=now)


def end_notice(measure: Measure, *, reason: str, by: User, now: datetime) -> None:
    """End the clock of the notice: the court has decided, or nobody applies any more."""
    stop(measure, Kind.ORDER_NOTICE, reason=reason, by=by, now=now)


def _expect(request: OrderRequest, *, by: User, now: datetime) -> None:
    answer = consider("CBO-20", facts_of(request), limits_in_force(now))
    words = answer.reasons[0].removesuffix(".")
    expect(
        Kind.ORDER_NOTICE,
        request.measure,
        origin=origin_of(request),
        because=f"{words[:1].lower()}{words[1:]} (CBO-20)",
        last_day=answer.values["last_day"],
        anchored_at=now,
        by=by,
        now=now,
    )


def origin_of(request: OrderRequest) -> str:
    """Return the fact that sets the clock of the notice going."""
    return f"orderrequest:{request.pk}"


def _let_go(request: OrderRequest) -> bool:
    """Return whether a supervisor waived the notice or called it off: then it is owed no more."""
    owed = Deadline.objects.filter(
        kind=Kind.ORDER_NOTICE, case=request.case_id, origin=origin_of(request), cancelled_at__isnull=False
    )
    ruled = Ruling.objects.filter(deadline=OuterRef("pk"), verb=RulingVerb.CANCELLED)
    return owed.filter(Q(waived=True) | Exists(ruled)).exists()
