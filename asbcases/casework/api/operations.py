"""Named operations by the API: the list, one of them with its incidents, a new one, and changed days."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import District
from asbcases.cases.models import Operation
from asbcases.casework.api.incident_sent import REASON
from asbcases.casework.api.shapes import Code, IncidentLineShape
from asbcases.casework.api.who import day
from asbcases.casework.forms.codes import LINE
from asbcases.casework.queries import operations as queries
from asbcases.casework.queries.incidents import newest
from asbcases.casework.transitions import change_operation, make_operation
from asbcases.web.api.etags import unless_known
from asbcases.web.api.fields import Day, Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from asbcases.web.api.versioned import VersionedViewSet
from partners import access
from partners.choices import Action


class OperationShape(serializers.ModelSerializer[Operation]):
    """A named operation and its days; its incidents stand below this address."""

    district = Code("code", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Operation
        fields = (
            *("id", "name", "purpose", "district", "starts_on", "ends_on"),
            *("recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class OperationSent(Strict):
    """All that is stated of an operation."""

    name = Text(max_length=LINE, help_text="No names of people")
    purpose = Text(max_length=REASON, help_text="What it is for")
    district = Named(
        slug_field="code",
        queryset=District.objects.all(),
        required=False,
        allow_null=True,
        default=None,
        help_text="None: the whole county",
    )
    starts_on = Day(help_text="First day")
    ends_on = day("Last day, where there is one")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        if attrs["ends_on"] and attrs["ends_on"] < attrs["starts_on"]:
            raise ValidationError({"ends_on": ["The last day must not be before the first."]})
        return attrs


class OperationViewSet(VersionedViewSet[Operation]):
    """The operations under which incidents are put."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve", "incidents"), Action.RECORD_INCIDENT),
        **dict.fromkeys(("create", "change"), Action.KEEP_OPERATIONS),
    }
    shape, route, named = OperationShape, "api_operation", "pk"

    @extend_schema(
        summary="List the operations, the one that began last first",
        parameters=[Filter],
        responses=page_of(OperationShape),
    )
    def list(self, request: Request) -> Response:
        """Of the whole county."""
        rows = queries.all_operations().select_related("recorded_by")
        order = ("-starts_on", "-id")
        return self.listed(rows, order, OperationShape(), wanted=self.asked(), about="operations")

    @extend_schema(summary="Read an operation", responses=OperationShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, pk: int) -> Response:
        """With the version that a change answers to."""
        return unless_known(request, self.read(pk=pk))

    @extend_schema(summary="Make a named operation", **of_new(OperationSent, OperationShape))
    def create(self, request: Request) -> Response:
        """Incidents can be put under it then."""
        return self.created(make_operation(**self.sent(OperationSent), **self.by()))

    @extend_schema(
        summary="Change what an operation is for, or its days", **of_act(OperationSent, OperationShape)
    )
    def change(self, request: Request, pk: int) -> Response:
        """All of it is stated anew; the incidents under it must stay within its days."""
        return self.acted(self._operation(pk), change_operation, OperationSent)

    @extend_schema(
        summary="List the incidents under an operation, the latest event first",
        parameters=[Filter],
        responses=page_of(IncidentLineShape),
    )
    def incidents(self, request: Request, pk: int) -> Response:
        """Of those that the person may see."""
        operation = self._operation(pk)
        visible = access.incidents_visible_to(self.person, now=self.now)
        rows, order = newest(queries.incidents_of(operation, visible)), ("-happened_from", "-id")
        about = f"incidents of operation {operation.pk}"
        return self.listed(rows, order, IncidentLineShape(), wanted=self.asked(), about=about)

    def read(self, **kwargs: Any) -> Response:
        """Return the operation of an address."""
        return self.shown(self._operation(kwargs["pk"]))

    def _operation(self, pk: int) -> Operation:
        return get_object_or_404(queries.all_operations(), pk=pk)
