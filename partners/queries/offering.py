"""With whom a case may be shared: whom its places, its landlord and its matter suggest, and what each of them needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.cases.models import Case, Incident
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.policies.queries import limit_on
from partners.choices import Item
from partners.models import AgreementParty
from partners.queries.agreements import in_force_with, last_day
from partners.rules import KINDS_FOR, needed_by, purpose_of

STANDS = Q(recorded_in_error_at__isnull=True)


@dataclass
class Suggested:
    """An agency that might be given a case, why it is suggested, and whether an agreement is in force with it."""

    agency: Agency
    why: list[str] = field(default_factory=list)
    agreement: str = ""


@dataclass(frozen=True)
class Preset:
    """What the form of a share begins with."""

    party: AgreementParty | None
    items: Sequence[Item]
    purpose: str
    gateway: str
    ends_on: date


def partners_at_work() -> QuerySet[Agency]:
    """Return the agencies that may be given a case, by name."""
    return Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE).order_by("name")


def suggested_for(
    case: Case, incidents: Sequence[Incident], now: datetime
) -> tuple[list[Suggested], list[Agency]]:
    """Return whom a case suggests, with reasons, those with most reasons first; and every other agency."""
    found = {agency.pk: Suggested(agency) for agency in partners_at_work()}
    for agency, why in _reasons(case, incidents, list(found.values())):
        found[agency].why.append(why)
    signed = _signed(london_day(now))
    for one in found.values():
        one.agreement = signed.get(one.agency.pk, "")
    chosen = sorted(
        (one for one in found.values() if one.why), key=lambda one: (-len(one.why), one.agency.name)
    )
    return chosen, [one.agency for one in found.values() if not one.why]


def _reasons(
    case: Case, incidents: Sequence[Incident], agencies: Sequence[Suggested]
) -> Iterator[tuple[int, str]]:
    councils = {one.council_id for one in incidents}
    councils |= set(case.premises_links.filter(STANDS).values_list("premises__council", flat=True))
    named = {name.lower() for name in case.externalreferences.filter(STANDS).values_list("system", flat=True)}
    told = set(
        Incident.objects.filter(pk__in=[one.pk for one in incidents]).values_list(
            "told_by__report__agency", flat=True
        )
    )
    kinds = {kind for one in incidents for kind in KINDS_FOR.get(one.category or "", ())}
    signed = _signed(london_day(case.opened_at))
    for agency in (one.agency for one in agencies):
        if agency.council_id and agency.council_id in councils:
            yield agency.pk, "It is the council of the place"
        if agency.name.lower() in named:
            yield agency.pk, "Its reference is on the case"
        if agency.pk in told:
            yield agency.pk, "It reported to us"
        if agency.kind in kinds and agency.pk in signed and not agency.council_id:
            yield agency.pk, "The matter is one that it deals with"


def _signed(on: date) -> dict[int, str]:
    """Return the reference of an agreement in force for each agency that signed one."""
    parties = AgreementParty.objects.filter(
        signed_on__lte=on, left_on__isnull=True, agreement__starts_on__lte=on
    ).select_related("agreement")
    return {
        party.agency_id: party.agreement.reference for party in parties if last_day(party.agreement) >= on
    }


def preset_for(agency: Agency, now: datetime) -> Preset:
    """Return what an agency of its kind needs, as far as the agreement in force with it covers it."""
    today = london_day(now)
    party = next(in_force_with(agency, today), None)
    days = int(limit_on("share.length", "", today).value or 0)
    ends_on = today + timedelta(days=days)
    wanted = needed_by(agency.kind)
    if party is None:
        return Preset(None, wanted, purpose_of(agency.kind), "", ends_on)
    agreement = party.agreement
    purpose = purpose_of(agency.kind)
    return Preset(
        party,
        [item for item in wanted if item in agreement.items],
        purpose if purpose in agreement.purposes else agreement.purposes[0],
        agreement.gateways[0],
        min(ends_on, last_day(agreement)),
    )


def until(day: date) -> datetime:
    """Return the instant at which a share ends whose last day this is."""
    return london_midnight_after(day)
