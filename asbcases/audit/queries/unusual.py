"""What the rules about unusual looks are asked of: the looks of one day, and of the days before for whom it concerns."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.accounts.models import Shift, User
from asbcases.audit.models import Access, Examination, Finding, LookedThrough
from asbcases.cases.rules.keys import email_key, name_key

Hours = tuple[datetime, datetime]
# A list or a search names no single record.
RECORD = """coalesce('c' || case_id, 'i' || incident_id, 'r' || report_id, 'a' || review_id, 's' || plan_id, 'p' || person_id)"""
BY_USER = f"""
SELECT user_id, agency_id, count(DISTINCT {RECORD}), count(*), min(at), max(at)
FROM audit_access WHERE at >= %s AND at < %s AND {RECORD} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608  no part of it is told by anybody
BY_DAY = f"""
SELECT count(DISTINCT {RECORD}) FROM audit_access
WHERE user_id = %s AND at >= %s AND at < %s AND {RECORD} IS NOT NULL
GROUP BY (at AT TIME ZONE 'Europe/London')::date
"""  # noqa: S608


class OfDay(NamedTuple):
    """How many different records somebody looked at in a day, in how many looks, from when to when."""

    user: int
    agency: int
    records: int
    looks: int
    first_at: datetime
    last_at: datetime


class OfOwn(NamedTuple):
    """Looks of somebody at a record of a namesake."""

    user: int
    agency: int
    person: int | None
    case: int | None
    incident: int | None
    report: int | None
    looks: int
    first_at: datetime
    last_at: datetime


class OfCase(NamedTuple):
    """Looks of somebody at a case on which they have nothing to do."""

    user: int
    agency: int
    case: int
    elsewhere: bool
    looks: int
    first_at: datetime
    last_at: datetime


def looked_on(since: datetime, before: datetime) -> list[OfDay]:
    """Return how much each person looked at between two instants."""
    with connection.cursor() as cursor:
        cursor.execute(BY_USER, [since, before])
        return [OfDay(*row) for row in cursor.fetchall()]


def usual_of(user: int, since: datetime, before: datetime) -> list[int]:
    """Return how many different records somebody looked at on each day on which they looked at any."""
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY, [user, since, before])
        return [int(records) for (records,) in cursor.fetchall()]


def looks_at_own_name(since: datetime, before: datetime, people: Sequence[int]) -> list[OfOwn]:
    """Return which of these people looked at records of somebody with their own name or e-mail address."""
    users = list(User.objects.filter(pk__in=people).order_by("pk"))
    keys = (
        [user.pk for user in users],
        [name_key(user.name) for user in users],
        [email_key(user.email) for user in users],
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_looks_at_own_name(%s, %s, %s, %s, %s)", [since, before, *keys])
        return [OfOwn(*row) for row in cursor.fetchall()]


def looks_without_task(since: datetime, before: datetime) -> list[OfCase]:
    """Return which cases were read by police who have nothing to do on them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_looks_without_task(%s, %s) ORDER BY 1, 3", [since, before])
        return [OfCase(*row) for row in cursor.fetchall()]


def instants_of(since: datetime, before: datetime) -> Iterator[tuple[int, int, datetime]]:
    """Yield who looked, for which agency and at which instant, for every look between two instants."""
    looks = Access.objects.filter(at__gte=since, at__lt=before).order_by("at", "pk")
    yield from looks.values_list("user", "agency", "at").iterator()


def shifts_around(people: Sequence[int], since: datetime, before: datetime) -> dict[int, list[Hours]]:
    """Return the shifts of these people that touch the time between two instants."""
    found: dict[int, list[Hours]] = {user: [] for user in people}
    rows = Shift.objects.filter(
        user__in=people, cancelled_at__isnull=True, starts_at__lt=before, ends_at__gt=since
    )
    for user, starts_at, ends_at in rows.values_list("user", "starts_at", "ends_at"):
        found[user].append((starts_at, ends_at))
    return found


def findings(*, rule: str = "", open_only: bool = False) -> QuerySet[Finding]:
    """Return what was found unusual, by one rule or all; and only what nobody has examined, where that is asked."""
    examined = Examination.objects.filter(finding=OuterRef("pk"))
    chosen = Q(rule=rule) if rule else Q()
    rows = Finding.objects.filter(chosen).select_related("user", "agency")
    return rows.filter(~Exists(examined)) if open_only else rows


def looked_through_until() -> LookedThrough | None:
    """Return the last day whose looks were put through the rules."""
    return LookedThrough.objects.order_by("-day").first()
