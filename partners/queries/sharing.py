"""Shares of cases: which are in force, whom each lets in, and which protect a victim at high risk."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Agency, Team, User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, Restriction
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.planning import HIGH
from asbcases.deadlines.queries import open_ones
from partners.choices import Item
from partners.models import PlanShare, Share

Receiver = Agency | Team | User
PARTNERS = (Role.PARTNER, Role.COORDINATOR)
# Who shared it, decided it, reviewed it and recalled it.
BY_WHOM = ("recorded_by", "decided_by", "reviewed_by", "recalled_by")
NOT_RECALLED = Q(revoked_at__isnull=True)
WITH_RECEIVER = ("grant__agency", "grant__team__agency", "grant__user__agency")


def running(now: datetime) -> Q:
    """Return the condition that a share is neither recalled nor over, though it may still have to begin."""
    return Q(grant__revoked_at__isnull=True) & (Q(grant__ends_at__isnull=True) | Q(grant__ends_at__gt=now))


def shares_of(case: Case) -> QuerySet[Share]:
    """Return what is or was shared of a case, the newest first, each with its receiver and agreement."""
    rows = case.shares.select_related(*WITH_RECEIVER, "agreement", *BY_WHOM)
    return rows.order_by("-number")


def given_before(case: Case, now: datetime) -> QuerySet[AccessGrant]:
    """Return what lets a partner in to a case and was given before shares were kept: it shows them nothing now."""
    return ever_given_before(case, now).filter(NOT_RECALLED)


def ever_given_before(case: Case, now: datetime) -> QuerySet[AccessGrant]:
    """Return what was given before shares were kept and is not over, and what was recalled of it too."""
    ends = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    grants = case.grants.filter(ends, source=GrantSource.SHARE, share__isnull=True)
    return grants.select_related("agency", "team__agency", "user__agency", "granted_by").order_by("pk")


def is_restricted(case: Case) -> bool:
    """Return whether a case is restricted to named people."""
    return Restriction.objects.filter(case=case, lifted_at__isnull=True).exists()


def is_running(share: Share, now: datetime) -> bool:
    """Return whether a share is neither recalled nor over."""
    grant = share.grant
    return grant.revoked_at is None and (grant.ends_at is None or grant.ends_at > now)


def receiver_of(grant: AccessGrant) -> Receiver:
    """Return whom a grant lets in."""
    found = grant.user or grant.team or grant.agency
    assert found is not None  # noqa: S101  a constraint of the table: exactly one of the three
    return found


def agency_of(receiver: Receiver) -> Agency:
    """Return the agency of a receiver, or the agency that it is."""
    return receiver if isinstance(receiver, Agency) else receiver.agency


def name_of(receiver: Receiver) -> str:
    """Return the name of a receiver; of a team or person with its agency."""
    return receiver.name if isinstance(receiver, Agency) else f"{receiver.name}, {receiver.agency.name}"


def people_let_in(shares: Iterable[Share | PlanShare]) -> QuerySet[User]:
    """Return the people with an account whom these shares let in, or did before they ended, each once."""
    receivers = Q(pk__in=[])
    for share in shares:
        grant = share.grant
        receivers |= (
            Q(pk=grant.user_id) | Q(team=grant.team_id, team__isnull=False) | Q(agency=grant.agency_id)
        )
    return User.objects.filter(receivers, is_active=True, role__in=PARTNERS).order_by("pk")


def at_high_risk(cases: Collection[int]) -> set[int]:
    """Return those of these cases that have a victim at high risk, as the diary knows it from the reviews that are owed."""
    owed = open_ones().filter(kind=Kind.RISK_REVIEW, case__in=cases, qualifier=HIGH)
    return {case for case in owed.values_list("case", flat=True) if case is not None}


def labels(items: Collection[str]) -> list[str]:
    """Return parts of a case in words, in the order of the page."""
    return [item.label for item in Item if item in items]


def shown(share: Share, now: datetime) -> dict[str, Any]:
    """Return a share as pages print it."""
    return {
        "share": share,
        "name": name_of(receiver_of(share.grant)),
        "items": labels(share.items),
        "runs": is_running(share, now),
        "begins": share.grant.starts_at > now,
        "to_review": share.agreement_id is None and share.reviewed_at is None,
    }
