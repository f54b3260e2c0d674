"""Pages of a request for a criminal behaviour order: begun, filled page by page, sent to the prosecutor."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.casework.queries import cases as case_queries
from asbcases.enforcement.choices import MeasureKind, MeasureState
from asbcases.enforcement.forms.orders import (
    ConsideredForm,
    FileForm,
    NewRequestForm,
    RequestForm,
    SendForm,
    SentRequestForm,
    ShownForm,
    SubmitForm,
    ViewsForm,
)
from asbcases.enforcement.forms.subjects import subjects_among, with_victims
from asbcases.enforcement.forms.terms import OrderTermForm
from asbcases.enforcement.models import Measure, OrderRequest
from asbcases.enforcement.queries.conditions import overlaps_of
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.queries.orders import facts_to_send, request_of
from asbcases.enforcement.transitions.approving import submit_measure
from asbcases.enforcement.transitions.court_orders import add_court_term
from asbcases.enforcement.transitions.drafting import add_term, change_draft
from asbcases.enforcement.transitions.requests import (
    change_request,
    keep_file,
    note_youth_views,
    request_order,
    send_request,
    show_behaviour,
)
from asbcases.enforcement.transitions.weighing import weighed
from asbcases.enforcement.views.measures_shared import Asked, what_shows_it
from asbcases.enforcement.views.order_standing import page_of
from asbcases.enforcement.views.papers import papers_on
from asbcases.enforcement.views.wording import Drafted
from asbcases.errors import Refused
from asbcases.law.answers import Decision
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

# Of the journal the newest entries are offered as evidence.


class AskedOfOrder(Asked):
    """Who asks about which order, with the request for it where there was one."""

    def __init__(self, request: HttpRequest, reference: str, measure: str) -> None:
        super().__init__(request, reference, measure)
        if self.measure.kind != MeasureKind.CBO:
            raise Http404(NOT_FOUND)

    @property
    def order_request(self) -> OrderRequest:
        """Return the request for the order, or 404."""
        found = request_of(self.measure)
        if found is None:
            raise Http404(NOT_FOUND)
        return found

    def back(self) -> HttpResponse:
        """Send the person on to the page of the order."""
        return redirect("order_page", self.case.reference, self.measure.reference)

    def page(self, form: BaseForm, title: str, button: str, **more: Any) -> HttpResponse:
        """Show the page of a form about the order."""
        return super().page(form, title, button, **{"template": "enforcement/order_form.html", **more})


@acts
@once
def order_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a request for a criminal behaviour order."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    parties = case_queries.parties_of([case])
    subjects = subjects_among(parties, asked=request.GET, besides=request.GET.get("subject", ""))
    initial = {
        "requester": f"{user.name}, {user.agency.name}",
        "prosecutor": "Crown Prosecution Service",
        **{name: request.GET[name] for name in ("subject",) if name in request.GET},
    }
    form = NewRequestForm(typed(request), subjects=subjects, initial=initial)
    if form.is_bound and form.is_valid():
        subject = form.people[form.cleaned_data["subject"]]
        if made := tried(form, lambda: request_order(case, subject=subject, **form.said, by=user, now=now)):
            messages.success(request, f"{made.reference} is begun: its page says what it still lacks.")
            return redirect("order_page", reference, made.reference)
    context = {"case": case, "title": "Ask for a criminal behaviour order", "button": "Begin the request"}
    context["victims_url"] = with_victims(request.GET) if subjects.held_back else ""
    return form_page(request, "enforcement/order_form.html", form, context)


@require_safe
def order_page(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Show an order: what was asked, what the court did, what runs, and what may be done now."""
    asked = AskedOfOrder(request, reference, measure)
    context = page_of(asked.measure, asked.user, asked.now) | papers_on(asked.measure, asked.user)
    return render(request, "enforcement/order_page.html", context)


@acts
@once
def order_change(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Change what a request says."""
    asked = AskedOfOrder(request, reference, measure)
    row = asked.order_request
    kind = SentRequestForm if row.sent_at else RequestForm
    form = kind(typed(request), initial=kind.initial_of(row))

    def act() -> OrderRequest:
        return change_request(asked.measure, **form.said, by=asked.user, now=asked.now)

    done = _on_request(asked, row, form, act, "The request is saved.")
    return done or asked.page(form, "The request", "Save the request", record=row)


@acts
@once
def order_considered(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say where they live, and what was considered before they are asked to be bound."""
    asked = AskedOfOrder(request, reference, measure)
    names = ("proper_address", "equality", "rights", "poverty", "ability", "skipped_why")
    initial = {name: getattr(asked.measure, name) for name in names}
    form = ConsideredForm(typed(request), initial=initial)

    def act() -> Measure:
        return change_draft(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "What was considered is saved.", shown=names)
    return done or asked.page(form, "What was considered", "Save it", record=asked.measure)


@acts
@once
def order_evidence(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Link what shows the behaviour."""
    asked = AskedOfOrder(request, reference, measure)
    form = ShownForm(typed(request), **what_shows_it(asked))

    def act() -> Measure:
        note = form.cleaned_data["note"]
        for thing in form.chosen:
            show_behaviour(asked.measure, **thing, note=note, by=asked.user, now=asked.now)
        return asked.measure

    done = asked.acted(form, act, "What shows it is linked.")
    return done or asked.page(form, "What shows the behaviour", "Link it")


@acts
@once
def order_views(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note what the youth offending team thinks."""
    asked = AskedOfOrder(request, reference, measure)
    row = asked.order_request
    initial = {"who": row.yot_who, "views": row.yot_views, "views_on": row.yot_views_on}
    form = ViewsForm(typed(request), initial=initial)

    def act() -> OrderRequest:
        return note_youth_views(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

    done = _on_request(asked, row, form, act, "The views are noted.")
    return done or asked.page(form, "Views of the youth offending team", "Note the views", record=row)


@acts
@once
def order_file(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say what of the prosecutor's file is there."""
    asked = AskedOfOrder(request, reference, measure)
    row = asked.order_request
    form = FileForm(typed(request), initial=FileForm.initial_of(row))

    def act() -> OrderRequest:
        return keep_file(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

    done = _on_request(asked, row, form, act, "The file is saved.")
    return done or asked.page(form, "The prosecutor's file", "Save the file", record=row)


@acts
@once
def order_term_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Add a term: to a draft, or to an order as the court made it."""
    asked = AskedOfOrder(request, reference, measure)
    if asked.measure.state != MeasureState.ISSUED:
        return _term_of_draft(asked)
    form = OrderTermForm(typed(request))

    def act() -> Any:
        said = {name: one for name, one in form.said.items() if name != "clause"}
        return add_court_term(asked.measure, **said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The term is added.")
    title = "Add a term as the court made it"
    return done or asked.page(form, title, "Add the term", beside=terms_of(asked.measure))


def _term_of_draft(asked: AskedOfOrder) -> HttpResponse:
    drafted = Drafted(asked, OrderTermForm)

    def act() -> Any:
        return add_term(asked.measure, **drafted.form.said, by=asked.user, now=asked.now)

    done = drafted.saved(act, "The term is added.")
    return done or drafted.page("Add a term", "Add the term", beside=terms_of(asked.measure))


@acts
@once
def order_submit(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Send a request for approval."""
    asked = AskedOfOrder(request, reference, measure)
    form = SubmitForm(typed(request))

    def act() -> Any:
        return submit_measure(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    done = asked.acted(form, act, "It is sent for approval.")
    return done or asked.page(form, "Send for approval", "Send for approval", beside=terms_of(asked.measure))


@acts
@once
def order_send(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Ask the prosecutor to apply; what warns takes a reason, what the law blocks is refused."""
    asked = AskedOfOrder(request, reference, measure)
    row = asked.order_request
    form = SendForm(
        typed(request),
        warned=_warned(asked, row),
        found=overlaps_of(asked.measure, now=asked.now),
        initial={"application_on": row.application_on or _working_day(asked.now)},
    )

    def act() -> OrderRequest:
        said = form.cleaned_data
        return send_request(
            asked.measure,
            application_on=said["application_on"],
            overlaps=said["overlaps"].splitlines(),
            over=form.over,
            by=asked.user,
            now=asked.now,
        )

    done = _on_request(
        asked, row, form, act, "The prosecutor is asked: keep the hearing here once it is listed."
    )
    return done or asked.page(form, "Ask the prosecutor", "Ask the prosecutor", record=row)


def _warned(asked: AskedOfOrder, row: OrderRequest) -> list[Any]:
    try:
        answers = weighed(facts_to_send(asked.measure, row, [], asked.now), limits_in_force(asked.now))
    except Refused:
        return []
    return [one for one in answers if one.decided(Decision.WARN)]


def _working_day(now: datetime) -> Any:
    return timezone.localdate(now + timedelta(days=1))


def _on_request(
    asked: AskedOfOrder, row: OrderRequest, form: Form, act: Any, said: str
) -> HttpResponse | None:
    """Do what a sound form asks of a request, unless somebody changed it meanwhile."""
    if not form.is_bound or not form.is_valid():
        return None
    if stale := stale_answer(asked.request, row, form, shown=_shown(row, form.fields)):
        return stale
    return asked.acted(form, act, said)


def _shown(row: OrderRequest, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in fields if hasattr(row, name)) or ("sent_at",)
