"""The inbox: what a person was told, and what went wrong and waits for them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.notify import transitions
from asbcases.notify.choices import Template
from asbcases.notify.forms import DealForm
from asbcases.notify.models import Message, Task
from asbcases.notify.queries import inbox_of, unread_of
from asbcases.notify.senders import words_of
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import counted, page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action
from partners.plans.access import plans_visible_to

NEWEST_FIRST = ("-queued_at", "-id")
TASKS_SHOWN = 50
ROOTS = ("report", "incident", "case", "review", "plan")


class Line(NamedTuple):
    """One message as the list shows it."""

    message: Message
    what: str
    words: dict[str, Any]


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List what a person was told, the newest first, and above it what went wrong and waits for them."""
    user, now = require(request, Action.READ_INBOX), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="inbox")
    page = page_of(request, inbox_of(user), NEWEST_FIRST)
    context = {
        "page": page,
        "lines": lines_of(page.rows),
        "unread": counted(unread_of(user)),
        "tasks": tasks_for(user).filter(dealt_at__isnull=True)[:TASKS_SHOWN],
    }
    return render(request, "notify/inbox.html", context)


def lines_of(told: Sequence[Message]) -> list[Line]:
    """Return the messages of a page in words."""
    return [Line(message, label_of(message), words_of(message.context)) for message in told]


def label_of(message: Message) -> str:
    """Return what a message says, in a few words."""
    return str(Template(message.template).label) if message.template in Template else "A message"


@require_safe
def inbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message of one's own, which is then read."""
    user, now = require(request, Action.READ_INBOX), timezone.now()
    message = get_object_or_404(inbox_of(user).select_related(*ROOTS, "digest"), pk=pk)
    root = {name: getattr(message, name) for name in ROOTS if getattr(message, name)}
    record_access(Look.PAGE, by=user, now=now, about="message", **root)
    transitions.mark_read(message, by=user, now=now)
    return render(request, "notify/inbox_message.html", {"line": lines_of([message])[0]})


@require_POST
@once
def inbox_read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    user = require(request, Action.READ_INBOX)
    transitions.mark_all_read(by=user, now=timezone.now())
    messages.success(request, "Everything is marked as read.")
    return redirect("inbox")


def tasks_for(user: User) -> QuerySet[Task]:
    """Return the tasks that a person may deal with: their own, and a supervisor those of what they may see."""
    own = Q(owner=user)
    if user.role == Role.SUPERVISOR:
        now = timezone.now()
        own |= Q(case__in=access.cases_visible_to(user, now=now))
        own |= Q(incident__in=access.incidents_visible_to(user, now=now))
        own |= Q(report__in=access.reports_visible_to(user, now=now))
        own |= Q(review__in=access.reviews_visible_to(user, now=now))
        own |= Q(plan__in=plans_visible_to(user, now=now))
        own |= Q(**{f"{root}__isnull": True for root in ROOTS})
    tasks = Task.objects.filter(own).select_related("owner", "dealt_by", *ROOTS)
    return tasks.order_by("raised_at", "pk")


@acts
@once
def task_deal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what went wrong, and say what was done about it."""
    user, now = require(request, Action.READ_INBOX), timezone.now()
    task = get_object_or_404(tasks_for(user), pk=pk)
    record_access(Look.PAGE, by=user, now=now, about="task")
    form = DealForm(typed(request))
    if form.is_valid():
        if stale := stale_answer(request, task, form, shown=("dealt_at", "note")):
            return stale
        if tried(form, lambda: _dealt(form, task, user)):
            messages.success(request, "It is noted what you did, and the task is off the list.")
            return redirect("inbox")
    return form_page(request, "notify/task_deal.html", form, {"task": task})


def _dealt(form: DealForm, task: Task, by: User) -> Task:
    return transitions.deal_with(task, note=form.cleaned_data["note"], by=by, now=timezone.now())
