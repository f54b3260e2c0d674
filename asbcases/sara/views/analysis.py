"""The analysis of a problem: entries of five kinds, what was wrong, and the sign-off."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from asbcases.sara.forms.analysis import (
    CauseForm,
    HypothesisForm,
    PanelForm,
    PreviousForm,
    SignOffForm,
    SourceForm,
    WrongEntryForm,
)
from asbcases.sara.models import AnalysisEntry
from asbcases.sara.queries import STANDS
from asbcases.sara.transitions import analysis as verbs
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND

PART = "analysis"


class Adding(NamedTuple):
    """How an entry of one kind is added."""

    title: str
    form: type[forms.Form]
    act: Callable[..., AnalysisEntry]


KINDS: Mapping[str, Adding] = {
    "cause": Adding("Add a cause", CauseForm, verbs.add_cause),
    "source": Adding("Add a data source", SourceForm, verbs.add_source),
    "hypothesis": Adding("Add a hypothesis", HypothesisForm, verbs.add_hypothesis),
    "previous": Adding("Add what was tried before", PreviousForm, verbs.add_previous),
    "side": Adding("Describe a side of the triangle", PanelForm, verbs.add_panel),
}


@acts
@once
def plan_entry_new(request: HttpRequest, reference: str, entry: str) -> HttpResponse:
    """Add an entry of one kind to the analysis."""
    asked = Asked(request, reference)
    if entry not in KINDS:
        raise Http404(NOT_FOUND)
    adding = KINDS[entry]
    form = adding.form(asked.typed)
    return asked.answer(
        form,
        lambda: adding.act(asked.plan, **form.cleaned_data, **asked.act),
        title=adding.title,
        button="Add it",
        done="It is added to the analysis.",
        part=PART,
    )


@acts
@once
def plan_entry_wrong(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Mark an entry of the analysis as recorded in error."""
    asked = Asked(request, reference)
    entry = asked.row(AnalysisEntry.objects.all(), number=number)
    form = WrongEntryForm(asked.typed)
    return asked.answer(
        form,
        lambda: verbs.strike_entry(entry, **form.cleaned_data, **asked.act),
        title=f"Entry {number} is wrong",
        button="Mark it as recorded in error",
        done=f"Entry {number} counts no more.",
        part=PART,
        quoted=entry.words,
    )


@acts
@once
def plan_analysis_complete(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign the analysis off, with all that counts shown before."""
    asked = Asked(request, reference)
    form = SignOffForm(asked.typed)
    return asked.answer(
        form,
        lambda: verbs.complete_analysis(asked.plan, **asked.act),
        title="Sign the analysis off",
        button="Sign it off",
        done="The analysis is signed off. Next: plan a response.",
        part=PART,
        template="sara/analysis_complete.html",
        entries=entries_of(asked),
    )


def entries_of(asked: Asked) -> list[dict[str, Any]]:
    """Return what the analysis holds that counts, for the page on which it is signed off."""
    rows = AnalysisEntry.objects.filter(STANDS, plan=asked.plan).order_by("number")
    return [
        {
            "words": row.words,
            "kind": row.get_kind_display(),
            "side": row.get_side_display(),
            "result": row.result,
        }
        for row in rows
    ]
