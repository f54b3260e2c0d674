"""Cases: opening and reading them; what hangs on a case is in `parts`, how it ends in `case_ends`."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Case, Incident
from asbcases.casework.api.sent import CaseFilter, NewCase
from asbcases.casework.api.shapes import CaseLineShape, CaseShape
from asbcases.casework.queries import cases as queries
from asbcases.casework.transitions import open_case
from asbcases.web.api.etags import etag_of, unless_known
from asbcases.web.api.fields import Named
from asbcases.web.api.paging import page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import case_for
from partners import access
from partners.choices import Action
from risk.queries import with_current_level

NEWEST = ("-opened_at", "-id")


class CaseViewSet(RecordViewSet[Case]):
    """The cases whose record is open to the person; a partner reads what is shared at `shared-cases/`, and none here."""

    needs: ClassVar = {
        "list": None,
        "retrieve": None,
        "create": Action.OPEN_CASE,
    }
    door = staticmethod(case_for)

    @extend_schema(
        summary="List cases, the one opened last first",
        parameters=[CaseFilter],
        responses=page_of(CaseLineShape),
    )
    def list(self, request: Request) -> Response:
        """Of those that the person may see: a partner finds none."""
        wanted = self.asked(CaseFilter)
        visible = access.cases_visible_to(self.person, now=self.now)
        chosen = {name: wanted[name] for name in ("district", "lead", "stage") if name in wanted}
        rows = queries.newest(visible.filter(recorded_in_error_at__isnull=True, **chosen))
        return self.listed(with_current_level(rows), NEWEST, CaseLineShape(), wanted=wanted, about="cases")

    @extend_schema(summary="Read a case", responses=CaseShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str) -> Response:
        """To a partner it is not there, whatever is shared with them."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="Open a case on one or more incidents",
        request=NewCase,
        responses={201: CaseShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request) -> Response:
        """Its district is that of the incidents; its victim has to be assessed for risk next."""
        said = self.sent(NewCase)
        case = open_case(
            self._incidents(said["incidents"]),
            summary=said["summary"],
            victim_name=said["victim"]["name"],
            victim_contact=said["victim"]["contact"],
            lead=said.get("lead", self.person),
            by=self.person,
            now=self.now,
        )
        return self.made(self.shown(case), reverse("api_case", args=[case.reference]))

    def shown(self, record: Case) -> Response:
        """Return the answer that shows a case, with its version."""
        return Response(CaseShape(record).data, headers={"ETag": etag_of(record)})

    def _incidents(self, references: Sequence[str]) -> Sequence[Incident]:
        """Return the incidents named, in their order; who may not see one learns nothing about it."""
        visible = access.incidents_visible_to(self.person, now=self.now).select_related("district")
        found = {row.reference: row for row in visible.filter(reference__in=references)}
        faults: dict[str, Any] = {
            str(place): [Named.default_error_messages["does_not_exist"]]
            for place, reference in enumerate(references)
            if reference not in found
        }
        if faults:
            raise ValidationError({"incidents": faults})
        return [found[reference] for reference in dict.fromkeys(references)]
