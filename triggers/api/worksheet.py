"""The worksheet of the threshold by the API: complaints, what they come to, and the decision."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.policies.queries import limits_in_force
from partners.choices import Action
from triggers.api import part_shapes as shapes
from triggers.api import sent
from triggers.api.shared import OfReviewViewSet, ReviewPartViewSet, described, of_act, of_new, who_may
from triggers.choices import Origin
from triggers.models import ReviewComplaint, ThresholdDecision
from triggers.queries.worksheets import as_written, worksheet_of
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.worksheets import (
    add_complaint,
    correct_complaint,
    decide_duplicate,
    mark_complaint_wrong,
)

ACTS = ("correct", "wrong", "duplicate")


class CaseReviewWorksheetViewSet(OfReviewViewSet):
    """What the complaints of a review come to."""

    needs: ClassVar = {"retrieve": Action.SEE_REVIEWS}

    @extend_schema(summary="Read the worksheet of a case review", responses=shapes.CaseReviewWorksheetShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """Which complaints count and why, by which route the threshold is reached, and what is missing."""
        sheet = as_written(worksheet_of(self.record, limits_in_force(self.now)))
        return Response(shapes.CaseReviewWorksheetShape(sheet).data)


@described("complaint", "complaints on the worksheet")
class CaseReviewComplaintViewSet(ReviewPartViewSet):
    """The complaints on the worksheet, those among them that were recorded in error."""

    needs: ClassVar = who_may("create", *ACTS)
    route, shape, model = "api_case_review_complaint", shapes.CaseReviewComplaintShape, ReviewComplaint
    joined = ("duplicate_of", "recorded_by")

    @extend_schema(
        summary="Put a complaint on the worksheet",
        **of_new(sent.NewComplaint, shapes.CaseReviewComplaintShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """By hand; whether it counts is worked out by rule."""
        said = self.sent(sent.NewComplaint)
        return self.added(add_complaint(self.record, origin=Origin.BY_HAND, **said, **self.act()))

    @extend_schema(
        summary="Correct a complaint", **of_act(sent.ComplaintCorrected, shapes.CaseReviewComplaintShape)
    )
    def correct(self, request: Request, reference: str, number: int) -> Response:
        """All that is known of it, with the reason; what it said before is kept."""
        return self.done(number, sent.ComplaintCorrected, correct_complaint)

    @extend_schema(
        summary="Mark a complaint as recorded in error",
        **of_act(sent.CaseReviewReason, shapes.CaseReviewComplaintShape),
    )
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """It is off the worksheet, and stays on file."""
        return self.done(number, sent.CaseReviewReason, mark_complaint_wrong)

    @extend_schema(
        summary="Decide whether a complaint is a duplicate",
        **of_act(sent.DuplicateDecided, shapes.CaseReviewComplaintShape),
    )
    def duplicate(self, request: Request, reference: str, number: int) -> Response:
        """Of another one, or of none, by the area's rule."""
        return self.done(number, sent.DuplicateDecided, decide_duplicate, {"of": self._others(number)})

    def _others(self, number: int) -> QuerySet[Any]:
        return self.rows().filter(recorded_in_error_at__isnull=True).exclude(number=number)


@described("decision on the threshold", "decisions on the threshold", tagged=False)
class CaseReviewDecisionViewSet(ReviewPartViewSet):
    """Whether the threshold is met, as often as it was decided."""

    route, shape, model = "api_case_review_threshold", shapes.CaseReviewDecisionShape, ThresholdDecision

    @extend_schema(
        summary="Decide whether the threshold is met",
        **of_new(sent.ThresholdDecided, shapes.CaseReviewDecisionShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """Where the number is reached nothing but met; below it with a reason on each factor."""
        said = self.sent(sent.ThresholdDecided)
        return self.added(decide_threshold(self.record, **said, **self.act()))
