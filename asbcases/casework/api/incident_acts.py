"""What is decided on one incident: its codes, its triages, whether it is a crime, its end and its opening again."""

from typing import ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Classification, Closing, CrimeDecision, Incident, Triage
from asbcases.cases.rules.somerton import QUESTION, SIGNALS
from asbcases.casework.api.incident_sent import (
    NewClassification,
    NewClosing,
    NewCrimeDecision,
    NewReopening,
    NewTriage,
)
from asbcases.casework.api.incident_shapes import (
    BeforeClosingShape,
    ClassificationShape,
    ClosingShape,
    CrimeDecisionShape,
    TriageShape,
)
from asbcases.casework.api.rows import RowsViewSet
from asbcases.casework.api.shapes import IncidentShape
from asbcases.casework.queries.signals import crime_decisions_of, is_assessed, signals_of
from asbcases.casework.transitions import (
    classify_incident,
    close_incident,
    consider_crime,
    reopen_incident,
    triage_incident,
)
from asbcases.web.api.etags import etag_of, locked_if_match
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import incident_for
from partners.choices import Action

READING = Action.RECORD_INCIDENT


class DecisionViewSet(RowsViewSet[Incident]):
    """Decisions of one kind on an incident: each is kept, the newest counts."""

    door = staticmethod(incident_for)


class ClassificationViewSet(DecisionViewSet):
    """The codes of an incident."""

    needs: ClassVar = {"list": READING, "retrieve": READING, "create": Action.CLOSE_INCIDENT}
    shape, page = ClassificationShape, "api_incident_classification"

    def rows(self) -> QuerySet[Classification]:
        """Return every decision on the codes."""
        return self.record.classifications.select_related("team", "recorded_by")

    @extend_schema(
        summary="List the decisions on the codes of an incident, the newest first",
        parameters=[Filter],
        responses=page_of(ClassificationShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Opening and closing, with who, when and through which desk."""
        return self.answered()

    @extend_schema(summary="Read a decision on the codes of an incident", responses=ClassificationShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """It never changes: the next one is another."""
        return self.one(number)

    @extend_schema(
        summary="Change the codes of an open incident",
        request=NewClassification,
        responses={201: ClassificationShape},
        parameters=[IF_MATCH, LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Only on additional information, which is kept as the reason."""
        incident = locked_if_match(request, self.record)
        said = self.sent(NewClassification)
        return self.added(classify_incident(incident, **said, by=self.person, now=self.now))


class CrimeDecisionViewSet(DecisionViewSet):
    """Whether an incident is a crime."""

    needs: ClassVar = {"list": READING, "retrieve": READING, "create": Action.CLOSE_INCIDENT}
    shape, page = CrimeDecisionShape, "api_incident_crime_decision"

    def rows(self) -> QuerySet[CrimeDecision]:
        """Return every decision whether it is a crime."""
        return crime_decisions_of(self.record)

    @extend_schema(
        summary="List the decisions whether an incident is a crime, the newest first",
        parameters=[Filter],
        responses=page_of(CrimeDecisionShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """The newest counts."""
        return self.answered()

    @extend_schema(summary="Read a decision whether an incident is a crime", responses=CrimeDecisionShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """It never changes: the next one is another."""
        return self.one(number)

    @extend_schema(
        summary="Decide whether an incident is a crime",
        request=NewCrimeDecision,
        responses={201: CrimeDecisionShape},
        parameters=[IF_MATCH, LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Yes with the reference of the crime, or no with the reason."""
        incident = locked_if_match(request, self.record)
        said = self.sent(NewCrimeDecision)
        return self.added(consider_crime(incident, **said, by=self.person, now=self.now))


class TriageViewSet(DecisionViewSet):
    """The triages of an incident."""

    needs: ClassVar = {"list": READING, "retrieve": READING, "create": Action.RECORD_INCIDENT}
    shape, page, key = TriageShape, "api_incident_triage", "number"

    def rows(self) -> QuerySet[Triage]:
        """Return every triage."""
        return self.record.triages.select_related("template", "partner", "recorded_by")

    @extend_schema(
        summary="List the triages of an incident, the newest first",
        parameters=[Filter],
        responses=page_of(TriageShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With the answers, the grade that was proposed, and the one that was chosen."""
        return self.answered()

    @extend_schema(summary="Read a triage", responses=TriageShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """It never changes: the next one is another."""
        return self.one(number)

    @extend_schema(
        summary="Triage an incident",
        request=NewTriage,
        responses={201: TriageShape},
        parameters=[IF_MATCH, LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """The history is looked up and the grade proposed here; what was told before is not sent."""
        incident = locked_if_match(request, self.record)
        said = self.sent(NewTriage)
        return self.added(triage_incident(incident, **said, by=self.person, now=self.now))


class ClosingViewSet(RecordViewSet[Incident]):
    """The end of an incident, and its opening again."""

    needs: ClassVar = {
        "list": READING,
        "before": Action.CLOSE_INCIDENT,
        "close": Action.CLOSE_INCIDENT,
        "reopen": Action.CLOSE_INCIDENT,
    }
    door = staticmethod(incident_for)

    @extend_schema(
        summary="List the closings of an incident, the newest first",
        parameters=[Filter],
        responses=page_of(ClosingShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """It may have been opened again in between."""
        rows = Closing.objects.filter(incident=self.record).select_related("team", "recorded_by")
        return self.listed(rows, ("-recorded_at", "-id"), ClosingShape(), wanted=self.asked())

    @extend_schema(
        summary="Read what speaks for a victim before an incident is closed", responses=BeforeClosingShape
    )
    def before(self, request: Request, reference: str) -> Response:
        """To be read before the question is answered."""
        found = signals_of(self.record, self.now)
        told = {
            "question": QUESTION,
            "signals": {code: SIGNALS[code] for code in found},
            "assessed": is_assessed(self.record),
            "crime_decided": crime_decisions_of(self.record).exists(),
        }
        return Response(BeforeClosingShape(told).data)

    @extend_schema(
        summary="Close an incident",
        request=NewClosing,
        responses={200: IncidentShape},
        parameters=[IF_MATCH, ETAG],
    )
    def close(self, request: Request, reference: str) -> Response:
        """Refused without an answer to the question, and against what the file says without a supervisor's reason."""
        incident = locked_if_match(request, self.record)
        said = self.sent(NewClosing)
        closing = close_incident(incident, **said, by=self.person, now=self.now)
        return self.changed(self.shown(closing.incident), reverse("api_incident", args=[reference]))

    @extend_schema(
        summary="Open a closed incident again",
        request=NewReopening,
        responses={200: IncidentShape},
        parameters=[IF_MATCH, ETAG],
    )
    def reopen(self, request: Request, reference: str) -> Response:
        """The question is asked anew before the next closing."""
        incident = locked_if_match(request, self.record)
        said = self.sent(NewReopening)
        incident = reopen_incident(incident, **said, by=self.person, now=self.now)
        return self.changed(self.shown(incident), reverse("api_incident", args=[reference]))

    def shown(self, record: Incident) -> Response:
        """Return the answer that shows an incident, with its version."""
        return Response(IncidentShape(record).data, headers={"ETag": etag_of(record)})
