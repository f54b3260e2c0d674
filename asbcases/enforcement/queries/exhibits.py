"""Reads of exhibits: those of a case, through whose hands one went, and who holds it."""

from django.db.models import QuerySet

from asbcases.cases.models import Case
from asbcases.enforcement.models import Exhibit, ExhibitMove
from asbcases.enforcement.queries.measures import STANDS


def exhibits_of(case: Case) -> QuerySet[Exhibit]:
    """Return what stands of the exhibits of a case, with the files that some of them are."""
    found = Exhibit.objects.filter(STANDS, case=case)
    return found.select_related("document", "recorded_by").order_by("number")


def moves_of(exhibit: Exhibit) -> QuerySet[ExhibitMove]:
    """Return the handovers of an exhibit, in their order."""
    return ExhibitMove.objects.filter(exhibit=exhibit).select_related("recorded_by").order_by("number")


def holder_of(exhibit: Exhibit) -> str:
    """Return who holds an exhibit: to whom it was handed last, or who found it."""
    newest = moves_of(exhibit).last()
    return newest.to_whom if newest else exhibit.found_by
