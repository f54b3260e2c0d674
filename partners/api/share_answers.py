"""The police answer through the API what partners ask to be given: the same as the pages, one request at a time."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.web.api.fields import Choice, Day, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.api.share_requests import ShareRequestShape, decided_by_field, items_field, urgent_why_field
from partners.choices import Action, Gateway, Purpose
from partners.forms.share_requests import WORDS
from partners.forms.sharing import WORDS as SENTENCE
from partners.forms.sharing import deciders, receivers_of
from partners.models import ShareRequest
from partners.queries.offering import until
from partners.queries.share_requests import to_police, waiting
from partners.queries.sharing import is_restricted
from partners.rules import least_tier
from partners.transitions.share_answering import answer_by_sharing, refuse_request
from partners.views.share_answers import ORDER, Found, of_case, of_report

NOBODY = "This is nobody of that agency to whom the case may be shown."
OF_SHARE = ("items", "purpose", "gateway", "proportionality", "urgent_why", "decided_by")
UNKNOWN_CASE = "There is no such case, or it is not for you, or the report does not tell of it."


class AnsweredShape(ShareRequestShape):
    """What an agency asked for, with the cases of which it may be answered as far as you see them."""

    cases = serializers.SerializerMethodField(help_text="References of the cases of which it may be answered")
    share = serializers.IntegerField(
        source="share.number", default=None, allow_null=True, read_only=True, help_text="Of the case"
    )

    class Meta(ShareRequestShape.Meta):
        fields = (*ShareRequestShape.Meta.fields, "cases", "share")
        read_only_fields = fields

    def get_cases(self, request: ShareRequest) -> list[str]:
        """Return the references, in their order."""
        return [case.reference for case in self.context["cases"]]


class ShareAnswer(Strict):
    """A share as an answer: of which case, with whom at the agency, and of what was asked for no more than that."""

    case = Text(max_length=20, help_text="One of `cases`")
    receiver = Text(
        max_length=40,
        required=False,
        default="",
        help_text="`agency-…`, `team-…` or `user-…` with a number; the whole agency if not said",
    )
    items = items_field("Of what was asked for, what is shared")
    purpose = Choice(choices=Purpose.choices)
    gateway = Choice(choices=Gateway.choices)
    proportionality = Text(max_length=SENTENCE, help_text="One sentence: why so much, and no more")
    ends_on = Day(help_text="The last day on which they see it")
    words = Text(
        max_length=WORDS,
        required=False,
        allow_blank=True,
        default="",
        help_text="Why less than was asked for",
    )
    urgent_why = urgent_why_field()
    decided_by = decided_by_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent as the verb takes it; a case or receiver that is not among those it may be is none."""
        found: Found = self.context["found"]
        case = next((case for case in found.cases if case.reference == attrs["case"]), None)
        if case is None:
            raise serializers.ValidationError({"case": [UNKNOWN_CASE]})
        receivers = receivers_of(found.row.agency, restricted=is_restricted(case))
        chosen = receivers.get(attrs["receiver"] or f"agency-{found.row.agency_id}")
        if chosen is None:
            raise serializers.ValidationError({"receiver": [NOBODY]})
        share = {name: attrs[name] for name in OF_SHARE}
        share |= {"tier": least_tier(attrs["items"]), "ends_at": until(attrs["ends_on"])}
        return {"case": case, "receiver": chosen[1], "words": attrs["words"], "share": share}


class ShareRefusal(Strict):
    """Why a request is refused, in words that the partner reads."""

    words = Text(
        max_length=WORDS, help_text="Say nothing of a case, of anybody, or of whether there is anything"
    )


class ShareRequestViewSet(ScopedViewSet):
    """What partners ask the police to share, for those who answer it."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "share", "refuse"), Action.ANSWER_SHARE_REQUEST)
    on_report = False
    found: Found

    def find(self, **kwargs: Any) -> None:
        """Find the request of the route on its record; another method finds nothing."""
        if self.action and "asked" in kwargs:
            self._find(kwargs["reference"], kwargs["asked"])

    def _find(self, reference: str, asked: str) -> None:
        door = of_report if self.on_report else of_case
        self.found = door(self.request._request, reference, asked, look=Look.API)

    @extend_schema(
        summary="List what partners ask the police to share and nobody has answered, the oldest first",
        parameters=[Filter],
        responses=page_of(ShareRequestShape),
    )
    def list(self, request: Request) -> Response:
        """Of the reports and cases that you see."""
        shape = ShareRequestShape(context={"now": self.now})
        rows = waiting(to_police(self.person, now=self.now))
        about = "What partners ask us to share"
        return self.listed(rows, ORDER, shape, wanted=self.asked(), about=about)

    @extend_schema(summary="Read what a partner asks to be given", responses=AnsweredShape)
    def retrieve(self, request: Request, reference: str, asked: str) -> Response:
        """With the answer, and with the cases of which something may be shared."""
        return self._shown(self.found.row)

    @extend_schema(
        summary="Share what a partner asks for, or a part of it",
        request=ShareAnswer,
        responses={200: AnsweredShape},
    )
    def share(self, request: Request, reference: str, asked: str) -> Response:
        """With every refusal of sharing a case; of two answers the first counts."""
        said = self.sent(ShareAnswer, found=self.found, among={"decided_by": deciders()})
        row = answer_by_sharing(self.found.row, **said, by=self.person, now=self.now)
        return self._done(row)

    @extend_schema(
        summary="Refuse what a partner asks for", request=ShareRefusal, responses={200: AnsweredShape}
    )
    def refuse(self, request: Request, reference: str, asked: str) -> Response:
        """With words for the partner, who learns nothing else."""
        words = self.sent(ShareRefusal)["words"]
        return self._done(refuse_request(self.found.row, words=words, by=self.person, now=self.now))

    def read(self, **kwargs: Any) -> Response:
        """Return the request of an address."""
        if "asked" not in kwargs:
            raise Http404
        self._find(kwargs["reference"], kwargs["asked"])
        return self._shown(self.found.row)

    def _done(self, row: ShareRequest) -> Response:
        name = "api_report_share_request" if self.on_report else "api_case_share_request"
        return self.changed(self._shown(row), reverse(name, args=[row.about, row.reference]))

    def _shown(self, row: ShareRequest) -> Response:
        return Response(AnsweredShape(row, context={"cases": self.found.cases, "now": self.now}).data)


class ReportShareRequestViewSet(ShareRequestViewSet):
    """What partners ask about a report of theirs, for those who answer it."""

    on_report = True
