"""Broken glasses: what may be opened, what is open, and who asked."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry, Person, Report
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on

DAY = timedelta(days=1)
SERVICE = "system:restricted"


class Hidden(NamedTuple):
    """A restricted case that may be opened by breaking the glass."""

    key: int
    reference: str
    lead: int
    district: int | None


class Looked(NamedTuple):
    """What was looked at through a broken glass: in which way, how many records of a kind, and how often."""

    how: str
    kind: str
    records: int
    looks: int


def hidden_cases(reference: str, *, beside: Report | None, user: User) -> list[Hidden]:
    """Return what is hidden from a person of this reference, or near a report; only `system:restricted` finds any."""
    with connection.cursor() as cursor:
        key = beside.pk if beside else None
        cursor.execute("SELECT * FROM asb_glass_cases(%s, %s, %s)", [reference, key, user.pk])
        return [Hidden(*row) for row in cursor.fetchall()]


def hours_of(now: datetime) -> tuple[int, int]:
    """Return for how many hours a case is opened where nobody says otherwise, and for how many at most."""
    day = london_day(now)
    usual, most = (limit_on("glass.hours", which, day) for which in ("default", "most"))
    return int(usual.value), int(most.value)


def tries_left(user: User, now: datetime) -> int:
    """Return how often somebody may still ask within a day of the last times."""
    most = int(limit_on("glass.tries", "", london_day(now)).value)
    return most - GlassTry.objects.filter(by=user, at__gt=now - DAY).count()


def open_glass(now: datetime) -> Q:
    """Return the condition that a broken glass lets somebody in at an instant."""
    return Q(ended_at__isnull=True, ends_at__gt=now)


def own_glass(case: Case, user: User, now: datetime) -> GlassBreak | None:
    """Return the broken glass by which a person sees a case just now; None where they see it by right."""
    return case.glass_breaks.filter(open_glass(now), broken_by=user).order_by("-number").first()


def until_of(root: str, user: User, now: datetime) -> Subquery:
    """Return until when a row of this kind is open to a person by a broken glass; None where it is by right."""
    return Subquery(
        opened_to(user, now).filter(**{root: OuterRef("pk")}).order_by("-ends_at").values("ends_at")[:1]
    )


def opened_to(user: User, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants by which a broken glass lets a person in just now."""
    return AccessGrant.objects.filter(
        user=user, source=GrantSource.BREAK_GLASS, revoked_at__isnull=True, ends_at__gt=now
    )


def leading_to(person: Person, grants: QuerySet[AccessGrant]) -> list[AccessGrant]:
    """Return those of these grants that open a case, incident or report in which somebody stands, the longest first."""
    stands = (
        Q(case__parties__person=person)
        | Q(incident__parties__person=person)
        | Q(report__recognition__person=person)
    )
    return list(grants.filter(stands).distinct().order_by("-ends_at"))


def told_glass(reference: str, number: int, user: User) -> GlassBreak | None:
    """Return a broken glass to whoever was told of it when it was broken, though the case be hidden from them."""
    if number > BigIntegerField.MAX_BIGINT:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_glass_told(%s, %s)", [reference, number])
        (key,) = cursor.fetchone()
    if key is None:
        return None
    with acting(SERVICE):
        rows = GlassBreak.objects.select_related("case", "broken_by", "reviewed_by")
        return rows.filter(pk=key, told=user).first()


def looks_through(glass: GlassBreak) -> list[Looked]:
    """Return what of the case was looked at through a broken glass, in numbers, and none of it by name."""
    with acting(SERVICE), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_glass_looks(%s)", [glass.pk])
        return [Looked(Look(how).label, *rest) for how, *rest in cursor.fetchall()]


def all_tries() -> QuerySet[GlassTry]:
    """Return who asked for a restricted case; whether there is one is not said."""
    return GlassTry.objects.select_related("by")
