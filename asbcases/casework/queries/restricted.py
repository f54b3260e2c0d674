"""What may be known of restricted cases: by whoever is named on one, and by a desk that is told yes or no."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Restriction

IN_FORCE = Q(lifted_at__isnull=True)
OF_THE_CASE = Q(incident__isnull=True, report__isnull=True, person__isnull=True)


class Owner(NamedTuple):
    """A restricted case that a report may concern, and the people who may know of it."""

    case: int
    reference: str
    lead: int
    named: Sequence[int]


def restriction_of(case: Case) -> Restriction | None:
    """Return the restriction in force on a case, with who made it; None where there is none."""
    return Restriction.objects.filter(IN_FORCE, OF_THE_CASE, case=case).select_related("recorded_by").first()


def named_on(case: Case) -> QuerySet[User]:
    """Return the police officers who were let in to a case by name, and are still, by their names."""
    in_force = Q(grants__case=case, grants__revoked_at__isnull=True, grants__ends_at__isnull=True)
    return (
        User.objects.filter(in_force, is_active=True, role__in=POLICE_WORK).distinct().order_by("name", "pk")
    )


def parts_of(case: int) -> set[tuple[str, int]]:
    """Return what hangs on a case, as kind and id: its incidents, their reports, and people who stand in no other file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, key FROM asb_parts_of_case(%s)", [case])
        return {(str(kind), int(key)) for kind, key in cursor.fetchall()}


def restricted_around(*, case: int | None, incident: int | None, report: int | None) -> list[int]:
    """Return the ids of the restricted cases of a record and of the people in it; only `system:restricted` finds any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_restricted_around(%s, %s, %s)", [case, incident, report])
        return [int(key) for (key,) in cursor.fetchall()]


def restricted_near(*, phone_key: str, email_key: str, address_key: str, name_key: str) -> bool:
    """Return whether a restricted case, hidden from who asks, has somebody with one of these keys; nothing more is told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asb_restricted_near(%s, %s, %s, %s)", [phone_key, email_key, address_key, name_key]
        )
        return bool(cursor.fetchone()[0])


def owners_near(*, phone_key: str, email_key: str, address_key: str, name_key: str) -> list[Owner]:
    """Return the restricted cases that have somebody with one of these keys; only `system:restricted` finds any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM asb_restricted_owners(%s, %s, %s, %s)",
            [phone_key, email_key, address_key, name_key],
        )
        return [Owner(*row) for row in cursor.fetchall()]
