"""What the pages of a plan have in common: the door to it, and the page of a form about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.web.form_pages import form_page, tried, typed
from asbcases.web.scoped import plan_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

Row = TypeVar("Row", bound=Model)


class Asked:
    """Who asks about which plan, and when."""

    def __init__(self, request: HttpRequest, reference: str) -> None:
        self.request = request
        self.plan = plan_for(request, reference)
        self.user: User = require(request, Action.WORK_PLAN)
        self.now: datetime = timezone.now()

    @property
    def typed(self) -> Any:
        """Return what was sent, or nothing."""
        return typed(self.request)

    @property
    def act(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.user, "now": self.now}

    def row(self, rows: QuerySet[Row], **which: Any) -> Row:
        """Return a row of this plan, or 404."""
        found = get_object_or_404(rows, plan=self.plan, **which)
        found.plan = self.plan  # type: ignore[attr-defined]
        return found

    def refuse_unless_seen(self, newest: int | str, what: str, shown: str = "") -> None:
        """Refuse what was written on the ground of an older version than the newest, which the page then shows."""
        if self.request.POST.get("seen", "") != str(newest):
            shown = shown or f"version {newest}"
            raise Refused(f"{what}: {shown} is shown below. Look at it, then send yours again.")

    def answer(
        self,
        form: BaseForm,
        act: Callable[[], Any],
        *,
        title: str,
        button: str,
        done: str,
        part: str = "",
        record: Model | None = None,
        shown: tuple[str, ...] = (),
        **more: Any,
    ) -> HttpResponse:
        """Do what a sound form asks and send the person on to a part of the plan; else show the form as it was typed."""
        if form.is_bound and form.is_valid():
            locked(self.plan)
            if record and (stale := stale_answer(self.request, record, form, shown=shown)):
                return stale
            if tried(form, act) is not None:
                messages.success(self.request, done)
                return redirect(f"{self.plan_url}#{part}" if part else self.plan_url)
        context = {"plan": self.plan, "title": title, "button": button, "record": record, "part": part}
        template = more.pop("template", "sara/plan_form.html")
        return form_page(self.request, template, form, {**context, **more})

    @property
    def plan_url(self) -> str:
        """Return the address of the page of the plan."""
        return reverse("plan_page", args=[self.plan.reference])
