"""The inbox by the API as on the pages: what a person was told, and what went wrong and waits for them."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.notify.models import Message, Task
from asbcases.notify.queries import inbox_of, unread_of
from asbcases.notify.transitions import deal_with, mark_all_read, mark_read
from asbcases.notify.views import NEWEST_FIRST, ROOTS, label_of, tasks_for
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

NOTE = 2_000


class MessageFilter(Filter):
    """Which messages."""

    UNREAD, ALL = "unread", "all"

    show = Choice(
        choices=[(ALL, "All"), (UNREAD, "Not read yet")],
        required=False,
        default=ALL,
    )


class MessageShape(serializers.ModelSerializer[Message]):
    """Something that a person was told."""

    says = serializers.SerializerMethodField(help_text="In a few words")
    told = serializers.JSONField(
        source="context", read_only=True, help_text="What it was filled from: references, times and words"
    )

    class Meta:
        model = Message
        fields = ("id", "template", "says", "told", "queued_at", "read_at")
        read_only_fields = fields

    def get_says(self, message: Message) -> str:
        """Return what it says, in a few words."""
        return label_of(message)


class UnreadShape(serializers.Serializer[Any]):
    """How much of what a person was told they have not opened."""

    unread = serializers.IntegerField(read_only=True)


class TaskShape(serializers.ModelSerializer[Task]):
    """Something that went wrong on its own, what is to be done, and what was."""

    owner = serializers.CharField(source="owner.username", read_only=True)
    dealt_by = serializers.CharField(
        source="dealt_by.username", default=None, read_only=True, allow_null=True
    )

    class Meta:
        model = Task
        fields = ("id", "words", "owner", "raised_at", "dealt_at", "dealt_by", "note", "version")
        read_only_fields = fields


class Dealt(Strict):
    """What was done about it."""

    note = Text(max_length=NOTE, help_text="It is kept with the task")


class InboxViewSet(ScopedViewSet):
    """What a person was told; another's is like none."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "open", "unread", "open_all"), Action.READ_INBOX)

    @extend_schema(
        summary="List what you were told, the newest first",
        parameters=[MessageFilter],
        responses=page_of(MessageShape),
    )
    def list(self, request: Request) -> Response:
        """Listing and reading it by the API leaves it unread."""
        wanted = self.asked(MessageFilter)
        unread = wanted["show"] == MessageFilter.UNREAD
        rows = unread_of(self.person) if unread else inbox_of(self.person)
        return self.listed(rows, NEWEST_FIRST, MessageShape(), wanted=wanted, about="inbox")

    @extend_schema(summary="Read what you were told", responses=MessageShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """It is marked as read by an act of its own."""
        return self._shown(self._message(pk))

    @extend_schema(summary="Mark a message as read", request=None, responses={200: MessageShape})
    def open(self, request: Request, pk: int) -> Response:
        """From now on, where it was not."""
        self.sent(Strict)
        message = self._message(pk)
        mark_read(message, by=self.person, now=self.now)
        message.refresh_from_db()
        return self.changed(self._shown(message), reverse("api_inbox_message", args=[pk]))

    @extend_schema(summary="Read how much you have not read", responses=UnreadShape)
    def unread(self, request: Request) -> Response:
        """The number alone."""
        return self.read()

    @extend_schema(
        operation_id="inbox_read_all",
        summary="Mark everything as read",
        request=None,
        responses={200: UnreadShape},
    )
    def open_all(self, request: Request) -> Response:
        """All that was told until now."""
        self.sent(Strict)
        mark_all_read(by=self.person, now=self.now)
        return self.changed(self.read(), reverse("api_inbox_unread"))

    def read(self, **kwargs: Any) -> Response:
        """Return the message of an address, or how much is unread."""
        if "pk" in kwargs:
            return self._shown(self._message(kwargs["pk"]))
        return Response({"unread": unread_of(self.person).count()})

    def _message(self, pk: int) -> Message:
        message = get_object_or_404(inbox_of(self.person).select_related(*ROOTS), pk=pk)
        root = {name: getattr(message, name) for name in ROOTS if getattr(message, name)}
        record_access(Look.API, by=self.person, now=self.now, about="message", **root)
        return message

    def _shown(self, message: Message) -> Response:
        return Response(MessageShape(message).data)


class TaskViewSet(ScopedViewSet):
    """What went wrong on its own: a person's own, and for a supervisor that of the records they see."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "done"), Action.READ_INBOX)

    @extend_schema(
        summary="List what went wrong and waits for you, the longest waiting first",
        parameters=[Filter],
        responses=page_of(TaskShape),
    )
    def list(self, request: Request) -> Response:
        """What was dealt with is off the list."""
        rows = self._rows().filter(dealt_at__isnull=True)
        return self.listed(rows, ("raised_at", "id"), TaskShape(), wanted=self.asked(), about="tasks")

    @extend_schema(summary="Read what went wrong", responses=TaskShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With what was done about it."""
        return unless_known(request, self.read(pk=pk))

    @extend_schema(summary="Say what you did about what went wrong", **of_act(Dealt, TaskShape))
    def done(self, request: Request, pk: int) -> Response:
        """It is off the list then."""
        task = locked_if_match(request, get_object_or_404(self._rows(), pk=pk))
        deal_with(task, **self.sent(Dealt), by=self.person, now=self.now)
        return self.changed(self.read(pk=pk), reverse("api_task", args=[pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return the task of an address."""
        task = get_object_or_404(self._rows(), pk=kwargs["pk"])
        record_access(Look.API, by=self.person, now=self.now, about="task")
        return Response(TaskShape(task).data, headers={"ETag": etag_of(task)})

    def _rows(self) -> QuerySet[Task]:
        return tasks_for(self.person)
