"""The figures of areas by the API: the same numbers as the page, its CSV and its JSON, and what was published."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.casework.api.shapes import Code
from asbcases.law.periods import london_day
from asbcases.web.api.fields import Day, Strict
from asbcases.web.api.kinds import InvalidQuery
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action
from triggers.models import PublishedFigures
from triggers.queries.areas import name_of
from triggers.queries.figures import Wanted, figures_of, published_for
from triggers.queries.figures_more import how_it_went
from triggers.rules.figures import Figure, Period
from triggers.transitions.publishing import publish_figures
from triggers.views.figures import area_for, asked_period

ORDER = "The last day must not be before the first day."


def _number(figure: Figure) -> serializers.IntegerField:
    return serializers.IntegerField(
        read_only=True, allow_null=True, help_text=f"{figure.says}; null where there are no data"
    )


class FiguresShape(serializers.Serializer[Any]):
    """The four figures of an area for a period, as they are on record, and how its reviews went."""

    area = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    applications = _number(Figure.APPLICATIONS)
    not_met = _number(Figure.NOT_MET)
    reviews = _number(Figure.REVIEWS)
    with_recommendations = _number(Figure.WITH_RECOMMENDATIONS)
    as_at = serializers.DateTimeField(read_only=True)
    how_it_went = serializers.JSONField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with one whose name Python keeps for itself."""
        days = {name: serializers.DateField(read_only=True) for name in ("from", "to")}
        return {**super().get_fields(), **days}


class PublishedFiguresShape(serializers.ModelSerializer[PublishedFigures]):
    """The figures of an area for a period as they were published; a later run is another row."""

    figures = serializers.JSONField(read_only=True)
    published_by = Code("username", allow_null=True)

    class Meta:
        model = PublishedFigures
        fields = (
            *("id", "area", "period_from", "period_until", "figures", "as_at", "published_at"),
            "published_by",
        )
        read_only_fields = fields


class FiguresFilter(Filter):
    """For which London days, both included; the last reporting period, or twelve months, if left out."""

    page = limit = None  # type: ignore[assignment]
    first = Day(required=False)
    last = Day(required=False)


class FiguresPublished(Strict):
    """The period whose figures are frozen."""

    first = Day()
    last = Day()


class FiguresViewSet(ScopedViewSet):
    """The figures of one area, of those whose figures the person sees."""

    needs: ClassVar = {
        **dict.fromkeys(("retrieve", "list", "published"), Action.SEE_FIGURES),
        "publish": Action.PUBLISH_FIGURES,
    }
    area: str

    def find(self, **kwargs: Any) -> None:
        """Find the area of the route, and record the look at it."""
        self.area = kwargs["area"]
        area_for(self.request._request, self.area, look=Look.API)

    @extend_schema(
        summary="Read the figures of case reviews of an area",
        parameters=[FiguresFilter],
        responses=FiguresShape,
    )
    def retrieve(self, request: Request, area: str) -> Response:
        """As they are on record now; zero is 0, and unknown is null."""
        wanted = Wanted(area, self._period(), self.now)
        numbers = {figure.value: number for figure, number in figures_of(wanted).numbers.items()}
        told = {"area": area, "name": name_of(area), "as_at": self.now, **numbers}
        days = {"from": wanted.period.first, "to": wanted.period.last}
        return Response(FiguresShape({**told, **days, "how_it_went": how_it_went(wanted)}).data)

    @extend_schema(
        summary="List the figures that an area published, the latest period first",
        parameters=[Filter],
        responses=page_of(PublishedFiguresShape),
    )
    def list(self, request: Request, area: str) -> Response:
        """Each as it was published."""
        order = ("-period_from", "-id")
        return self.listed(self._rows(), order, PublishedFiguresShape(), wanted=self.asked())

    @extend_schema(summary="Read figures as they were published", responses=PublishedFiguresShape)
    def published(self, request: Request, area: str, pk: int) -> Response:
        """Whatever became of the record since."""
        return self._shown(pk)

    @extend_schema(
        summary="Publish the figures of an area for a period that is over",
        request=FiguresPublished,
        responses={201: PublishedFiguresShape},
        parameters=[LOCATION],
    )
    def publish(self, request: Request, area: str) -> Response:
        """They are kept as they are on record now."""
        said = self.sent(FiguresPublished)
        made = publish_figures(area=area, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.pk), reverse("api_published_figures", args=[area, made.pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return the published figures of an address."""
        self.find(**kwargs)
        if "pk" not in kwargs:
            raise Http404
        return self._shown(kwargs["pk"])

    def _period(self) -> Period:
        stated = {name: day for name, day in self.asked(FiguresFilter).items() if isinstance(day, date)}
        days = {**asked_period(self.area, london_day(self.now)), **stated}
        if days["last"] < days["first"]:
            raise InvalidQuery({"last": [ORDER]})
        return Period(days["first"], days["last"])

    def _rows(self) -> QuerySet[PublishedFigures]:
        return published_for(self.area)

    def _shown(self, pk: int) -> Response:
        return Response(PublishedFiguresShape(get_object_or_404(self._rows(), pk=pk)).data)
