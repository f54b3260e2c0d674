"""What is recorded when something was not done in its time: of a notice an alleged breach, of a warning what was seen."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from asbcases.cases.case_choices import EntryKind
from asbcases.casework.transitions import write_entry
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import MeasureTerm
from asbcases.enforcement.transitions.breaches import allege_breach
from asbcases.enforcement.transitions.serving import in_force
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.errors import Refused


def not_met(term: MeasureTerm, words: str, asked: Asked) -> HttpResponse:
    """Keep that a requirement was not met in its time, and return the way to what follows."""
    measure = in_force(term.measure)
    if term.done_at or term.ended_at:
        raise Refused(f"Requirement {term.number} was met or taken out already: load the page again.")
    if term.do_by is None or term.do_by > asked.now:
        raise Refused("The time to do it is not over: nobody can say yet that it was not met.")
    address = [asked.case.reference, measure.reference]
    if measure.kind == MeasureKind.CPW:
        said = f"Requirement {term.number} of {measure.reference} was not met: {words}"
        write_entry(
            asked.case, kind=EntryKind.NOTE, happened_at=asked.now, said_by=asked.user.name, words=said,
            by=asked.user, now=asked.now,
        )  # fmt: skip
        query = urlencode({"kind": MeasureKind.CPN.value, "on": measure.reference})
        return redirect(f"{reverse('measure_new', args=address[:1])}?{query}")
    place = term.place or measure.proper_address or measure.subject.reference
    breach = allege_breach(
        measure, happened_at=term.do_by, place=place, words=words, terms=[term], by=asked.user, now=asked.now
    )
    return redirect("breach_page", *address, breach.number)
