"""What a partner may know of: no people, premises or vehicles, and of a case as much as the widest share in force says."""

from datetime import datetime, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from partners import access
from partners.choices import Item
from partners.rules import items_within
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


def shown(case: Case, user: User, now: datetime) -> set[Item]:
    return set(access.items_shared(access.shares_open_to(user, now=now).filter(case=case)))


def test_the_widest_share_in_force_says_how_much_of_a_case_is_shown(
    amira: User, dev: User, eve: User
) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira, tier=Tier.SUMMARY)
    make_share(case, dev.agency, by=amira, tier=Tier.RISK, ends_at=NOW + timedelta(days=1))

    assert shown(case, dev, NOW) == set(items_within(Tier.RISK, list(Item)))
    assert shown(case, dev, NOW + timedelta(days=2)) == set(items_within(Tier.SUMMARY, list(Item)))
    assert shown(case, eve, NOW) == set(), "it is shared with another agency"
    assert shown(case, amira, NOW) == set(), "police read the record instead"
