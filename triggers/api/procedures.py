"""What areas state for their case reviews, by the API: every version of each, what one states and leaves open, and the next."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.api.fields import Strict
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action
from triggers.api import procedure_sent as sent
from triggers.models import LocalProcedure
from triggers.queries.areas import name_of
from triggers.queries.previewing import as_it_stands
from triggers.rules.procedures import Warned, unstated, warnings
from triggers.transitions.procedures import add_procedure, end_procedure, sign_procedure
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
    """What areas state for their case reviews: the same for everybody who reads it, and kept by administrators."""

    needs: ClassVar = {
        **dict.fromkeys(("areas", "retrieve"), Action.READ_PROCEDURES),
        **dict.fromkeys(("create", "sign", "end"), Action.KEEP_PROCEDURES),
    }

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
        return self.read(pk=pk)

    @extend_schema(
        summary="Enter a version of an area's procedure",
        request=sent.NewProcedure,
        responses={201: ProcedureShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, area: str) -> Response:
        """It ends the one before it on the day before, and changes nothing that was received until then."""
        if not name_of(area):
            raise Http404
        said = self.sent(sent.NewProcedure)
        apart = {name: said.pop(name) for name in ("seen", "signed_off_by", "signed_off_on")}
        made = add_procedure(sent.content_of(area, said), **apart, by=self.person, now=self.now)
        return self.made(self.read(pk=made.pk), reverse("api_procedure", args=[made.pk]))

    @extend_schema(
        summary="Note who signed a version of a procedure off",
        request=sent.ProcedureSigned,
        responses={200: ProcedureShape},
    )
    def sign(self, request: Request, pk: int) -> Response:
        """One that nobody had; it is done once."""
        return self._act(pk, sent.ProcedureSigned, sign_procedure)

    @extend_schema(
        summary="End a version of a procedure that none follows",
        request=sent.ProcedureEnded,
        responses={200: ProcedureShape},
    )
    def end(self, request: Request, pk: int) -> Response:
        """What is received later is held until the area states another; where one follows, enter that instead."""
        return self._act(pk, sent.ProcedureEnded, end_procedure)

    def read(self, **kwargs: Any) -> Response:
        """Return the version of an address."""
        row = get_object_or_404(LocalProcedure.objects.select_related("entered_by"), pk=kwargs["pk"])
        procedure, state = as_it_stands(row), state_of(row, london_day(self.now))
        warned = warnings(procedure, limits_in_force(self.now))
        stands = Stands(row, state, stated(procedure), unstated(procedure), warned)
        return Response(ProcedureShape(stands).data)

    def _act(self, pk: int, shape: type[Strict], act: Callable[..., LocalProcedure]) -> Response:
        row = get_object_or_404(LocalProcedure, pk=pk)
        act(row, **self.sent(shape), by=self.person, now=self.now)
        return self.changed(self.read(pk=pk), reverse("api_procedure", args=[pk]))
