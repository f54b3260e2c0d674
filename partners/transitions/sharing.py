"""Sharing a case with an agency, a team of one, or a person: under an agreement, or by a decision that is reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, Team, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.restricted import named_people
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from partners import rules
from partners.models import AgreementParty, Share
from partners.queries.agreements import cover_of, in_force_with, over_at, parties_of
from partners.queries.sharing import PARTNERS, Receiver, agency_of, is_restricted, name_of
from partners.rules import Asked
from partners.transitions.clocks import watch_the_end, watch_the_review
from partners.transitions.standing import let_agreements_stand


@dataclass(frozen=True)
class Urgency:
    """Why something is shared without an agreement, and who decided it."""

    why: str = ""
    decided_by: User | None = None


@transaction.atomic
def share_case(
    case: Case,
    receiver: Receiver,
    *,
    items: Sequence[str],
    tier: Tier,
    purpose: str,
    gateway: str,
    proportionality: str,
    ends_at: datetime,
    by: User,
    now: datetime,
    starts_at: datetime | None = None,
    urgent_why: str = "",
    decided_by: User | None = None,
) -> Share:
    """Let an agency, a team of one or a person see parts of a case until an instant, and return the share.

    It is shared under the agreement that covers it. Where there is none, it takes a reason and a supervisor who decided it,
    and another supervisor reviews it.
    """
    let_agreements_stand()
    case = locked(case)
    asked = Asked(items, tier, purpose, gateway, proportionality)
    _refuse_receiver(receiver)
    _refuse_unnamed(case, receiver, by)
    if reason := rules.objection_to(asked):
        raise Refused(reason)
    starts_at = starts_at or now
    urgency = Urgency(urgent_why.strip(), decided_by)
    party = None if urgency.why else covering(agency_of(receiver), asked, now)
    _refuse_times(starts_at, ends_at, party, now)
    share = _share(case, receiver, asked, party, urgency, (starts_at, ends_at), by=by, now=now)
    record(Verb.AGENCY_LET_IN, by=by, now=now, case=case, reason=urgency.why, data=told_of(share))
    watch_the_end(share, by=by, now=now)
    if party is None:
        watch_the_review(share, by=by, now=now)
    return share


def _share(
    case: Case,
    receiver: Receiver,
    asked: Asked,
    party: AgreementParty | None,
    urgency: Urgency,
    times: tuple[datetime, datetime],
    *,
    by: User,
    now: datetime,
) -> Share:
    if party is None and (reason := _objection_to_urgent(urgency)):
        raise Refused(reason)
    grant = _let_in(case, receiver, asked.tier, *times, by=by, now=now)
    return Share.objects.create(
        case=case,
        number=next_number(case.shares.all()),
        grant=grant,
        agreement=party.agreement if party else None,
        purpose=asked.purpose,
        gateway=asked.gateway,
        items=rules.items_within(asked.tier, asked.items),
        proportionality=asked.proportionality.strip(),
        urgent_why=urgency.why,
        decided_by=None if party else urgency.decided_by,
        recorded_at=now,
        recorded_by=by,
    )


def _let_in(
    case: Case,
    receiver: Receiver,
    tier: Tier,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: User,
    now: datetime,
) -> AccessGrant:
    whom = {Agency: "agency", Team: "team", User: "user"}[type(receiver)]
    return AccessGrant.objects.create(
        case=case,
        source=GrantSource.SHARE,
        tier=tier,
        starts_at=starts_at,
        ends_at=ends_at,
        granted_at=now,
        granted_by=by,
        **{whom: receiver},
    )


def covering(agency: Agency, asked: Asked, now: datetime) -> AgreementParty:
    """Return the part of an agency in the agreement that covers a share today; Refused, with why, where none does."""
    on = london_day(now)
    for party in in_force_with(agency, on):
        if not rules.objection_under(cover_of(party), asked, on):
            return party
    raise Refused(
        f"{why_uncovered(agency, asked, now)}. What cannot wait is shared with a reason, by a supervisor's decision."
    )


def why_uncovered(agency: Agency, asked: Asked, now: datetime) -> str:
    """Return what the agreement that comes nearest says against a share; one in force comes nearer than one that is not."""
    on = london_day(now)
    nearest = next(in_force_with(agency, on), None) or parties_of(agency).first()
    if nearest is None:
        return f"No agreement on sharing has {agency.name} for a party"
    return rules.objection_under(cover_of(nearest), asked, on)


def told_of(share: Share) -> dict[str, object]:
    """Return what every event of the record says about a share."""
    grant = share.grant
    receiver = grant.user or grant.team or grant.agency
    name = name_of(receiver) if receiver else ""
    return {
        "agency": name,
        "receiver": name,
        "tier": Tier(grant.tier or Tier.SUMMARY).label.lower(),
        "share": share.number,
        "grant": grant.pk,
        "items": list(share.items),
        "purpose": share.purpose,
        "gateway": share.gateway,
        "agreement": share.agreement.reference if share.agreement else "",
        "until": grant.ends_at.isoformat() if grant.ends_at else "",
    }


def _refuse_receiver(receiver: Receiver) -> None:
    """Refuse whoever is no partner that works with us now: the police share among themselves by the case itself."""
    agency = agency_of(receiver)
    if agency.kind == AgencyKind.POLICE or not agency.active:
        raise Refused(f"{agency.name} is no partner that works with us now: choose another agency.")
    if isinstance(receiver, Team) and not receiver.active:
        raise Refused(f"{name_of(receiver)} is a team no more: choose another.")
    if isinstance(receiver, User) and not (receiver.is_active and receiver.role in PARTNERS):
        raise Refused(f"{name_of(receiver)} has no open account of a partner: choose somebody else.")


def _refuse_unnamed(case: Case, receiver: Receiver, by: User) -> None:
    """Refuse to share a restricted case but by whoever is named on it, and but with somebody by name."""
    if not is_restricted(case):
        return
    if by not in named_people(case.pk):
        raise Refused(f"Only those who are named on {case.reference} may share it.")
    if not isinstance(receiver, User):
        raise Refused(f"{case.reference} is restricted to named people: share it with one person by name.")


def _objection_to_urgent(urgency: Urgency) -> str:
    decider = urgency.decided_by if urgency.decided_by and urgency.decided_by.is_active else None
    return rules.objection_to_decider(decider.role if decider else "", decider.rank if decider else "")


def _refuse_times(
    starts_at: datetime, ends_at: datetime, party: AgreementParty | None, now: datetime
) -> None:
    over = over_at(party) if party else None
    if reason := rules.objection_to_times(starts_at=starts_at, ends_at=ends_at, now=now, over_at=over):
        raise Refused(reason)
