"""What hangs on a case, each reached through it: people, incidents, risk assessments."""

from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.casework.api.parts_shapes import (
    AssessmentLineShape,
    AssessmentShape,
    RiskFormShape,
)
from asbcases.casework.api.sent import NewAssessment
from asbcases.casework.api.shapes import IncidentLineShape, PartyShape
from asbcases.casework.queries import cases as queries
from asbcases.law.periods import london_day
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import case_for
from partners import access
from partners.choices import Action
from risk.models import Assessment
from risk.queries import version_in_use
from risk.transitions import complete_assessment


class CasePartViewSet(RecordViewSet[Case]):
    """A part of a case; to a partner it is there only from a certain tier of the share on."""

    door = staticmethod(case_for)
    shown_from: ClassVar[Tier | None] = None

    def find(self, **kwargs: Any) -> None:
        """Find the case, and refuse a partner to whom this part of it was not given."""
        super().find(**kwargs)
        tier = access.tier_on(self.record, self.person, now=self.now)
        if tier is not None and (self.shown_from is None or tier < self.shown_from):
            raise Http404


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
    shown_from = Tier.INCIDENTS

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


class AssessmentViewSet(CasePartViewSet):
    """The risk assessments of a case's victims."""

    needs: ClassVar = {"list": None, "retrieve": None, "create": Action.ASSESS_RISK}
    shown_from = Tier.RISK

    @extend_schema(
        summary="List the risk assessments of a case, the newest first",
        parameters=[Filter],
        responses=page_of(AssessmentLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Of each victim the newest counts."""
        rows = Assessment.objects.filter(case=self.record)
        rows = rows.select_related("party", "version__instrument", "recorded_by")
        return self.listed(rows, ("-completed_at", "-id"), AssessmentLineShape(), wanted=self.asked())

    @extend_schema(summary="Read a risk assessment", responses=AssessmentShape)
    def retrieve(self, request: Request, reference: str, pk: int) -> Response:
        """With its answers. An assessment never changes: the next one is another."""
        return self._shown(pk)

    @extend_schema(
        summary="Assess the risk to a victim",
        request=NewAssessment,
        responses={201: AssessmentShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """By the form in use, which `/risk-form/` shows; the level and the next review follow from the answers."""
        said = self.sent(NewAssessment)
        party = queries.parties_of([self.record]).filter(number=said.pop("party")).first()
        if party is None:
            raise ValidationError({"party": ["Nobody has this number in the case."]})
        made = complete_assessment(self.record, party=party, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.pk), reverse("api_assessment", args=[reference, made.pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return the assessment of an address."""
        return self._shown(kwargs["pk"])

    def _shown(self, pk: int) -> Response:
        rows = Assessment.objects.select_related("party", "version__instrument", "recorded_by")
        assessment = get_object_or_404(rows, case=self.record, pk=pk)
        return Response(AssessmentShape(assessment).data)


class RiskFormViewSet(ScopedViewSet):
    """The questions by which risk is assessed."""

    needs: ClassVar = {"retrieve": Action.ASSESS_RISK}

    @extend_schema(summary="Read the risk form in use today", responses=RiskFormShape)
    def retrieve(self, request: Request) -> Response:
        """Its questions, and the answers that each allows."""
        version = version_in_use(london_day(timezone.now()))
        if version is None:
            raise Http404
        return Response(RiskFormShape(version).data)
