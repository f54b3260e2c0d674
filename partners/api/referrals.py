"""What partners are asked about a case, by the API of the police: referrals and questions, each from its draft to its closing."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import District
from asbcases.cases.models import Case
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Named, Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import case_for
from partners.api.referral_shapes import (
    AgencyQuestionLineShape,
    AgencyQuestionShape,
    ClosingWords,
    QuestionClosed,
    QuestionSent,
    ReferralLineShape,
    ReferralSent,
    ReferralShape,
    Telephoned,
    TelephonedStepSent,
)
from partners.choices import Action, ReferralStage
from partners.models import Question, Referral
from partners.queries.offering import partners_at_work
from partners.queries.referrals import (
    Waiting,
    asked_under_way,
    questions_of,
    referrals_of,
    under_way,
)
from partners.transitions.questions import answer_part, ask_question, close_question
from partners.transitions.referrals import change_referral, close_referral, draft_referral, send_referral
from partners.transitions.request_clocks import hold
from partners.views.telephoned import ACTS

NEWEST = ("-number", "-id")
OLDEST = ("asked_at", "id")


class AskedFilter(Filter):
    """Of which cases: whose, and where."""

    district = Named(slug_field="code", queryset=District.objects.all(), required=False)
    whose = Choice(
        choices=[("mine", "That I lead"), ("team", "Of my team")], required=False, help_text="Whose cases"
    )


class ReferralFilter(AskedFilter):
    """The same, and for what a referral waits."""

    waits = Choice(choices=Waiting.choices, required=False)


class AskedBoardViewSet(ScopedViewSet):
    """What partners are asked and nobody has closed, of the cases that one sees."""

    needs: ClassVar = dict.fromkeys(("referrals", "questions"), Action.SEND_REFERRAL)

    @extend_schema(
        summary="List the referrals that are under way, the oldest first",
        parameters=[ReferralFilter],
        responses=page_of(ReferralLineShape),
    )
    def referrals(self, request: Request) -> Response:
        """Of the cases that you see."""
        wanted = self.asked(ReferralFilter)
        rows = under_way(self.person, now=self.now).select_related("named")
        stage = {"stage": wanted["waits"]} if "waits" in wanted else {}
        return self._listed(rows.filter(**stage), ReferralLineShape(), wanted, "Referrals to partners")

    @extend_schema(
        summary="List the questions that partners have still to answer or we to close, the oldest first",
        parameters=[AskedFilter],
        responses=page_of(AgencyQuestionLineShape),
    )
    def questions(self, request: Request) -> Response:
        """About the cases that you see."""
        rows = asked_under_way(self.person, now=self.now).select_related("named")
        wanted = self.asked(AskedFilter)
        return self._listed(rows, AgencyQuestionLineShape(), wanted, "Questions to partners")

    def _listed(self, rows: QuerySet[Any], shape: Any, wanted: dict[str, Any], about: str) -> Response:
        narrowed: dict[str, Any] = {}
        if "district" in wanted:
            narrowed["case__district"] = wanted["district"]
        if whose := wanted.get("whose"):
            # Who is in no team finds nothing under it.
            narrowed |= (
                {"case__lead": self.person} if whose == "mine" else {"case__team": self.person.team_id or 0}
            )
        return self.listed(rows.filter(**narrowed), OLDEST, shape, wanted=wanted, about=about)


class AskedOfViewSet(RecordViewSet[Case]):
    """What hangs on a case, is asked of an agency, and is found by its number there."""

    door = staticmethod(case_for)
    shape: ClassVar[Any]
    route: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        """Return what was asked about the case."""
        raise NotImplementedError

    def one(self, number: int) -> Any:
        """Return one of them, which knows the case of the route."""
        asked = get_object_or_404(self.rows(), number=number)
        asked.case = self.record
        return asked

    def list(self, request: Request, reference: str) -> Response:
        """What is closed stands in it too."""
        return self.listed(self.rows(), NEWEST, self.shape(), wanted=self.asked())

    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With the version that every act on it answers to."""
        return unless_known(request, self.part(number))

    def read(self, **kwargs: Any) -> Response:
        """Return what an address names."""
        self.find(**kwargs)
        return self.part(kwargs["number"])

    def part(self, number: int) -> Response:
        """Return the answer that shows one of them, with its version."""
        asked = self.one(number)
        return Response(self.shape(asked).data, headers={"ETag": etag_of(asked)})

    def added(self, asked: Referral | Question) -> Response:
        """Return the answer for what was asked now."""
        return self.made(self.part(asked.number), self.address(asked.number))

    def acted(
        self, number: int, verb: Callable[..., Any], shape: type[Strict] | None, **context: Any
    ) -> Response:
        """Act on one of them as its reader knew it, in the order of all who act on it, and show it."""
        asked = self.one(number)
        hold(asked)
        locked_if_match(self.request, asked)
        said = self.sent(shape, **context) if shape else {}
        verb(asked, **said, by=self.person, now=self.now)
        return self.changed(self.part(number), self.address(number))

    def address(self, number: int) -> str:
        """Return where one of them stands."""
        return reverse(self.route, args=[self.record.reference, number])


def _described(one: str, many: str, shape: Any) -> Any:
    """Return how a view set of what is asked of agencies is described."""
    return extend_schema_view(
        list=extend_schema(
            summary=f"List the {many}, the newest first", parameters=[Filter], responses=page_of(shape)
        ),
        retrieve=extend_schema(
            summary=f"Read one {one} of a case", responses=shape, parameters=[IF_NONE_MATCH, ETAG]
        ),
    )


@_described("referral", "referrals of a case", ReferralShape)
class ReferralViewSet(AskedOfViewSet):
    """The matters of a case that agencies are asked to take on."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "create", "change", "send", "close", "telephoned"), Action.SEND_REFERRAL
    )
    shape, route = ReferralShape, "api_case_referral"

    @extend_schema(summary="Draft a referral", **of_new(ReferralSent, ReferralShape))
    def create(self, request: Request, reference: str) -> Response:
        """The agency sees nothing of it before it is sent."""
        said: Any = self.sent(ReferralSent, **self._among())
        return self.added(draft_referral(self.record, **said, by=self.person, now=self.now))

    @extend_schema(summary="Change the draft of a referral", **of_act(ReferralSent, ReferralShape))
    def change(self, request: Request, reference: str, number: int) -> Response:
        """All of it is stated anew; what was sent stays as it was sent."""
        return self.acted(number, change_referral, ReferralSent, **self._among())

    @extend_schema(summary="Send a referral to its agency", **of_act(None, ReferralShape))
    def send(self, request: Request, reference: str, number: int) -> Response:
        """Its clocks start, and its officers are told."""
        return self.acted(number, send_referral, None)

    @extend_schema(summary="Close a referral", **of_act(ClosingWords, ReferralShape))
    def close(self, request: Request, reference: str, number: int) -> Response:
        """With what was decided, whoever has yet to do what."""
        return self.acted(number, close_referral, ClosingWords)

    @extend_schema(
        summary="Enter what an agency answered to a referral by telephone",
        **of_act(TelephonedStepSent, ReferralShape),
    )
    def telephoned(self, request: Request, reference: str, number: int) -> Response:
        """It is kept as the agency's answer, and marked."""
        return self.acted(number, _entered, TelephonedStepSent)

    def rows(self) -> QuerySet[Referral]:
        """Return the referrals of the case."""
        return referrals_of(self.record)

    def _among(self) -> dict[str, Any]:
        shares = self.record.shares.filter(grant__revoked_at__isnull=True)
        return {"shares": shares, "among": {"agency": partners_at_work()}}


def _entered(referral: Referral, *, stage: str, words: str, **said: Any) -> Referral:
    act, name = ACTS[ReferralStage(stage)]
    return act(referral, **({name: words} if name else {}), **said)


@_described("question", "questions about a case", AgencyQuestionShape)
class AgencyQuestionViewSet(AskedOfViewSet):
    """The questions about a case that agencies are asked."""

    needs: ClassVar = dict.fromkeys(
        ("list", "retrieve", "create", "close", "telephoned"), Action.SEND_REFERRAL
    )
    shape, route = AgencyQuestionShape, "api_case_question"

    @extend_schema(summary="Ask an agency a question in parts", **of_new(QuestionSent, AgencyQuestionShape))
    def create(self, request: Request, reference: str) -> Response:
        """Its officers are told at once."""
        said: Any = self.sent(QuestionSent, among={"agency": partners_at_work()})
        return self.added(ask_question(self.record, **said, by=self.person, now=self.now))

    @extend_schema(summary="Close a question, answered or not", **of_act(QuestionClosed, AgencyQuestionShape))
    def close(self, request: Request, reference: str, number: int) -> Response:
        """Where something is unanswered it takes a reason."""
        return self.acted(number, close_question, QuestionClosed)

    @extend_schema(
        summary="Enter what an agency answered to a part of a question by telephone",
        **of_act(Telephoned, AgencyQuestionShape),
    )
    def telephoned(self, request: Request, reference: str, number: int, part: int) -> Response:
        """It is kept as the agency's answer, and marked."""
        return self.acted(number, lambda question, **said: _answered(question, part, **said), Telephoned)

    def rows(self) -> QuerySet[Question]:
        """Return the questions about the case."""
        return questions_of(self.record)


def _answered(question: Question, number: int, **said: Any) -> None:
    part = next((part for part in question.parts.all() if part.number == number), None)
    if part is None:
        raise Http404
    part.question, part.agency = question, question.agency
    answer_part(part, **said)
