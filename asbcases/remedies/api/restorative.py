"""Restorative justice on a case by the API: offered to each, free to both, prepared, safe, met, and how it ended."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.remedies import transitions as verbs
from asbcases.remedies.api import sent
from asbcases.remedies.api.shapes import (
    RestorativeLooksShape,
    RestorativeShape,
    RestorativeSideShape,
)
from asbcases.remedies.api.shared import RemedyPartViewSet
from asbcases.remedies.choices import Side
from asbcases.remedies.models import Restorative, RestorativeSide
from asbcases.remedies.queries import looks_at, restoratives_of
from asbcases.web.api.etags import unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.scoped import NOT_FOUND
from partners import access
from partners.choices import Action

ACTS = ("step", "end")
SIDE_ACTS = ("offer", "answer", "content")


class RestorativeViewSet(RemedyPartViewSet):
    """The referrals of a case to the restorative service."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "looks", *ACTS), Action.WORK_CASE)
    shape = RestorativeShape

    @extend_schema(
        summary="List the restorative justice of a case, the newest first",
        parameters=[Filter],
        responses=page_of(RestorativeShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With how far each got."""
        rows = restoratives_of(self.record)
        return self.listed(rows, ("-number",), RestorativeShape(), wanted=self.asked())

    @extend_schema(
        summary="Read one referral to the restorative service",
        responses=RestorativeShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the case."""
        return unless_known(request, self.tagged(self.row(number=number)))

    @extend_schema(summary="Offer restorative justice", **of_new(sent.NewRestorative, RestorativeShape))
    def create(self, request: Request, reference: str) -> Response:
        """To the harmed person, to the respondent, or to both."""
        among = self.among(harmed=Side.HARMED, respondent=Side.RESPONDENT)
        said = self.sent(sent.NewRestorative, among=among)
        made = verbs.offer_restorative(self.record, **said, **self.by())
        return self.made(self.tagged(made), self.address(made))

    @extend_schema(summary="Take the next step", **of_act(sent.StepTaken, RestorativeShape))
    def step(self, request: Request, reference: str, number: int) -> Response:
        """Prepared, looked at for safety, met: in this order, and free to both."""
        return self.done(verbs.move_restorative, sent.StepTaken, number=number)

    @extend_schema(
        summary="Say how restorative justice ended", **of_act(sent.RestorativeEnded, RestorativeShape)
    )
    def end(self, request: Request, reference: str, number: int) -> Response:
        """On a closed case too."""
        return self.done(verbs.end_restorative, sent.RestorativeEnded, number=number)

    @extend_schema(summary="Read what came after they met", responses=RestorativeLooksShape)
    def looks(self, request: Request, reference: str, number: int) -> Response:
        """Counted from the records, of those that the person may see, and never typed."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        found = looks_at(self.row(number=number), visible, self.now)
        return Response(RestorativeLooksShape({"results": [look._asdict() for look in found]}).data)

    def row(self, **named: Any) -> Restorative:
        """Return a referral of the case."""
        restorative: Restorative = get_object_or_404(restoratives_of(self.record), **named)
        return restorative

    def address(self, row: Restorative) -> str:
        """Return where a referral stands."""
        return reverse("api_restorative", args=[self.record.reference, row.number])


class RestorativeSideViewSet(RemedyPartViewSet):
    """The two of a referral, each with a version of their own."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", *SIDE_ACTS), Action.WORK_CASE)
    shape = RestorativeSideShape

    @extend_schema(
        summary="List the two of a referral", parameters=[Filter], responses=page_of(RestorativeSideShape)
    )
    def list(self, request: Request, reference: str, number: int) -> Response:
        """The harmed person and the respondent."""
        return self.listed(self._sides(number), ("side",), RestorativeSideShape(), wanted=self.asked())

    @extend_schema(
        summary="Read one of the two of a referral",
        responses=RestorativeSideShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str, number: int, side: str) -> Response:
        """`harmed` or `respondent`."""
        return unless_known(request, self.tagged(self.row(number=number, side=side)))

    @extend_schema(summary="Offer it to the other of the two as well", **of_act(None, RestorativeSideShape))
    def offer(self, request: Request, reference: str, number: int, side: str) -> Response:
        """Where it was offered to one of them first."""
        return self.done(verbs.offer_to_side, None, number=number, side=side)

    @extend_schema(
        summary="Keep what one of the two answers", **of_act(sent.SideAnswered, RestorativeSideShape)
    )
    def answer(self, request: Request, reference: str, number: int, side: str) -> Response:
        """It may be taken back until they meet."""
        return self.done(verbs.answer_side, sent.SideAnswered, number=number, side=side)

    @extend_schema(
        summary="Keep how content one of the two is", **of_act(sent.SideContent, RestorativeSideShape)
    )
    def content(self, request: Request, reference: str, number: int, side: str) -> Response:
        """Once it has ended; on a closed case too."""
        return self.done(verbs.note_satisfaction, sent.SideContent, number=number, side=side)

    def row(self, **named: Any) -> RestorativeSide:
        """Return one of the two of a referral of the case."""
        if named["side"] not in Side.values:
            raise Http404(NOT_FOUND)
        return get_object_or_404(self._sides(named["number"]), side=named["side"])

    def address(self, row: RestorativeSide) -> str:
        """Return where one of the two stands."""
        return reverse("api_restorative_side", args=[self.record.reference, row.restorative.number, row.side])

    def _sides(self, number: int) -> QuerySet[RestorativeSide]:
        referral = get_object_or_404(Restorative, case=self.record, number=number)
        return RestorativeSide.objects.filter(restorative=referral).select_related(
            "party", "restorative", "case"
        )
