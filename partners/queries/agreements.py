"""Agreements on sharing: which is in force with an agency on a day, and what hangs on each."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from asbcases.accounts.models import Agency, User
from asbcases.law.periods import london_midnight_after
from partners import access
from partners.models import Agreement, AgreementParty
from partners.rules import Cover

LAST_DAY = Coalesce("ended_on", "expires_on")
SIGNED = Q(parties__signed_on__isnull=False, parties__left_on__isnull=True)
UNSIGNED = Q(parties__signed_on__isnull=True, parties__left_on__isnull=True)
LIVE = Q(shares__grant__revoked_at__isnull=True)


def parties_of(agency: Agency) -> QuerySet[AgreementParty]:
    """Return the part that an agency takes in each agreement, the one that lasts longest first."""
    parts = AgreementParty.objects.filter(agency=agency).select_related("agreement", "agency")
    return parts.annotate(last=Coalesce("agreement__ended_on", "agreement__expires_on")).order_by(
        "-last", "pk"
    )


def cover_of(party: AgreementParty) -> Cover:
    """Return what an agreement lets its party be given, as the rules take it."""
    agreement = party.agreement
    return Cover(
        reference=agreement.reference,
        purposes=agreement.purposes,
        gateways=agreement.gateways,
        items=agreement.items,
        starts_on=agreement.starts_on,
        last_day=last_day(agreement),
        signed_on=party.signed_on,
        left_on=party.left_on,
    )


def in_force_with(agency: Agency, on: date) -> Iterator[AgreementParty]:
    """Yield the part of an agency in each agreement that is in force with it on a day, the longest first."""
    return (party for party in parties_of(agency) if cover_of(party).in_force(on))


def last_day(agreement: Agreement) -> date:
    """Return the last day of an agreement: the one on which it was ended, else the one on which it expires."""
    return agreement.ended_on or agreement.expires_on


def over_at(party: AgreementParty) -> datetime:
    """Return the instant from which nothing is shared with a party under its agreement."""
    ends_on = last_day(party.agreement)
    return london_midnight_after(min(ends_on, party.left_on or ends_on))


def listed(user: User, *, now: datetime) -> QuerySet[Agreement]:
    """Return the agreements that a person reads, with how many parties signed and did not, and the live shares they see."""
    live = LIVE & (Q(shares__grant__ends_at__gt=now) | Q(shares__grant__ends_at__isnull=True))
    if user.role in access.AGENCY:
        live &= Q(shares__in=access.shares_open_to(user, now=now).select_related(None))
    else:
        live &= Q(shares__case__in=access.cases_visible_to(user, now=now))
    return access.agreements_visible_to(user, now=now).annotate(
        last=LAST_DAY,
        signed=Count("parties", filter=SIGNED, distinct=True),
        unsigned=Count("parties", filter=UNSIGNED, distinct=True),
        live=Count("shares", filter=live, distinct=True),
    )
