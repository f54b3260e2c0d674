"""Incidents: one event each, recorded from a report."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Incident
from asbcases.casework.api.sent import IncidentFilter, NewIncident, PlaceSent
from asbcases.casework.api.shapes import IncidentLineShape, IncidentShape, ReportLineShape
from asbcases.casework.api.shared import district_context
from asbcases.casework.queries import incidents as queries
from asbcases.casework.transitions import place_incident, record_incident
from asbcases.casework.transitions.places import premises_at
from asbcases.law.periods import london_midnight_after
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION, of_act
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import incident_for
from partners import access
from partners.choices import Action

# Who works with the file reads incidents; an analyst reads figures, in which no person stands.
READING = Action.RECORD_INCIDENT


class IncidentViewSet(RecordViewSet[Incident]):
    """The incidents that the person may see."""

    needs: ClassVar = {
        "list": READING,
        "retrieve": READING,
        "reports": READING,
        "create": Action.RECORD_INCIDENT,
        "place": Action.KEEP_PEOPLE,
    }
    door = staticmethod(incident_for)

    @extend_schema(
        summary="List the incidents recorded here, the latest event first",
        parameters=[IncidentFilter],
        responses=page_of(IncidentLineShape),
    )
    def list(self, request: Request) -> Response:
        """Published copies are not among them: they are nobody's work."""
        wanted = self.asked(IncidentFilter)
        visible = access.incidents_visible_to(self.person, now=self.now)
        chosen = queries.filtered(visible, **_chosen(wanted))
        rows = queries.newest(chosen.filter(_between(wanted)))
        return self.listed(
            rows, ("-happened_from", "-id"), IncidentLineShape(), wanted=wanted, about="incidents"
        )

    @extend_schema(summary="Read an incident", responses=IncidentShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str) -> Response:
        """Also a published copy, by its reference."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="List the reports that tell of an incident",
        parameters=[Filter],
        responses=page_of(ReportLineShape),
    )
    def reports(self, request: Request, reference: str) -> Response:
        """The first told first."""
        visible = access.reports_visible_to(self.person, now=self.now)
        rows = queries.reports_of(self.record, visible).select_related("district", "tells_of__incident")
        return self.listed(rows, ("received_at", "id"), ReportLineShape(), wanted=self.asked())

    @extend_schema(
        summary="Record the incident that a report tells of",
        request=NewIncident,
        responses={201: IncidentShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request) -> Response:
        """When it happened is taken from the report."""
        context = district_context(self.person)
        context["among"]["report"] = access.reports_visible_to(self.person, now=self.now)
        context["among"]["premises"] = access.premises_visible_to(self.person, now=self.now)
        said = self.sent(NewIncident, **context)
        incident = record_incident(said.pop("report"), **said, by=self.person, now=self.now)
        return self.made(self.shown(incident), reverse("api_incident", args=[incident.reference]))

    @extend_schema(summary="Say at which premises an incident happened", **of_act(PlaceSent, IncidentShape))
    def place(self, request: Request, reference: str) -> Response:
        """Premises on file are found however the address is written; else a record is made."""
        incident = locked_if_match(request, self.record)
        who: Any = {"by": self.person, "now": self.now}
        address = self.sent(PlaceSent)["address"]
        premises = premises_at(address, district=incident.district, **who)
        placed = place_incident(incident, premises, **who)
        return self.changed(self.shown(placed), reverse("api_incident", args=[placed.reference]))

    def shown(self, record: Incident) -> Response:
        """Return the answer that shows an incident, with its version."""
        return Response(IncidentShape(record).data, headers={"ETag": etag_of(record)})


def _chosen(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the address asks for, as the query takes it."""
    chosen: dict[str, Any] = {
        name: wanted[name] for name in ("category", "subtype", "district") if name in wanted
    }
    if "grade" in wanted:
        chosen["grade"] = "" if wanted["grade"] == IncidentFilter.UNGRADED else wanted["grade"]
    if "state" in wanted:
        chosen["closed"] = wanted["state"] == IncidentFilter.CLOSED
    return chosen


def _between(wanted: dict[str, Any]) -> Q:
    """Return the condition that an event began on one of the London days asked for."""
    condition = Q()
    if "from" in wanted:
        condition &= Q(happened_from__gte=london_midnight_after(wanted["from"] - timedelta(days=1)))
    if "to" in wanted:
        condition &= Q(happened_from__lt=london_midnight_after(wanted["to"]))
    return condition
