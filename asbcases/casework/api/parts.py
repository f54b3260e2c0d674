"""What hangs on a case, each reached through it: its people and incidents; its risk is in `risk`."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Case
from asbcases.casework.api.shapes import IncidentLineShape, PartyShape
from asbcases.casework.queries import cases as queries
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import case_for
from partners import access


class CasePartViewSet(RecordViewSet[Case]):
    """A part of the record of a case: a partner reads what is shared of it at `shared-cases/`, and nothing here."""

    door = staticmethod(case_for)


class PartyViewSet(CasePartViewSet):
    """The people of a case."""

    needs: ClassVar = {"list": None}

    @extend_schema(
        summary="List the people of a case, by number", parameters=[Filter], responses=page_of(PartyShape)
    )
    def list(self, request: Request, reference: str) -> Response:
        """With what each is to the case; for police only."""
        rows = queries.parties_of([self.record])
        return self.listed(rows, ("number", "id"), PartyShape(), wanted=self.asked())


class CaseIncidentViewSet(CasePartViewSet):
    """The incidents of a case."""

    needs: ClassVar = {"list": None}

    @extend_schema(
        summary="List the incidents of a case, the latest event first",
        parameters=[Filter],
        responses=page_of(IncidentLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Of those that the person may see."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        rows = queries.incidents_of(self.record, visible).select_related("district")
        return self.listed(rows, ("-happened_from", "-id"), IncidentLineShape(), wanted=self.asked())
