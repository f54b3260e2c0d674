"""The rota by the API, for administrators and supervisors: who works when, shifts set and cancelled."""

from datetime import UTC
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Duty
from asbcases.accounts.models import District, Shift, User
from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.transitions import (
    Hours,
    LinesRefused,
    cancel_shift,
    how_many,
    set_shift,
    set_shifts,
)
from asbcases.administration.views.rota import (
    districts_for,
    from_day_on,
    in_districts,
    people_for,
    shifts_for,
    standing_shifts,
)
from asbcases.casework.api.shapes import Code, choice
from asbcases.law.periods import london_day
from asbcases.web.api.fields import Choice, Day, Moment, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from partners.choices import Action

LINES = 200_000


class RotaFilter(Filter):
    """Which shifts."""

    day = Day(required=False, help_text="From this day on; if left out, from today")
    person = Named(slug_field="username", queryset=User.objects.none(), required=False)
    district = Named(slug_field="code", queryset=District.objects.none(), required=False)


class RotaShiftShape(serializers.ModelSerializer[Shift]):
    """The hours that somebody works, and the duty that goes with them."""

    number = serializers.IntegerField(source="pk", read_only=True)
    user = Code("username")
    name = serializers.CharField(source="user.name", read_only=True)
    ends_at = serializers.DateTimeField(read_only=True, help_text="The first instant after the shift")
    duty = choice(Duty, allow_blank=True)
    district = Code("code", allow_null=True, help_text="Of a duty supervisor")

    class Meta:
        model = Shift
        fields = ("number", "user", "name", "starts_at", "ends_at", "duty", "district", "cancelled_at")
        read_only_fields = fields


class ShiftsSavedShape(serializers.Serializer[Any]):
    """How many shifts were put on the rota."""

    shifts = serializers.IntegerField(read_only=True)


class NewShift(Strict):
    """One shift: who, from when until when, and on which duty."""

    user = Named(slug_field="username", queryset=User.objects.none())
    starts_at = Moment()
    ends_at = Moment(help_text="The first instant after the shift")
    duty = Choice(choices=Duty.choices, required=False, allow_blank=True, default="")
    district = Named(
        slug_field="code", queryset=District.objects.none(), required=False, allow_null=True, default=None,
        help_text="Of a duty supervisor only",
    )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent, as the verb takes it."""
        begins, ends = (attrs.pop(name).astimezone(UTC) for name in ("starts_at", "ends_at"))
        return {**attrs, "hours": Hours(begins, ends), "duty": Duty(attrs["duty"])}


class ManyShifts(Strict):
    """Many shifts at once, all of them or none."""

    lines = Text(
        max_length=LINES, help_text="One a line: sign-in name, from, until, duty (empty, district or force), district"
    )  # fmt: skip


class RotaViewSet(KeptViewSet[Shift]):
    """The rota: an administrator's whole, a supervisor's of the own district."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", "many", "cancel"), Action.KEEP_ROTA)
    shape, route = RotaShiftShape, "api_rota_shift"

    def rows(self) -> QuerySet[Shift]:
        """Return the shifts that the person keeps, cancelled ones too."""
        return shifts_for(self.person)

    @extend_schema(
        summary="List who works when, the earliest shift first",
        parameters=[RotaFilter],
        responses=page_of(RotaShiftShape),
    )
    def list(self, request: Request) -> Response:
        """What stands, from a day on."""
        wanted = self.asked(RotaFilter, among=self._among("person"))
        rows = from_day_on(standing_shifts(self.person), wanted.get("day") or london_day(self.now))
        if "person" in wanted:
            rows = rows.filter(user=wanted["person"])
        if "district" in wanted:
            rows = rows.filter(in_districts([wanted["district"].pk]))
        return self.listed(rows, ("starts_at", "id"), RotaShiftShape(), wanted=wanted)

    @extend_schema(summary="Read a shift", responses=RotaShiftShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """With when it was cancelled, if it was."""
        return self.shown(self.row)

    @extend_schema(
        summary="Put somebody on the rota",
        request=NewShift,
        responses={201: RotaShiftShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """One shift."""
        said = self.sent(NewShift, among=self._among("user"))
        return self.created(set_shift(**said, **self.by()))

    @extend_schema(
        summary="Put many people on the rota, all of them or none",
        request=ManyShifts,
        responses={200: ShiftsSavedShape},
    )
    def many(self, request: Request) -> Response:
        """Each line that cannot be saved is named, and then none is."""
        try:
            set_shifts(self.sent(ManyShifts)["lines"], **self.by())
        except LinesRefused as refused:
            raise serializers.ValidationError({"lines": list(refused.faults)}) from refused
        return self.changed(self.read(), reverse("api_rota"))

    @extend_schema(summary="Take somebody off the rota", request=None, responses={200: RotaShiftShape})
    def cancel(self, request: Request, pk: int) -> Response:
        """The shift stays on the record."""
        return self.done(cancel_shift(self.row, **self.by()))

    def read(self, **kwargs: Any) -> Response:
        """Return the shift of an address, or how many the same lines put on the rota."""
        if "pk" in kwargs:
            return super().read(**kwargs)
        return Response(ShiftsSavedShape({"shifts": how_many(self.sent(ManyShifts)["lines"])}).data)

    def _among(self, who: str) -> dict[str, QuerySet[Any]]:
        return {who: people_for(self.person), "district": districts_for(self.person)}
