"""What hangs on a case review by the API: bodies, days agreed, letters, appeals, closings, and what is owed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.deadlines.api.lists import DeadlineShape
from asbcases.deadlines.models import Deadline
from asbcases.web.api.paging import Filter, page_of
from partners.choices import Action
from triggers.api import part_shapes as shapes
from triggers.api import sent, sent_later
from triggers.api.shared import ReviewPartViewSet, described, of_act, of_new, who_may
from triggers.choices import BodyKind
from triggers.models import AgreedDate, BodyReply, ReviewAppeal, ReviewClosing, ReviewLetter
from triggers.queries.reviews import Body
from triggers.transitions.agreeing import AGREED_NOW, agree_date
from triggers.transitions.agreeing_later import agree_later_date
from triggers.transitions.appeals import decide_appeal, lodge_appeal
from triggers.transitions.applications import acknowledge
from triggers.transitions.bodies import record_reply, tell_bodies
from triggers.transitions.outcomes import send_outcome
from triggers.transitions.threshold_letters import tell_threshold

LETTERS = ("acknowledge", "tell_threshold", "tell_outcome")


@described("body", "bodies")
class CaseReviewBodyViewSet(ReviewPartViewSet):
    """The relevant bodies that were told, and what each replied."""

    needs: ClassVar = who_may("create", "reply")
    route, shape, model = "api_case_review_body", shapes.CaseReviewBodyShape, BodyReply
    joined = ("agency", "recorded_by")

    @extend_schema(
        summary="Record that a further body was told", **of_new(sent.BodyTold, shapes.CaseReviewBodyShape)
    )
    def create(self, request: Request, reference: str) -> Response:
        """Its clock to reply runs from now."""
        said = self.sent(sent.BodyTold)
        agency = said["agency"]
        body = Body(agency.name if agency else said["name"], BodyKind(said["kind"]), agency)
        [told] = tell_bodies(self.record, bodies=[body], how=said["how"], **self.act())
        return self.added(told)

    @extend_schema(
        summary="Record what a body replied", **of_act(sent.BodyReplied, shapes.CaseReviewBodyShape)
    )
    def reply(self, request: Request, reference: str, number: int) -> Response:
        """Each complaint that it holds goes on the worksheet."""
        return self.done(number, sent.BodyReplied, record_reply)


@described("agreed day", "days agreed in the course", tagged=False)
class CaseReviewDateViewSet(ReviewPartViewSet):
    """The days that were agreed where the area states no clock."""

    route, shape, model, key = "api_case_review_date", shapes.CaseReviewDateShape, AgreedDate, "id"

    @extend_schema(
        summary="Record a day that was agreed", **of_new(sent.DateAgreed, shapes.CaseReviewDateShape)
    )
    def create(self, request: Request, reference: str) -> Response:
        """For a step without a clock: one runs then until that day."""
        said = self.sent(sent.DateAgreed)
        agree = agree_date if said["step"] in AGREED_NOW else agree_later_date
        return self.added(agree(self.record, **said, **self.act()))


@described("letter", "letters", tagged=False)
class CaseReviewLetterViewSet(ReviewPartViewSet):
    """What the applicant was told, by letter or by word of mouth."""

    needs: ClassVar = who_may(*LETTERS)
    route, shape, model = "api_case_review_letter", shapes.CaseReviewLetterShape, ReviewLetter

    def rows(self) -> QuerySet[Any]:
        """Return the letters without their files."""
        return super().rows().defer("pdf")

    @extend_schema(
        summary="Record that the application was acknowledged",
        **of_new(sent.ApplicantTold, shapes.CaseReviewLetterShape),
    )
    def acknowledge(self, request: Request, reference: str) -> Response:
        """Once, in the words that the applicant got."""
        return self._told(acknowledge)

    @extend_schema(
        summary="Record that the applicant was told the decision on the threshold",
        **of_new(sent.ApplicantTold, shapes.CaseReviewLetterShape),
    )
    def tell_threshold(self, request: Request, reference: str) -> Response:
        """Either way, with where to go when dissatisfied."""
        return self._told(tell_threshold)

    @extend_schema(
        summary="Record that the applicant was told the outcome",
        **of_new(sent.ApplicantTold, shapes.CaseReviewLetterShape),
    )
    def tell_outcome(self, request: Request, reference: str) -> Response:
        """It names every recommendation, whoever wrote it; a plan is final before it."""
        return self._told(send_outcome)

    def _told(self, verb: Callable[..., Any]) -> Response:
        return self.added(verb(self.record, **self.sent(sent.ApplicantTold), **self.act()))


@described("appeal", "appeals")
class CaseReviewAppealViewSet(ReviewPartViewSet):
    """Applicants who are dissatisfied."""

    needs: ClassVar = who_may("create", "decide")
    route, shape, model = "api_case_review_appeal", shapes.CaseReviewAppealShape, ReviewAppeal

    @extend_schema(
        summary="Record that the applicant is dissatisfied",
        **of_new(sent_later.NewReviewAppeal, shapes.CaseReviewAppealShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """In time or not, on a closed review too."""
        return self.added(lodge_appeal(self.record, **self.sent(sent_later.NewReviewAppeal), **self.act()))

    @extend_schema(
        summary="Record how an appeal ended",
        **of_act(sent_later.ReviewAppealDecided, shapes.CaseReviewAppealShape),
    )
    def decide(self, request: Request, reference: str, number: int) -> Response:
        """And what the applicant was told of it."""
        return self.done(number, sent_later.ReviewAppealDecided, decide_appeal)


class CaseReviewClosingViewSet(ReviewPartViewSet):
    """Each time that a review ended."""

    needs: ClassVar = {"list": Action.SEE_REVIEWS}
    shape, model, key = shapes.CaseReviewClosingShape, ReviewClosing, "id"

    @extend_schema(
        summary="List the closings of a case review, the first first",
        parameters=[Filter],
        responses=page_of(shapes.CaseReviewClosingShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Each with why, and how the applicant was told."""
        return super().list(request, reference)


class CaseReviewDeadlineViewSet(ReviewPartViewSet):
    """The deadlines of a case review."""

    needs: ClassVar = {"list": Action.SEE_REVIEWS}

    @extend_schema(
        summary="List the deadlines of a case review, the earliest first",
        parameters=[Filter],
        responses=page_of(DeadlineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What is owed and what was, with why."""
        rows = Deadline.objects.filter(review=self.record).select_related("owner", "policy")
        shape = DeadlineShape(context={"now": self.now})
        return self.listed(rows, ("due_at", "id"), shape, wanted=self.asked())
