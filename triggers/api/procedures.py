"""What areas state for their case reviews, by the API: every version of each, and all that one states and leaves open."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action
from triggers.models import LocalProcedure
from triggers.queries.previewing import as_it_stands
from triggers.rules.procedures import Warned, unstated, warnings
from triggers.views.procedure_words import Group, stated
from triggers.views.procedures import IN_FORCE, areas_at, state_of


class Stands(NamedTuple):
    """A version with all that it states, what it leaves open, and of what it is warned."""

    row: LocalProcedure
    state: tuple[str, str]
    stated: list[Group]
    unstated: Sequence[str]
    warned: Sequence[Warned]


class VersionShape(serializers.Serializer[Any]):
    """A version of the procedure of an area, and when it is in force."""

    id = serializers.IntegerField(source="row.pk", read_only=True)
    version = serializers.CharField(source="row.version", read_only=True, allow_blank=True)
    in_force = serializers.SerializerMethodField(help_text="Today")
    in_force_from = serializers.DateField(source="row.in_force_from", read_only=True)
    in_force_to = serializers.DateField(
        source="row.in_force_to", read_only=True, allow_null=True, help_text="The last day"
    )
    confirmed = serializers.BooleanField(
        source="row.confirmed", read_only=True, help_text="The authority confirmed it"
    )

    def get_in_force(self, version: Any) -> bool:
        """Return whether it is in force."""
        return bool(version.state == IN_FORCE)


class VersionLineShape(VersionShape):
    """The same with how much it leaves open, and of how much it is warned."""

    unstated = serializers.IntegerField(source="open", read_only=True)
    warned = serializers.IntegerField(read_only=True)


class AreaShape(serializers.Serializer[Any]):
    """An area of case reviews, with the versions of its procedure from the newest on."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    versions = VersionLineShape(many=True, read_only=True)


class AreasShape(serializers.Serializer[Any]):
    """Every area that this installation knows, by name."""

    areas = AreaShape(many=True, read_only=True)


class StatedShape(serializers.Serializer[Any]):
    """One thing that a version may state; no lines where it does not."""

    says = serializers.CharField(source="words", read_only=True)
    lines = serializers.ListField(child=serializers.CharField(), read_only=True)


class StatedGroupShape(serializers.Serializer[Any]):
    """What a version states under a heading."""

    heading = serializers.CharField(read_only=True)
    parts = StatedShape(many=True, read_only=True)


class WarnedShape(serializers.Serializer[Any]):
    """Something that a version states, and should not."""

    code = serializers.CharField(read_only=True)
    sentence = serializers.CharField(read_only=True)


class ProcedureShape(VersionShape):
    """All that a version of the procedure of an area states, in the words of its page."""

    area = serializers.CharField(source="row.area", read_only=True)
    name = serializers.CharField(source="row.name", read_only=True)
    source: Any = serializers.CharField(source="row.source", read_only=True)
    entered_at = serializers.DateTimeField(source="row.entered_at", read_only=True)
    entered_by = serializers.CharField(
        source="row.entered_by.username", default=None, read_only=True, allow_null=True
    )
    signed_off_at = serializers.DateTimeField(source="row.signed_off_at", read_only=True, allow_null=True)
    signed_off_by = serializers.CharField(source="row.signed_off_by", read_only=True, allow_blank=True)
    stated = StatedGroupShape(many=True, read_only=True)
    unstated = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What the authority is to confirm"
    )
    warned = WarnedShape(many=True, read_only=True)


class AreaViewSet(ScopedViewSet):
    """What areas state for their case reviews: the same for everybody who reads it."""

    needs: ClassVar = dict.fromkeys(("areas", "retrieve"), Action.READ_PROCEDURES)

    @extend_schema(
        operation_id="case_reviews_areas",
        summary="Read which areas there are, with every version of their procedures",
        responses=AreasShape,
    )
    def areas(self, request: Request) -> Response:
        """All at once: the councils of the force, and who else states a procedure."""
        return Response(AreasShape({"areas": areas_at(self.now)}).data)

    @extend_schema(summary="Read what a version of a procedure states", responses=ProcedureShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """And what it leaves to be confirmed by the authority."""
        row = get_object_or_404(LocalProcedure.objects.select_related("entered_by"), pk=pk)
        procedure, state = as_it_stands(row), state_of(row, london_day(self.now))
        warned = warnings(procedure, limits_in_force(self.now))
        stands = Stands(row, state, stated(procedure), unstated(procedure), warned)
        return Response(ProcedureShape(stands).data)
