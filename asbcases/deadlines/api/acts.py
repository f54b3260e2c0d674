"""What is decided about one deadline by the API, on whichever record it is owed; and the board of what is due."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import District, User
from asbcases.audit.look_choices import Look
from asbcases.casework.api.shapes import Code, choice
from asbcases.deadlines.api.lists import DeadlineShape
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.forms import LONGEST_REASON, UNDER_NOTICES, officers_of
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import When, board_for
from asbcases.deadlines.views.board import in_section
from asbcases.deadlines.views.deciding import ALONE, Asks
from asbcases.deadlines.views.moved import moved_for
from asbcases.deadlines.views.scoping import Root, deadline_of, record_of, root_for, seen_by, visible
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Moment, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from partners.choices import Action

DUE_FIRST = ("due_at", "id")
ROOTS = ("case", "incident", "report", "review", "plan")


class OwedShape(DeadlineShape):
    """Something owed, with the record that it is owed on."""

    record = serializers.SerializerMethodField(help_text="Reference of the record that it is owed on")

    class Meta(DeadlineShape.Meta):
        fields = (*DeadlineShape.Meta.fields, "record", "asked_until", "version")
        read_only_fields = fields

    def get_record(self, deadline: Deadline) -> str:
        """Return the reference of the record."""
        return record_of(deadline).reference


class RulingShape(serializers.ModelSerializer[Ruling]):
    """What somebody decided about a deadline, or that a changed policy moved it."""

    verb = choice(RulingVerb)
    record = serializers.SerializerMethodField(help_text="Reference of the record that it is owed on")
    deadline = serializers.IntegerField(source="deadline_id", read_only=True)
    by = Code("username", allow_null=True)
    to = Code("username", allow_null=True)

    class Meta:
        model = Ruling
        fields = (
            *("id", "record", "deadline", "verb", "at", "by", "rank", "reason", "due_before", "due_after"),
            *("until", "to"),
        )
        read_only_fields = fields

    def get_record(self, ruling: Ruling) -> str:
        """Return the reference of the record."""
        roots: list[Any] = [getattr(ruling, name) for name in ROOTS]
        return str(next(root.reference for root in roots if root))


class BoardFilter(Filter):
    """Which of what is due: how near, of which kind, whose, and where."""

    when = Choice(choices=[*When.choices, UNDER_NOTICES], required=False)
    kind = Choice(choices=Kind.choices, required=False)
    officer = Named(slug_field="username", queryset=User.objects.all(), required=False)
    district = Named(slug_field="code", queryset=District.objects.all(), required=False)


class BecauseSent(Strict):
    """Why: the reason is kept with the date."""

    reason = Text(max_length=LONGEST_REASON)


class UntilSent(BecauseSent):
    """An instant still to come, and why."""

    until = Moment(help_text="It is late from this instant on; of a pause its end")


class ReassignSent(BecauseSent):
    """Who is to do it from now on, and why."""

    to = Named(slug_field="username", queryset=User.objects.none(), help_text="Sign-in name")


SENT: dict[Asks, type[Strict]] = {
    **{Asks.NOTHING: BecauseSent, Asks.INSTANT: UntilSent, Asks.PERSON: ReassignSent}
}
# The acts by their names here: `return` is a word that Python keeps for itself.
ACTS = {name if name != "return" else "send_back": decision for name, decision in ALONE.items()}


class BoardViewSet(ScopedViewSet):
    """What is late or due within a week: of the county, of a supervisor's district, or one's own."""

    needs: ClassVar = dict.fromkeys(("list", "moved"), Action.WATCH_DEADLINES)

    @extend_schema(
        operation_id="deadlines_board",
        summary="List what is late or due within a week, the oldest promise first",
        parameters=[BoardFilter],
        responses=page_of(OwedShape),
    )
    def list(self, request: Request) -> Response:
        """Of what the person watches over; `notices`: what others have time for under notices, and nobody here owes."""
        wanted = self.asked(BoardFilter)
        about = Q()
        for name, field in (("kind", "kind"), ("officer", "owner"), ("district", "district")):
            about &= Q(**{field: wanted[name]}) if name in wanted else Q()
        known = board_for(self.person, now=self.now).filter(about)
        seen = seen_by(self.person, now=self.now)
        rows = in_section(wanted.get("when", ""), known, about, self.person, self.now, seen=seen)
        shape = OwedShape(context={"now": self.now})
        return self.listed(rows.select_related("policy"), DUE_FIRST, shape, wanted=wanted, about="deadlines")

    @extend_schema(
        summary="List the deadlines that a changed policy or calendar moved, the newest first",
        parameters=[Filter],
        responses=page_of(RulingShape),
    )
    def moved(self, request: Request) -> Response:
        """With the date that each had, and the one that it got."""
        seen: Any = visible(cast(QuerySet[Deadline], moved_for(self.person)), self.person, now=self.now)
        rows = seen.select_related("by", "to", *ROOTS)
        return self.listed(rows, ("-id",), RulingShape(), wanted=self.asked(), about="deadlines that moved")


class OwedViewSet(RecordViewSet[Any]):
    """The deadlines of one record, whichever it is; an agency finds none."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve", "rulings"), Action.OWE_DEADLINES),
        **{name: decision.needs for name, decision in ACTS.items()},
    }
    record: Root

    def find(self, **kwargs: Any) -> None:
        """Find the record of the route, and record the look at it."""
        self.record = root_for(self.request._request, kwargs["reference"], look=Look.API)

    @extend_schema(
        summary="List the deadlines of a record, the earliest first",
        parameters=[Filter],
        responses=page_of(OwedShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What is owed and what was: on a report, incident, case, case review or plan."""
        return self.listed(self._rows(), DUE_FIRST, self._shape(), wanted=self.asked())

    @extend_schema(summary="Read a deadline", responses=OwedShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, pk: int) -> Response:
        """With why that date, and the version that a decision answers to."""
        return unless_known(request, self._shown(pk))

    @extend_schema(
        summary="List what was decided about a deadline, the newest first",
        parameters=[Filter],
        responses=page_of(RulingShape),
    )
    def rulings(self, request: Request, reference: str, pk: int) -> Response:
        """By people, and by a changed policy."""
        rows = deadline_of(self.record, pk).rulings.select_related("by", "to", *ROOTS)
        return self.listed(rows, ("-id",), RulingShape(), wanted=self.asked())

    @extend_schema(summary="Ask for more time", **of_act(UntilSent, OwedShape))
    def ask(self, request: Request, reference: str, pk: int) -> Response:
        """The date stays until a supervisor grants it."""
        return self._decided(pk)

    @extend_schema(summary="Give more time, asked for or not", **of_act(UntilSent, OwedShape))
    def extend(self, request: Request, reference: str, pk: int) -> Response:
        """Reminders start afresh for the new date."""
        return self._decided(pk)

    @extend_schema(summary="Send a request for more time back", **of_act(BecauseSent, OwedShape))
    def send_back(self, request: Request, reference: str, pk: int) -> Response:
        """The date stays; whoever asked sees it with the reason."""
        return self._decided(pk)

    @extend_schema(summary="Let the clock stand still until an instant", **of_act(UntilSent, OwedShape))
    def pause(self, request: Request, reference: str, pk: int) -> Response:
        """The date moves by as much."""
        return self._decided(pk)

    @extend_schema(summary="End a pause", **of_act(BecauseSent, OwedShape))
    def resume(self, request: Request, reference: str, pk: int) -> Response:
        """The clock runs again from now."""
        return self._decided(pk)

    @extend_schema(summary="Give a deadline to somebody else to do", **of_act(ReassignSent, OwedShape))
    def reassign(self, request: Request, reference: str, pk: int) -> Response:
        """The date stays as it is."""
        return self._decided(pk)

    @extend_schema(summary="Say that something need not be done", **of_act(BecauseSent, OwedShape))
    def waive(self, request: Request, reference: str, pk: int) -> Response:
        """Waivers are counted, with the rank and the reason."""
        return self._decided(pk)

    @extend_schema(summary="Say that something is owed no more", **of_act(BecauseSent, OwedShape))
    def cancel(self, request: Request, reference: str, pk: int) -> Response:
        """It counts as neither met nor waived."""
        return self._decided(pk)

    def read(self, **kwargs: Any) -> Response:
        """Return the deadline of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["pk"])

    def _decided(self, pk: int) -> Response:
        """Decide about a deadline as its reader knew it, and show it as it stands then."""
        decision = ACTS[self.action or ""]
        deadline = deadline_of(self.record, pk)
        row = locked_if_match(self.request, deadline)
        said = self.sent(SENT[decision.asks], among={"to": self._officers(deadline)})
        decision.act(row, _with_instant(said), self.person, self.now)
        address = reverse("api_owed", args=[self.record.reference, pk])
        return self.changed(self._shown(pk), address)

    def _officers(self, deadline: Deadline) -> QuerySet[User]:
        """Return to whom it may be given: who works in its district, and who decides."""
        there = officers_of([deadline.district_id] if deadline.district_id else [])
        return there | User.objects.filter(pk=self.person.pk)

    def _rows(self) -> QuerySet[Deadline]:
        return self.record.deadlines.select_related("owner", "policy", *ROOTS)

    def _shape(self) -> OwedShape:
        return OwedShape(context={"now": self.now})

    def _shown(self, pk: int) -> Response:
        deadline = get_object_or_404(self._rows(), pk=pk)
        return Response(self._shape().to_representation(deadline), headers={"ETag": etag_of(deadline)})


def _with_instant(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent as the decisions take it."""
    until: datetime | None = said.pop("until", None)
    return {**said, "instant": until} if until else said
