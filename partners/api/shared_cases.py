"""Shared cases through the API: the same projection as the page, and nothing else."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action, Gateway, Item, Purpose
from partners.models import Share
from partners.queries.projection import ALONE, SHAPES, Given, Term
from partners.queries.shared import shares_in_force
from partners.views.shared import shared_for

# Kept for the disclosures, and given to nobody.
INSIDE = "person"
SIMPLE: dict[Any, type[serializers.Field[Any, Any, Any, Any]]] = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    bool: serializers.BooleanField,
    datetime: serializers.DateTimeField,
    date: serializers.DateField,
}


def described(shape: type[Any]) -> type[serializers.Serializer[Any]]:
    """Return the serializer of a shape of the projection: each of its fields, but the one that is kept inside."""
    made = {field.name: _field(field.type) for field in fields(shape) if field.name != INSIDE}
    return type(f"Shared{shape.__name__}", (serializers.Serializer,), {**made, "__doc__": shape.__doc__})


def _field(kind: Any) -> serializers.Field[Any, Any, Any, Any]:
    if kind == tuple[Term, ...]:
        return described(Term)(many=True)
    if kind == tuple[str, ...]:
        return serializers.ListField(child=serializers.CharField())
    plain = next(simple for simple in SIMPLE if kind in (simple, simple | None))
    return SIMPLE[plain](allow_null=kind != plain, read_only=True)


PARTS = {item: described(shape) for item, shape in SHAPES.items()}
Parts = type(
    "SharedParts",
    (serializers.Serializer,),
    {
        "__doc__": "The parts that are shared; what is not shared is not there.",
        **{
            str(item.value): part(many=item not in ALONE, required=False, help_text=item.label)
            for item, part in PARTS.items()
        },
    },
)


class ShareShape(serializers.ModelSerializer[Share]):
    """One share: for what, by which gateway and agreement, how much, and until when."""

    purpose = serializers.ChoiceField(choices=Purpose.choices, read_only=True)
    gateway = serializers.ChoiceField(choices=Gateway.choices, read_only=True)
    agreement = serializers.CharField(
        source="agreement.reference", default="", help_text="Empty without one", read_only=True
    )
    tier = serializers.ChoiceField(source="grant.tier", choices=Tier.choices, read_only=True)
    starts_at = serializers.DateTimeField(source="grant.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="grant.ends_at", allow_null=True, read_only=True)

    class Meta:
        model = Share
        fields = ("purpose", "gateway", "agreement", "tier", "starts_at", "ends_at")


class SharedLine(serializers.ModelSerializer[AccessGrant]):
    """A case that is shared with you, by one share."""

    reference = serializers.CharField(source="line.reference", read_only=True)
    summary = serializers.CharField(
        source="line.words",
        default=None,
        allow_null=True,
        read_only=True,
        help_text="null where it is not shared, or tells of somebody who asked not to be named",
    )
    share = ShareShape(read_only=True)

    class Meta:
        model = AccessGrant
        fields = ("reference", "summary", "share")


class SharedCase(serializers.Serializer[Any]):
    """What you are given of a case, by all shares in force."""

    reference = serializers.CharField(source="case.reference", read_only=True)
    shares = ShareShape(many=True, read_only=True)
    parts = Parts(read_only=True)


class SharedCaseViewSet(ScopedViewSet):
    """The cases that are shared with you, your team or your agency."""

    needs: ClassVar = {"list": Action.SEE_SHARED, "retrieve": Action.SEE_SHARED}
    given: Given

    def find(self, **kwargs: Any) -> None:
        """Find what is shared of the case of the route, and keep that it was read; another method reads nothing."""
        if self.action == "retrieve":
            self.given = shared_for(self.request._request, kwargs["reference"], look=Look.API)

    @extend_schema(
        summary="List the cases that are shared with you, the share that began last first",
        parameters=[Filter],
        responses=page_of(SharedLine),
    )
    def list(self, request: Request) -> Response:
        """A case that is shared twice has two lines."""
        rows = shares_in_force(self.person, now=self.now)
        order = ("-starts_at", "-id")
        return self.listed(rows, order, SharedLine(), wanted=self.asked(), about="Cases shared with us")

    @extend_schema(summary="Read what is shared of a case", responses=SharedCase)
    def retrieve(self, request: Request, reference: str) -> Response:
        """Each reading is kept, with the people of whom it shows something; null words tell of who asked not to be named."""
        parts = {item.value: _shown(item, part) for item, part in self.given.parts.items()}
        shown = SharedCase(self.given)
        return Response({**_without_parts(shown), "parts": parts})


def _shown(item: Item, part: Any) -> Any:
    return PARTS[item](part, many=item not in ALONE).data


def _without_parts(shown: SharedCase) -> dict[str, Any]:
    shown.fields.pop("parts")
    return dict(shown.data)
