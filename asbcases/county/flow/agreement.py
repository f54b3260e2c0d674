"""The one agreement on sharing of the county: 16 housing partners and the councils signed it before the first scene."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Purpose, Regime
from partners.models import Agreement
from partners.transitions.agreements import add_party, enter_agreement, sign_agreement

YEAR = timedelta(days=365)
TITLE = "Sharing of cases of anti-social behaviour with housing partners and councils"
SIGNED_FOR = {AgencyKind.HOUSING: "Director of housing", AgencyKind.COUNCIL: "Head of community safety"}
# Two signatures are awaited, as in any force.
AWAITED = ("Longfield Almshouse Trust", "Seawall Housing")
COVERED = [item.value for item in Item if item is not Item.HEALTH]
# What else is written in it.
WRITTEN = {
    "subjects": "Victims and witnesses, those complained of, and who lives with them",
    "special_categories": "Health and vulnerability only by a share without this agreement",
    "frequency": "Case by case, when it is needed",
    "method": "In this system, by named accounts; never by e-mail",
    "retention": "As long as the share lasts; what a partner notes itself, by its own schedule",
    "security": "Accounts of its own for everybody, with a second factor",
    "access_lead": "Each party answers for what it holds, and asks the other first",
    "impact_assessment": "DPIA-ASB-4",
    "breach_contact": "The duty inspector, on 101 at any hour, and the data protection officer the next day",
}


def agree(cast: Mapping[str, User], agencies: Mapping[str, Agency], *, now: datetime) -> Agreement:
    """Enter the agreement of the county and have its parties sign it, and return it; once."""
    if found := Agreement.objects.filter(title=TITLE).first():
        return found
    by, day = cast["admin"], london_day(now)
    with acting(str(by.pk)):
        agreement = enter_agreement(
            title=TITLE,
            purposes=[Purpose.PREVENT, Purpose.TENANCY, Purpose.SUPPORT, Purpose.ENFORCE],
            gateways=[Gateway.CRIME_AND_DISORDER, Gateway.COMMON_LAW],
            regime=Regime.GENERAL,
            items=COVERED,
            starts_on=day,
            review_on=day + 5 * YEAR,
            expires_on=day + 6 * YEAR,
            by=by,
            now=now,
            **WRITTEN,
        )
        for agency in agencies.values():
            if agency.kind in SIGNED_FOR:
                _sign(agreement, agency, by=by, now=now)
    return agreement


def _sign(agreement: Agreement, agency: Agency, *, by: User, now: datetime) -> None:
    party = add_party(agreement, agency, by=by, now=now)
    if agency.name not in AWAITED:
        office = SIGNED_FOR[AgencyKind(agency.kind)]
        sign_agreement(
            party, signatory=office, signatory_role=office, signed_on=london_day(now), by=by, now=now
        )
