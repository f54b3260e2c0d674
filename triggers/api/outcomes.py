"""What follows a panel by the API: recommendations and their answers, and the plan that is put to the victim."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from triggers.api import panel_shapes as shapes
from triggers.api import sent_later as sent
from triggers.api.shared import ReviewPartViewSet, described, of_act, of_new, who_may
from triggers.models import DraftPlan, Recommendation
from triggers.transitions.outcomes import comment_plan, draft_plan, make_plan_final, put_plan
from triggers.transitions.recommendations import answer_recommendation, recommend, recommendation_done

ANSWERING, PLANNING = ("answer", "carried_out"), ("put_to_victim", "comment", "final")


@described("recommendation", "recommendations")
class CaseReviewRecommendationViewSet(ReviewPartViewSet):
    """What panels recommend, and what became of it."""

    needs: ClassVar = who_may("create", *ANSWERING)
    route, shape = "api_case_review_recommendation", shapes.CaseReviewRecommendationShape
    model = Recommendation
    joined = ("panel", "agency", "recorded_by")

    @extend_schema(
        summary="Record a recommendation",
        **of_new(sent.NewRecommendation, shapes.CaseReviewRecommendationShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """Of the panel that decided last; its answer is waited for."""
        return self.added(recommend(self.record, **self.sent(sent.NewRecommendation), **self.act()))

    @extend_schema(
        summary="Record the answer to a recommendation",
        **of_act(sent.RecommendationAnswered, shapes.CaseReviewRecommendationShape),
    )
    def answer(self, request: Request, reference: str, number: int) -> Response:
        """A body that does not follow it says why; on a closed review too."""
        return self.done(number, sent.RecommendationAnswered, answer_recommendation)

    @extend_schema(
        summary="Record that a recommendation was carried out",
        **of_act(sent.RecommendationCarriedOut, shapes.CaseReviewRecommendationShape),
    )
    def carried_out(self, request: Request, reference: str, number: int) -> Response:
        """With what shows it."""
        return self.done(number, sent.RecommendationCarriedOut, recommendation_done)


@described("action plan", "action plans")
class CaseReviewPlanViewSet(ReviewPartViewSet):
    """The action plans of a review."""

    needs: ClassVar = who_may("create", *PLANNING)
    route, shape, model = "api_case_review_plan", shapes.CaseReviewPlanShape, DraftPlan

    @extend_schema(summary="Draft an action plan", **of_new(sent.NewReviewPlan, shapes.CaseReviewPlanShape))
    def create(self, request: Request, reference: str) -> Response:
        """It is put to the victim before it is final."""
        return self.added(draft_plan(self.record, **self.sent(sent.NewReviewPlan), **self.act()))

    @extend_schema(
        summary="Record that a plan was put to the victim",
        **of_act(sent.PlanPut, shapes.CaseReviewPlanShape),
    )
    def put_to_victim(self, request: Request, reference: str, number: int) -> Response:
        """How, and when."""
        return self.done(number, sent.PlanPut, put_plan)

    @extend_schema(
        summary="Record what the victim said to a plan",
        **of_act(sent.PlanCommented, shapes.CaseReviewPlanShape),
    )
    def comment(self, request: Request, reference: str, number: int) -> Response:
        """Or that nothing came."""
        return self.done(number, sent.PlanCommented, comment_plan)

    @extend_schema(summary="Make a plan final", **of_act(sent.PlanFinal, shapes.CaseReviewPlanShape))
    def final(self, request: Request, reference: str, number: int) -> Response:
        """Once the victim was asked, or with the reason why not."""
        return self.done(number, sent.PlanFinal, make_plan_final)
