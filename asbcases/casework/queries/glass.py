"""Broken glasses: what may be opened, what is open, and who asked."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry, Report
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on

DAY = timedelta(days=1)


class Hidden(NamedTuple):
    """A restricted case that may be opened by breaking the glass."""

    key: int
    reference: str
    lead: int
    district: int | None


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
    grants = AccessGrant.objects.filter(
        user=user, source=GrantSource.BREAK_GLASS, revoked_at__isnull=True, ends_at__gt=now
    )
    return Subquery(grants.filter(**{root: OuterRef("pk")}).order_by("-ends_at").values("ends_at")[:1])


def all_tries() -> QuerySet[GlassTry]:
    """Return who asked for a restricted case; whether there is one is not said."""
    return GlassTry.objects.select_related("by")
