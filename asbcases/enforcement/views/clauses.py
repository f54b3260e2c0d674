"""The clause library with its guide, and the page on which it is noted where somebody must be when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.forms.conditions import ClauseFilter, DutiesForm
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.clauses import Clause, library
from asbcases.enforcement.rules.duties import duties_words, kept
from asbcases.enforcement.transitions.duties import note_duties
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action

SHORT = {MeasureKind.CPW: "Warning", MeasureKind.CPN: "Notice", MeasureKind.CBO: "Order"}


@require_safe
def clause_list(request: HttpRequest) -> HttpResponse:
    """Show the clauses of the library by behaviour, and how a condition is worded."""
    require(request, Action.SEE_ORDERS)
    form = ClauseFilter(request.GET or None)
    shelf = library()
    chosen = shelf.chosen(behaviour=form.chosen("behaviour"), power=form.chosen("power"))
    context = {
        "form": form,
        "version": shelf.version,
        "behaviours": _by_behaviour(chosen),
        "filtered": bool(request.GET),
    }
    return render(request, "enforcement/clauses.html", context)


def _by_behaviour(clauses: list[Clause]) -> list[tuple[str, list[dict[str, object]]]]:
    """Return the clauses under the name of each behaviour, in the order of the library."""
    names = dict.fromkeys(clause.about for clause in clauses)
    return [(name, [_row(clause) for clause in clauses if clause.about == name]) for name in names]


def _row(clause: Clause) -> dict[str, object]:
    kinds = dict.fromkeys(TermKind(clause.kind_for(power)).label for power in clause.powers)
    return {
        "clause": clause,
        "kinds": ", ".join(kinds),
        "powers": ", ".join(SHORT[MeasureKind(power)] for power in clause.powers),
    }


@acts
@once
def measure_duties(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Note where somebody must be when, so that the terms can be checked against it."""
    asked = Asked(request, reference, measure)
    form = DutiesForm(typed(request), initial={"duties": duties_words(kept(asked.measure.duties))})

    def act() -> Measure:
        return note_duties(asked.measure, duties=form.read, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "It is noted where they must be when.", shown=("version",))
    return done or asked.page(form, "Where they must be, and when", "Save it", record=asked.measure)
