"""What the pages of warnings and notices have in common: the door to one, and the page of a form about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Document
from asbcases.cases.queries import locked
from asbcases.casework.queries import cases as case_queries
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.queries.statements import statements_of
from asbcases.web.form_pages import form_page, tried
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners import access
from partners.choices import Action

# Of the journal the newest entries are offered as evidence.
OFFERED = 40
WITH = (
    *("subject__same_as", "premises", "warning__subject", "warning__issued_by", "authority", "approval"),
    *("issued_by", "recorded_by", "recorded_in_error_by"),
)


def measure_of(case: Case, reference: str) -> Measure:
    """Return a measure of a case by its reference, or 404."""
    found = Measure.objects.filter(case=case, reference=reference).select_related(*WITH).first()
    if found is None:
        raise Http404(NOT_FOUND)
    found.case = case
    return found


def may_strike(measure: Measure, user: User) -> bool:
    """Return whether somebody may mark a measure as recorded in error; a draft is dropped instead."""
    struck = measure.recorded_in_error_at or measure.issued_at is None
    return not struck and access.may(user, Action.STRIKE_MEASURES)


class Asked:
    """Who asks about which measure, and when; the door to it is the case."""

    def __init__(self, request: HttpRequest, reference: str, measure: str) -> None:
        self.request = request
        self.case = case_for(request, reference)
        self.user: User = require(request, Action.ENFORCE)
        self.now: datetime = timezone.now()
        self.measure = measure_of(self.case, measure)

    def back(self) -> HttpResponse:
        """Send the person on to the page of the measure."""
        return redirect("measure_page", self.case.reference, self.measure.reference)

    def acted(
        self, form: BaseForm, act: Callable[[], Any], said: str, *, shown: tuple[str, ...] = ()
    ) -> HttpResponse | None:
        """Do what a sound form asks, and send the person on; nothing where it is still to be shown."""
        if not form.is_bound or not form.is_valid():
            return None
        # Whatever is done on a case locks it before what hangs on it.
        locked(self.case)
        if shown and (stale := stale_answer(self.request, self.measure, form, shown=shown)):
            return stale
        if tried(form, act) is None:
            return None
        messages.success(self.request, said)
        return self.back()

    def page(self, form: BaseForm, title: str, button: str, **more: Any) -> HttpResponse:
        """Show the page of a form about the measure."""
        context = {
            "case": self.case,
            "measure": self.measure,
            "title": title,
            "button": button,
            "now": self.now,
        }
        template = more.pop("template", "enforcement/measure_form.html")
        return form_page(self.request, template, form, {**context, **more})


def what_shows_it(asked: Asked) -> dict[str, Any]:
    """Return what of the case may be evidence: incidents that this person sees, the newest entries, files, statements."""
    visible = access.incidents_visible_to(asked.user, now=asked.now)
    journal = asked.case.journal.filter(STANDS).order_by("-happened_at", "-pk")
    return {
        "incidents": list(case_queries.incidents_of(asked.case, visible)),
        "entries": list(journal[:OFFERED]),
        "documents": list(Document.objects.filter(STANDS, case=asked.case).order_by("number")),
        "statements": list(statements_of(asked.case)),
    }
