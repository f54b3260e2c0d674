"""Pages of what becomes of a warning or notice: met, asked to be varied or discharged, reviewed, ended, marked as wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.enforcement.choices import AskedBy, ChangeKind, Verdict
from asbcases.enforcement.forms.measures import KINDS
from asbcases.enforcement.forms.measures_issued import (
    ChangeForm,
    DecideChangeForm,
    ReviewForm,
    WhyForm,
)
from asbcases.enforcement.forms.met import MetForm
from asbcases.enforcement.forms.passing_over import by_rule
from asbcases.enforcement.models import MeasureChange, MeasureTerm
from asbcases.enforcement.queries.breaches import breaches_of
from asbcases.enforcement.queries.conditions import findings_in_change
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.queries.terms import alleged_of
from asbcases.enforcement.rules.conditions import Finding
from asbcases.enforcement.transitions.changing import ask_change, decide_change, end_measure, facts_to_decide
from asbcases.enforcement.transitions.reviewing import review_measure
from asbcases.enforcement.transitions.serving import meet_term
from asbcases.enforcement.transitions.struck import measure_in_error
from asbcases.enforcement.transitions.weighing import Weighed, weighed
from asbcases.enforcement.views.findings import shown
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.enforcement.views.not_met import not_met
from asbcases.enforcement.views.wording import ONLY, checked
from asbcases.law.answers import Decision
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action


@acts
@once
def measure_term_met(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record whether something that was to be done is done; of a notice, that it is not is an alleged breach."""
    asked = Asked(request, reference, measure)
    term = get_object_or_404(MeasureTerm, measure=asked.measure, number=number)
    term.measure = asked.measure
    breach = alleged_of(breaches_of(asked.measure)).get(term.pk)
    form, made = MetForm(typed(request), breached=breach is not None), list[HttpResponse]()

    def act() -> object:
        if form.missed:
            made.append(not_met(term, form.cleaned_data["words"], asked))
            return made
        assert form.done_at  # noqa: S101 - a sound form has it
        return meet_term(term, done_at=form.done_at, by=asked.user, now=asked.now)

    missed = form.is_bound and form.data.get("met") == MetForm.NO and breach is None
    done = asked.acted(
        form, act, "It is recorded that it was not met." if missed else f"Requirement {number} is met."
    )
    if done and made:
        return made[0]
    title = f"When was requirement {number} done?" if breach else f"Was requirement {number} met?"
    return done or asked.page(form, title, "Record it", quoted=term.words)


@acts
@once
def measure_change(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Keep a request to vary or discharge."""
    asked = Asked(request, reference, measure)
    kinds = [(kind.value, kind.label) for kind in KINDS]
    form = ChangeForm(typed(request), terms=terms_of(asked.measure), kinds=kinds)

    def act() -> object:
        said: dict[str, Any] = form.said
        kind, asked_by = ChangeKind(said["kind"]), AskedBy(said["asked_by"])
        return ask_change(
            asked.measure, **{**said, "kind": kind, "asked_by": asked_by}, by=asked.user, now=asked.now
        )

    only = request.POST.get(ONLY, "")
    done = None if only else asked.acted(form, act, "The request is kept, and its answer is in the diary.")
    more = checked(only, form, asked.measure, lambda: _worded(asked, form))
    return done or asked.page(form, "Vary or discharge", "Keep the request", may_check=True, **more)


def _worded(asked: Asked, form: ChangeForm) -> list[Finding]:
    """Return what is wrong with how the requirement that would come is worded."""
    found = findings_in_change(asked.measure, form.said["proposal"], now=asked.now)
    return [finding for _, findings in found for finding in findings]


@acts
@once
def measure_change_decide(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Grant or refuse a request to vary or discharge."""
    asked = Asked(request, reference, measure)
    change = get_object_or_404(MeasureChange, measure=asked.measure, number=number)
    change.measure = asked.measure
    form = DecideChangeForm(typed(request), warned=by_rule(_warned(asked, change)))

    def act() -> object:
        said = form.cleaned_data
        return decide_change(
            change, verdict=Verdict(said["verdict"]), decision=said["decision"], over=form.over,
            by=asked.user, now=asked.now,
        )  # fmt: skip

    done = asked.acted(form, act, "The request is decided: tell the person in writing.")
    title = f"Decide request {number}"
    found = findings_in_change(asked.measure, change.proposal, now=asked.now)
    to_come = [{"term": term, "findings": shown(findings, asked.measure)} for term, findings in found]
    more = {"change": change, "quoted": change.words, "to_come": to_come}
    return done or asked.page(form, title, "Save the decision", **more)


def _warned(asked: Asked, change: MeasureChange) -> list[Weighed]:
    """Return the warnings of the law that granting it passes over."""
    found = weighed(facts_to_decide(change, asked.user, asked.now), limits_in_force(asked.now))
    return [one for one in found if one.decided(Decision.WARN)]


@acts
@once
def measure_review(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record a review."""
    asked = Asked(request, reference, measure)
    form = ReviewForm(typed(request))

    def act() -> object:
        return review_measure(asked.measure, **form.cleaned_data, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The review is kept.")
    return done or asked.page(form, f"Review {asked.measure.reference}", "Keep the review")


@acts
@once
def measure_end(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note that a warning has done its work, or that the last day of a notice is over."""
    asked = Asked(request, reference, measure)
    form = WhyForm(typed(request), label="How it ended")

    def act() -> object:
        return end_measure(asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now)

    done = asked.acted(form, act, f"It is noted that {asked.measure.reference} ended.")
    return done or asked.page(form, f"{asked.measure.reference} ended", "Note it")


@acts
@once
def measure_wrong(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Mark a warning, notice, order or earlier step as recorded in error; a supervisor or ASB officer does."""
    asked = Asked(request, reference, measure)
    require(request, Action.STRIKE_MEASURES)
    named = asked.measure.reference
    form = WhyForm(
        typed(request),
        label="What is wrong with it?",
        help_text="The wrong person, or issued or recorded twice. What should not bind any longer is discharged instead",
    )

    def act() -> object:
        return measure_in_error(
            asked.measure, reason=form.cleaned_data["reason"], by=asked.user, now=asked.now
        )

    done = asked.acted(form, act, f"{named} is marked as recorded in error, and counts no more.")
    return done or asked.page(form, f"{named} was recorded in error", "Mark it", warning=True)
