"""Case reviews by the API: received, read, consented to, settled, given, withdrawn, closed and opened again."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION
from partners import access
from partners.choices import Action
from triggers.api import sent
from triggers.api.shapes import CaseReviewApplicationShape, CaseReviewLineShape, CaseReviewShape
from triggers.api.shared import OfReviewViewSet, of_act, who_may
from triggers.forms.boards import ReviewFilter
from triggers.queries import boards
from triggers.queries.areas import areas_received_by
from triggers.queries.reviews import takers_of
from triggers.transitions.applications import receive_application, record_consent, withdraw_application
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.giving import give_review
from triggers.transitions.settling import settle_area

DUE_FIRST, NEWEST = ("due_at", "id"), ("-received_at", "-id")
ACTS = ("consent", "withdraw", "area", "give", "close", "reopen")


class CaseReviewViewSet(OfReviewViewSet):
    """The case reviews that the person may know of."""

    needs: ClassVar = {
        **who_may(*ACTS),
        "application": Action.SEE_REVIEWS,
        "create": Action.RECEIVE_APPLICATION,
    }

    @extend_schema(
        summary="List case reviews, what is due first at the top",
        parameters=[sent.CaseReviewFilter],
        responses=page_of(CaseReviewLineShape),
    )
    def list(self, request: Request) -> Response:
        """Those on which something is owed, or the newest first of those that go on, are left behind, or have ended."""
        wanted = self.asked(sent.CaseReviewFilter)
        seen = access.reviews_visible_to(self.person, now=self.now)
        if area := wanted.get("area"):
            seen = seen.filter(area=area.code)
        if step := wanted.get("step"):
            seen = boards.with_next(seen, step)
        rows, order = self._shown_of(seen, wanted)
        shape = CaseReviewLineShape(context={"now": self.now})
        return self.listed(rows, order, shape, wanted=wanted, about="case reviews")

    @extend_schema(summary="Read a case review", responses=CaseReviewShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str) -> Response:
        """With how far it is and whose; the rest of it is read below this address."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="Read what was applied for",
        responses=CaseReviewApplicationShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def application(self, request: Request, reference: str) -> Response:
        """With the words of the applicant, and how they are reached safely."""
        row = self.record.application
        shown = Response(CaseReviewApplicationShape(row).data, headers={"ETag": etag_of(row)})
        return unless_known(request, shown)

    @extend_schema(
        summary="Take an application for a case review in",
        request=sent.NewCaseReview,
        responses={201: CaseReviewShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request) -> Response:
        """Always accepted: its clocks run and the bodies are told, or the victim is asked first."""
        among = {
            "area": areas_received_by(self.person),
            "case": access.cases_visible_to(self.person, now=self.now),
        }
        said = self.sent(sent.NewCaseReview, among=among)
        review = receive_application(area=said.pop("area").code, **said, **self.act())
        return self.made(self.shown(review), reverse("api_case_review", args=[review.reference]))

    @extend_schema(summary="Record that the victim consented", **of_act(sent.ConsentGiven, CaseReviewShape))
    def consent(self, request: Request, reference: str) -> Response:
        """To an application by somebody else: the clocks run from now, and the bodies are told."""
        return self._act(sent.ConsentGiven, record_consent)

    @extend_schema(
        summary="Record that an application is withdrawn",
        **of_act(sent.ApplicationWithdrawn, CaseReviewShape),
    )
    def withdraw(self, request: Request, reference: str) -> Response:
        """By the applicant, or because the victim does not consent: nothing is owed on it any more."""
        return self._act(sent.ApplicationWithdrawn, withdraw_application)

    @extend_schema(summary="Say which area a review belongs to", **of_act(sent.AreaSettled, CaseReviewShape))
    def area(self, request: Request, reference: str) -> Response:
        """Where the applicant did not know it: the area's clocks run from the receipt."""
        return self._act(sent.AreaSettled, settle_area)

    @extend_schema(summary="Give a review to somebody else", **of_act(sent.CaseReviewGiven, CaseReviewShape))
    def give(self, request: Request, reference: str) -> Response:
        """Who owes from then on what is owed on it; the dates stay."""
        return self._act(sent.CaseReviewGiven, give_review)

    @extend_schema(summary="Close a case review", **of_act(sent.CaseReviewClosed, CaseReviewShape))
    def close(self, request: Request, reference: str) -> Response:
        """Everything that is left to do first is said at once."""
        return self._act(sent.CaseReviewClosed, close_review)

    @extend_schema(summary="Open a case review again", **of_act(sent.CaseReviewReopened, CaseReviewShape))
    def reopen(self, request: Request, reference: str) -> Response:
        """As after an appeal: a panel meets, or the threshold is decided again, by a day."""
        return self._act(sent.CaseReviewReopened, reopen_review)

    def shown(self, record: CaseReview) -> Response:
        """Return the answer that shows a review, with its version."""
        context = {"person": self.person, "now": self.now}
        return Response(CaseReviewShape(record, context=context).data, headers={"ETag": etag_of(record)})

    def _shown_of(
        self, seen: QuerySet[CaseReview], wanted: dict[str, Any]
    ) -> tuple[QuerySet[Any], tuple[str, ...]]:
        """Return what the list holds, and its order: what is owed on the reviews, or the reviews themselves."""
        show, body = wanted["show"], wanted.get("body")
        if body or show == ReviewFilter.DUE:
            return _owed(seen, body), DUE_FIRST
        if show == ReviewFilter.GONE:
            chosen = boards.left_behind(seen, london_day(self.now))
        elif show == ReviewFilter.CLOSED:
            chosen = seen.filter(stage__in=boards.ENDED)
        else:
            chosen = seen.exclude(stage__in=boards.ENDED)
        return boards.with_owed(chosen.select_related(boards.OWNER, "council", "district")), NEWEST

    def _act(self, shape: type[Serializer[Any]], verb: Callable[..., object]) -> Response:
        """Do an act on the review as its reader knew it, and show the review as it stands then."""
        review = locked_if_match(self.request, self.record)
        said = self.sent(shape, among={"to": takers_of(review)})
        verb(review, **said, **self.act())
        fresh = CaseReview.objects.select_related("council", "district", "owner").get(pk=review.pk)
        return self.changed(self.shown(fresh), reverse("api_case_review", args=[fresh.reference]))


def _owed(seen: QuerySet[CaseReview], body: str | None) -> QuerySet[Deadline]:
    """Return what is owed first on each of these reviews, or every reply that a body of a kind owes on them."""
    rows = boards.replies_owed(seen, body) if body else boards.next_of_each(seen)
    return rows.select_related(*boards.WITH, "policy")
