"""The clause library by the API: conditions that are worded to be proved, in the order of the library."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.forms.conditions import POWERS
from asbcases.enforcement.rules.clauses import BEHAVIOURS, Clause, library
from asbcases.web.api.fields import Choice, Strict
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action


class ClauseAsked(Strict):
    """For which behaviour and which power."""

    behaviour = Choice(choices=[*BEHAVIOURS.items()], required=False)
    power = Choice(choices=[(power.value, power.label) for power in POWERS], required=False)


class ClauseShape(serializers.Serializer[Any]):
    """A clause, with gaps for the place, the hours and the days."""

    kept_as = serializers.CharField(read_only=True, help_text="By which a term keeps what it began as")
    behaviour = serializers.CharField(read_only=True)
    words = serializers.CharField(read_only=True)
    gaps = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="To be filled in")
    powers = serializers.ListField(child=serializers.ChoiceField(MeasureKind.choices), read_only=True)
    kinds = serializers.SerializerMethodField(help_text="Of the term that it becomes under these powers")
    why = serializers.CharField(read_only=True, help_text="Why it is worded so")

    def get_kinds(self, clause: Clause) -> list[TermKind]:
        """Return the kinds of term that it becomes."""
        return [*dict.fromkeys(TermKind(clause.kind_for(power)) for power in clause.powers)]


class ClauseLibraryShape(serializers.Serializer[Any]):
    """The library, or the part of it that was asked for; it comes with the product and is short."""

    version = serializers.IntegerField(read_only=True)
    clauses = ClauseShape(many=True, read_only=True)


class ClauseViewSet(ScopedViewSet):
    """The clause library, which is about nobody."""

    needs: ClassVar = {"retrieve": Action.SEE_ORDERS}

    @extend_schema(summary="Read the clause library", parameters=[ClauseAsked], responses=ClauseLibraryShape)
    def retrieve(self, request: Request) -> Response:
        """All of it, or the clauses for a behaviour and a power."""
        shelf, asked = library(), self.asked(ClauseAsked)
        found = {"version": shelf.version, "clauses": shelf.chosen(**asked)}
        return Response(ClauseLibraryShape(found).data)
