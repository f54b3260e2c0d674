"""Responses of a plan by the API: planned, begun, finished or dropped, each as its reader knew it; and what is owed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from asbcases.cases.queries import locked
from asbcases.deadlines.api.lists import DeadlineShape
from asbcases.deadlines.models import Deadline
from asbcases.sara import transitions as verbs
from asbcases.sara.api import part_shapes as shapes
from asbcases.sara.api import sent
from asbcases.sara.api.describing import described, of_part
from asbcases.sara.api.parts import PlanPartViewSet
from asbcases.sara.models import AftercareCheck, PlanResponse
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH
from partners.choices import Action

ACTS = ("begin", "finish", "drop")
ACT: dict[str, Any] = {"responses": {200: shapes.PlanResponseShape}, "parameters": [IF_MATCH, ETAG]}


@described("response", "responses", shapes.PlanResponseShape)
class ResponseViewSet(PlanPartViewSet):
    """What is done about a problem."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", *ACTS), Action.WORK_PLAN)
    route, shape, model = "api_plan_response", shapes.PlanResponseShape, PlanResponse

    def rows(self) -> QuerySet[Any]:
        """Return the responses with who answers for them."""
        return super().rows().select_related("owner", "agency")

    def part(self, number: int) -> Response:
        """Return the answer that shows one response, with its version."""
        row = get_object_or_404(self.rows(), number=number)
        return Response(self.shape(row).data, headers={"ETag": etag_of(row)})

    @extend_schema(
        summary="Read one response", responses=shapes.PlanResponseShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the plan."""
        return unless_known(request, self.part(number))

    @extend_schema(summary="Plan a response", **of_part(sent.NewResponse, shapes.PlanResponseShape))
    def create(self, request: Request, reference: str) -> Response:
        """Its last day stands in the diary then."""
        said = {"owner": self.person, **self.sent(sent.NewResponse)}
        return self.added(verbs.add_response(self.record, **said, **self.act()))

    @extend_schema(summary="Begin a response", request=None, **ACT)
    def begin(self, request: Request, reference: str, number: int) -> Response:
        """After a cause, a data source and a frozen measure; a quick fix at once."""
        return self._done(number, None, verbs.begin_response)

    @extend_schema(summary="Say what came of a response", request=sent.Finished, **ACT)
    def finish(self, request: Request, reference: str, number: int) -> Response:
        """It is owed no more."""
        return self._done(number, sent.Finished, verbs.finish_response)

    @extend_schema(summary="Drop a response", request=sent.PlanReason, **ACT)
    def drop(self, request: Request, reference: str, number: int) -> Response:
        """With the reason."""
        return self._done(number, sent.PlanReason, verbs.drop_response)

    def _done(self, number: int, shape: type[Serializer[Any]] | None, act: Callable[..., object]) -> Response:
        """Do something with a response as its reader knew it, locked after its plan, and show it."""
        plan = locked(self.record)
        row = locked_if_match(self.request, get_object_or_404(PlanResponse, plan=plan, number=number))
        act(row, **(self.sent(shape) if shape else {}), **self.act())
        return self.changed(self.part(number), self.address(number))


class PlanDeadlineViewSet(PlanPartViewSet):
    """The deadlines of a plan."""

    needs: ClassVar = {"list": Action.WORK_PLAN}

    @extend_schema(
        summary="List the deadlines of a plan, the earliest first",
        parameters=[Filter],
        responses=page_of(DeadlineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What is owed and what was, with why."""
        rows = Deadline.objects.filter(plan=self.record).select_related("owner", "policy")
        shape = DeadlineShape(context={"now": self.now})
        return self.listed(rows, ("due_at", "id"), shape, wanted=self.asked())


class AftercareViewSet(PlanPartViewSet):
    """The look at a closed plan some months on."""

    needs: ClassVar = {"list": Action.WORK_PLAN}
    shape, model, key = shapes.PlanAftercareShape, AftercareCheck, "id"

    @extend_schema(
        summary="Read the look at a closed plan, once somebody looked",
        parameters=[Filter],
        responses=page_of(shapes.PlanAftercareShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """None or one."""
        return super().list(request, reference)
