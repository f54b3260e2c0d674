"""Who and what takes part in an incident, by the API: people, vehicles, operations and references of other systems."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    ExternalReference,
    IncidentOperation,
    IncidentParty,
    IncidentVehicle,
)
from asbcases.casework.api.incident_acts import DecisionViewSet
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.person_shapes import BY, WRONG, PersonLineShape
from asbcases.casework.api.places import VehicleSent
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.api.who import PartSent, WrongSent, day, to_one
from asbcases.casework.forms.codes import LINE
from asbcases.casework.queries.incident_parts import operations_for
from asbcases.casework.transitions import (
    add_incident_party,
    join_operation,
    note_incident_vehicle,
    note_reference,
    part_in_error,
)
from asbcases.casework.transitions.places import vehicle_with
from asbcases.web.api.fields import Named, Number, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION, described_by
from partners import access
from partners.choices import Action

READING = Action.RECORD_INCIDENT
LARGEST = 2_147_483_647
View = TypeVar("View", bound=type[Any])


class IncidentPartyShape(serializers.ModelSerializer[IncidentParty]):
    """What somebody is to an incident."""

    role = choice(PartyRole)
    person = PersonLineShape(read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = IncidentParty
        fields = ("number", "role", "person", *BY, *WRONG)
        read_only_fields = fields


class IncidentVehicleShape(serializers.ModelSerializer[IncidentVehicle]):
    """A vehicle seen at an incident, and what it had to do with it."""

    vehicle = Code("reference")
    registration = serializers.CharField(source="vehicle.registration", read_only=True)
    description = serializers.CharField(source="vehicle.description", read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = IncidentVehicle
        fields = ("id", "vehicle", "registration", "description", "how", *BY, *WRONG)
        read_only_fields = fields


class IncidentOperationShape(serializers.ModelSerializer[IncidentOperation]):
    """A named operation under which an incident stands."""

    operation = serializers.IntegerField(source="operation_id", read_only=True)
    name = serializers.CharField(source="operation.name", read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = IncidentOperation
        fields = ("id", "operation", "name", *BY, *WRONG)
        read_only_fields = fields


class ExternalReferenceShape(serializers.ModelSerializer[ExternalReference]):
    """Under which reference another system knows a record."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = ExternalReference
        fields = ("id", "system", "written", "issued_on", *BY, *WRONG)
        read_only_fields = fields


class SeenSent(VehicleSent):
    """A vehicle that was seen, and what it had to do with the incident."""

    how = words(LINE)


class OperationJoined(Strict):
    """The operation under which an incident is put."""

    operation = Number(
        min_value=1, max_value=LARGEST, help_text="By its `id`; the incident happened within its days"
    )


class ReferenceSent(Strict):
    """Under which reference another system knows it; it is found again whatever the slashes, spaces and zeros."""

    system = Text(max_length=LINE, help_text="For example STORM, Athena, or the landlord's name")
    written = Text(max_length=LINE, help_text="As it is written there")
    issued_on = day("On which day it was given")


def _described(one: str, many: str, shape: Any, sent: Any) -> Callable[[View], View]:
    """Return how the view set of one kind of part is described."""
    hows = {
        "list": extend_schema(
            summary=f"List the {many} of an incident, the one noted last first",
            parameters=[Filter],
            responses=page_of(shape),
        ),
        "retrieve": extend_schema(summary=f"Read {one} of an incident", responses=shape),
        "create": extend_schema(
            summary=f"Note {one} of an incident", request=sent, responses={201: shape}, parameters=[LOCATION]
        ),
        "wrong": extend_schema(
            summary=f"Say that {one} of an incident is wrong", request=WrongSent, responses={200: shape}
        ),
    }
    return described_by(hows)


class IncidentPartViewSet(DecisionViewSet):
    """One kind of what hangs on an incident; what turns out wrong stays, struck out."""

    takes: ClassVar[type[Strict]]

    def note(self, **said: Any) -> Any:
        """Note what was sent, and return it."""
        raise NotImplementedError

    def list(self, request: Request, reference: str) -> Response:
        """With what was struck out, which says so."""
        return self.answered()

    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With who noted it."""
        return self.one(number)

    def create(self, request: Request, reference: str) -> Response:
        """What is not on file yet is recorded."""
        return self.added(self.note(**self.sent(self.takes), by=self.person, now=self.now))

    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """With the reason."""
        part = get_object_or_404(self.rows(), **{self.key: number})
        part_in_error(part, **self.sent(WrongSent), by=self.person, now=self.now)
        return self.changed(self.one(number), reverse(self.page, args=[self.record.reference, number]))


def _needs(acting: Action) -> dict[str, Action | None]:
    return {**dict.fromkeys(("list", "retrieve"), READING), **dict.fromkeys(("create", "wrong"), acting)}


@_described("the part of somebody", "people", IncidentPartyShape, PartSent)
class IncidentPartyViewSet(IncidentPartViewSet):
    """Who takes part in an incident."""

    needs: ClassVar = _needs(Action.KEEP_PEOPLE)
    shape, page, key, takes = IncidentPartyShape, "api_incident_party", "number", PartSent

    def rows(self) -> QuerySet[Any]:
        """Return the parts of those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        return self.record.parties.filter(person__in=known).select_related("person", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Add somebody."""
        return to_one(_add_party)(self.record, **said)


@_described("a vehicle seen", "vehicles", IncidentVehicleShape, SeenSent)
class IncidentVehicleViewSet(IncidentPartViewSet):
    """Vehicles seen at an incident."""

    needs: ClassVar = _needs(Action.KEEP_PEOPLE)
    shape, page, takes = IncidentVehicleShape, "api_incident_vehicle", SeenSent

    def rows(self) -> QuerySet[Any]:
        """Return the vehicles."""
        return self.record.vehicles.select_related("vehicle", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a vehicle."""
        named = (said.pop("registration"), said.pop("description"))
        vehicle = vehicle_with(*named, by=self.person, now=self.now)
        return note_incident_vehicle(self.record, vehicle, **said)


@_described("an operation", "operations", IncidentOperationShape, OperationJoined)
class IncidentOperationViewSet(IncidentPartViewSet):
    """The operations under which an incident stands."""

    needs: ClassVar = _needs(READING)
    shape, page, takes = IncidentOperationShape, "api_incident_operation", OperationJoined

    def rows(self) -> QuerySet[Any]:
        """Return the links to operations."""
        return self.record.operations.select_related("operation", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Put the incident under an operation."""
        found = operations_for(self.record).filter(pk=said.pop("operation")).first()
        if found is None:
            raise ValidationError({"operation": [Named.default_error_messages["does_not_exist"]]})
        return join_operation(self.record, found, **said)


@_described("a reference of another system", "references", ExternalReferenceShape, ReferenceSent)
class IncidentReferenceViewSet(IncidentPartViewSet):
    """Under which references other systems know an incident."""

    needs: ClassVar = _needs(READING)
    shape, page, takes = ExternalReferenceShape, "api_incident_reference", ReferenceSent

    def rows(self) -> QuerySet[Any]:
        """Return the references."""
        return self.record.externalreferences.select_related("recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a reference."""
        return note_reference(self.record, **said)


def _add_party(incident: Any, person: Any, *, source: str, **said: Any) -> IncidentParty:
    """Add somebody; who or what says so stands with how they are reached."""
    return add_incident_party(incident, person, **said)
