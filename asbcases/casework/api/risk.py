"""The risk to the victims of a case: assessments, who signed them off, and reviews; and the form in use."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import CaseParty
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.casework.api.parts_shapes import (
    AssessmentLineShape,
    AssessmentShape,
    ReviewShape,
    RiskFormShape,
    SignOffShape,
)
from asbcases.casework.api.sent import NewAssessment, NewReview, NewSignOff, NotAssessed
from asbcases.casework.queries import cases as queries
from asbcases.law.periods import london_day
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action
from risk.choices import Result
from risk.models import Assessment, Review, SignOff
from risk.queries import version_in_use
from risk.transitions import complete_assessment, record_not_assessed, review_risk, sign_off


class AssessmentViewSet(CasePartViewSet):
    """The risk assessments of a case's victims."""

    needs: ClassVar = {
        "list": None,
        "retrieve": None,
        "create": Action.ASSESS_RISK,
        "not_assessed": Action.ASSESS_RISK,
    }

    @extend_schema(
        summary="List the risk assessments of a case, the newest first",
        parameters=[Filter],
        responses=page_of(AssessmentLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Of each victim the newest with a level counts; one that came to none says so in `result`."""
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
        party = self._party(said.pop("party"))
        made = complete_assessment(self.record, party=party, **said, by=self.person, now=self.now)
        return self._added(made)

    @extend_schema(
        summary="Say that a victim refused or could not be reached",
        request=NotAssessed,
        responses={201: AssessmentShape},
        parameters=[LOCATION],
    )
    def not_assessed(self, request: Request, reference: str) -> Response:
        """Not assessed is never standard: for every date it counts as medium at least."""
        said = self.sent(NotAssessed)
        party, result = self._party(said["party"]), Result(said["result"])
        about = {"result": result, "reason": said["reason"], "by": self.person, "now": self.now}
        return self._added(record_not_assessed(self.record, party=party, **about))

    def _party(self, number: int) -> CaseParty:
        party = queries.parties_of([self.record]).filter(number=number).first()
        if party is None:
            raise ValidationError({"party": ["Nobody has this number in the case."]})
        return party

    def _added(self, made: Assessment) -> Response:
        address = reverse("api_assessment", args=[self.record.reference, made.pk])
        return self.made(self._shown(made.pk), address)

    def read(self, **kwargs: Any) -> Response:
        """Return the assessment of an address."""
        return self._shown(kwargs["pk"])

    def _shown(self, pk: int) -> Response:
        rows = Assessment.objects.select_related("party", "version__instrument", "recorded_by")
        assessment = get_object_or_404(rows, case=self.record, pk=pk)
        return Response(AssessmentShape(assessment).data)


class OfAssessmentViewSet(CasePartViewSet):
    """What supervisors said of one assessment; for police only."""

    needs: ClassVar = {
        "list": Action.ASSESS_RISK,
        "retrieve": Action.ASSESS_RISK,
        "create": Action.REVIEW_RISK,
    }
    shape: ClassVar[type[serializers.ModelSerializer[Any]]]
    page: ClassVar[str]

    def find(self, **kwargs: Any) -> None:
        """Find the case and the assessment."""
        super().find(**kwargs)
        rows = Assessment.objects.select_related("party")
        self.assessment = get_object_or_404(rows, case=self.record, pk=kwargs["pk"])

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Return what was said of the assessment."""

    def read(self, **kwargs: Any) -> Response:
        """Return what an address names."""
        self.find(**kwargs)
        return self._one(kwargs["number"])

    def _one(self, number: int) -> Response:
        return Response(self.shape(get_object_or_404(self.rows(), pk=number)).data)

    def _added(self, row: SignOff | Review) -> Response:
        address = reverse(self.page, args=[self.record.reference, self.assessment.pk, row.pk])
        return self.made(self._one(row.pk), address)


class SignOffViewSet(OfAssessmentViewSet):
    """Who signed an assessment off, or returned it."""

    shape, page = SignOffShape, "api_sign_off"

    def rows(self) -> QuerySet[SignOff]:
        """Return who signed it off or returned it."""
        return self.assessment.sign_offs.select_related("recorded_by")

    @extend_schema(
        summary="List who signed an assessment off, the newest first",
        parameters=[Filter],
        responses=page_of(SignOffShape),
    )
    def list(self, request: Request, reference: str, pk: int) -> Response:
        """Or returned it."""
        return self.listed(self.rows(), ("-signed_at", "-id"), SignOffShape(), wanted=self.asked())

    @extend_schema(summary="Read a sign-off", responses=SignOffShape)
    def retrieve(self, request: Request, reference: str, pk: int, number: int) -> Response:
        """It never changes."""
        return self._one(number)

    @extend_schema(
        summary="Sign an assessment off, or return it",
        request=NewSignOff,
        responses={201: SignOffShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str, pk: int) -> Response:
        """By a sergeant or above who did not assess; refused once the risk was assessed again."""
        said = self.sent(NewSignOff)
        return self._added(sign_off(self.assessment, **said, by=self.person, now=self.now))


class RiskReviewViewSet(OfAssessmentViewSet):
    """Reviews of the risk to a victim, each of the assessment that was the newest then."""

    shape, page = ReviewShape, "api_risk_review"

    def rows(self) -> QuerySet[Review]:
        """Return the reviews of it."""
        return self.assessment.reviews.select_related("recorded_by")

    @extend_schema(
        summary="List the reviews of an assessment, the newest first",
        parameters=[Filter],
        responses=page_of(ReviewShape),
    )
    def list(self, request: Request, reference: str, pk: int) -> Response:
        """Of this assessment only."""
        return self.listed(self.rows(), ("-reviewed_at", "-id"), ReviewShape(), wanted=self.asked())

    @extend_schema(summary="Read a review", responses=ReviewShape)
    def retrieve(self, request: Request, reference: str, pk: int, number: int) -> Response:
        """It never changes."""
        return self._one(number)

    @extend_schema(
        summary="Review the risk to a victim",
        request=NewReview,
        responses={201: ReviewShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str, pk: int) -> Response:
        """By a sergeant or above; refused once the risk was assessed again."""
        said, party = self.sent(NewReview), self.assessment.party
        assert party is not None  # noqa: S101 - the assessment of a case
        about: dict[str, Any] = {"by": self.person, "now": self.now, "read": self.assessment}
        return self._added(review_risk(self.record, party=party, note=said["note"], **about))


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
