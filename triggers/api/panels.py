"""The panels of a case review by the API: set, changed, prepared, held; who sits on them; what is shared for a review."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.queries import locked
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH
from triggers.api import panel_shapes as shapes
from triggers.api import sent_later as sent
from triggers.api.sent import CaseReviewReason
from triggers.api.shared import OfReviewViewSet, ReviewPartViewSet, described, of_act, of_new, who_may
from triggers.models import InformationShared, Panel, PanelAttendee
from triggers.transitions.attendees import admit_attendee, remove_attendee
from triggers.transitions.panels import (
    cancel_panel,
    change_panel,
    convene_panel,
    decide_panel,
    invite_victim,
    record_victim_answer,
    send_papers,
)
from triggers.transitions.sharing import record_information_reply, request_information, share_information

ACTS = ("change", "cancel", "invite", "answer", "papers", "decide")


@described("panel", "panels")
class CaseReviewPanelViewSet(ReviewPartViewSet):
    """The panels of a review, those among them that were cancelled."""

    needs: ClassVar = who_may("create", *ACTS)
    route, shape, model = "api_case_review_panel", shapes.CaseReviewPanelShape, Panel
    joined = ("chair__agency", "chair_agency", "recorded_by")

    @extend_schema(summary="Set a panel", **of_new(sent.NewPanel, shapes.CaseReviewPanelShape))
    def create(self, request: Request, reference: str) -> Response:
        """With its chair; one who worked on the case chairs it only knowingly."""
        return self.added(convene_panel(self.record, **self.sent(sent.NewPanel), **self.act()))

    @extend_schema(summary="Change a panel", **of_act(sent.PanelChanged, shapes.CaseReviewPanelShape))
    def change(self, request: Request, reference: str, number: int) -> Response:
        """When, where or under whom it meets; all of it is said again."""
        return self.done(number, sent.PanelChanged, change_panel)

    @extend_schema(summary="Cancel a panel", **of_act(CaseReviewReason, shapes.CaseReviewPanelShape))
    def cancel(self, request: Request, reference: str, number: int) -> Response:
        """It lets nobody in any more."""
        return self.done(number, CaseReviewReason, _cancelled)

    @extend_schema(
        summary="Record that the victim was invited",
        **of_act(sent.VictimInvited, shapes.CaseReviewPanelShape),
    )
    def invite(self, request: Request, reference: str, number: int) -> Response:
        """With the letter, where there was one."""
        return self.done(number, sent.VictimInvited, invite_victim)

    @extend_schema(
        summary="Record what the victim answered", **of_act(sent.VictimAnswered, shapes.CaseReviewPanelShape)
    )
    def answer(self, request: Request, reference: str, number: int) -> Response:
        """A later answer stands in place of the first."""
        return self.done(number, sent.VictimAnswered, record_victim_answer)

    @extend_schema(
        summary="Record that the papers were sent", **of_act(sent.PapersSent, shapes.CaseReviewPanelShape)
    )
    def papers(self, request: Request, reference: str, number: int) -> Response:
        """To whoever sits on the panel."""
        return self.done(number, sent.PapersSent, send_papers)

    @extend_schema(
        summary="Record what a panel decided", **of_act(sent.PanelDecided, shapes.CaseReviewPanelShape)
    )
    def decide(self, request: Request, reference: str, number: int) -> Response:
        """Who came, why it decided so, and who disagreed."""
        return self.done(number, sent.PanelDecided, decide_panel)


def _cancelled(panel: Panel, *, reason: str, **act: Any) -> Panel:
    return cancel_panel(panel, why=reason, **act)


class CaseReviewAttendeeViewSet(OfReviewViewSet):
    """Who sits on a panel, and who was taken off it."""

    needs: ClassVar = who_may("create", "out")

    @extend_schema(
        summary="List who sits on a panel of a case review",
        parameters=[Filter],
        responses=page_of(shapes.CaseReviewAttendeeShape),
    )
    def list(self, request: Request, reference: str, number: int) -> Response:
        """In the order in which they were named."""
        rows = self._of(self._panel(number))
        return self.listed(rows, ("number",), shapes.CaseReviewAttendeeShape(), wanted=self.asked())

    @extend_schema(
        summary="Read one who sits on a panel of a case review",
        responses=shapes.CaseReviewAttendeeShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str, number: int, attendee: int) -> Response:
        """By their number on the panel."""
        return unless_known(request, self._shown(number, attendee))

    @extend_schema(
        summary="Name somebody to sit on a panel", **of_new(sent.NewAttendee, shapes.CaseReviewAttendeeShape)
    )
    def create(self, request: Request, reference: str, number: int) -> Response:
        """And let them in to this review alone, where they have an account."""
        made = admit_attendee(self._panel(number), **self.sent(sent.NewAttendee), **self.act())
        return self.made(self._shown(number, made.number), self._address(number, made.number))

    @extend_schema(
        summary="Take somebody off a panel", **of_act(CaseReviewReason, shapes.CaseReviewAttendeeShape)
    )
    def out(self, request: Request, reference: str, number: int, attendee: int) -> Response:
        """They see the review no more."""
        locked(self.record)
        row = locked_if_match(self.request, self._row(number, attendee))
        why = self.sent(CaseReviewReason)["reason"]
        remove_attendee(row, why=why, **self.act())
        return self.changed(self._shown(number, attendee), self._address(number, attendee))

    def read(self, **kwargs: Any) -> Response:
        """Return who sits there, as the parts of an address name them."""
        self.find(**kwargs)
        return self._shown(kwargs["number"], kwargs["attendee"])

    def _panel(self, number: int) -> Panel:
        return get_object_or_404(Panel, review=self.record, number=number)

    def _of(self, panel: Panel) -> QuerySet[PanelAttendee]:
        rows = PanelAttendee.objects.filter(review=self.record, panel=panel)
        return rows.select_related("agency", "user", "grant", "panel", "recorded_by")

    def _row(self, number: int, attendee: int) -> PanelAttendee:
        return get_object_or_404(self._of(self._panel(number)), number=attendee)

    def _shown(self, number: int, attendee: int) -> Response:
        row = self._row(number, attendee)
        shown = shapes.CaseReviewAttendeeShape(row).data
        return Response(shown, headers={"ETag": etag_of(row)})

    def _address(self, number: int, attendee: int) -> str:
        return reverse("api_case_review_attendee", args=[self.record.reference, number, attendee])


@described("entry on shared information", "information shared, asked for and replied", tagged=False)
class CaseReviewInformationViewSet(ReviewPartViewSet):
    """What was shared for a review, what others were asked for, and what they replied."""

    needs: ClassVar = who_may("share", "ask", "reply")
    route, shape, key = "api_case_review_information", shapes.CaseReviewInformationShape, "id"
    model = InformationShared
    joined = ("panel", "recorded_by")

    @extend_schema(
        summary="Record that information was shared",
        **of_new(sent.InformationGiven, shapes.CaseReviewInformationShape),
    )
    def share(self, request: Request, reference: str) -> Response:
        """With whom, by which power, and how much was in it."""
        return self.added(share_information(self.record, **self.sent(sent.InformationGiven), **self.act()))

    @extend_schema(
        summary="Record that information was asked for",
        **of_new(sent.InformationAsked, shapes.CaseReviewInformationShape),
    )
    def ask(self, request: Request, reference: str) -> Response:
        """On which basis, and whether they must comply."""
        return self.added(request_information(self.record, **self.sent(sent.InformationAsked), **self.act()))

    @extend_schema(
        summary="Record what was replied to a request",
        **of_new(sent.InformationReplied, shapes.CaseReviewInformationShape),
    )
    def reply(self, request: Request, reference: str, number: int) -> Response:
        """A new entry beside the request."""
        asked = self.row(number)
        return self.added(record_information_reply(asked, **self.sent(sent.InformationReplied), **self.act()))
