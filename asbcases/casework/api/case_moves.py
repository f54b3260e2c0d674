"""How a case moves on short of its end, by the API: monitoring and back, its single point of contact, hand-overs, waivers."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case, ClosingWaiver, HandOver
from asbcases.casework.api.case_ends import ApprovalViewSet
from asbcases.casework.api.case_ends_shapes import REASON, WORDS, ApprovalWhole, HandOverShape
from asbcases.casework.api.cases import CaseViewSet
from asbcases.casework.api.incident_parts import LARGEST
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.casework.api.shapes import CaseShape, Code, choice
from asbcases.casework.queries.allocation import hand_overs_of
from asbcases.casework.queries.leads import leads_for
from asbcases.casework.transitions import (
    ask_to_waive,
    monitor_case,
    name_spoc,
    read_hand_over,
    waive_item,
    work_again,
)
from asbcases.deadlines.models import Deadline
from asbcases.web.api.etags import locked_if_match
from asbcases.web.api.fields import Choice, Named, Number, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION, of_act
from partners.choices import Action

SUBJECT = 10


class CaseMoved(Strict):
    """Why a case moves on."""

    reason = Text(max_length=WORDS)


class SpocNamed(Strict):
    """The one person to whom the victims turn."""

    spoc = Named(slug_field="username", queryset=User.objects.none(), help_text="Sign-in name")


class WaiverShape(serializers.ModelSerializer[ClosingWaiver]):
    """One thing that a supervisor let go before a closing, and why."""

    item = choice(Blocking)
    rank = choice(Rank)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = ClosingWaiver
        fields = ("id", "item", "subject", "reason", "rank", "waived_at", "recorded_by")
        read_only_fields = fields


class Waived(Strict):
    """What need not stand in the way of closing, and why."""

    item = Choice(choices=Blocking.choices)
    subject = words(SUBJECT, "Number of the victim in the case, where it concerns one")
    reason = Text(max_length=REASON, help_text="It is kept and counted")


class WaiverAsked(Waived):
    """The same of somebody who has not the rank; and what is late in the diary, by its `deadline`."""

    deadline = Number(
        min_value=1,
        max_value=LARGEST,
        required=False,
        allow_null=True,
        default=None,
        help_text="With `late`: the `id` of what is late in the diary",
    )


class CaseMoveViewSet(CaseViewSet):
    """Monitoring and back, and to whom the victims turn."""

    needs: ClassVar = {
        **dict.fromkeys(("monitor", "work_again"), Action.CLOSE_CASE),
        "spoc": Action.WORK_CASE,
    }

    @extend_schema(summary="Move a case to monitoring", **of_act(CaseMoved, CaseShape))
    def monitor(self, request: Request, reference: str) -> Response:
        """Nothing more is done but to watch whether it stays quiet; its clocks go on."""
        return self._moved(monitor_case, CaseMoved)

    @extend_schema(summary="Take a case back from monitoring", **of_act(CaseMoved, CaseShape))
    def work_again(self, request: Request, reference: str) -> Response:
        """It is open again."""
        return self._moved(work_again, CaseMoved)

    @extend_schema(summary="Name the single point of contact of a case", **of_act(SpocNamed, CaseShape))
    def spoc(self, request: Request, reference: str) -> Response:
        """Of those who work on cases in its district."""
        return self._moved(
            name_spoc, SpocNamed, among={"spoc": leads_for(self.record.district, self.record.lead)}
        )

    def _moved(self, move: Callable[..., Case], shape: type[Strict], **context: Any) -> Response:
        case = locked_if_match(self.request, self.record)
        case = move(case, **self.sent(shape, **context), by=self.person, now=self.now)
        return self.changed(self.shown(case), reverse("api_case", args=[case.reference]))


class HandOverViewSet(CasePartViewSet):
    """What one lead told the next."""

    needs: ClassVar = dict.fromkeys(("retrieve", "note_read"), Action.WORK_CASE)

    @extend_schema(
        operation_id="cases_hand_over_retrieve", summary="Read a hand-over", responses=HandOverShape
    )
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """For police only."""
        return Response(HandOverShape(self._one(number)).data)

    @extend_schema(summary="Say that you have read a hand-over", request=None, responses={200: HandOverShape})
    def note_read(self, request: Request, reference: str, number: int) -> Response:
        """Whom the case was given to says so, once."""
        self.sent(Strict)
        read_hand_over(self._one(number), by=self.person, now=self.now)
        return self.changed(
            self.read(reference=reference, number=number),
            reverse("api_hand_over", args=[reference, number]),
        )

    def read(self, **kwargs: Any) -> Response:
        """Return the hand-over of an address."""
        self.find(**kwargs)
        return Response(HandOverShape(self._one(kwargs["number"])).data)

    def _one(self, number: int) -> HandOver:
        return get_object_or_404(hand_overs_of(self.record).select_related("case"), number=number)


class WaiverViewSet(CasePartViewSet):
    """What supervisors let go before the closings of a case."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.WORK_CASE),
        "create": Action.CLOSE_CASE,
    }

    @extend_schema(
        summary="List what was let go before the closings of a case, the newest first",
        parameters=[Filter],
        responses=page_of(WaiverShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With those of closings that are past."""
        return self.listed(self._rows(), ("-waived_at", "-id"), WaiverShape(), wanted=self.asked())

    @extend_schema(summary="Read what was let go before a closing", responses=WaiverShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """It never changes."""
        return self._shown(number)

    @extend_schema(
        summary="Let one thing go that stands in the way of closing",
        request=Waived,
        responses={201: WaiverShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """By the rank that the level of risk asks for; who has it not asks for it."""
        said = self.sent(Waived)
        said["item"] = Blocking(said["item"])
        made = waive_item(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.pk), reverse("api_case_waiver", args=[reference, made.pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return what was let go, as an address names it."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _rows(self) -> QuerySet[ClosingWaiver]:
        return self.record.closing_waivers.select_related("recorded_by")

    def _shown(self, number: int) -> Response:
        return Response(WaiverShape(get_object_or_404(self._rows(), pk=number)).data)


class WaiverAskViewSet(ApprovalViewSet):
    """Asking a supervisor to let one thing go."""

    needs: ClassVar = {"ask": Action.CLOSE_CASE}

    @extend_schema(
        summary="Ask a supervisor to let one thing go that stands in the way of closing",
        request=WaiverAsked,
        responses={201: ApprovalWhole},
        parameters=[LOCATION],
    )
    def ask(self, request: Request, reference: str) -> Response:
        """It is among the approvals of the case then."""
        said = self.sent(WaiverAsked)
        said["item"], said["deadline"] = Blocking(said["item"]), self._deadline(said["deadline"])
        asked = ask_to_waive(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(asked), reverse("api_approval", args=[reference, asked.number]))

    def _deadline(self, number: int | None) -> Deadline | None:
        if number is None:
            return None
        found = Deadline.objects.filter(case=self.record, pk=number).select_related("owner").first()
        if found is None:
            raise ValidationError({"deadline": [Named.default_error_messages["does_not_exist"]]})
        return found
