"""Reports: what somebody told us, word for word."""

from datetime import timedelta
from typing import ClassVar

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Report
from asbcases.casework.api.sent import NewReport, ReportFilter
from asbcases.casework.api.shapes import ReportLineShape, ReportShape
from asbcases.casework.api.shared import district_context
from asbcases.casework.forms.clock import midnight_of
from asbcases.casework.forms.filters import ReportFilter as Pages
from asbcases.casework.queries import reports as queries
from asbcases.casework.transitions import receive_report
from asbcases.web.api.paging import page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import report_for
from partners import access
from partners.choices import Action


class ReportViewSet(RecordViewSet[Report]):
    """The reports that the person may read; a partner reads what their own agency passed on."""

    needs: ClassVar = {"list": None, "retrieve": None, "create": Action.RECEIVE_REPORT}
    door = staticmethod(report_for)

    @extend_schema(
        summary="List reports, the newest first",
        parameters=[ReportFilter],
        responses=page_of(ReportLineShape),
    )
    def list(self, request: Request) -> Response:
        """Without what was said, and by whom: that is read one report at a time, and each reading is recorded."""
        wanted = self.asked(ReportFilter)
        visible = access.reports_visible_to(self.person, now=self.now)
        rows = queries.newest(queries.in_district(visible, wanted.get("district")))
        if wanted["show"] == Pages.WAITING:
            until = wanted.get("until") or timezone.localdate(self.now)
            rows = queries.not_recorded(rows, before=midnight_of(until + timedelta(days=1)))
        shape = ReportLineShape(context=self.seen_by())
        return self.listed(rows, ("-received_at", "-id"), shape, wanted=wanted, about="reports")

    @extend_schema(summary="Read a report", responses=ReportShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """A report never changes; only the incident that it tells of is added when it is recorded."""
        return self.shown(self.record)

    @extend_schema(
        summary="Record a report", request=NewReport, responses={201: ReportShape}, parameters=[LOCATION]
    )
    def create(self, request: Request) -> Response:
        """The words are kept as they are sent, and can never be changed."""
        said = self.sent(NewReport, **district_context(self.person))
        report = receive_report(**{"received_at": self.now, **said}, by=self.person, now=self.now)
        address = reverse("api_report", args=[report.reference])
        return self.made(self.shown(report), address)

    def shown(self, record: Report) -> Response:
        """Return the answer that shows a report."""
        return Response(ReportShape(record, context=self.seen_by()).data)

    def seen_by(self) -> dict[str, bool]:
        """Return what the shapes know of the person who reads: whether they are of another agency."""
        return {"of_agency": self.person.role in access.AGENCY}
