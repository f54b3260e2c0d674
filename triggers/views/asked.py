"""What the pages of a review have in common: the door to it, and the page of a form about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.web.form_pages import form_page, tried, typed
from asbcases.web.scoped import require, review_for
from asbcases.web.versions import stale_answer
from partners.choices import Action
from triggers.models import Application

Row = TypeVar("Row", bound=Model)


def read_application(review: CaseReview, *more: str) -> Application:
    """Return what was applied for, read into its review; 404 where whoever asks may know of the review and not of that."""
    found = Application.objects.select_related("procedure", *more)
    review.application = get_object_or_404(found, review=review)
    return review.application


class Asked:
    """Who asks about which review, and when."""

    def __init__(self, request: HttpRequest, reference: str) -> None:
        self.request = request
        self.review = review_for(request, reference)
        self.user: User = require(request, Action.WORK_REVIEW)
        read_application(self.review)
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
        """Return a row of this review, or 404."""
        found = get_object_or_404(rows, review=self.review, **which)
        found.review = self.review  # type: ignore[attr-defined]
        return found

    def back(self) -> HttpResponse:
        """Send the person on to the page of the review."""
        return redirect("review_page", self.review.reference)

    def answer(
        self,
        form: BaseForm,
        act: Callable[[], Any],
        *,
        title: str,
        button: str,
        done: str,
        to: str = "review_page",
        record: Model | None = None,
        shown: tuple[str, ...] = (),
        **more: Any,
    ) -> HttpResponse:
        """Do what a sound form asks and send the person on; else show the form, with what was typed."""
        if form.is_bound and form.is_valid():
            locked(self.review)
            if record and (stale := stale_answer(self.request, record, form, shown=shown)):
                return stale
            if tried(form, act) is not None:
                messages.success(self.request, done)
                return redirect(to, self.review.reference)
        context = {"review": self.review, "title": title, "button": button, "record": record, "to": to}
        template = more.pop("template", "triggers/review_form.html")
        return form_page(self.request, template, form, {**context, **more})
