"""The public form: no account, a few questions at a time, and a reference at the end; it never says who is known."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.cases.choices import Channel
from asbcases.casework.tasks import take_in_public_reports
from asbcases.casework.transitions.public import leave_public_report
from asbcases.casework.views.public_draft import ReportDraft
from asbcases.casework.views.public_files import files_page
from asbcases.casework.views.public_said import said_in
from asbcases.db.actor import ANONYMOUS, acting
from asbcases.errors import Refused
from asbcases.notify.kick import kick
from asbcases.policies.models import Unit
from asbcases.policies.queries import find_limit
from asbcases.web.form_pages import acts
from asbcases.web.public_forms.pages import (
    before_page,
    begun,
    check_page,
    checked,
    leave_page,
    public,
    shown,
    step_page,
    step_url,
)


@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """Say what the form is for, what to do in an emergency, and which other ways there are."""
    return shown(request, ReportDraft, "start", {"answer": answer_words(timezone.now())})


@acts
@public
def before(request: HttpRequest) -> HttpResponse:
    """Explain the button that leaves the pages at once, and begin."""
    return before_page(request, ReportDraft)


@acts
@begun(ReportDraft)
def step(request: HttpRequest, draft: ReportDraft, step: str) -> HttpResponse:
    """Ask a few questions, keep the answers, and go on to the next."""
    if step == "files":
        return files_page(request, draft)
    return step_page(request, draft, step)


@acts
@begun(ReportDraft)
def check(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Show all answers, to be checked, changed and sent."""
    return check_page(request, draft, lambda: _send(request, draft), _files_of(draft))


def _files_of(draft: ReportDraft) -> dict[str, object]:
    return {"files": [kept.name for _, kept in draft.files], "files_url": step_url(draft, "files")}


def _send(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    try:
        with acting(ANONYMOUS):
            leave_public_report(draft.reference, said=said_in(draft), files=draft.files, now=draft.now)
    except Refused as refused:
        return checked(request, draft, _files_of(draft), refused.reason, status=409)
    kick(take_in_public_reports)
    draft.sent(draft.reference)
    return redirect("public_done")


@require_safe
@public
def done(request: HttpRequest) -> HttpResponse:
    """Show the reference, and what happens next and when; nothing of what was said."""
    reference = request.session.get(ReportDraft.sent_key())
    if reference is None:
        return redirect("public_start")
    now = timezone.now()
    told = {"reference": reference, "answer": answer_words(now), "now": now}
    return shown(request, ReportDraft, "done", told)


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the answers."""
    return leave_page(request, ReportDraft)


def answer_words(now: datetime) -> str:
    """Return how soon a report that comes by the form is looked at, by the policy of the day."""
    limit = find_limit("report.triage", Channel.ONLINE, timezone.localdate(now))
    if limit is None:
        return "as soon as we can"
    unit = Unit(limit.unit).label
    return f"within {limit.value.normalize():f} {unit.removesuffix('s') if limit.value == 1 else unit}"
