"""Pages of a breach: what is alleged, its ladder rung by rung, and what is next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.enforcement.choices import BreachDecision
from asbcases.enforcement.forms import breaches as forms
from asbcases.enforcement.forms.measures import parts_of
from asbcases.enforcement.models import BreachTerm
from asbcases.enforcement.queries.breaches import breaches_of
from asbcases.enforcement.transitions import breaches as acts_on
from asbcases.enforcement.transitions.penalties import begin_proceedings, file_breach
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.enforcement.views.after_a_notice import FACTS, Asked, AskedBreach, quashed_warning, stale
from asbcases.enforcement.views.breach_picture import picture_of
from asbcases.enforcement.views.measures_shared import measure_of
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action


@require_safe
def breach_page(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Show a breach with its ladder, and what is next."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    row = measure_of(case, measure)
    breach = get_object_or_404(breaches_of(row), number=number)
    breach.measure, breach.case = row, case
    may_enforce = access.may(user, Action.ENFORCE)
    context = {"case": case, "measure": row, "now": now, **picture_of(breach, now, may_enforce=may_enforce)}
    return render(request, "enforcement/breach_page.html", context)


@acts
@once
def breach_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record that somebody is said not to have complied."""
    asked = Asked(request, reference, measure)
    terms = forms.terms_to_breach(asked.measure)
    begun = {"place": asked.measure.proper_address, **_from_the_kerb(request)}
    form = forms.AllegeForm(typed(request), terms=terms, initial=begun)
    made: list[Any] = []

    def act() -> object:
        said = {**form.said, "happened_at": form.at}
        made.append(acts_on.allege_breach(asked.measure, **said, by=asked.user, now=asked.now))
        return made

    if done := asked.acted(form, act, "The alleged breach is recorded."):
        return (
            redirect("breach_page", reference, measure, made[0].number)
            if made and done.status_code == 302
            else done
        )
    return asked.page(form, "Record an alleged breach", "Record the allegation")


def _from_the_kerb(request: HttpRequest) -> dict[str, Any]:
    """Return the terms and the instant that the kerbside check names in the address; what cannot be read says nothing."""
    try:
        at = datetime.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        at = None
    named = {"terms": request.GET.getlist("term")}
    return named | (parts_of(at, "day", "time") if at and at.tzinfo else {})


def _rung(
    asked: AskedBreach,
    form: BaseForm,
    act: Callable[[], object],
    said: str,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """Answer the form of one rung: stale, done, or shown with its faults."""
    if older := stale(asked, asked.breach, form, FACTS):
        return older
    done = asked.acted(form, act, said)
    return done or asked.page(form, title, button, record=asked.breach, **more)


@acts
@once
def breach_evidence(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Keep what shows the breach of each term."""
    asked = AskedBreach(request, reference, measure, number)
    rows = list(
        BreachTerm.objects.filter(breach=asked.breach).select_related("term").order_by("term__number")
    )
    incidents = access.incidents_visible_to(asked.user, now=asked.now).filter(case_links__case=asked.case)
    form = forms.EvidenceForm(typed(request), rows=rows, incidents=incidents.order_by("reference"))

    def act() -> object:
        return acts_on.gather_evidence(
            asked.breach, evidence=form.evidence, incidents=form.incidents, by=asked.user, now=asked.now
        )

    return _rung(asked, form, act, "The evidence is kept.", f"Evidence of {asked.title}", "Keep the evidence")


@acts
@once
def breach_explanation(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Keep the explanation that was offered, or that none was."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.ExplanationForm(typed(request), initial=parts_of(asked.now, "day", "time"))

    def act() -> object:
        assert form.at  # noqa: S101 - a sound form has it
        return acts_on.seek_explanation(
            asked.breach, **form.said, explained_at=form.at, by=asked.user, now=asked.now
        )

    title = f"Explanation of {asked.title}"
    return _rung(asked, form, act, "The explanation is kept.", title, "Keep the explanation")


@acts
@once
def breach_decision(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Decide what is done about a breach."""
    asked = AskedBreach(request, reference, measure, number)
    breach = asked.breach
    names = ("proof", "public_interest", "equality", "yot_consulted")
    form = forms.DecisionForm(
        typed(request),
        breach=breach,
        child=asked.child,
        warned=quashed_warning(asked),
        initial={name: getattr(breach, name) for name in names},
    )

    def act() -> object:
        said = {**form.said, "decision": BreachDecision(form.cleaned_data["decision"])}
        return acts_on.decide_breach(breach, **said, over=form.over, by=asked.user, now=asked.now)

    title = f"Decide on {asked.title}"
    return _rung(asked, form, act, "The decision is kept.", title, "Decide", quoted=breach.excuse)


@acts
@once
def breach_told_person(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record that the person was told what was decided."""
    return _told(request, reference, measure, number, acts_on.tell_subject, "the person")


@acts
@once
def breach_told_victim(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record that the victim was told what was decided."""
    return _told(request, reference, measure, number, acts_on.tell_victim, "the victim")


def _told(
    request: HttpRequest, reference: str, measure: str, number: int, tell: Callable[..., object], whom: str
) -> HttpResponse:
    asked = AskedBreach(request, reference, measure, number)
    label = f"How was {whom} told, or why not?"
    form = forms.ToldForm(typed(request), label=label, initial=parts_of(asked.now, "day", "time"))

    def act() -> object:
        return tell(asked.breach, how=form.cleaned_data["how"], told_at=form.at, by=asked.user, now=asked.now)

    title = f"Tell {whom} about {asked.title}"
    return _rung(asked, form, act, f"It is kept that {whom} was told.", title, "Keep it")


@acts
@once
def breach_outcome(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record what came of a breach."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.OutcomeForm(typed(request))

    def act() -> object:
        return acts_on.conclude_breach(asked.breach, **form.cleaned_data, by=asked.user, now=asked.now)

    return _rung(asked, form, act, "The outcome is kept.", f"Outcome of {asked.title}", "Keep the outcome")


@acts
@once
def breach_file(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record that the file went to the prosecutor."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.FileForm(
        typed(request),
        child=asked.child,
        warned=quashed_warning(asked),
        initial=parts_of(asked.now, "day", "time"),
    )

    def act() -> object:
        assert form.at  # noqa: S101 - a sound form has it
        return file_breach(
            asked.breach, **form.said, filed_at=form.at, over=form.over, by=asked.user, now=asked.now
        )

    title = f"Send the file of {asked.title}"
    return _rung(asked, form, act, "It is kept that the file was sent.", title, "Record that it was sent")


@acts
@once
def breach_proceedings(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record the day on which proceedings began."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.ProceedingsForm(typed(request))

    def act() -> object:
        return begin_proceedings(asked.breach, **form.cleaned_data, by=asked.user, now=asked.now)

    title = f"Proceedings about {asked.title}"
    return _rung(asked, form, act, "It is kept that proceedings began.", title, "Keep the day")


@acts
@once
def breach_wrong(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Mark a breach as recorded in error."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.ReasonForm(typed(request), label="What is wrong with it?")

    def act() -> object:
        return part_in_error(asked.breach, **form.cleaned_data, by=asked.user, now=asked.now)

    title = f"{asked.title[:1].upper()}{asked.title[1:]} was recorded in error"
    return _rung(asked, form, act, "It is marked as recorded in error.", title, "Mark it", warning=True)
