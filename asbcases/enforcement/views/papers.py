"""Papers of a measure: what one says, what it lacks, making it, and handing out what was made."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.forms.papers import NamingForm, PaperForm
from asbcases.enforcement.models import FixedPenalty, Measure, NamingReason, Paper
from asbcases.enforcement.papers.kinds import kinds_of, words_of
from asbcases.enforcement.queries.measures import measures_of
from asbcases.enforcement.queries.papers import (
    facts_of_contents,
    making_of,
    naming_reasons_of,
    not_allowed,
    papers_of,
    penalties_of,
    told_by,
    unrecorded,
)
from asbcases.enforcement.rules.naming import Finding
from asbcases.enforcement.transitions.papers import allow_naming, make_paper, refuse_unready
from asbcases.enforcement.transitions.weighing import Weighed, weighed
from asbcases.errors import Refused
from asbcases.law.answers import Decision
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from partners import access
from partners.choices import Action

# A browser that shows a file in spite of all runs nothing of it and asks for nothing.
SANDBOX = "default-src 'none'; sandbox"


class Of(NamedTuple):
    """A measure of a case, reached through it."""

    case: Case
    measure: Measure
    user: User
    now: datetime


class Ahead(NamedTuple):
    """A paper as it would be made now: its words, and what stands in the way."""

    kind: PaperKind
    measure: Measure
    penalty: FixedPenalty | None
    words: Mapping[str, Any]
    lacks: list[str]
    warnings: list[Weighed]
    naming: list[Finding]

    @property
    def shown(self) -> str:
        """Return by what it is told whether the draft, and whom it names, are still those that somebody read."""
        penalty = self.penalty.version if self.penalty else 0
        return sha256(repr((self.measure.version, penalty, self.naming)).encode()).hexdigest()[:16]


# --- What there is ------------------------------------------------------------------------------
@require_safe
def paper_list(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Show the papers of a measure, and which may be made of it."""
    of = _of(request, reference, measure, Action.SEE_ORDERS)
    return render(request, "enforcement/paper_list.html", _about(of) | papers_on(of.measure, of.user))


def papers_on(measure: Measure, user: User) -> dict[str, Any]:
    """Return what the list of papers shows, for the page of a measure too: `papers`, `to_make`, `may_make`."""
    penalties = [(one, PaperKind.FPN) for one in penalties_of(measure)] if measure.ours else []
    return {
        "papers": list(papers_of(measure)),
        "to_make": [(None, kind) for kind in kinds_of(measure)] + penalties,
        "may_make": access.may(user, Action.ENFORCE),
        "naming_reasons": list(naming_reasons_of(measure)),
    }


@require_safe
def paper_page(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Show the words of a paper that was made, as they were stored with it."""
    of = _of(request, reference, measure, Action.SEE_ORDERS)
    paper = get_object_or_404(of.measure.papers.select_related("recorded_by").defer("pdf"), number=number)
    served = list(of.measure.services.filter(paper=paper).order_by("served_at", "pk"))
    context = {"paper": paper, "served": served, "here": f"Paper {number}", **on_page(paper.data)}
    return render(request, "enforcement/paper_page.html", _about(of) | context)


@require_safe
def paper_pdf(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Hand out the bytes of a paper as they were made: this is the evidence, and it is never made again."""
    of = _of(request, reference, measure, Action.SEE_ORDERS)
    paper = get_object_or_404(of.measure.papers, number=number)
    record_access(
        Look.EXPORT, by=of.user, now=of.now, about=f"paper {number} of {of.measure.reference}", case=of.case
    )
    return handed_out(paper, of.measure)


def handed_out(paper: Paper, measure: Measure) -> HttpResponse:
    """Return the file of a paper, to be saved and kept nowhere on the way."""
    response = HttpResponse(bytes(paper.pdf), content_type="application/pdf")
    name = f"{measure.reference}-{paper.number}{'-large' if paper.large else ''}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


# --- Making -------------------------------------------------------------------------------------
@acts
@once
def paper_new(request: HttpRequest, reference: str, measure: str, kind: str) -> HttpResponse:
    """Show what a paper would say and what it lacks; make it."""
    of = _of(request, reference, measure, Action.ENFORCE)
    ahead = ahead_of(of, kind, _penalty(of, request.GET.get("penalty", "")))
    form = PaperForm(typed(request), warnings=ahead.warnings)
    if form.is_valid() and (paper := tried(form, lambda: _made(request, form, of, ahead))):
        messages.success(request, f"Paper {paper.number}, {paper.get_kind_display().lower()}, is made.")
        return redirect("paper_page", reference, measure, paper.number)
    context = {"ahead": ahead, "about_penalty": _query(ahead), **on_page(ahead.words)}
    return form_page(request, "enforcement/paper_new.html", form, _about(of) | context)


def _made(request: HttpRequest, form: PaperForm, of: Of, ahead: Ahead) -> Paper:
    _refuse_changed(request, ahead)
    said: dict[str, Any] = {"large": form.cleaned_data["large"], "over": form.over}
    return make_paper(of.measure, kind=ahead.kind, penalty=ahead.penalty, **said, by=of.user, now=of.now)


@acts
@once
def paper_naming(request: HttpRequest, reference: str, measure: str, kind: str) -> HttpResponse:
    """Keep why a paper may tell the respondent who reported."""
    of = _of(request, reference, measure, Action.ENFORCE)
    ahead = ahead_of(of, kind, _penalty(of, request.GET.get("penalty", "")))
    form = NamingForm(typed(request))
    if form.is_valid() and (_kept := tried(form, lambda: _allowed(request, form, of, ahead))):
        messages.success(request, "It is kept why this may be said.")
        return redirect(f"{reverse('paper_new', args=[reference, measure, kind])}{_query(ahead)}")
    context = {"ahead": ahead, "about_penalty": _query(ahead)}
    return form_page(request, "enforcement/paper_naming.html", form, _about(of) | context)


def _allowed(request: HttpRequest, form: BaseForm, of: Of, ahead: Ahead) -> NamingReason:
    _refuse_changed(request, ahead)
    open_to_them = [one for one in ahead.naming if not one.hidden]
    return allow_naming(of.measure, found=open_to_them, **form.cleaned_data, by=of.user, now=of.now)


def _refuse_changed(request: HttpRequest, ahead: Ahead) -> None:
    if request.POST.get("shown", "") != ahead.shown:
        raise Refused("The words have changed since you opened this page: read them again, below.")


def _penalty(of: Of, reference: str) -> FixedPenalty | None:
    return next((one for one in penalties_of(of.measure) if one.reference == reference), None)


def ahead_of(of: Of, kind: str, chosen: FixedPenalty | None) -> Ahead:
    """Return a paper as it would be made now; 404 where there is none of this kind to make."""
    measure = of.measure
    possible = [*kinds_of(measure), *([PaperKind.FPN] if chosen and measure.ours else [])]
    if kind not in possible:
        raise Http404(NOT_FOUND)
    made = PaperKind(kind)
    making = making_of(measure, chosen if made == PaperKind.FPN else None, by=of.user, now=of.now)
    words = words_of(made, making)
    found = weighed(facts_of_contents(made, making, words), making.limits)
    return Ahead(
        made,
        measure,
        making.penalty,
        words,
        [
            *_unready(of),
            *unrecorded(made, making),
            *(one.words for one in found if one.decided(Decision.BLOCK)),
        ],
        [one for one in found if one.decided(Decision.WARN)],
        not_allowed(measure, told_by(made, words, making)),
    )


def _unready(of: Of) -> Iterator[str]:
    try:
        refuse_unready(of.measure, of.now)
    except Refused as refused:
        yield refused.reason


def _query(ahead: Ahead) -> str:
    return f"?penalty={ahead.penalty.reference}" if ahead.penalty else ""


# --- What the pages share -----------------------------------------------------------------------
def _of(request: HttpRequest, reference: str, measure: str, action: Action) -> Of:
    case = case_for(request, reference)
    user = require(request, action)
    rows = measures_of(case).select_related("premises", "warning", "authority__agency", "authority__holder")
    found = get_object_or_404(rows, reference=measure)
    found.case = case
    return Of(case, found, user, timezone.now())


def _about(of: Of) -> dict[str, Any]:
    return {"case": of.case, "measure": of.measure}


def on_page(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a paper as a page shows them: each cell of a table with the head of its column."""
    return {
        "words": words,
        "parts": [{**part, "blocks": [_block(one) for one in part["blocks"]]} for part in words["parts"]],
    }


def _block(block: Mapping[str, Any]) -> Mapping[str, Any]:
    found = block.get("table") or block.get("form")
    if found is None:
        return block
    rows = [list(zip(found["head"], row, strict=True)) for row in found["rows"]]
    return {"table": {"head": found["head"], "rows": rows}}
