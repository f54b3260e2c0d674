"""Cases: opening and reading them; what hangs on a case is in `parts`, how it ends in `case_ends`."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Case, Incident
from asbcases.casework.api.sent import CaseFilter, NewCase
from asbcases.casework.api.shapes import CaseLineShape, CaseShape
from asbcases.casework.forms.filters import CaseFilter as CasePages
from asbcases.casework.queries import cases as queries
from asbcases.casework.transitions import open_case
from asbcases.casework.views.cases import DUE_FIRST, in_state, wanted_by
from asbcases.deadlines.models import Deadline
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


def _chosen(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked for of the cases themselves; whose they are, and where, is asked apart."""
    return {name: wanted[name] for name in ("lead", "stage") if name in wanted}


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
        closed = CasePages.CLOSED in (wanted.get("state"), wanted.get("stage"))
        if wanted["order"] == CasePages.DUE and not closed:
            return self._due_first(visible, wanted)
        cases = queries.selected(visible).filter(self._whose(visible, wanted), **_chosen(wanted))
        rows = with_current_level(queries.newest(in_state(cases, wanted.get("state", ""))))
        return self.listed(rows, NEWEST, CaseLineShape(), wanted=wanted, about="cases")

    def _due_first(self, visible: QuerySet[Case], wanted: dict[str, Any]) -> Response:
        """Return the open cases that owe something, read from the diary."""
        on_case = {f"case__{name}": value for name, value in _chosen(wanted).items()}
        owed = access.scope(queries.due_first(), self.person, path="case", now=self.now)
        rows = owed.filter(self._whose(visible, wanted, case="case"), **on_case)

        def cases_of(page: list[Deadline]) -> list[Case]:
            found = queries.newest(visible.filter(pk__in=[deadline.case_id for deadline in page]))
            known = {case.pk: case for case in with_current_level(found)}
            return [known[deadline.case_id] for deadline in page if deadline.case_id in known]

        shape = CaseLineShape()
        return self.listed(rows, DUE_FIRST, shape, wanted=wanted, about="cases", of_rows=cases_of)

    def _whose(self, visible: QuerySet[Case], wanted: dict[str, Any], case: str = "pk") -> Q:
        """Return the condition on whose cases, and where, as the page of cases has it."""

        def led() -> Q:
            if case == "pk":
                return Q(lead=self.person)
            return Q(case__in=queries.led_by(queries.selected(visible), self.person))

        return wanted_by(wanted.get("whose", ""), wanted.get("district"), self.person, case=case, led=led)

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
