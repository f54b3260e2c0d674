"""Pages on which the requirements of a warning or notice are drafted, one row for each."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.enforcement.forms.terms import TermForm
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.transitions.drafting import add_term, change_term, take_out_term
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.enforcement.views.wording import Drafted
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once


@acts
@once
def measure_term_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Add one requirement to a draft."""
    asked = Asked(request, reference, measure)
    drafted = Drafted(asked, TermForm, foreseen=_foreseen(asked.measure))

    def act() -> MeasureTerm:
        return add_term(asked.measure, **drafted.form.said, by=asked.user, now=asked.now)

    done = drafted.saved(act, "The requirement is added.")
    return done or drafted.page("Add a requirement", "Add the requirement", beside=terms_of(asked.measure))


@acts
@once
def measure_term_edit(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Change one requirement of a draft."""
    asked = Asked(request, reference, measure)
    term = _term(asked.measure, number)
    drafted = Drafted(asked, TermForm, foreseen=_foreseen(asked.measure), initial=TermForm.initial_of(term))

    def act() -> MeasureTerm:
        return change_term(term, **drafted.form.said, by=asked.user, now=asked.now)

    done = drafted.saved(act, f"Requirement {number} is changed.", shown=("version",))
    return done or drafted.page(f"Change requirement {number}", "Save it", record=asked.measure)


@acts
@once
def measure_term_out(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Take one requirement out of a draft."""
    asked = Asked(request, reference, measure)
    term = _term(asked.measure, number)
    form = Form(typed(request))

    def act() -> MeasureTerm:
        return take_out_term(term, by=asked.user, now=asked.now)

    done = asked.acted(form, act, f"Requirement {number} is taken out.")
    more = {"quoted": term.words, "warning": True}
    return done or asked.page(form, f"Take out requirement {number}", "Take it out", **more)


def _term(measure: Measure, number: int) -> MeasureTerm:
    term = get_object_or_404(MeasureTerm, measure=measure, number=number)
    term.measure = measure
    return term


def _foreseen(measure: Measure) -> Any:
    """Return the requirements of the warning, to be matched; None where there is no warning."""
    if measure.warning_id is None:
        return None
    return MeasureTerm.objects.filter(measure=measure.warning_id, ended_at__isnull=True).order_by("number")
