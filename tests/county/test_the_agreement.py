"""The county has one agreement on sharing, with 16 housing partners and its councils, entered once."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.county.cast import enrol_cast
from asbcases.county.flow.agreement import AWAITED, agree
from asbcases.county.flow.cases import SHARED
from partners.models import Agreement
from partners.transitions.sharing import share_case
from tests.make import NOW, make_case

LONG_BEFORE = NOW - timedelta(days=1500)


@pytest.mark.django_db
def test_the_county_has_one_agreement_and_shares_under_it() -> None:
    cast = enrol_cast(joined_at=LONG_BEFORE)
    agencies = {agency.name: agency for agency in Agency.objects.order_by("pk")}
    for _ in range(2):
        agree(cast, agencies, now=LONG_BEFORE)

    parties = Agreement.objects.get().parties.select_related("agency")
    housing = [party for party in parties if party.agency.kind == AgencyKind.HOUSING]
    assert len(housing) == 16
    assert sorted(one.agency.name for one in parties if not one.signed_on) == sorted(AWAITED)
    by = cast["cpt"]
    for name in ("Riverside Homes", "Colchester City Council"):
        share = share_case(
            make_case(by=by),
            agencies[name],
            items=SHARED,
            tier=1,
            purpose="prevent",
            gateway="CDA115",
            proportionality="The place and the tenancy are enough.",
            ends_at=NOW + timedelta(days=180),
            by=by,
            now=NOW,
        )
        assert share.agreement
