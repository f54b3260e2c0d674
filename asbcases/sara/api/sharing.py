"""Which agencies may see a plan, by the API of the police: shared, read and recalled; and what they noted of their responses."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.cases.queries import locked
from asbcases.sara.api.describing import described, of_part
from asbcases.sara.api.part_shapes import Part
from asbcases.sara.api.parts import PlanPartViewSet
from asbcases.sara.api.sent import LONG, PlanReason
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH
from partners.choices import Action, Gateway, Progress, Purpose
from partners.models import PlanProgress, PlanShare
from partners.plans.queries import progress_of, shares_of_plan
from partners.plans.transitions import share_plan, unshare_plan
from partners.queries.offering import until


class PlanShareShape(Part):
    """That an agency may see a plan: for what, by which gateway and agreement, and until when."""

    agency = serializers.CharField(source="grant.agency.name", read_only=True)
    purpose = serializers.ChoiceField(choices=Purpose.choices, read_only=True)
    gateway = serializers.ChoiceField(choices=Gateway.choices, read_only=True)
    agreement = serializers.CharField(source="agreement.reference", read_only=True)
    ends_at = serializers.DateTimeField(source="grant.ends_at", allow_null=True, read_only=True)
    recalled_at = serializers.DateTimeField(source="grant.revoked_at", allow_null=True, read_only=True)

    class Meta:
        model = PlanShare
        fields = (
            *("number", "agency", "purpose", "gateway", "agreement", "proportionality", "ends_at"),
            *("recalled_at", "recalled_why", "recorded_at", "recorded_by"),
        )
        read_only_fields = fields


class PlanProgressShape(serializers.ModelSerializer[PlanProgress]):
    """What an agency noted of a response that it owns."""

    agency = serializers.CharField(source="agency.name", read_only=True)
    how_far = serializers.ChoiceField(source="progress", choices=Progress.choices, read_only=True)
    noted_by = serializers.CharField(source="recorded_by.name", default="", read_only=True)

    class Meta:
        model = PlanProgress
        fields = ("response", "agency", "how_far", "words", "noted_by", "noted_at")
        read_only_fields = fields


class PlanSharedWith(Strict):
    """With which agency a plan is shared, for what, by which gateway, why, and until which day."""

    agency = Named(
        slug_field="name", queryset=Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE)
    )
    purpose = Choice(choices=Purpose.choices)
    gateway = Choice(choices=Gateway.choices)
    proportionality = Text(max_length=LONG, help_text="Why so much, and no more, is needed")
    ends_on = Day(help_text="The last day on which they see it")


@described("share", "shares", PlanShareShape)
class PlanShareViewSet(PlanPartViewSet):
    """Which agencies may see the plan."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.WORK_PLAN),
        **dict.fromkeys(("create", "recall"), Action.SHARE_CASE),
    }
    route, shape, model = "api_plan_share", PlanShareShape, PlanShare

    def rows(self) -> QuerySet[Any]:
        """Return the shares with whom each lets in."""
        return shares_of_plan(self.record)

    def part(self, number: int) -> Response:
        """Return the answer that shows one share, with its version."""
        row = get_object_or_404(self.rows(), number=number)
        return Response(self.shape(row).data, headers={"ETag": etag_of(row)})

    @extend_schema(summary="Read one share", responses=PlanShareShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the plan."""
        return unless_known(request, self.part(number))

    @extend_schema(summary="Let an agency see a plan", **of_part(PlanSharedWith, PlanShareShape))
    def create(self, request: Request, reference: str) -> Response:
        """Under an agreement: its title, objective and stage, and the responses that the agency owns."""
        said = self.sent(PlanSharedWith)
        ends_at = until(said.pop("ends_on"))
        return self.added(share_plan(self.record, said.pop("agency"), **said, ends_at=ends_at, **self.act()))

    @extend_schema(
        summary="End what an agency sees of a plan",
        request=PlanReason,
        responses={200: PlanShareShape},
        parameters=[IF_MATCH, ETAG],
    )
    def recall(self, request: Request, reference: str, number: int) -> Response:
        """At once: its next request finds nothing."""
        plan = locked(self.record)
        share = locked_if_match(self.request, get_object_or_404(PlanShare, plan=plan, number=number))
        unshare_plan(share, **self.sent(PlanReason), **self.act())
        return self.changed(self.part(number), self.address(number))


class PlanProgressViewSet(PlanPartViewSet):
    """What agencies noted of the responses that they own."""

    needs: ClassVar = {"list": Action.WORK_PLAN}

    @extend_schema(
        summary="List what agencies noted of their responses, the newest first",
        parameters=[Filter],
        responses=page_of(PlanProgressShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """It changes no response: whoever owns the plan reads it and acts."""
        rows = progress_of(self.record.pk)
        return self.listed(rows, ("-noted_at", "-id"), PlanProgressShape(), wanted=self.asked())
