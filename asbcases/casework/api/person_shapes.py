"""What the API shows of people, and of what is noted of them."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.choices import ContactKind, PartyRole, PersonKind, Tie
from asbcases.cases.models import (
    Association,
    CaseParty,
    IncidentParty,
    MatchRuling,
    Membership,
    Person,
    PersonAddress,
    PersonContact,
    PersonVehicle,
)
from asbcases.casework.api.shapes import BriefCaseShape, Code, IncidentLineShape, choice

BY = ("recorded_at", "recorded_by")
WRONG = ("recorded_in_error_at", "recorded_in_error_why")
HOLDS = ("since_on", "until_on", "source", *BY, *WRONG)


class PersonLineShape(serializers.ModelSerializer[Person]):
    """Somebody in brief."""

    kind = choice(PersonKind)

    class Meta:
        model = Person
        fields: tuple[str, ...] = ("reference", "kind", "name", "born_on")
        read_only_fields = fields


class PersonShape(PersonLineShape):
    """A person, business, community or group; what holds of them from day to day stands below this address."""

    also_recorded_as = serializers.SerializerMethodField(
        help_text="References of the other records that are said to be of this person, of those that you may see"
    )
    recorded_by = Code("username", allow_null=True)

    class Meta(PersonLineShape.Meta):
        fields = (
            *PersonLineShape.Meta.fields,
            *("contact", "language", "adjustments", "also_recorded_as", *BY, *WRONG, "version"),
        )
        read_only_fields = fields

    def get_also_recorded_as(self, person: Person) -> list[str]:
        """Return the references of the other records."""
        return [other.reference for other in self.context["also"]]


class CandidateShape(serializers.Serializer[Any]):
    """Somebody on file who may be the one, and what speaks for it."""

    person = PersonLineShape()
    reasons = serializers.ListField(child=serializers.CharField())


class CandidatesShape(serializers.Serializer[Any]):
    """Who on file may be meant, the likeliest first."""

    results = CandidateShape(many=True)


class DetailShape(serializers.Serializer[Any]):
    """Something that holds of a person from one day to another, and who said so."""

    recorded_by = Code("username", allow_null=True)


class ContactShape(DetailShape, serializers.ModelSerializer[PersonContact]):
    """A telephone number or e-mail address."""

    kind = choice(ContactKind)

    class Meta:
        model = PersonContact
        fields = ("id", "kind", "value", *HOLDS)
        read_only_fields = fields


class AddressShape(DetailShape, serializers.ModelSerializer[PersonAddress]):
    """Premises at which somebody lives, works or meets."""

    premises = Code("reference")
    address = serializers.CharField(source="premises.address", read_only=True)

    class Meta:
        model = PersonAddress
        fields = ("id", "premises", "address", *HOLDS)
        read_only_fields = fields


class PersonVehicleShape(DetailShape, serializers.ModelSerializer[PersonVehicle]):
    """A vehicle that somebody keeps or uses."""

    vehicle = Code("reference")
    registration = serializers.CharField(source="vehicle.registration", read_only=True)

    class Meta:
        model = PersonVehicle
        fields = ("id", "vehicle", "registration", *HOLDS)
        read_only_fields = fields


class MemberShape(DetailShape, serializers.ModelSerializer[Membership]):
    """Somebody who belongs to a group."""

    person = PersonLineShape(read_only=True)

    class Meta:
        model = Membership
        fields = ("id", "person", "part", *HOLDS)
        read_only_fields = fields


class GroupShape(DetailShape, serializers.ModelSerializer[Membership]):
    """A group, business or community to which somebody belongs; it is kept on the record of the group."""

    group = PersonLineShape(read_only=True)

    class Meta:
        model = Membership
        fields = ("id", "group", "part", *HOLDS)
        read_only_fields = fields


class AssociationShape(DetailShape, serializers.ModelSerializer[Association]):
    """How somebody belongs together with another; `person` is on whose record it is kept."""

    person = PersonLineShape(read_only=True)
    other = PersonLineShape(read_only=True)
    tie = choice(Tie)

    class Meta:
        model = Association
        fields = ("id", "person", "other", "tie", *HOLDS)
        read_only_fields = fields


class MatchRulingShape(serializers.ModelSerializer[MatchRuling]):
    """That somebody decided whether two records are of one person, and what they saw."""

    person = Code("reference")
    other = Code("reference")
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = MatchRuling
        fields = ("id", "person", "other", "same", "reasons", "note", *BY)
        read_only_fields = fields


class IncidentPartShape(serializers.ModelSerializer[IncidentParty]):
    """What somebody is to an incident."""

    role = choice(PartyRole)
    incident = IncidentLineShape(read_only=True)

    class Meta:
        model = IncidentParty
        fields = ("number", "role", "incident", "recorded_at")
        read_only_fields = fields


class CasePartShape(serializers.ModelSerializer[CaseParty]):
    """What somebody is to a case."""

    role = choice(PartyRole)
    case = BriefCaseShape(read_only=True)

    class Meta:
        model = CaseParty
        fields = ("number", "role", "case", "recorded_at")
        read_only_fields = fields
