"""What the police ask of an agency, by the API of its officers: read, acknowledged, accepted or declined, and answered."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.api.referral_shapes import Answered, RequestedAnswerShape, RequestShape
from partners.choices import Action
from partners.models import Question, Referral
from partners.queries.referrals import questions_to, referrals_to
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.questions import answer_part
from partners.views.requests import part_of, question_for, referral_for

ORDER = ("asked_at", "id")


class RequestViewSet(ScopedViewSet):
    """The matters that the police ask your agency to take on."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "acknowledge", "accept", "decline", "outcome"), Action.ANSWER_REFERRAL
    )
    referral: Referral

    def find(self, **kwargs: Any) -> None:
        """Find the referral of the route, and keep that it was read; another method reads nothing."""
        if self.action and "asked" in kwargs:
            _, self.referral = referral_for(self.request._request, kwargs["asked"], look=Look.API)

    @extend_schema(
        summary="List what the police ask your agency to take on, the oldest first",
        parameters=[Filter],
        responses=page_of(RequestShape),
    )
    def list(self, request: Request) -> Response:
        """What is answered or closed stands in it too."""
        rows = referrals_to(self.person)
        return self.listed(rows, ORDER, RequestShape(), wanted=self.asked(), about="Requests to us")

    @extend_schema(summary="Read what the police ask your agency to take on", responses=RequestShape)
    def retrieve(self, request: Request, asked: str) -> Response:
        """It shows nothing of the case."""
        return self._shown(self.referral)

    @extend_schema(summary="Say that a referral has arrived", request=None, responses={200: RequestShape})
    def acknowledge(self, request: Request, asked: str) -> Response:
        """The police keep the clock until it is accepted."""
        return self._done(acknowledge_referral)

    @extend_schema(summary="Take a matter on", request=None, responses={200: RequestShape})
    def accept(self, request: Request, asked: str) -> Response:
        """The lead of the police is told."""
        return self._done(accept_referral)

    @extend_schema(summary="Decline a matter", request=Answered, responses={200: RequestShape})
    def decline(self, request: Request, asked: str) -> Response:
        """With the reason, by which the police decide what follows."""
        return self._done(decline_referral, "reason")

    @extend_schema(summary="Return what came of a matter", request=Answered, responses={200: RequestShape})
    def outcome(self, request: Request, asked: str) -> Response:
        """What was done, when, and how it stands now."""
        return self._done(return_outcome, "outcome")

    def read(self, **kwargs: Any) -> Response:
        """Return the referral of an address."""
        _, referral = referral_for(self.request._request, kwargs["asked"], look=Look.API)
        return self._shown(referral)

    def _done(self, verb: Callable[..., Referral], name: str = "") -> Response:
        words = {name: self.sent(Answered)["words"]} if name else self.sent(Strict)
        done = verb(self.referral, **words, by=self.person, now=self.now)
        return self.changed(self._shown(done), reverse("api_request", args=[done.reference]))

    def _shown(self, referral: Referral) -> Response:
        return Response(RequestShape(referral).data)


class RequestedAnswerViewSet(ScopedViewSet):
    """The questions that the police ask your agency."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "answer"), Action.ANSWER_REFERRAL)
    question: Question

    def find(self, **kwargs: Any) -> None:
        """Find the question of the route, and keep that it was read; another method reads nothing."""
        if self.action and "asked" in kwargs:
            _, self.question = question_for(self.request._request, kwargs["asked"], look=Look.API)

    @extend_schema(
        summary="List the questions that the police ask your agency, the oldest first",
        parameters=[Filter],
        responses=page_of(RequestedAnswerShape),
    )
    def list(self, request: Request) -> Response:
        """What is answered or closed stands in it too."""
        rows = questions_to(self.person)
        return self.listed(rows, ORDER, RequestedAnswerShape(), wanted=self.asked(), about="Questions to us")

    @extend_schema(summary="Read a question that the police ask your agency", responses=RequestedAnswerShape)
    def retrieve(self, request: Request, asked: str) -> Response:
        """With the answers so far."""
        return self._shown(self.question)

    @extend_schema(
        summary="Answer one part of a question", request=Answered, responses={200: RequestedAnswerShape}
    )
    def answer(self, request: Request, asked: str, number: int) -> Response:
        """A later answer stands beside the earlier."""
        part = part_of(self.question, number)
        answer_part(part, **self.sent(Answered), by=self.person, now=self.now)
        return self.changed(self.read(asked=asked), reverse("api_requested_answer", args=[asked]))

    def read(self, **kwargs: Any) -> Response:
        """Return the question of an address."""
        _, question = question_for(self.request._request, kwargs["asked"], look=Look.API)
        return self._shown(question)

    def _shown(self, question: Question) -> Response:
        return Response(RequestedAnswerShape(question).data)
