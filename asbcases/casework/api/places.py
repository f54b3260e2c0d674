"""Premises and vehicles on file by the API, with what happened there and who is found with them."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Council
from asbcases.cases.models import IncidentVehicle, PersonAddress, PersonVehicle, Premises, Vehicle
from asbcases.casework.api.incident_sent import REASON, words
from asbcases.casework.api.person_shapes import BY, HOLDS, WRONG, PersonLineShape
from asbcases.casework.api.sent import InOwnDistrict
from asbcases.casework.api.shapes import Code, IncidentLineShape
from asbcases.casework.api.shared import district_context
from asbcases.casework.api.who import WrongSent
from asbcases.casework.forms.words import LINE
from asbcases.casework.transitions import correct_premises, correct_vehicle, record_in_error
from asbcases.web.api.etags import unless_known
from asbcases.web.api.fields import Named, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act
from asbcases.web.api.versioned import VersionedViewSet
from asbcases.web.scoped import premises_for, vehicle_for
from partners import access
from partners.choices import Action

NOTHING_SAID = "Send the registration, or describe the vehicle."


class PremisesShape(serializers.ModelSerializer[Premises]):
    """An address or place, and what whoever goes there must know."""

    district = Code("code", allow_null=True)
    council = Code("code", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Premises
        fields = (
            *("reference", "address", "postcode", "uprn", "longitude", "latitude", "district", "council"),
            *("warning", *BY, *WRONG, "version"),
        )
        read_only_fields = fields


class ThereShape(serializers.ModelSerializer[PersonAddress]):
    """Who lives, works or meets somewhere, and who says so."""

    person = PersonLineShape(read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = PersonAddress
        fields = ("id", "person", *HOLDS)
        read_only_fields = fields


class VehicleShape(serializers.ModelSerializer[Vehicle]):
    """A vehicle, by its registration where that is known."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Vehicle
        fields = ("reference", "registration", "description", *BY, *WRONG, "version")
        read_only_fields = fields


class SightingShape(serializers.ModelSerializer[IncidentVehicle]):
    """An incident at which a vehicle was seen, and what it had to do with it."""

    incident = IncidentLineShape(read_only=True)

    class Meta:
        model = IncidentVehicle
        fields = ("id", "incident", "how", "recorded_at")
        read_only_fields = fields


class KeeperShape(serializers.ModelSerializer[PersonVehicle]):
    """Who keeps or uses a vehicle, and who says so."""

    person = PersonLineShape(read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = PersonVehicle
        fields = ("id", "person", *HOLDS)
        read_only_fields = fields


class PremisesSent(InOwnDistrict):
    """All that is stated of premises."""

    address = Text(max_length=LINE, help_text="With its postcode, if you know it")
    uprn = words(12, "Unique Property Reference Number, where known")
    council = Named(
        slug_field="code", queryset=Council.objects.all(), required=False, allow_null=True, default=None
    )
    warning = words(REASON, "What whoever goes there must know")


class VehicleSent(Strict):
    """A vehicle, by registration or by what tells it apart."""

    registration = words(20)
    description = words(LINE, "Make, model, colour: needed where the registration is not known")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a vehicle of which nothing is said."""
        if not attrs["registration"] and not attrs["description"]:
            raise ValidationError({"registration": [NOTHING_SAID]})
        return attrs


class PremisesViewSet(VersionedViewSet[Premises]):
    """Addresses and places on file; for police only."""

    needs: ClassVar = dict.fromkeys(("retrieve", "correct", "incidents", "people"), Action.KEEP_PEOPLE)
    door = staticmethod(premises_for)
    shape, route = PremisesShape, "api_place"

    @extend_schema(
        summary="Read what is stated of premises", responses=PremisesShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """With the warning for whoever goes there."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(summary="Put right what is stated of premises", **of_act(PremisesSent, PremisesShape))
    def correct(self, request: Request, reference: str) -> Response:
        """All of it is stated anew; what was stated before is kept."""
        return self.acted(self.record, correct_premises, PremisesSent, **district_context(self.person))

    @extend_schema(
        summary="List the incidents that happened at premises, the latest event first",
        parameters=[Filter],
        responses=page_of(IncidentLineShape),
    )
    def incidents(self, request: Request, reference: str) -> Response:
        """Of those that the person may see."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        rows = visible.filter(premises=self.record).select_related("district")
        return self.listed(rows, ("-happened_from", "-id"), IncidentLineShape(), wanted=self.asked())

    @extend_schema(
        summary="List who lives, works or meets at premises, the one noted last first",
        parameters=[Filter],
        responses=page_of(ThereShape),
    )
    def people(self, request: Request, reference: str) -> Response:
        """Of those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        rows = PersonAddress.objects.filter(premises=self.record, person__in=known)
        rows = rows.select_related("person", "recorded_by")
        return self.listed(rows, ("-id",), ThereShape(), wanted=self.asked())


class VehicleViewSet(VersionedViewSet[Vehicle]):
    """Vehicles on file: a vehicle is met in every district, so all police read them."""

    needs: ClassVar = dict.fromkeys(
        ("retrieve", "correct", "wrong", "incidents", "people"), Action.KEEP_PEOPLE
    )
    door = staticmethod(vehicle_for)
    shape, route = VehicleShape, "api_vehicle"

    @extend_schema(
        summary="Read what is stated of a vehicle", responses=VehicleShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """With its version."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(summary="Put right what is stated of a vehicle", **of_act(VehicleSent, VehicleShape))
    def correct(self, request: Request, reference: str) -> Response:
        """All of it is stated anew; what was stated before is kept."""
        return self.acted(self.record, correct_vehicle, VehicleSent)

    @extend_schema(
        summary="Say that the whole record of a vehicle is wrong", **of_act(WrongSent, VehicleShape)
    )
    def wrong(self, request: Request, reference: str) -> Response:
        """Refused while it takes part in anything."""
        return self.acted(self.record, record_in_error, WrongSent)

    @extend_schema(
        summary="List the incidents at which a vehicle was seen, the one noted last first",
        parameters=[Filter],
        responses=page_of(SightingShape),
    )
    def incidents(self, request: Request, reference: str) -> Response:
        """Of those that the person may see."""
        visible = access.incidents_visible_to(self.person, now=self.now)
        seen = IncidentVehicle.objects.filter(
            vehicle=self.record, incident__in=visible, recorded_in_error_at__isnull=True
        )
        rows = seen.select_related("incident__district")
        return self.listed(rows, ("-id",), SightingShape(), wanted=self.asked())

    @extend_schema(
        summary="List who keeps or uses a vehicle, the one noted last first",
        parameters=[Filter],
        responses=page_of(KeeperShape),
    )
    def people(self, request: Request, reference: str) -> Response:
        """Of those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        rows = PersonVehicle.objects.filter(vehicle=self.record, person__in=known)
        rows = rows.select_related("person", "recorded_by")
        return self.listed(rows, ("-id",), KeeperShape(), wanted=self.asked())
