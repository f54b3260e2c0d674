"""Premises and vehicles on file, and which of them an incident concerns."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import Council, District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Source
from asbcases.cases.models import Incident, IncidentVehicle, Premises, Vehicle
from asbcases.cases.queries import locked, next_reference
from asbcases.cases.rules.keys import address_key, plate_key, postcode_key
from asbcases.casework.queries.places import known_premises, known_vehicle
from asbcases.casework.transitions.wrong import said_again
from asbcases.errors import Refused


class Site(TypedDict, total=False):
    """What may be stated of premises beside the address."""

    uprn: str
    longitude: float | None
    latitude: float | None
    council: Council | None
    district: District | None
    warning: str


@transaction.atomic
def record_premises(*, address: str, by: User, now: datetime, **stated: Unpack[Site]) -> Premises:
    """Keep an address or place, and return it."""
    _refuse_unless_somewhere(address, stated)
    premises = Premises.objects.create(
        reference=next_reference("PRM", now),
        address=address,
        address_key=address_key(address),
        postcode=postcode_key(address),
        recorded_at=now,
        recorded_by=by,
        **stated,
    )
    record(Verb.PREMISES_RECORDED, by=by, now=now, data={"premises": premises.reference})
    return premises


def premises_at(address: str, *, district: District | None, by: User, now: datetime) -> Premises:
    """Return the premises on file at this address, of those that one may know of; else record them."""
    return known_premises(address) or record_premises(address=address, district=district, by=by, now=now)


@transaction.atomic
def correct_premises(
    premises: Premises, *, address: str, by: User, now: datetime, **stated: Unpack[Site]
) -> Premises:
    """Put right what is stated of premises, and return them."""
    _refuse_unless_somewhere(address, stated)
    premises = locked(premises)
    keys = {"address": address, "address_key": address_key(address), "postcode": postcode_key(address)}
    for field, value in {**keys, **stated}.items():
        setattr(premises, field, value)
    premises.version += 1
    premises.save(update_fields=[*keys, *stated, "version"])
    record(Verb.PREMISES_CORRECTED, by=by, now=now, data={"premises": premises.reference})
    return premises


def _refuse_unless_somewhere(address: str, stated: Site) -> None:
    if not address_key(address):
        raise Refused("This says nowhere: give an address or a place that can be found again.")
    uprn = stated.get("uprn", "")
    if uprn and not (uprn.isdecimal() and len(uprn) <= 12):
        raise Refused("A UPRN is a number of at most 12 digits: correct it, or leave it empty.")


@transaction.atomic
def record_vehicle(*, registration: str = "", description: str = "", by: User, now: datetime) -> Vehicle:
    """Keep a vehicle by its registration, or by what tells it apart, and return it."""
    if not registration.strip() and not description.strip():
        raise Refused("Give the registration, or describe the vehicle.")
    if known := known_vehicle(registration):
        raise Refused(f"This registration is on file as {known.reference}: use that record.")
    vehicle = Vehicle.objects.create(
        reference=next_reference("VEH", now),
        registration=registration,
        plate_key=plate_key(registration),
        description=description,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.VEHICLE_RECORDED, by=by, now=now, data={"vehicle": vehicle.reference})
    return vehicle


@transaction.atomic
def correct_vehicle(
    vehicle: Vehicle, *, registration: str, description: str, by: User, now: datetime
) -> Vehicle:
    """Put right what is stated of a vehicle, and return it; what was stated before stays in its history."""
    if not registration.strip() and not description.strip():
        raise Refused("Give the registration, or describe the vehicle.")
    vehicle = locked(vehicle)
    _refuse_if_in_error(vehicle)
    known = known_vehicle(registration)
    if known and known != vehicle:
        raise Refused(f"This registration is on file as {known.reference}: look at that record.")
    vehicle.registration, vehicle.plate_key = registration, plate_key(registration)
    vehicle.description = description
    vehicle.version += 1
    vehicle.save(update_fields=["registration", "plate_key", "description", "version"])
    record(Verb.VEHICLE_CORRECTED, by=by, now=now, data={"vehicle": vehicle.reference})
    return vehicle


def _refuse_if_in_error(vehicle: Vehicle) -> None:
    if vehicle.recorded_in_error_at:
        raise Refused(f"{vehicle.reference} was recorded in error: choose the right record.")


def vehicle_with(registration: str, description: str, *, by: User, now: datetime) -> Vehicle:
    """Return the vehicle on file with this registration; else record it."""
    known = known_vehicle(registration)
    return known or record_vehicle(registration=registration, description=description, by=by, now=now)


@transaction.atomic
def place_incident(incident: Incident, premises: Premises, *, by: User, now: datetime) -> Incident:
    """Say at which premises an incident happened, and return the incident."""
    incident = _ours(incident)
    if premises.recorded_in_error_at:
        raise Refused(f"{premises.reference} was recorded in error: choose the right premises.")
    if incident.premises_id == premises.pk:
        raise Refused(f"{incident.reference} is placed at {premises.reference} already.")
    incident.premises = premises
    incident.version += 1
    incident.save(update_fields=["premises", "version"])
    told: dict[str, object] = {"premises": premises.reference}
    record(Verb.INCIDENT_PLACED, by=by, now=now, incident=incident, data=told)
    return incident


@transaction.atomic
def note_incident_vehicle(
    incident: Incident, vehicle: Vehicle, *, how: str = "", by: User, now: datetime
) -> IncidentVehicle:
    """Note that a vehicle was seen at an incident, and what it had to do with it."""
    incident = _ours(incident)
    _refuse_if_in_error(vehicle)
    seen = IncidentVehicle.objects.filter(incident=incident, vehicle=vehicle).first()
    if seen and not seen.recorded_in_error_at:
        raise Refused(f"{vehicle.reference} is noted at this incident already.")
    if seen:
        seen.how = how
        seen.save(update_fields=["how"])
        said_again(seen)
    else:
        seen = IncidentVehicle.objects.create(
            incident=incident, vehicle=vehicle, how=how, recorded_at=now, recorded_by=by
        )
    told: dict[str, object] = {"vehicle": vehicle.reference}
    record(Verb.VEHICLE_SEEN, by=by, now=now, incident=incident, data=told)
    return seen


def _ours(incident: Incident) -> Incident:
    incident = locked(incident)
    if incident.source != Source.OWN:
        raise Refused("A published copy is never added to: choose an incident that was recorded here.")
    return incident
