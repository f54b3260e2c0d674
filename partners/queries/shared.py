"""What was given to a person's agency, to their team or to themselves."""

from datetime import datetime

from django.db.models import F, Func, Q, QuerySet, TextField
from django.db.models.functions import Least

from asbcases.accounts.models import User
from asbcases.cases.models import AccessGrant
from partners.access import cases_visible_to


def shares_in_force(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the shares of cases that let this person in now, each with its case and lead."""
    in_force = _received(user).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        revoked_at__isnull=True,
        starts_at__lte=now,
        case__in=cases_visible_to(user, now=now),
    )
    return in_force.select_related("case__lead", "case__district", "agency", "team")


def shares_ended(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the shares that were recalled or ran out, latest first, each with `reference` and `ended_at`.

    The case itself is hidden by then: the database gives its reference alone, to those who had the share.
    """
    ended = _received(user).filter(Q(revoked_at__isnull=False) | Q(ends_at__lte=now))
    return ended.annotate(
        reference=Func(F("pk"), function="asb_reference_of_grant", output_field=TextField()),
        # Least() passes over what is empty.
        ended_at=Least("revoked_at", "ends_at"),
    ).order_by("-ended_at", "-pk")


def _received(user: User) -> QuerySet[AccessGrant]:
    receiver = Q(user=user.pk) | Q(team=user.team_id, team__isnull=False) | Q(agency=user.agency_id)
    return AccessGrant.objects.filter(receiver, case__isnull=False)
