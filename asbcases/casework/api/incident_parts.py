"""Who and what takes part in an incident, by the API: people, vehicles, operations and references of other systems."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    ExternalReference,
    Incident,
    IncidentOperation,
    IncidentParty,
    IncidentVehicle,
)
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.person_shapes import BY, WRONG, PersonLineShape
from asbcases.casework.api.places import VehicleSent
from asbcases.casework.api.rows import PartsViewSet, described
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.api.who import PartSent, day, to_one
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
from asbcases.web.scoped import incident_for
from partners import access
from partners.choices import Action

READING = Action.RECORD_INCIDENT
LARGEST = 2_147_483_647
OF = "an incident"


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


class IncidentPartViewSet(PartsViewSet[Incident]):
    """One kind of what hangs on an incident."""

    door = staticmethod(incident_for)

    def strike(self, row: Any, *, reason: str) -> None:
        """Strike a part out."""
        part_in_error(row, reason=reason, by=self.person, now=self.now)


def _needs(acting: Action) -> dict[str, Action | None]:
    return {**dict.fromkeys(("list", "retrieve"), READING), **dict.fromkeys(("create", "wrong"), acting)}


@described("the part of somebody", "people", OF, IncidentPartyShape, PartSent)
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


@described("a vehicle seen", "vehicles", OF, IncidentVehicleShape, SeenSent)
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


@described("an operation", "operations", OF, IncidentOperationShape, OperationJoined)
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


@described("a reference of another system", "references", OF, ExternalReferenceShape, ReferenceSent)
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
