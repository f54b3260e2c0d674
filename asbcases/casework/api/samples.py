"""Dip samples by the API as on the pages: drawn by a supervisor, and reviewed case by case."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.case_choices import SampleVerdict
from asbcases.cases.models import DipSample, SampledCase
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.forms.support import LONG
from asbcases.casework.queries import samples as queries
from asbcases.casework.transitions import draw_sample, review_sampled
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Number, Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION, of_act
from asbcases.web.api.views import ScopedViewSet
from partners import access
from partners.choices import Action

MOST, SEEDS = 50, 2_147_483_647


class SampleLineShape(serializers.Serializer[Any]):
    """A sample: how many were drawn of how many by which seed, and of the points that applied how many were met."""

    number = serializers.IntegerField(source="sample.number", read_only=True)
    district = serializers.CharField(
        source="sample.district.code", default=None, read_only=True, help_text="Null: the county"
    )
    seed = serializers.IntegerField(source="sample.seed", read_only=True)
    size = serializers.IntegerField(source="sample.size", read_only=True)
    frame = serializers.IntegerField(
        source="sample.frame", read_only=True, help_text="Live cases there were to draw from"
    )
    drawn_at = serializers.DateTimeField(source="sample.drawn_at", read_only=True)
    drawn_by = serializers.CharField(source="sample.recorded_by.username", default=None, read_only=True)
    reviewed = serializers.IntegerField(read_only=True, help_text="Cases that were reviewed")
    asked = serializers.IntegerField(read_only=True, help_text="Points that applied in them")
    met = serializers.IntegerField(read_only=True)
    share = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="Points met, in per cent; null where none applied"
    )


class SampleFindingShape(serializers.Serializer[Any]):
    """What was found about one point in the cases that were reviewed."""

    question = serializers.CharField(read_only=True)
    counts = serializers.DictField(
        child=serializers.IntegerField(), read_only=True, help_text="Each verdict to how often it was given"
    )
    asked = serializers.IntegerField(read_only=True)
    met = serializers.IntegerField(read_only=True)


class SampleShape(SampleLineShape):
    """A sample with what was found point by point."""

    findings: Any = SampleFindingShape(many=True, read_only=True)


class SampledLineShape(serializers.ModelSerializer[SampledCase]):
    """A case that was drawn."""

    case = Code("reference")
    lead = serializers.CharField(source="case.lead.username", read_only=True)
    reviewed_by = Code("username", allow_null=True)

    class Meta:
        model = SampledCase
        fields: tuple[str, ...] = ("place", "case", "lead", "reviewed_at", "reviewed_by")
        read_only_fields = fields


class SamplePointShape(serializers.Serializer[Any]):
    """One point that a sampled case is held against."""

    code = serializers.CharField(read_only=True)
    question = serializers.CharField(read_only=True)
    good = serializers.CharField(read_only=True, help_text="What good looks like")


class SampledShape(SampledLineShape):
    """A sampled case with the points that it is held against, and what the reviewer found."""

    points: Any = SamplePointShape(source="sample.rubric.content.points", many=True, read_only=True)
    verdicts = serializers.DictField(
        child=choice(SampleVerdict), read_only=True, help_text="Code of each point to the verdict"
    )

    class Meta(SampledLineShape.Meta):
        fields = (*SampledLineShape.Meta.fields, "points", "verdicts", "note", "version")
        read_only_fields = fields


class SampleDrawn(Strict):
    """How many live cases are drawn, and by which seed: the same on the same cases draws the same again."""

    size = Number(min_value=1, max_value=MOST)
    seed = Number(min_value=0, max_value=SEEDS)


class SampleReviewed(Strict):
    """A verdict on each point, and what the lead should learn from it."""

    verdicts = serializers.DictField(
        child=Choice(choices=SampleVerdict.choices), help_text="Code of each point to a verdict"
    )
    note = words(LONG)


class SampleViewSet(ScopedViewSet):
    """The samples of the districts that a supervisor watches over."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create"), Action.SAMPLE_CASES)

    @extend_schema(
        summary="List dip samples, the newest first",
        parameters=[Filter],
        responses=page_of(SampleLineShape),
    )
    def list(self, request: Request) -> Response:
        """With how many points were met in each."""
        rows, shape = queries.samples_for(self.person), SampleLineShape()
        wanted, about = self.asked(), "dip samples"
        return self.listed(
            rows, ("-number", "-id"), shape, wanted=wanted, about=about, of_rows=queries.trend_of
        )

    @extend_schema(summary="Read a dip sample", responses=SampleShape)
    def retrieve(self, request: Request, number: int) -> Response:
        """With what was found point by point; its cases stand below this address."""
        return self.read(number=number)

    @extend_schema(
        summary="Draw a dip sample",
        request=SampleDrawn,
        responses={201: SampleShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """Of the live cases of your district, or of the county."""
        made = draw_sample(
            access.cases_visible_to(self.person, now=self.now),
            district=queries.district_for(self.person),
            **self.sent(SampleDrawn),
            by=self.person,
            now=self.now,
        )
        return self.made(self.read(number=made.number), reverse("api_sample", args=[made.number]))

    def read(self, **kwargs: Any) -> Response:
        """Return the sample of an address."""
        sample = _sample(self, kwargs["number"])
        [trend] = queries.trend_of([sample])
        told = {name: getattr(trend, name) for name in ("sample", "reviewed", "asked", "met", "share")}
        return Response(SampleShape({**told, "findings": queries.findings_of(sample)}).data)


class SampledViewSet(ScopedViewSet):
    """The cases that were drawn in a sample, of those that the person sees."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "review"), Action.SAMPLE_CASES)

    @extend_schema(
        summary="List the cases of a dip sample, in the order in which they were drawn",
        parameters=[Filter],
        responses=page_of(SampledLineShape),
    )
    def list(self, request: Request, number: int) -> Response:
        """Of those that the person sees."""
        return self.listed(self._drawn(number), ("place", "id"), SampledLineShape(), wanted=self.asked())

    @extend_schema(
        summary="Read a case of a dip sample", responses=SampledShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, number: int, place: int) -> Response:
        """With the points that it is held against."""
        return unless_known(request, self.read(number=number, place=place))

    @extend_schema(
        summary="Keep what was found about each point of a sampled case",
        **of_act(SampleReviewed, SampledShape),
    )
    def review(self, request: Request, number: int, place: int) -> Response:
        """Once, by somebody who does not lead the case."""
        sampled = locked_if_match(request, self._one(number, place))
        review_sampled(sampled, **self.sent(SampleReviewed), by=self.person, now=self.now)
        at = reverse("api_sampled_case", args=[number, place])
        return self.changed(self.read(number=number, place=place), at)

    def read(self, **kwargs: Any) -> Response:
        """Return the sampled case of an address."""
        sampled = self._one(kwargs["number"], kwargs["place"])
        return Response(SampledShape(sampled).data, headers={"ETag": etag_of(sampled)})

    def _drawn(self, number: int) -> QuerySet[SampledCase]:
        visible = access.cases_visible_to(self.person, now=self.now)
        return queries.drawn_in(_sample(self, number), visible)

    def _one(self, number: int, place: int) -> SampledCase:
        sampled = get_object_or_404(self._drawn(number), place=place)
        record_access(Look.API, by=self.person, now=self.now, case=sampled.case)
        return sampled


def _sample(view: ScopedViewSet, number: int) -> DipSample:
    """Return a sample of a district that the person watches over, and record the look at it."""
    sample = get_object_or_404(queries.samples_for(view.person), number=number)
    record_access(Look.LIST, by=view.person, now=view.now, about=f"dip sample {number}")
    return sample
