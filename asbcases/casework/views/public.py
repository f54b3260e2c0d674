"""The public form: no account, a few questions at a time, and a reference at the end; it never says who is known."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.cases.choices import Channel
from asbcases.casework.forms.public import PAGES, QUESTIONS
from asbcases.casework.tasks import take_in_public_reports
from asbcases.casework.transitions.public import leave_public_report
from asbcases.casework.views.public_draft import SENT, Draft, forget, seconds_since_begun
from asbcases.casework.views.public_files import files_page
from asbcases.casework.views.public_said import said_in
from asbcases.db.actor import ANONYMOUS, acting
from asbcases.errors import Refused
from asbcases.notify.kick import kick
from asbcases.policies.models import Unit
from asbcases.policies.queries import find_limit
from asbcases.web.form_pages import acts

EVERYBODY = "everybody"
TOO_FAST = "This was sent faster than anybody can answer. Wait a few seconds, then send it again."
TRAPPED = "Leave the box “Website” empty: it is there to stop machines. Then send it again."
TOO_OLD = "This page was open too long. Check your answers, then send them again."


def public(page: Any) -> Any:
    """Return a page for which nobody signs in.

    It runs in no transaction of its own: what counts for all would be locked for as long as a file takes.
    """
    return transaction.non_atomic_requests(login_not_required(page))


def begun(page: Callable[..., HttpResponse]) -> Any:
    """Return the page for whoever has begun; everybody else is sent to the start."""

    @public
    @wraps(page)
    def asked(request: HttpRequest, **about: Any) -> HttpResponse:
        draft = Draft.of(request, timezone.now())
        if draft is None:
            return redirect("public_done" if SENT in request.session else "public_start")
        return page(request, draft, **about)

    return asked


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of the public form."""
    return render(
        request, f"public/{template}.html", {"exit_url": settings.EXIT_URL, **context}, status=status
    )


def too_many(request: HttpRequest, action: str) -> HttpResponse | None:
    """Return the page that says where else to turn, where one address, or all together, did this too often."""
    if consume(request, action=action, key=EVERYBODY):
        return None
    return shown(request, "429", {}, status=429)


@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """Say what the form is for, what to do in an emergency, and which other ways there are."""
    return shown(request, "start", {"answer": answer_words(timezone.now())})


@acts
@public
def before(request: HttpRequest) -> HttpResponse:
    """Explain the button that leaves the pages at once, and begin."""
    if request.method != "POST":
        return shown(request, "before", {})
    if refusal := too_many(request, "public_begin"):
        return refusal
    Draft.begin(request, timezone.now())
    return redirect("public_step", step=PAGES[0])


@acts
@begun
def step(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """Ask a few questions, keep the answers, and go on to the next."""
    if step not in PAGES:
        raise Http404
    if step == "files":
        return files_page(request, draft, shown, too_many)
    form = draft.form(step)
    if request.method == "POST":
        form = QUESTIONS[step](request.POST, now=draft.now)
        if trapped(request):
            form.add_error(None, TRAPPED)
        if form.is_valid():
            draft.answer(step, request.POST)
            draft.save()
            return onward(draft, step)
    elif not form.is_valid():
        # Shown for the first time, or with what does not hold any more: faults are told once it was sent.
        form = QUESTIONS[step](now=draft.now, initial=_initial(draft, step))
    status = 400 if request.method == "POST" else 200
    return shown(request, step, {"form": form, "title": form.title, **place_of(step)}, status=status)


def _initial(draft: Draft, step: str) -> dict[str, Any]:
    typed: dict[str, list[str]] = draft.held["answers"].get(step, {})
    return {name: values[0] for name, values in typed.items()}


def trapped(request: HttpRequest) -> bool:
    """Return whether the box was filled in that nobody sees."""
    return bool(request.POST.get("website"))


def place_of(step: str) -> dict[str, Any]:
    """Return which page of how many this is, and which came before."""
    place = PAGES.index(step)
    return {"step": step, "number": place + 1, "of": len(PAGES), "earlier": PAGES[place - 1] if place else ""}


def onward(draft: Draft, step: str) -> HttpResponse:
    """Go on to the next page, or to the answers when there is none left."""
    following = draft.next_after(step)
    return redirect("public_step", step=following) if following else redirect("public_check")


@acts
@begun
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show all answers, to be checked, changed and sent."""
    if missing := draft.missing():
        return redirect("public_step", step=missing[0])
    fault = ""
    if request.method == "POST":
        fault = fault_of(request, draft)
        if not fault:
            return _send(request, draft)
    return _checked(request, draft, fault)


def _checked(request: HttpRequest, draft: Draft, fault: str, status: int = 400) -> HttpResponse:
    answers = [(page, form.title, list(form.answered())) for page, form in draft.forms()]
    files = [kept.name for _, kept in draft.files]
    context = {"answers": answers, "files": files, "token": draft.token, "fault": fault}
    return shown(request, "check", context, status=status if fault else 200)


def fault_of(request: HttpRequest, draft: Draft) -> str:
    """Return why what was sent is not taken: by what only machines do; nothing where all is well."""
    if trapped(request):
        return TRAPPED
    passed = seconds_since_begun(request.POST.get("token", ""), draft.reference, draft.now)
    if passed is None:
        return TOO_OLD
    return TOO_FAST if passed < settings.PUBLIC_LEAST_SECONDS else ""


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    if refusal := too_many(request, "public_send"):
        return refusal
    try:
        with acting(ANONYMOUS):
            leave_public_report(draft.reference, said=said_in(draft), files=draft.files, now=draft.now)
    except Refused as refused:
        return _checked(request, draft, refused.reason, status=409)
    kick(take_in_public_reports)
    forget(request)
    request.session[SENT] = draft.reference
    return redirect("public_done")


@require_safe
@public
def done(request: HttpRequest) -> HttpResponse:
    """Show the reference, and what happens next and when; nothing of what was said."""
    reference = request.session.get(SENT)
    if reference is None:
        return redirect("public_start")
    now = timezone.now()
    return shown(request, "done", {"reference": reference, "answer": answer_words(now), "now": now})


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the answers."""
    forget(request)
    return redirect("public_start")


def answer_words(now: datetime) -> str:
    """Return how soon a report that comes by the form is looked at, by the policy of the day."""
    limit = find_limit("report.triage", Channel.ONLINE, timezone.localdate(now))
    if limit is None:
        return "as soon as we can"
    unit = Unit(limit.unit).label
    return f"within {limit.value.normalize():f} {unit.removesuffix('s') if limit.value == 1 else unit}"
