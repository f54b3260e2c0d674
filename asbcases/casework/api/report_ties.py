"""Whom a report is about, of which incident it tells, and which case its incident joins, by the API as on the pages."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Case, Incident, Recognition, Report
from asbcases.casework.api.incidents import IncidentViewSet
from asbcases.casework.api.reports import ReportViewSet
from asbcases.casework.api.shapes import Code, IncidentShape, ReportShape
from asbcases.casework.forms.people import WhoForm
from asbcases.casework.queries.people import Candidate, Sought, candidates
from asbcases.casework.transitions import attach_report, join_case, join_case_told_of, recognise
from asbcases.casework.views.first_triage import record_caller
from asbcases.errors import Refused
from asbcases.web.api.fields import Named, Strict, Text
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import report_for
from partners import access
from partners.choices import Action

REFERENCE = 20
NOT_LIKE = "Nobody with this reference is like the caller of this report: look for them among the people."
NOT_YET = "No incident is recorded of this report yet: record it, or attach the report to one."


class RecognitionShape(serializers.ModelSerializer[Recognition]):
    """Who the caller of a report is, or who suffers by it, and what spoke for it."""

    person = Code("reference")
    name = serializers.CharField(source="person.name", read_only=True)
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Recognition
        fields = ("person", "name", "reasons", "recorded_at", "recorded_by")
        read_only_fields = fields


class Recognised(Strict):
    """Who the caller is."""

    person = Text(
        max_length=REFERENCE,
        help_text="Reference of somebody on file who is like the caller, or `new`: recorded from the report",
    )


class Attached(Strict):
    """The incident of which a report tells as well."""

    incident = Named(slug_field="reference", queryset=Incident.objects.none())


class Joined(Strict):
    """The open case of which an incident becomes part."""

    case = Named(slug_field="reference", queryset=Case.objects.none())


class JoinedUnseen(Strict):
    """The open case of an earlier report of the same caller or place, seen or not."""

    case = Text(max_length=REFERENCE, help_text="Its reference, as whoever took the call was told it")


class RecognitionViewSet(RecordViewSet[Report]):
    """Who the caller of a report is."""

    needs: ClassVar = {"retrieve": Action.RECORD_INCIDENT, "recognise": Action.RECEIVE_REPORT}
    door = staticmethod(report_for)

    @extend_schema(summary="Read who the caller of a report is", responses=RecognitionShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """It is not there while nobody said so."""
        return self.shown(self.record)

    @extend_schema(
        summary="Say who the caller of a report is",
        request=Recognised,
        responses={200: RecognitionShape},
    )
    def recognise(self, request: Request, reference: str) -> Response:
        """Once; what speaks for it is looked up here, and not sent."""
        chosen = self.sent(Recognised)["person"]
        if chosen == WhoForm.NEW:
            record_caller(self.record, self.person, self.now)
        else:
            one = self._like(chosen)
            recognise(self.record, one.person, reasons=one.reasons, by=self.person, now=self.now)
        return self.changed(self.shown(self.record), reverse("api_recognition", args=[reference]))

    def shown(self, record: Report) -> Response:
        """Return the answer that shows who it is, of those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        rows = Recognition.objects.filter(person__in=known).select_related("person", "recorded_by")
        return Response(RecognitionShape(get_object_or_404(rows, report=record)).data)

    def _like(self, chosen: str) -> Candidate:
        report = self.record
        sought = Sought(report.caller_name, report.caller_phone, report.caller_email, report.caller_address)
        found = candidates(sought, among=access.people_visible_to(self.person, now=self.now))
        for one in found:
            if one.person.reference == chosen:
                return one
        raise ValidationError({"person": [NOT_LIKE]})


class ReportTieViewSet(ReportViewSet):
    """Of which incident a report tells, and which case that joins."""

    needs: ClassVar = dict.fromkeys(("attach", "join"), Action.RECORD_INCIDENT)

    @extend_schema(
        summary="Say that a report tells of an incident already recorded",
        request=Attached,
        responses={200: ReportShape},
    )
    def attach(self, request: Request, reference: str) -> Response:
        """One that the person may see; whoever called takes part in it."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        incident = self.sent(Attached, among={"incident": visible})["incident"]
        attach_report(self.record, incident, by=self.person, now=self.now)
        return self._done(reference)

    @extend_schema(
        summary="Make the incident of a report part of a case of which its taker was told",
        request=JoinedUnseen,
        responses={200: ReportShape},
    )
    def join(self, request: Request, reference: str) -> Response:
        """Of the caller's earlier reports or of the place; whoever adds to it sees no more of it, and its lead is told."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        case, incident = self.sent(JoinedUnseen)["case"], visible.filter(told_by__report=self.record).first()
        if incident is None:
            raise Refused(NOT_YET)
        join_case_told_of(self.record, incident, case, by=self.person, now=self.now)
        return self._done(reference)

    def _done(self, reference: str) -> Response:
        return self.changed(self.read(reference=reference), reverse("api_report", args=[reference]))


class IncidentJoinViewSet(IncidentViewSet):
    """Of which case an incident becomes part."""

    needs: ClassVar = {"join": Action.OPEN_CASE}

    @extend_schema(
        summary="Make an incident part of an open case", request=Joined, responses={200: IncidentShape}
    )
    def join(self, request: Request, reference: str) -> Response:
        """Its people join the case."""
        cases: Any = access.cases_visible_to(self.person, now=self.now)
        case = self.sent(Joined, among={"case": cases})["case"]
        join_case(self.record, case, by=self.person, now=self.now)
        return self.changed(self.shown(self.record), reverse("api_incident", args=[reference]))
