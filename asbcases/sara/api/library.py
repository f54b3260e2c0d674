"""What worked, by the API: closed plans by what they were about and what was done, failures beside successes."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import Category
from asbcases.cases.plan_choices import PlanType
from asbcases.casework.api.shapes import choice
from asbcases.casework.views.shared import part_read
from asbcases.sara.choices import FourP, Verdict
from asbcases.sara.queries.library import MOST, Wanted, closed_plans
from asbcases.web.api.fields import Choice, Strict, Text
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

WORDS = 200


class LibraryAsked(Strict):
    """Words, what the problem hangs on, its category, the sort of response, and what came of it."""

    words = Text(required=False, max_length=WORDS, help_text="The plans likest to them come first")
    category = Choice(choices=Category.choices, required=False)
    kind = Choice(choices=PlanType.choices, required=False)
    four_p = Choice(choices=FourP.choices, required=False)
    verdict = Choice(choices=Verdict.choices, required=False)


class TriedShape(serializers.Serializer[Any]):
    """A response of a closed plan, and what came of it, in words."""

    action = serializers.CharField(read_only=True)
    four_p = serializers.CharField(read_only=True)
    state = serializers.CharField(read_only=True)
    result = serializers.CharField(read_only=True, allow_blank=True)


class WorkedShape(serializers.Serializer[Any]):
    """A closed plan as the library tells it, in words; with `mine` the plan itself can be read."""

    reference = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    type = serializers.CharField(read_only=True)
    district = serializers.CharField(read_only=True)
    closed_at = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True, help_text="Why it was closed")
    statement = serializers.CharField(read_only=True, help_text="The objective")
    categories = serializers.ListField(child=serializers.CharField(), read_only=True)
    responses = TriedShape(many=True, read_only=True)
    verdict = choice(Verdict)
    verdict_words = serializers.CharField(read_only=True)
    learning = serializers.CharField(read_only=True, allow_blank=True)
    effect = serializers.CharField(read_only=True)
    strength = serializers.CharField(read_only=True, help_text="How strong the evidence is")
    mine = serializers.BooleanField(read_only=True)


class PlanLibraryShape(serializers.Serializer[Any]):
    """The closed plans that are likest to what was asked; `more` says that there are others, for a narrower question."""

    plans = WorkedShape(many=True, read_only=True)
    more = serializers.BooleanField(read_only=True)


class PlanLibraryViewSet(ScopedViewSet):
    """Closed plans: of one's own district all, of others those that may be shared."""

    needs: ClassVar = {"retrieve": Action.WORK_PLAN}

    @extend_schema(
        operation_id="plans_library",
        summary="Find the closed plans from which one may learn",
        parameters=[LibraryAsked],
        responses=PlanLibraryShape,
    )
    def retrieve(self, request: Request) -> Response:
        """At most 50 of them, the likest first, as on the page."""
        asked = self.asked(LibraryAsked)
        record_access(Look.LIST, by=self.person, now=self.now, about=part_read("what worked", asked))
        found = closed_plans(Wanted(**asked), most=MOST + 1)
        return Response(PlanLibraryShape({"plans": found[:MOST], "more": len(found) > MOST}).data)
