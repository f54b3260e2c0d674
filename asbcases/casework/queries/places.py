"""Premises and vehicles on file, found by address and registration, and what is known of one."""

from django.db import connection
from django.db.models import Q, QuerySet

from asbcases.cases.models import Incident, Premises, Vehicle
from asbcases.cases.rules.keys import address_key, plate_key, postcode_key

ASKED = 25
SHOWN = 50
HOLDS = Q(recorded_in_error_at__isnull=True)


def premises_like(address: str) -> list[Premises]:
    """Return the premises whose address begins like this one, of those that one may know of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT premises_id FROM asb_find_premises(%s, %s)", [address_key(address), ASKED])
        found = [row[0] for row in cursor.fetchall()]
    return list(Premises.objects.filter(pk__in=found).order_by("address_key", "pk"))


def known_premises(address: str) -> Premises | None:
    """Return the premises at this very address, if they are on file; another postcode is another street."""
    key, postcode = address_key(address), postcode_key(address)
    for premises in premises_like(address):
        same_street = not postcode or not premises.postcode or postcode == premises.postcode
        if premises.address_key == key and same_street:
            return premises
    return None


def known_vehicle(registration: str) -> Vehicle | None:
    """Return the vehicle with this registration, if it is on file."""
    key = plate_key(registration)
    return Vehicle.objects.filter(HOLDS, plate_key=key).order_by("pk").first() if key else None


def newest_of(incidents: QuerySet[Incident]) -> list[Incident]:
    """Return the newest of these incidents, as many as a page shows."""
    return list(incidents.order_by("-happened_from", "-pk")[:SHOWN])
