"""Pages on which a draft is approved, issued and served, or dropped; and what is served again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.cases.models import Document
from asbcases.casework.queries import cases as case_queries
from asbcases.enforcement.choices import MeasureKind, ServiceMethod
from asbcases.enforcement.forms.measures import parts_of
from asbcases.enforcement.forms.measures_issued import IssueForm, OtherBodyForm, ServiceForm, WhyForm
from asbcases.enforcement.forms.passing_over import by_rule
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.issuing import Serving
from asbcases.enforcement.queries.measures import STANDS, terms_of
from asbcases.enforcement.queries.papers import parts_that_differ
from asbcases.enforcement.queries.served import is_discharged, paper_to_serve, papers_to_serve
from asbcases.enforcement.transitions.approving import rank_to_approve, submit_measure
from asbcases.enforcement.transitions.drafting import drop_measure
from asbcases.enforcement.transitions.issuing import allow_early, issue, record_of_another
from asbcases.enforcement.transitions.serving import serve_again
from asbcases.enforcement.views.measures_law import law_now
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners.choices import Action


@acts
@once
def measure_submit(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Send a draft for approval, with what the law says of it beside."""
    asked = Asked(request, reference, measure)
    form = WhyForm(
        typed(request), label="What whoever decides should know", help_text="Why now, and why this"
    )

    def act() -> object:
        return submit_measure(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    done = asked.acted(form, act, "It is sent for approval.")
    return done or asked.page(
        form,
        "Send for approval",
        "Send for approval",
        template="enforcement/measure_issue.html",
        law=law_now(asked.measure, asked.user, asked.now),
        rank=rank_to_approve(asked.measure, asked.now),
    )


@acts
@once
def measure_issue(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Issue a warning or notice by its first service; every rule of law stands beside, with its answer."""
    asked = Asked(request, reference, measure)
    sent = typed(request)
    law = law_now(asked.measure, asked.user, asked.now, _as_sent(asked, sent))
    form = IssueForm(sent, **_offered(asked), warned=by_rule(law.warned), initial=_now(asked))

    def act() -> object:
        said: dict[str, Any] = form.said
        return issue(asked.measure, **said, over=form.over, by=asked.user, now=asked.now)

    done = asked.acted(form, act, f"{asked.measure.reference} is issued, and its clocks run.")
    return done or asked.page(
        form,
        f"Issue {asked.measure.reference}",
        "Issue and record the service",
        template="enforcement/measure_issue.html",
        law=law,
        rank=rank_to_approve(asked.measure, asked.now),
        **_paper(asked),
    )


def _as_sent(asked: Asked, sent: Any) -> Serving | None:
    """Return the service as it was typed, so that the warnings asked about are those of that day and way."""
    if sent is None:
        return None
    form = ServiceForm(sent, **_offered(asked))
    if not form.is_valid() or form.served_at is None:
        return None
    names = ("address", "received_by", "enquiries", "photo", "paper")
    said = {name: form.cleaned_data[name] for name in names}
    return Serving(ServiceMethod(form.cleaned_data["method"]), form.served_at, **said)


def _offered(asked: Asked) -> dict[str, Any]:
    """Return what a service may name: files of the case, and stored papers of the measure."""
    documents = Document.objects.filter(STANDS, case=asked.case).order_by("number")
    return {"documents": documents, "papers": papers_to_serve(asked.measure)}


def _paper(asked: Asked) -> dict[str, Any]:
    """Return the stored paper that is meant where nobody chooses another, and in which parts it says other words."""
    paper = paper_to_serve(asked.measure, asked.now)
    if paper is None:
        return {"serves": True, "paper": None}
    paper.measure = asked.measure
    return {"serves": True, "paper": paper, "differs": parts_that_differ(paper, by=asked.user, now=asked.now)}


def _now(asked: Asked) -> dict[str, Any]:
    return parts_of(asked.now, "served_day", "served_time")


@acts
@once
def measure_early(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Say in writing, as an inspector or above, why less time than the warning gave was enough."""
    asked = Asked(request, reference, measure)
    form = WhyForm(
        typed(request), label="Why the time that has passed was enough", help_text="CPW-2: in writing"
    )

    def act() -> object:
        return allow_early(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The reason is kept: the notice may be issued before the time has run.")
    return done or asked.page(form, "Allow a notice before the time to comply", "Keep the reason")


@acts
@once
def measure_drop(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Drop a draft before it is issued, with the reason."""
    asked = Asked(request, reference, measure)
    form = WhyForm(typed(request), label="Why it is dropped")

    def act() -> object:
        return drop_measure(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    done = asked.acted(form, act, f"{asked.measure.reference} is dropped.")
    return done or asked.page(form, f"Drop {asked.measure.reference}", "Drop the draft", warning=True)


@acts
@once
def measure_serve(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record a further service of what was issued, or that of its discharge; on a phone, read aloud and hand over."""
    asked = Asked(request, reference, measure)
    freed = is_discharged(asked.measure)
    form = ServiceForm(typed(request), **_offered(asked), initial=_now(asked))

    def act() -> object:
        said: dict[str, Any] = form.said
        return serve_again(asked.measure, **said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The service is recorded.")
    # What bound before is read aloud to nobody who is free.
    beside = {} if freed else {"beside": terms_of(asked.measure), "beside_title": "Read aloud"}
    title = "How the discharge was served" if freed else "Record a further service"
    return done or asked.page(form, title, "Record the service", **beside, **_paper(asked))


@acts
@once
def measure_record(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a warning or notice as another body gave it."""
    case = case_for(request, reference)
    user, now = require(request, Action.ENFORCE), timezone.now()
    parties = list(case_queries.parties_of([case]))
    documents = Document.objects.none()
    form = OtherBodyForm(typed(request), parties=parties, documents=documents)
    if form.is_bound and form.is_valid():

        def act() -> Measure:
            said: dict[str, Any] = {**form.recorded, "kind": MeasureKind(form.recorded["kind"])}
            return record_of_another(case, **said, by=user, now=now)

        if measure := tried(form, act):
            messages.success(request, f"{measure.reference} is recorded as {measure.other_body} gave it.")
            return redirect("measure_page", reference, measure.reference)
    context = {"case": case, "title": "Record another body's warning or notice", "button": "Record it"}
    return form_page(request, "enforcement/measure_form.html", form, context)
