"""What officers ask a supervisor to decide: the queue, what is proposed against what stands now, and the decision."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval, Case, ClosingWaiver
from asbcases.cases.queries import locked
from asbcases.casework.forms.closing_case import DecideForm, ReasonForm
from asbcases.casework.queries import approvals as queries
from asbcases.casework.transitions import decide_closing, decide_waiver
from asbcases.casework.views.proposals import lines_of, since_returned, summary_of
from asbcases.casework.views.shared import listed
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import may_decide, withdraw_approval
from asbcases.enforcement.transitions.approving import decide_measure
from asbcases.enforcement.views.deciding import picture_for
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action
from risk.transitions import decide_lowering

OLDEST = ("asked_at", "id")
SHOWN = ("verdict", "decision")
OF_CASE = "case__district"


def lowering(approval: Approval, *, verdict: Verdict, decision: str, by: User, now: datetime) -> Approval:
    """Lower the level as it was asked, or return it; return what was asked."""
    granted = verdict == Verdict.GRANTED
    return decide_lowering(approval, granted=granted, decision=decision, by=by, now=now)


# Whoever grants does what was asked: each kind by the package that knows it.
DECIDE: Mapping[ApprovalKind, Callable[..., Approval]] = {
    ApprovalKind.CLOSE: decide_closing,
    ApprovalKind.WAIVE: decide_waiver,
    ApprovalKind.LOWER_RISK: lowering,
    ApprovalKind.MEASURE: decide_measure,
}
# Who decides about what, where it is not supervisors alone.
DECIDES: Mapping[str, Action] = {ApprovalKind.MEASURE: Action.DECIDE_MEASURES}


class Row(NamedTuple):
    """One thing that waits: what it would change, and by when it has to be decided."""

    approval: Approval
    summary: str
    clock: Deadline | None


@require_safe
def approval_list(request: HttpRequest) -> HttpResponse:
    """List what waits for this supervisor's decision, the oldest first, and what was let go before closings."""
    user, now = require(request, Action.DECIDE_MEASURES), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="approvals")
    asked = queries.with_all(queries.waiting_for(user))
    waiting = access.scope(asked, user, path="case", now=now, district=OF_CASE)
    page = listed(request, waiting, OLDEST, noun="decisions")
    clocks = queries.clocks_of(page)
    waivers = access.scope(ClosingWaiver.objects.all(), user, path="case", now=now, district=OF_CASE)
    context = {
        "now": now,
        "page": page,
        "rows": [Row(approval, summary_of(approval), clocks.get(approval.pk)) for approval in page],
        "waivers": queries.waivers_counted(waivers, now),
    }
    return render(request, "casework/approval_list.html", context)


@acts
@once
def case_approval(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show what was asked against what stands now; a supervisor grants it or returns it."""
    case = case_for(request, reference)
    approval = _approval(case, number)
    if request.method == "POST":
        require(request, DECIDES.get(approval.kind, Action.DECIDE_APPROVALS))
    user, now = require(request, Action.WORK_CASE), timezone.now()
    form = DecideForm(typed(request))
    if form.is_bound and form.is_valid():
        # Whatever is done on a case locks it before what hangs on it.
        locked(case)
        if stale := stale_answer(request, approval, form, shown=SHOWN):
            return stale
        if done := tried(form, lambda: _decided(form, approval, user, now)):
            messages.success(request, f"It was {done.get_verdict_display().lower()}: whoever asked is told.")
            return redirect("approval_list")
    context = {
        "case": case,
        "approval": approval,
        "lines": lines_of(approval, now),
        "since_returned": since_returned(approval),
        **picture_for(approval, user, now),
        "clock": queries.clocks_of([approval]).get(approval.pk),
        "now": now,
        "may_decide": not approval.verdict and may_decide(approval, user),
        "may_withdraw": not approval.verdict and approval.recorded_by_id == user.pk,
    }
    return form_page(request, "casework/case_approval.html", form, context)


def _decided(form: DecideForm, approval: Approval, by: User, now: datetime) -> Approval:
    said = form.cleaned_data
    decide = DECIDE[ApprovalKind(approval.kind)]
    return decide(approval, verdict=Verdict(said["verdict"]), decision=said["decision"], by=by, now=now)


@acts
@once
def case_approval_withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take back what one asked, before anybody has decided."""
    case = case_for(request, reference)
    user, now = require(request, Action.WORK_CASE), timezone.now()
    approval = _approval(case, number)
    form = ReasonForm(typed(request), label="Why you withdraw it")
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: withdraw_approval(approval, reason=reason, by=user, now=now)):
            messages.success(request, "It is withdrawn: nobody has to decide it any more.")
            return redirect("case_page", case.reference)
    context = {"case": case, "approval": approval, "act": "Withdraw what you asked", "button": "Withdraw it"}
    return form_page(request, "casework/case_reason.html", form, context)


def _approval(case: Case, number: int) -> Approval:
    found = case.approvals.filter(number=number).select_related("case__lead", "recorded_by", "decided_by")
    approval = found.first()
    if approval is None:
        raise Http404(NOT_FOUND)
    return approval
