"""The orders board by the API: what is in force, what ends or falls due first, and the drafts that wait for approval."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import prefetch_related_objects
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import District
from asbcases.casework.api.shapes import Code
from asbcases.casework.views.shared import part_read
from asbcases.deadlines.api.lists import DeadlineShape
from asbcases.enforcement.api.measure_shapes import MeasureLineShape
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.forms.boards import NOBODY_MEANT, BoardFilter, person_or_place_in
from asbcases.enforcement.views.boards import Row, shelf_of, wanted_by
from asbcases.web.api.fields import Choice, Named, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

NARROWED = ("show", "kind", "about", "district")


class OrderFilter(Filter):
    """Which measures: in force or drafts, of which kind, about whom or where, and in which order."""

    show = Choice(
        choices=BoardFilter.SHOWN,
        required=False,
        default=BoardFilter.ENDS,
        help_text="`ends` if not said: what is in force and has a last day, what ends first at the top",
    )
    kind = Choice(choices=MeasureKind.choices, required=False)
    about = Text(required=False, max_length=40, help_text="Reference of a person or of premises")
    district = Named(slug_field="code", queryset=District.objects.all(), required=False)

    def validate_about(self, typed: str) -> str:
        """Return the reference that was meant."""
        if reference := person_or_place_in(typed):
            return reference
        raise serializers.ValidationError(NOBODY_MEANT)


class BoardedMeasureShape(MeasureLineShape):
    """A measure as the board shows it: with the name of whom it is on, and the case that it belongs to."""

    subject_name = serializers.CharField(source="subject.name", read_only=True)
    premises = Code("reference", allow_null=True)
    address = serializers.CharField(
        source="premises.address", read_only=True, allow_null=True, help_text="Of the premises"
    )
    case = Code("reference")
    lead = serializers.CharField(source="case.lead.username", read_only=True, help_text="Of the case")
    district = serializers.CharField(source="case.district.code", read_only=True, help_text="Of the case")

    class Meta(MeasureLineShape.Meta):
        fields = (
            *MeasureLineShape.Meta.fields,
            *("subject_name", "premises", "address", "case", "lead", "district"),
        )
        read_only_fields = fields


class BoardRowShape(serializers.Serializer[Any]):
    """One row of the board, and what falls due next about it."""

    measure = BoardedMeasureShape(read_only=True)
    next = DeadlineShape(
        source="next.deadline", read_only=True, allow_null=True, help_text="Null where nothing is due"
    )


class OrderBoardViewSet(ScopedViewSet):
    """Warnings, notices and orders of the cases that the person sees."""

    needs: ClassVar = {"list": Action.SEE_ORDERS}

    @extend_schema(
        operation_id="orders_board",
        summary="List what is in force, what falls due next, or the drafts",
        parameters=[OrderFilter],
        responses=page_of(BoardRowShape),
    )
    def list(self, request: Request) -> Response:
        """With `next` a measure stands once for each reply and review that is owed about it."""
        wanted = self.asked(OrderFilter)
        asked = {name: wanted[name] for name in NARROWED if name in wanted}
        about = wanted_by(self.person, self.now, kind=asked.get("kind", ""), about=asked.get("about", ""))
        shelf = shelf_of(asked["show"], about, self.person, self.now, district=asked.get("district"))

        def shown(found: Sequence[Any]) -> Iterable[Row]:
            rows = shelf.lines(found, self.now)
            prefetch_related_objects([row.next.deadline for row in rows if row.next], "policy")
            return rows

        shape, read = BoardRowShape(context={"now": self.now}), part_read("orders", asked)
        return self.listed(shelf.rows, shelf.order, shape, wanted=wanted, about=read, of_rows=shown)
