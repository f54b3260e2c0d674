"""Letting another agency see a case."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.errors import Refused


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
    return grant
