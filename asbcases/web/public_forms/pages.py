"""The pages of a form for which nobody signs in: one question after the other, the answers checked, and sent once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from asbcases.web.public_forms.drafts import Draft

EVERYBODY = "everybody"
TOO_FAST = "This was sent faster than anybody can answer. Wait a few seconds, then send it again."
TRAPPED = "Leave the box “Website” empty: it is there to stop machines. Then send it again."
TOO_OLD = "This page was open too long. Check your answers, then send them again."
Kind = type[Draft]


def public(page: Any) -> Any:
    """Return a page for which nobody signs in.

    It runs in no transaction of its own: what counts for all would be locked for as long as a file takes.
    """
    return transaction.non_atomic_requests(login_not_required(page))


def begun(kind: Kind) -> Callable[[Callable[..., HttpResponse]], Any]:
    """Return what makes a page one for whoever has begun; everybody else is sent to the start."""

    def guard(page: Callable[..., HttpResponse]) -> Any:
        @public
        @wraps(page)
        def asked(request: HttpRequest, **about: Any) -> HttpResponse:
            draft = kind.of(request, timezone.now())
            if draft is None:
                where = "done" if kind.sent_key() in request.session else "start"
                return redirect(f"{kind.routes}_{where}")
            return page(request, draft, **about)

        return asked

    return guard


def shown(
    request: HttpRequest, kind: Kind | Draft, page: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page of a form: its own where it has one of that name, else the one that all share."""
    names = [f"{folder}/{name}.html" for name in (page, "step") for folder in (kind.templates, "public")]
    places = {f"{name}_url": reverse(f"{kind.routes}_{name}") for name in ("start", "leave")}
    return render(request, names, {"exit_url": settings.EXIT_URL, **places, **context}, status=status)


def too_many(request: HttpRequest, kind: Kind | Draft, act: str) -> HttpResponse | None:
    """Return the page that says where else to turn, where one address, or all together, did this too often."""
    if consume(request, action=f"{kind.routes}_{act}", key=EVERYBODY):
        return None
    return shown(request, kind, "429", {}, status=429)


def before_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Explain the button that leaves the pages at once, and begin."""
    if request.method != "POST":
        return shown(request, kind, "before", {})
    if refusal := too_many(request, kind, "begin"):
        return refusal
    draft = kind.begin(request, timezone.now())
    return redirect(f"{kind.routes}_step", step=draft.route()[0])


def step_page(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """Ask a question, keep the answer, and go on to the next."""
    if step not in draft.route() or step not in draft.questions:
        raise Http404
    form = draft.form(step)
    if request.method == "POST":
        form = draft.questions[step](request.POST, now=draft.now)
        if trapped(request):
            form.add_error(None, TRAPPED)
        if form.is_valid():
            draft.answer(step, request.POST)
            draft.save()
            return onward(draft, step)
    elif not form.is_valid():
        # Shown for the first time, or with what does not hold any more: faults are told once it was sent.
        form = draft.questions[step](now=draft.now, initial=draft.typed(step))
    status = 400 if request.method == "POST" else 200
    return shown(request, draft, step, {"form": form, **place_of(draft, step, form.title)}, status=status)


def place_of(draft: Draft, step: str, title: str) -> dict[str, Any]:
    """Return what a page is called, which of how many it is, and which came before."""
    route = draft.route()
    place = route.index(step)
    earlier = step_url(draft, route[place - 1]) if place else reverse(f"{draft.routes}_before")
    return {"title": title, "step": step, "number": place + 1, "of": len(route), "back_url": earlier}


def step_url(draft: Draft, step: str) -> str:
    """Return the address of a page of questions."""
    return reverse(f"{draft.routes}_step", kwargs={"step": step})


def trapped(request: HttpRequest) -> bool:
    """Return whether the box was filled in that nobody sees."""
    return bool(request.POST.get("website"))


def onward(draft: Draft, step: str) -> HttpResponse:
    """Go on to the next page, or to the answers when there is none left."""
    following = draft.next_after(step)
    return redirect(step_url(draft, following) if following else f"{draft.routes}_check")


def check_page(
    request: HttpRequest, draft: Draft, send: Callable[[], HttpResponse], more: dict[str, Any] | None = None
) -> HttpResponse:
    """Show all answers, to be checked, changed and sent."""
    if missing := draft.missing():
        return redirect(step_url(draft, missing[0]))
    if request.method != "POST":
        return checked(request, draft, more)
    if fault := fault_of(request, draft):
        return checked(request, draft, more, fault, status=400)
    return too_many(request, draft, "send") or send()


def checked(
    request: HttpRequest, draft: Draft, more: dict[str, Any] | None, fault: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of all answers, with the fault for which they were not taken."""
    context = {"answers": answers_of(draft), "token": draft.token, "fault": fault, **(more or {})}
    return shown(request, draft, "check", {"back_url": step_url(draft, draft.route()[-1]), **context}, status)


def answers_of(draft: Draft) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return of each page of questions where it is changed, what it is called, and what was answered."""
    return [(step_url(draft, page), form.title, list(form.answered())) for page, form in draft.forms()]


def fault_of(request: HttpRequest, draft: Draft) -> str:
    """Return why what was sent is not taken: by what only machines do; nothing where all is well."""
    if trapped(request):
        return TRAPPED
    passed = draft.seconds_since_begun(request.POST.get("token", ""))
    if passed is None:
        return TOO_OLD
    return TOO_FAST if passed < settings.PUBLIC_LEAST_SECONDS else ""


def leave_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Forget the answers."""
    kind.forget(request)
    return redirect(f"{kind.routes}_start")
