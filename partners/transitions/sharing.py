"""Letting another agency see a case."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import set_deadline
from asbcases.errors import Refused
from asbcases.law.words import instant_words


@transaction.atomic
def let_in(
    case: Case, agency: Agency, *, tier: Tier, ends_at: datetime | None, by: User, now: datetime
) -> AccessGrant:
    """Let an agency see so much of a case, until an instant or until it is recalled, and return the grant."""
    if agency.kind == AgencyKind.POLICE or not agency.active:
        raise Refused(f"{agency.name} is no partner that works with us now: choose another agency.")
    if ends_at is not None and ends_at <= now:
        raise Refused("The end of the share has passed: give a later one.")
    grant = AccessGrant.objects.create(
        case=case,
        agency=agency,
        source=GrantSource.SHARE,
        tier=tier,
        starts_at=now,
        ends_at=ends_at,
        granted_at=now,
        granted_by=by,
    )
    told = {"agency": agency.name, "tier": Tier(tier).label.lower(), "grant": grant.pk}
    record(Verb.AGENCY_LET_IN, by=by, now=now, case=case, data=told)
    if ends_at:
        _watch_the_end(grant, agency, ends_at, case=case, by=by, now=now)
    return grant


def _watch_the_end(
    grant: AccessGrant, agency: Agency, ends_at: datetime, *, case: Case, by: User, now: datetime
) -> None:
    """Put the end of a share into the diary, so that somebody may renew it before it passes."""
    set_deadline(
        Kind.SHARE_EXPIRY,
        case=case,
        origin=f"grant:{grant.pk}",
        because=f"{agency.name} was let in to see the case until {instant_words(ends_at)}",
        promised_for=ends_at,
        subject=str(grant.pk),
        owner=owner_for(Kind.SHARE_EXPIRY, author=by, lead=case.lead, district=case.district, now=now),
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )
