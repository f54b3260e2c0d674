"""What partners ask the police to share: the queue, a request on its record, and the answer."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, report_for, require
from partners.choices import Action
from partners.forms.share_requests import AnswerForm, RefuseForm
from partners.models import ShareRequest
from partners.queries.share_requests import cases_of_report, preset_of, shown, to_police, waiting
from partners.queries.sharing import is_restricted
from partners.transitions.share_answering import answer_by_sharing, refuse_request

ORDER = ("recorded_at", "id")


class Found(NamedTuple):
    """A request on its record, who reads it and when, the cases of which it may be answered, and its route."""

    row: ShareRequest
    user: User
    now: datetime
    cases: list[Case]
    page: str

    @property
    def context(self) -> dict[str, Any]:
        """Return what each page about it prints."""
        return {"asked": shown(self.row, self.now), "row": self.row, "cases": self.cases, "page": self.page}


@require_safe
def share_request_board(request: HttpRequest) -> HttpResponse:
    """List what partners asked for and nobody has answered, of the records that one sees, the oldest first."""
    user, now = require(request, Action.ANSWER_SHARE_REQUEST), timezone.now()
    page = page_of(request, waiting(to_police(user, now=now)), ORDER)
    record_access(Look.LIST, by=user, now=now, about="What partners ask us to share")
    context = {"page": page, "asked": [shown(row, now) for row in page]}
    return render(request, "partners/share_request_board.html", context)


@require_safe
def case_share_request(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Show what was asked for of a case that is shared, and how it was answered."""
    return _page(request, of_case(request, reference, asked))


@require_safe
def report_share_request(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Show what was asked for on a report, and how it was answered."""
    return _page(request, of_report(request, reference, asked))


@acts
@once
def case_share_request_share(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Share what was asked for of a case, or a part of it."""
    return _share(request, of_case(request, reference, asked))


@acts
@once
def report_share_request_share(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Share what was asked for on a report, of a case of which it tells."""
    return _share(request, of_report(request, reference, asked))


@acts
@once
def case_share_request_refuse(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Refuse what was asked for of a case."""
    return _refuse(request, of_case(request, reference, asked))


@acts
@once
def report_share_request_refuse(request: HttpRequest, reference: str, asked: str) -> HttpResponse:
    """Refuse what was asked for on a report."""
    return _refuse(request, of_report(request, reference, asked))


def of_case(request: HttpRequest, reference: str, asked: str, *, look: Look = Look.PAGE) -> Found:
    """Return a request on a case, for those who may answer it; 404 where there is none."""
    case = case_for(request, reference, look=look)
    user, now = require(request, Action.ANSWER_SHARE_REQUEST), timezone.now()
    row = to_police(user, now=now).filter(case=case, reference=asked).first()
    return Found(_there(row), user, now, [case], "case_share_request")


def of_report(request: HttpRequest, reference: str, asked: str, *, look: Look = Look.PAGE) -> Found:
    """Return a request on a report, for those who may answer it, with the cases of which it tells."""
    report = report_for(request, reference, look=look)
    user, now = require(request, Action.ANSWER_SHARE_REQUEST), timezone.now()
    row = to_police(user, now=now).filter(report=report, reference=asked).first()
    cases = list(cases_of_report(report, user, now=now))
    return Found(_there(row), user, now, cases, "report_share_request")


def _there(row: ShareRequest | None) -> ShareRequest:
    if row is None:
        raise Http404(NOT_FOUND)
    return row


def _page(request: HttpRequest, found: Found) -> HttpResponse:
    return render(request, "partners/share_request_page.html", found.context)


def _share(request: HttpRequest, found: Found) -> HttpResponse:
    row, agency = found.row, found.row.agency
    # Which of several cases is meant is known when it is sent: then `share_case` refuses what must not be.
    restricted = len(found.cases) == 1 and is_restricted(found.cases[0])
    preset = preset_of(row, found.now)
    form = AnswerForm(
        typed(request), asked=row, cases=found.cases, agency=agency, preset=preset, restricted=restricted
    )
    if form.is_valid():
        said = form.stated()
        if tried(form, lambda: answer_by_sharing(row, **said, by=found.user, now=found.now)):
            messages.success(request, f"{row.reference} is answered, and {agency.name} is told.")
            return redirect(found.page, row.about, row.reference)
    return form_page(request, "partners/share_request_share.html", form, {**found.context, "preset": preset})


def _refuse(request: HttpRequest, found: Found) -> HttpResponse:
    row, form = found.row, RefuseForm(typed(request))
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: refuse_request(row, words=words, by=found.user, now=found.now)):
            messages.success(request, f"{row.reference} is refused, and {row.agency.name} is told.")
            return redirect(found.page, row.about, row.reference)
    return form_page(request, "partners/share_request_refuse.html", form, found.context)
