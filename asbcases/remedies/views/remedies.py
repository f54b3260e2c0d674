"""Community remedies of a case, with its restorative justice on one page; and the forms of a remedy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from asbcases.cases.choices import Stage
from asbcases.cases.models import Case
from asbcases.remedies.choices import Side
from asbcases.remedies.forms.remedies import ConsiderForm, DecideForm, EndForm, VictimForm
from asbcases.remedies.models import Remedy
from asbcases.remedies.queries import areas, looks_at, parties, remedies_of, restoratives_of
from asbcases.remedies.transitions import consider_remedy, decide_remedy, end_remedy, note_victim
from asbcases.remedies.views.shared import asked_of, short_form
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once
from asbcases.web.versions import stale_answer
from partners import access

SHOWN = ("decision", "due_on", "outcome")


@require_safe
def case_remedies(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the community remedies and the restorative justice of a case."""
    asked = asked_of(request, reference)
    visible = access.incidents_visible_to(asked.user, now=asked.now)
    restoratives = list(restoratives_of(asked.case))
    context = {
        "case": asked.case,
        "remedies": list(remedies_of(asked.case)),
        "restoratives": [(one, looks_at(one, visible, asked.now)) for one in restoratives],
        "open": asked.case.stage != Stage.CLOSED,
        "victims": list(parties(asked.case, Side.HARMED)),
        "respondents": list(parties(asked.case, Side.RESPONDENT)),
    }
    return render(request, "remedies/case_remedies.html", context)


def _remedy(case: Case, number: int) -> Remedy:
    remedy: Remedy = get_object_or_404(remedies_of(case), number=number)
    remedy.case = case
    return remedy


@acts
@once
def remedy_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep that a remedy is considered."""
    asked = asked_of(request, reference)
    respondents = parties(asked.case, Side.RESPONDENT)
    form = ConsiderForm(typed(request), respondents=respondents, areas=areas())
    return short_form(
        request,
        asked,
        form,
        lambda: consider_remedy(asked.case, **form.said, by=asked.user, now=asked.now),
        "It is kept. Ask the victims next.",
        title="Consider a community remedy",
        button="Keep it",
        nobody="" if respondents else "Name a respondent on the case first.",
    )


@acts
@once
def remedy_victim(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep what a victim said and chose, or how somebody tried to ask them."""
    asked = asked_of(request, reference)
    remedy = _remedy(asked.case, number)
    actions = remedy.menu.actions.order_by("number")
    form = VictimForm(typed(request), actions=actions, victims=parties(asked.case, Side.HARMED))
    return short_form(
        request,
        asked,
        form,
        lambda: note_victim(remedy, **form.said, by=asked.user, now=asked.now),
        "The note is kept.",
        title=f"Ask a victim about community remedy {remedy.number}",
        quoted=remedy.behaviour,
        button="Keep the note",
    )


@acts
@once
def remedy_decide(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Decide whether somebody is invited to carry out an action."""
    asked = asked_of(request, reference)
    remedy = _remedy(asked.case, number)
    form = DecideForm(typed(request), actions=remedy.menu.actions.order_by("number"))
    if form.is_bound and (stale := stale_answer(request, remedy, form, shown=SHOWN)):
        return stale
    return short_form(
        request,
        asked,
        form,
        lambda: decide_remedy(remedy, **form.said, by=asked.user, now=asked.now),
        "The decision is kept.",
        title=f"Decide on community remedy {remedy.number}",
        quoted=remedy.behaviour,
        notes=remedy.notes.all(),
        record=remedy,
        button="Keep the decision",
    )


@acts
@once
def remedy_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep what came of an action."""
    asked = asked_of(request, reference)
    remedy = _remedy(asked.case, number)
    form = EndForm(typed(request))
    if form.is_bound and (stale := stale_answer(request, remedy, form, shown=SHOWN)):
        return stale
    return short_form(
        request,
        asked,
        form,
        lambda: end_remedy(remedy, **form.said, by=asked.user, now=asked.now),
        "It is kept what came of it.",
        title=f"What came of community remedy {remedy.number}",
        quoted=remedy.action.words if remedy.action else "",
        record=remedy,
        button="Keep it",
    )
