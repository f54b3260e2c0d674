"""What is written on a case day by day: its journal, and what somebody undertook to do."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.models import CaseAction, JournalEntry
from asbcases.casework.api.incident_sent import LINE, LONG
from asbcases.casework.api.incident_sent import words as if_any
from asbcases.casework.api.parts import CasePartViewSet, party_numbered
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.api.who import WrongSent
from asbcases.casework.queries.journal import actions_of, entries_of
from asbcases.casework.transitions import (
    do_action,
    drop_action,
    mark_entry_wrong,
    plan_action,
    write_entry,
)
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

NEWEST = ("-number", "-id")


class EntryShape(serializers.ModelSerializer[JournalEntry]):
    """An entry of the journal: when it happened and when it was written, who says so, a fact or a view."""

    kind = choice(EntryKind)
    party = Code("number", allow_null=True)
    way = choice(Way, allow_blank=True)
    reached = choice(Reached, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = JournalEntry
        fields = (
            *("number", "kind", "happened_at", "said_by", "agency", "words", "is_view", "party", "way"),
            *("reached", "new_harm", "recorded_at", "recorded_by"),
            *("recorded_in_error_at", "recorded_in_error_why"),
        )
        read_only_fields = fields


class NewEntry(Strict):
    """What happened, with whom, and who says so."""

    kind = Choice(choices=EntryKind.choices)
    happened_at = Moment(required=False, help_text="Now, if left out")
    said_by = if_any(LINE, "Who says so; you, if left out")
    agency = if_any(LINE, "Of whoever says so; yours, if you say so")
    words = Text(max_length=LONG)
    is_view = Flag(required=False, default=False, help_text="A view, and not a fact")
    party = Number(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=32_767,
        help_text="Number in the case of whom it was with: needed with a contact and a visit",
    )
    way = Choice(choices=Way.choices, required=False, allow_blank=True, default="")
    reached = Choice(
        choices=Reached.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="Needed with a contact and a visit",
    )
    new_harm = if_any(LONG, "What has happened since, where something has")


class ActionShape(serializers.ModelSerializer[CaseAction]):
    """An action: what is to be done, who answers for it, by the end of which day, and what came of it."""

    owner = Code("username")
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CaseAction
        fields = (
            *("number", "words", "owner", "doer", "due_on", "done_at", "dropped_at", "result"),
            *("recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class NewAction(Strict):
    """What is to be done, by the end of a London day."""

    words = Text(max_length=LONG)
    owner = Named(
        slug_field="username",
        queryset=User.objects.filter(is_active=True, role__in=CASE_WORK),
        required=False,
        help_text="Sign-in name of who answers for it; you, if left out",
    )
    doer = if_any(LINE, "Who does it, where that is somebody of another agency")
    due_on = Day()


class Result(Strict):
    """What came of it."""

    result = Text(max_length=LONG)


class Dropped(Strict):
    """Why it is not done."""

    result = Text(max_length=LONG)


class JournalViewSet(CasePartViewSet):
    """The journal of a case; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve")),
        **dict.fromkeys(("create", "wrong"), Action.WORK_CASE),
    }

    @extend_schema(
        summary="List the journal of a case, the entry written last first",
        parameters=[Filter],
        responses=page_of(EntryShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With those that were recorded in error, which say so."""
        return self.listed(entries_of(self.record), NEWEST, EntryShape(), wanted=self.asked())

    @extend_schema(summary="Read an entry of the journal", responses=EntryShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """Its words never change."""
        return self._shown(number)

    @extend_schema(
        summary="Write in the journal of a case",
        request=NewEntry,
        responses={201: EntryShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """A contact or a visit that reached a victim sets when they hear from us next."""
        said = self.sent(NewEntry)
        made = write_entry(self.record, **self._entry(said), by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(
        summary="Say that an entry was written in error", request=WrongSent, responses={200: EntryShape}
    )
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """With the reason; it stays to be read, on a closed case too."""
        entry = get_object_or_404(entries_of(self.record), number=number)
        mark_entry_wrong(entry, why=self.sent(WrongSent)["reason"], by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def read(self, **kwargs: Any) -> Response:
        """Return the entry of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _entry(self, said: Mapping[str, Any]) -> dict[str, Any]:
        own = {"said_by": self.person.name, "agency": self.person.agency.name}
        speaker = {} if said["said_by"] else own
        happened_at = said.get("happened_at", self.now)
        number = said["party"]
        party = None if number is None else party_numbered(self.record, number)
        return {**said, **speaker, "party": party, "happened_at": happened_at}

    def _address(self, number: int) -> str:
        return reverse("api_journal_entry", args=[self.record.reference, number])

    def _shown(self, number: int) -> Response:
        return Response(EntryShape(get_object_or_404(entries_of(self.record), number=number)).data)


class ActionViewSet(CasePartViewSet):
    """The actions of a case; for police only."""

    needs: ClassVar = {
        "list": None,
        "retrieve": None,
        **dict.fromkeys(("create", "done", "drop"), Action.WORK_CASE),
    }

    @extend_schema(
        summary="List the actions of a case, the newest first",
        parameters=[Filter],
        responses=page_of(ActionShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Open, done and dropped."""
        return self.listed(actions_of(self.record), NEWEST, ActionShape(), wanted=self.asked())

    @extend_schema(summary="Read an action", responses=ActionShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With its version."""
        return unless_known(request, self._shown(number))

    @extend_schema(
        summary="Plan an action",
        request=NewAction,
        responses={201: ActionShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str) -> Response:
        """It is owed by the end of its day."""
        said = self.sent(NewAction)
        made = plan_action(self.record, **{"owner": self.person, **said}, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made))

    @extend_schema(
        summary="Say that an action is done",
        request=Result,
        responses={200: ActionShape},
        parameters=[IF_MATCH, ETAG],
    )
    def done(self, request: Request, reference: str, number: int) -> Response:
        """With what came of it."""
        return self._ended(do_action, number)

    @extend_schema(
        summary="Say that an action will not be done",
        request=Dropped,
        responses={200: ActionShape},
        parameters=[IF_MATCH, ETAG],
    )
    def drop(self, request: Request, reference: str, number: int) -> Response:
        """With the reason; it is owed no more."""
        return self._ended(drop_action, number, Dropped)

    def read(self, **kwargs: Any) -> Response:
        """Return the action of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _ended(self, act: Callable[..., CaseAction], number: int, shape: type[Strict] = Result) -> Response:
        row = get_object_or_404(actions_of(self.record), number=number)
        action = locked_if_match(self.request, row)
        action = act(action, **self.sent(shape), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(action))

    def _address(self, action: CaseAction) -> str:
        return reverse("api_case_action", args=[self.record.reference, action.number])

    def _shown(self, number: int) -> Response:
        action = get_object_or_404(actions_of(self.record), number=number)
        return Response(ActionShape(action).data, headers={"ETag": etag_of(action)})
