"""What every operation on what follows a notice shares: the measure of the address, rows locked after their case."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.enforcement.models import Breach, Measure
from asbcases.enforcement.queries.breaches import breaches_of
from asbcases.enforcement.queries.measures import kept_of
from asbcases.web.api.etags import locked_if_match

Row = TypeVar("Row", bound=Model)


class MeasurePartViewSet(CasePartViewSet):
    """A part of one measure of a case; for police only."""

    measure: Measure
    needs: ClassVar = {}

    def find(self, **kwargs: Any) -> None:
        """Find the case and the measure of the route."""
        super().find(**kwargs)
        self.measure = get_object_or_404(kept_of(self.record), reference=kwargs["measure"])

    def address(self, *more: object) -> list[object]:
        """Return what stands in the address of a part."""
        return [self.record.reference, self.measure.reference, *more]

    def to_change(self, request: Request, row: Row) -> Row:
        """Return a row as its reader knew it, locked after its case and measure."""
        locked(self.record)
        locked(self.measure)
        return locked_if_match(request, row)


class BreachPartViewSet(MeasurePartViewSet):
    """A breach, or a part of one."""

    def breach(self, number: int) -> Breach:
        """Return a breach of the measure by its number."""
        found = breaches_of(self.measure).select_related("measure__case", "measure__subject")
        return get_object_or_404(found, number=number)
