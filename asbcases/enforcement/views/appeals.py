"""Pages of an appeal against a notice: that it was made, how it ended, and the terms as the court modified them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from asbcases.enforcement.choices import AppealGround, AppealOutcome
from asbcases.enforcement.forms.breaches import AppealEndForm, AppealForm
from asbcases.enforcement.forms.court_terms import CourtTermsForm
from asbcases.enforcement.queries.breaches import appeals_of
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.transitions.appeals import decide_appeal, lodge_appeal
from asbcases.enforcement.transitions.modifying import vary_by_court
from asbcases.enforcement.views.after_a_notice import Asked, stale, void_warning
from asbcases.law.words import day_words
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once


@acts
@once
def appeal_lodge(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record an appeal, in time or not: it is never refused because it comes late."""
    asked = Asked(request, reference, measure)
    form = AppealForm(typed(request))

    def act() -> object:
        said = dict(form.cleaned_data)
        said["grounds"] = [AppealGround(ground) for ground in said["grounds"]]
        return lodge_appeal(asked.measure, **said, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The appeal is recorded.")
    return done or asked.page(form, "Record an appeal", "Record the appeal")


@acts
@once
def appeal_decide(request: HttpRequest, reference: str, measure: str, appeal: int) -> HttpResponse:
    """Record how an appeal ended."""
    asked = Asked(request, reference, measure)
    row = get_object_or_404(appeals_of(asked.measure), pk=appeal)
    row.measure = asked.measure
    form = AppealEndForm(typed(request), warned=void_warning(asked))
    shown = ("outcome", "outcome_words", "decided_on")
    if older := stale(asked, row, form, shown):
        return older

    def act() -> object:
        said = {**form.said, "outcome": AppealOutcome(form.cleaned_data["outcome"])}
        return decide_appeal(row, **said, over=form.over, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "How the appeal ended is recorded.")
    if done and done.status_code == 302 and form.cleaned_data["outcome"] == AppealOutcome.MODIFIED:
        return redirect("appeal_terms", reference, measure, appeal)
    quoted = f"Appeal to {row.court}, lodged on {day_words(row.lodged_on)}"
    return done or asked.page(form, "How the appeal ended", "Record it", quoted=quoted, record=row)


@acts
@once
def appeal_terms(request: HttpRequest, reference: str, measure: str, appeal: int) -> HttpResponse:
    """Enter the terms as the court modified them on an appeal."""
    asked = Asked(request, reference, measure)
    row = get_object_or_404(appeals_of(asked.measure), pk=appeal)
    row.measure = asked.measure
    form = CourtTermsForm(typed(request), terms=terms_of(asked.measure))

    def act() -> object:
        return vary_by_court(row, **form.said, by=asked.user, now=asked.now)

    said = "The terms stand as the court modified them, and their clocks run."
    done = asked.acted(form, act, said, shown=("version", "ends_on"))
    # One that was decided has its day: anything else refuses what is typed.
    holds = f"They hold from {day_words(row.decided_on)}, the day of the decision." if row.decided_on else ""
    quoted = "\n".join(filter(None, (row.outcome_words, holds)))
    title, record = "The terms as the court modified them", asked.measure
    return done or asked.page(form, title, "Record them", quoted=quoted, record=record)
