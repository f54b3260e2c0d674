"""The calendar by the API, for administrators: bank holidays, the days added to them, and what a change moved."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.transitions import add_holiday, withdraw_holiday
from asbcases.administration.views.calendar import Year, years_at
from asbcases.casework.api.shapes import Code
from asbcases.deadlines.models import Replan
from asbcases.policies.models import ExtraHoliday
from asbcases.web.api.fields import Day, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from partners.choices import Action

NAME, SOURCE = 100, 500


class ExtraHolidayShape(serializers.ModelSerializer[ExtraHoliday]):
    """A day that was added to the bank holidays, and who withdrew it, if somebody did."""

    number = serializers.IntegerField(source="pk", read_only=True)
    added_by = Code("username")
    withdrawn_by = Code("username", allow_null=True)

    class Meta:
        model = ExtraHoliday
        fields = ("number", "day", "name", "source", "added_at", "added_by", "withdrawn_at", "withdrawn_by")
        read_only_fields = fields


class BankHolidayShape(serializers.Serializer[Any]):
    """A bank holiday of England and Wales."""

    day = serializers.DateField(read_only=True)
    name = serializers.CharField(read_only=True)


class BankHolidaysShape(serializers.Serializer[Any]):
    """The bank holidays of a year."""

    year = serializers.IntegerField(read_only=True)
    forecast = serializers.BooleanField(read_only=True, help_text="GOV.UK has not published them yet")
    days = BankHolidayShape(many=True, read_only=True)


class CalendarShape(serializers.Serializer[Any]):
    """The bank holidays of this year and the next."""

    years = BankHolidaysShape(many=True, read_only=True)


class MovedByKindShape(serializers.Serializer[Any]):
    """How many deadlines of a kind moved in a district."""

    kind = serializers.CharField(read_only=True)
    district = serializers.CharField(read_only=True)
    moved = serializers.IntegerField(read_only=True)
    left = serializers.IntegerField(read_only=True, help_text="Policy being silent")


class ReplanLineShape(serializers.ModelSerializer[Replan]):
    """A change of policy or calendar, after which what is open in the diary is reckoned anew."""

    number = serializers.IntegerField(source="pk", read_only=True)
    requested_by = Code("username", allow_null=True, help_text="Null: it came with the product")

    class Meta:
        model = Replan
        fields: tuple[str, ...] = (
            *("number", "why", "rule", "requested_at", "requested_by", "done_at", "examined", "moved"),
        )
        read_only_fields = fields


class ReplanShape(ReplanLineShape):
    """The same with what moved, by kind and district; no record is named."""

    summary: Any = MovedByKindShape(many=True, read_only=True)

    class Meta(ReplanLineShape.Meta):
        fields = (*ReplanLineShape.Meta.fields, "summary")
        read_only_fields = fields


class NewHoliday(Strict):
    """A day on which nobody works, and who proclaimed it."""

    day = Day()
    name = Text(max_length=NAME, help_text="As it is named beside the dates that it moves")
    source: Any = Text(max_length=SOURCE, help_text="Who proclaimed it, and where it is written")


class HolidayViewSet(KeptViewSet[ExtraHoliday]):
    """The days that were added to the bank holidays."""

    needs: ClassVar = dict.fromkeys(("list", "bank", "retrieve", "create", "withdraw"), Action.ADMINISTER)
    shape, route = ExtraHolidayShape, "api_holiday"

    def rows(self) -> QuerySet[ExtraHoliday]:
        """Return every day that was ever added."""
        return ExtraHoliday.objects.select_related("added_by", "withdrawn_by")

    @extend_schema(
        summary="List the days added to the bank holidays, the latest first",
        parameters=[Filter],
        responses=page_of(ExtraHolidayShape),
    )
    def list(self, request: Request) -> Response:
        """With those that were withdrawn, which say so."""
        return self.listed(self.rows(), ("-day", "-id"), ExtraHolidayShape(), wanted=self.asked())

    @extend_schema(
        operation_id="administration_bank_holidays",
        summary="Read the bank holidays of this year and the next",
        responses=CalendarShape,
    )
    def bank(self, request: Request) -> Response:
        """As they are computed; past what is published they are a forecast."""
        return Response(CalendarShape({"years": [_of_year(year) for year in years_at(self.now)]}).data)

    @extend_schema(summary="Read a day added to the bank holidays", responses=ExtraHolidayShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """With who proclaimed it."""
        return self.shown(self.row)

    @extend_schema(
        summary="Add a day on which nobody works",
        request=NewHoliday,
        responses={201: ExtraHolidayShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """What is open in the diary is reckoned anew; `replans/` says what moved."""
        return self.created(add_holiday(**self.sent(NewHoliday), **self.by()).row)

    @extend_schema(
        summary="Take an added day out of the calendar again",
        request=None,
        responses={200: ExtraHolidayShape},
    )
    def withdraw(self, request: Request, pk: int) -> Response:
        """It stays on the record; what is open in the diary is reckoned anew."""
        return self.done(withdraw_holiday(self.row, **self.by()).row)


def _of_year(year: Year) -> dict[str, Any]:
    days = [{"day": day, "name": name} for day, name in year.days]
    return {"year": year.number, "forecast": year.forecast, "days": days}


class ReplanViewSet(KeptViewSet[Replan]):
    """What changes of policy and calendar moved."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve"), Action.ADMINISTER)
    shape, route = ReplanShape, "api_replan"

    def rows(self) -> QuerySet[Replan]:
        """Return every change after which the diary was reckoned anew."""
        return Replan.objects.select_related("requested_by")

    @extend_schema(
        summary="List what changes of policy and calendar moved, the newest first",
        parameters=[Filter],
        responses=page_of(ReplanLineShape),
    )
    def list(self, request: Request) -> Response:
        """Done or waiting."""
        return self.listed(self.rows(), ("-id",), ReplanLineShape(), wanted=self.asked())

    @extend_schema(summary="Read what a change of policy or calendar moved", responses=ReplanShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """By kind and district."""
        return self.shown(self.row)
