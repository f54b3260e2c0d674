"""What partners ask to be given, through the API: asked, read and withdrawn by their agency, answered by the police."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.web.api.fields import Choice, Day, Flag, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action, Gateway, Item, Purpose, ShareAnswer
from partners.forms.share_requests import WORDS
from partners.forms.sharing import WORDS as SENTENCE
from partners.models import ShareRequest
from partners.queries.share_requests import asked_by, shared_by
from partners.transitions.share_asking import ask_about_report, ask_for_more, withdraw_request
from partners.views.share_asking import ORDER, asked_for, own_report_for, share_for


def items_field(help_text: str) -> serializers.ListField:
    """Return the field for parts of a case, at least one."""
    part = Choice(choices=Item.choices)
    return serializers.ListField(child=part, allow_empty=False, max_length=len(Item), help_text=help_text)


def urgent_why_field() -> Text:
    """Return the field for why it is shared at once, though no agreement covers it."""
    return Text(
        max_length=SENTENCE,
        required=False,
        allow_blank=True,
        default="",
        help_text="Where no agreement covers it",
    )


def decided_by_field() -> Named:
    """Return the field for the supervisor who decided what no agreement covers; who may be one is said where it is read."""
    return Named(
        slug_field="username",
        queryset=User.objects.none(),
        required=False,
        allow_null=True,
        default=None,
        help_text="The supervisor who decided what no agreement covers",
    )


class ShareRequestShape(serializers.ModelSerializer[ShareRequest]):
    """What an agency asked the police to share, and what they answered."""

    agency = serializers.CharField(source="agency.name", read_only=True)
    items = serializers.ListField(
        child=serializers.ChoiceField(choices=Item.choices), read_only=True, help_text="The parts asked for"
    )
    asked_by = serializers.CharField(source="recorded_by.name", default="", read_only=True)
    asked_at = serializers.DateTimeField(source="recorded_at", read_only=True)
    late = serializers.SerializerMethodField(help_text="Whether an answer is owed and late")
    answer = serializers.ChoiceField(choices=ShareAnswer.choices, read_only=True, allow_blank=True)

    class Meta:
        model = ShareRequest
        fields: tuple[str, ...] = (
            *("reference", "about", "agency", "items", "purpose", "gateway", "why", "urgent", "needed_on"),
            *("until_on", "asked_by", "asked_at", "answer_by", "late", "answer", "words", "answered_at"),
            "withdrawn_at",
        )
        read_only_fields = fields

    def get_late(self, request: ShareRequest) -> bool:
        """Return whether nobody answered in time."""
        now: datetime = self.context["now"]
        return request.waits and request.answer_by <= now


class AskedShape(ShareRequestShape):
    """What your agency asked for, with the case of which something is shared with you by the answer."""

    case = serializers.SerializerMethodField(help_text="Empty where nothing is shared by it any more")

    class Meta(ShareRequestShape.Meta):
        fields = (*ShareRequestShape.Meta.fields, "case")
        read_only_fields = fields

    def get_case(self, request: ShareRequest) -> str:
        """Return the reference of the case; what may be read of it is asked for as a shared case."""
        return shared_by(request, self.context["by"], now=self.context["now"])


class NewShareRequest(Strict):
    """What an agency asks for, for what, by which gateway, why, by when and until when."""

    items = items_field("The parts of it that you need, and no more")
    purpose = Choice(choices=Purpose.choices, help_text="For what you need it")
    gateway = Choice(choices=Gateway.choices, help_text="By which gateway of the law")
    why = Text(max_length=WORDS, help_text="What you mean to do with it: the police decide by these words")
    urgent = Flag(required=False, default=False, help_text="Somebody may come to harm meanwhile")
    needed_on = Day(required=False, allow_null=True, default=None, help_text="By the end of which day")
    until_on = Day(required=False, allow_null=True, default=None, help_text="Until when it is needed")


class AskedViewSet(ScopedViewSet):
    """What your agency asked the police to share."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "withdraw", "about_report", "for_more"), Action.ASK_FOR_SHARE
    )
    row: ShareRequest
    found: Any

    def find(self, **kwargs: Any) -> None:
        """Find what the route names: a request, a report of one's own, or a share; another method finds nothing."""
        if not self.action:
            return
        request = self.request._request
        if "asked" in kwargs:
            _, self.row = asked_for(request, kwargs["asked"], look=Look.API)
        elif self.action in ("about_report", "for_more"):
            door = own_report_for if self.action == "about_report" else share_for
            _, _, self.found = door(request, kwargs["reference"])

    @extend_schema(
        summary="List what your agency asked the police to share, the newest first",
        parameters=[Filter],
        responses=page_of(ShareRequestShape),
    )
    def list(self, request: Request) -> Response:
        """With how each stands; what one person was given by name is that person's alone to read."""
        shape = ShareRequestShape(context={"now": self.now})
        rows = asked_by(self.person, now=self.now)
        return self.listed(rows, ORDER, shape, wanted=self.asked(), about="What we asked for")

    @extend_schema(summary="Read what your agency asked for", responses=AskedShape)
    def retrieve(self, request: Request, asked: str) -> Response:
        """With the answer; nothing in it tells whether there is a case."""
        return self._shown(self.row)

    @extend_schema(summary="Withdraw what your agency asked for", request=None, responses={200: AskedShape})
    def withdraw(self, request: Request, asked: str) -> Response:
        """The police need not answer it; what was answered stays answered."""
        row = withdraw_request(self.row, by=self.person, now=self.now)
        return self.changed(self._shown(row), self._address(row))

    @extend_schema(
        summary="Ask to be given what helps with a report of your agency",
        request=NewShareRequest,
        responses={201: AskedShape},
        parameters=[LOCATION],
    )
    def about_report(self, request: Request, reference: str) -> Response:
        """While a request waits, your agency asks about the same report no second time."""
        said: Any = self.sent(NewShareRequest)
        return self._made(ask_about_report(self.found, **said, by=self.person, now=self.now))

    @extend_schema(
        summary="Ask for more of a case that is shared with you, or for longer",
        request=NewShareRequest,
        responses={201: AskedShape},
        parameters=[LOCATION],
    )
    def for_more(self, request: Request, reference: str) -> Response:
        """Whoever knows the case by a share with them by name asks, and reads the answer, alone."""
        said: Any = self.sent(NewShareRequest)
        return self._made(ask_for_more(self.found, reference, **said, by=self.person, now=self.now))

    def read(self, **kwargs: Any) -> Response:
        """Return the request of an address."""
        _, row = asked_for(self.request._request, kwargs["asked"], look=Look.API)
        return self._shown(row)

    def _made(self, row: ShareRequest) -> Response:
        return self.made(self._shown(row), self._address(row))

    def _address(self, row: ShareRequest) -> str:
        return reverse("api_asked", args=[row.reference])

    def _shown(self, row: ShareRequest) -> Response:
        return Response(AskedShape(row, context={"by": self.person, "now": self.now}).data)
