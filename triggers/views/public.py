"""Applying for a case review without an account: one question a page, and a reference at the end; nothing is told."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.db.actor import ANONYMOUS, acting
from asbcases.notify.kick import kick
from asbcases.web.form_pages import acts, typed
from asbcases.web.public_forms.pages import (
    TRAPPED,
    answers_of,
    before_page,
    begun,
    check_page,
    leave_page,
    public,
    shown,
    step_page,
    step_url,
    too_many,
    trapped,
)
from triggers.forms.public import StatusForm
from triggers.tasks import take_in_applications
from triggers.transitions.public import leave_application
from triggers.transitions.status_links import use_status_link
from triggers.views.public_dates import next_of
from triggers.views.public_draft import ApplicationDraft, said_in
from triggers.views.public_reports import reports_page
from triggers.views.public_status import told_of


@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """Say what a case review is and is not, how long the form takes, and which other ways there are."""
    return shown(request, ApplicationDraft, "start", {})


@acts
@public
def before(request: HttpRequest) -> HttpResponse:
    """Explain the button that leaves the pages at once, and begin."""
    return before_page(request, ApplicationDraft)


@acts
@begun(ApplicationDraft)
def step(request: HttpRequest, draft: ApplicationDraft, step: str) -> HttpResponse:
    """Ask a question, keep the answer, and go on to the next."""
    if step == "reports":
        return reports_page(request, draft)
    return step_page(request, draft, step)


@acts
@begun(ApplicationDraft)
def check(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Show all answers, to be checked, changed, kept and sent."""
    return check_page(request, draft, lambda: _send(draft))


def _send(draft: ApplicationDraft) -> HttpResponse:
    said = said_in(draft)
    with acting(ANONYMOUS):
        leave_application(draft.reference, said=said, now=draft.now)
    kick(take_in_applications)
    told = {"reference": draft.reference, "area": said["area"], "waits": draft.waits}
    draft.sent({**told, "at": draft.now.isoformat()})
    return redirect("public_review_done")


@require_safe
@begun(ApplicationDraft)
def copy(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Hand out the answers as a page to be kept, whose name does not say what it is about."""
    if missing := draft.missing():
        return redirect(step_url(draft, missing[0]))
    page = render(request, "triggers/public/copy.html", {"answers": answers_of(draft), "now": draft.now})
    page["Content-Disposition"] = 'attachment; filename="answers.html"'
    return page


@require_safe
@public
def done(request: HttpRequest) -> HttpResponse:
    """Show the reference, and what happens next and by when; nothing of what was said."""
    sent: dict[str, Any] | None = request.session.get(ApplicationDraft.sent_key())
    if sent is None:
        return redirect("public_review_start")
    at = datetime.fromisoformat(sent["at"])
    told = {"reference": sent["reference"], "waits": sent["waits"], "at": at}
    return shown(
        request, ApplicationDraft, "done", {**told, "next": next_of(sent["area"], at, waits=sent["waits"])}
    )


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the answers."""
    return leave_page(request, ApplicationDraft)


@acts
@public
def status(request: HttpRequest) -> HttpResponse:
    """Show stage and next date to whoever has the reference and a code that was not used; nobody learns why not."""
    form = StatusForm(typed(request), initial={"code": request.GET.get("code", "")[:40]})
    if request.method == "POST" and (refusal := too_many(request, ApplicationDraft, "status")):
        return refusal
    if trapped(request):
        form.add_error(None, TRAPPED)
    if not form.is_valid():
        return shown(request, ApplicationDraft, "status", {"form": form}, 400 if form.is_bound else 200)
    now = timezone.now()
    with acting(ANONYMOUS):
        found = use_status_link(**form.cleaned_data, now=now)
    told = told_of(found, now) if found else None
    return shown(request, ApplicationDraft, "status_shown", {"told": told})
