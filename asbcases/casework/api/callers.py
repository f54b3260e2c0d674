"""What is agreed with the caller of a report, by the API as on the pages: promises to ring back, how to write, the reply."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import CallBack, Reply, Report, SafeContact
from asbcases.cases.queries import locked, times_changed
from asbcases.casework.api.callers_shapes import (
    CallBackMade,
    CallBackShape,
    NewCallBack,
    NewReply,
    ReplyShape,
    SafeContactShape,
    WayBack,
    WaySent,
)
from asbcases.casework.queries.reports import call_backs_of
from asbcases.casework.transitions import (
    correct_safe_contact,
    make_call_back,
    promise_call_back,
    send_reply,
    state_safe_contact,
    withdraw_safe_contact,
)
from asbcases.web.api.etags import etag_of, locked_if_match, refuse_unless_read, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import report_for
from partners.choices import Action

READING, TAKING = Action.RECORD_INCIDENT, Action.RECEIVE_REPORT


class CallBackViewSet(RecordViewSet[Report]):
    """The promises to ring the caller of a report back."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), READING),
        **dict.fromkeys(("create", "make"), TAKING),
    }
    door = staticmethod(report_for)

    @extend_schema(
        summary="List the promises to ring a caller back, the newest first",
        parameters=[Filter],
        responses=page_of(CallBackShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Those that were kept say what came of the call."""
        return self.listed(self._rows(), ("-number", "-id"), CallBackShape(), wanted=self.asked())

    @extend_schema(
        summary="Read a promise to ring back", responses=CallBackShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With the version that a change answers to."""
        return unless_known(request, self._shown(number))

    @extend_schema(summary="Promise a caller to ring back", **of_new(NewCallBack, CallBackShape))
    def create(self, request: Request, reference: str) -> Response:
        """It is owed by that instant."""
        said = self.sent(NewCallBack, now=self.now)
        made = promise_call_back(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(summary="Say that a caller was rung back", **of_act(CallBackMade, CallBackShape))
    def make(self, request: Request, reference: str, number: int) -> Response:
        """The promise is kept then."""
        call_back = locked_if_match(request, get_object_or_404(self._rows(), number=number))
        make_call_back(call_back, **self.sent(CallBackMade), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def read(self, **kwargs: Any) -> Response:
        """Return the promise of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _rows(self) -> QuerySet[CallBack]:
        return call_backs_of(self.record)

    def _address(self, number: int) -> str:
        return reverse("api_call_back", args=[self.record.reference, number])

    def _shown(self, number: int) -> Response:
        row = get_object_or_404(self._rows(), number=number)
        return Response(CallBackShape(row).data, headers={"ETag": etag_of(row)})


class SafeContactViewSet(RecordViewSet[Report]):
    """How the caller of a report may be reached without danger; while nothing is stated, nobody writes."""

    needs: ClassVar = {
        "retrieve": READING,
        **dict.fromkeys(("state", "correct", "withdraw"), TAKING),
    }
    door = staticmethod(report_for)

    @extend_schema(
        summary="Read how a caller may be reached",
        responses=SafeContactShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """It is not there while nothing is stated: then nobody writes."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="State how a caller may be reached",
        request=WaySent,
        responses={200: SafeContactShape},
        parameters=[ETAG],
    )
    def state(self, request: Request, reference: str) -> Response:
        """In the caller's own words, once; then it is corrected."""
        state_safe_contact(self.record, **self.sent(WaySent), by=self.person, now=self.now)
        return self.changed(self.shown(self.record), self._address())

    @extend_schema(summary="Correct how a caller may be reached", **of_act(WaySent, SafeContactShape))
    def correct(self, request: Request, reference: str) -> Response:
        """All of it is stated anew; what was withdrawn holds again."""
        contact = self._as_read()
        said, read = self.sent(WaySent), times_changed(contact)
        correct_safe_contact(contact, **said, read=read, by=self.person, now=self.now)
        return self.changed(self.shown(self.record), self._address())

    @extend_schema(
        summary="Say that a caller must not be written to any more", **of_act(WayBack, SafeContactShape)
    )
    def withdraw(self, request: Request, reference: str) -> Response:
        """What was stated stays to be read."""
        contact = self._as_read()
        said, read = self.sent(WayBack), times_changed(contact)
        withdraw_safe_contact(contact, **said, read=read, by=self.person, now=self.now)
        return self.changed(self.shown(self.record), self._address())

    def shown(self, record: Report) -> Response:
        """Return the answer that shows how the caller is reached, with how often that was changed."""
        contact = get_object_or_404(SafeContact, report=record)
        return Response(SafeContactShape(contact).data, headers={"ETag": _tag(contact)})

    def _as_read(self) -> SafeContact:
        contact = locked(get_object_or_404(SafeContact, report=self.record))
        refuse_unless_read(self.request, _tag(contact))
        return contact

    def _address(self) -> str:
        return reverse("api_safe_contact", args=[self.record.reference])


def _tag(contact: SafeContact) -> str:
    """Return the strong ETag of what has no version: its key, and how often it was changed."""
    return f'"{contact.pk}-{times_changed(contact)}"'


class ReplyViewSet(RecordViewSet[Report]):
    """What was replied to a report that is owed a reply."""

    needs: ClassVar = {"retrieve": READING, "send": TAKING}
    door = staticmethod(report_for)

    @extend_schema(summary="Read what was replied to a report", responses=ReplyShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """It is not there while nothing was."""
        return self.shown(self.record)

    @extend_schema(
        summary="Record what was replied to a report, and when",
        request=NewReply,
        responses={200: ReplyShape},
    )
    def send(self, request: Request, reference: str) -> Response:
        """Once: it never changes."""
        send_reply(self.record, **self.sent(NewReply), by=self.person, now=self.now)
        return self.changed(self.shown(self.record), reverse("api_reply", args=[reference]))

    def shown(self, record: Report) -> Response:
        """Return the answer that shows the reply."""
        rows = Reply.objects.select_related("recorded_by")
        return Response(ReplyShape(get_object_or_404(rows, report=record)).data)
