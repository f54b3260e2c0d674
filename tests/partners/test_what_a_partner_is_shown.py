"""What a partner may know of: no people, premises or vehicles, and of a case as much as the widest grant in force says."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from partners import access
from tests.casework.people import make_premises
from tests.make import NOW, make_case, make_share

pytestmark = pytest.mark.django_db


def test_people_premises_and_vehicles_are_for_the_police(amira: User, dev: User) -> None:
    make_share(make_case(by=amira), dev.agency, by=amira)
    make_premises(by=amira)

    for who, sees in ((amira, True), (dev, False)):
        assert access.people_visible_to(who, now=NOW).exists() is sees
        assert access.premises_visible_to(who, now=NOW).exists() is sees
    assert not access.vehicles_visible_to(dev, now=NOW).exists()


def test_the_widest_grant_in_force_says_how_much_of_a_case_is_shown(
    amira: User, dev: User, eve: User
) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira, tier=Tier.SUMMARY)
    make_share(case, dev.agency, by=amira, tier=Tier.RISK, ends_at=NOW + timedelta(days=1))

    assert access.tier_on(case, amira, now=NOW) is None, "police see all of it"
    assert access.tier_on(case, dev, now=NOW) == Tier.RISK
    assert access.tier_on(case, dev, now=NOW + timedelta(days=2)) == Tier.SUMMARY
    assert access.tier_on(case, eve, now=NOW) == Tier.SUMMARY, "never more than the least"
