"""What our own query lets through, whatever the database answers: the first lock alone."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.db.actor import acting
from partners import access
from partners.choices import Item
from partners.queries.projection import ALONE, SHAPES, people_in, projected, shared_case
from partners.rules import TIER_OF
from tests.casework.casefile import victim_of
from tests.make import NOW, make_case, make_user
from tests.partners.make_shared import share_of, whole_case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHO = {"person": 7, "number": 1, "role": "victim", "name": "Jade Taylor", "unnamed": False}
DAY, AT = "2026-11-23", "2026-11-23T12:00:00+00:00"
VALUES: dict[str, Any] = {
    **WHO,
    **{"role": "victim", "stage": "open", "outcome": "", "category": "personal", "way": "phone"},
    **{"precision": "exact", "opened_at": AT, "happened_from": AT, "happened_until": AT, "due_on": DAY},
    **{"terms": [], "needs": ["health"], "reasons": [], "assessed_at": AT, "discreet": True},
    **dict.fromkeys(("closed_at", "made_at", "done_at", "issued_on", "ends_on", "from_hour", "until_hour")),
}


def too_much() -> dict[str, Any]:
    """Return an answer with every item, and in each a field that nobody may be given."""
    answer: dict[str, Any] = {"intelligence": [{"words": "SECRET"}]}
    for item, shape in SHAPES.items():
        row = {field.name: VALUES.get(field.name, field.name) for field in fields(shape)}
        row |= {"source": "SECRET", "narrative": "SECRET"}
        answer[item] = row if item in ALONE else [row]
    return answer


def seen_by_python(case: Case, user: User) -> list[Item]:
    """Return the items that the first lock alone would let somebody see: it asks without row security."""
    shares = access.shares_open_to(user, now=timezone.now()).filter(case=case).order_by("number")
    return [item for item in Item if item in access.items_shared(shares)]


@pytest.mark.parametrize("tier", Tier)
def test_of_an_answer_with_too_much_only_what_is_shared_within_its_tier_comes_through(
    amira: User, dev: User, tier: Tier
) -> None:
    case = make_case(by=amira)
    share = share_of(case, dev.agency, by=amira, tier=tier)

    parts = projected(too_much(), access.items_shared([share]))

    assert list(parts) == [item for item in Item if TIER_OF[item] <= tier]
    assert "SECRET" not in repr(parts)


@pytest.mark.parametrize("item", Item)
def test_an_item_comes_through_alone_and_names_nobody_whose_name_is_not_shared(item: Item) -> None:
    parts = projected(too_much(), {item: None})

    assert list(parts) == [item]
    assert ("Jade Taylor" in repr(parts)) is (item is Item.PEOPLE)


def test_a_name_that_its_owner_asked_to_keep_back_does_not_come_through() -> None:
    answer = too_much()
    answer[Item.PEOPLE][0]["unnamed"] = True

    assert projected(answer, {Item.PEOPLE: None})[Item.PEOPLE][0].called == "Victim 1"


def test_what_the_database_does_not_give_is_not_made_up() -> None:
    assert projected({}, dict.fromkeys(Item)) == {}


@pytest.mark.parametrize("moments", [{"starts_at": HOUR}, {"ends_at": -HOUR / 2}, {"revoked_at": -HOUR / 2}])
def test_a_share_that_is_not_in_force_opens_nothing(
    amira: User, dev: User, moments: dict[str, timedelta]
) -> None:
    case, now = make_case(by=amira), timezone.now()
    share = share_of(case, dev.agency, by=amira)
    assert seen_by_python(case, dev) == list(Item)

    AccessGrant.objects.filter(pk=share.grant_id).update(
        **{name: now + offset for name, offset in moments.items()}
    )

    assert seen_by_python(case, dev) == []


def test_another_kind_of_grant_opens_nothing(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    share = share_of(case, dev.agency, by=amira)
    AccessGrant.objects.filter(pk=share.grant_id).update(source=GrantSource.MEETING)

    assert seen_by_python(case, dev) == []


def test_others_are_shown_nothing(amira: User, ben: User, dev: User, eve: User) -> None:
    case = make_case(by=amira)
    share_of(case, dev.agency, by=amira)
    gone = make_user("gone", Role.PARTNER, agency=dev.agency, is_active=False)

    assert [seen_by_python(case, who) for who in (amira, eve, gone)] == [[], [], []]
    restrict_case(case, named=[amira], reason="A threat", by=ben, now=NOW)
    assert seen_by_python(case, dev) == []


def test_a_case_recorded_in_error_is_shown_to_nobody(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    share_of(case, dev.agency, by=amira)
    Case.objects.filter(pk=case.pk).update(recorded_in_error_at=NOW)

    assert seen_by_python(case, dev) == []


def test_two_shares_are_one_case_with_each_item_by_the_share_that_gives_it(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    small = share_of(case, dev.agency, by=amira, tier=Tier.SUMMARY, items=[Item.SUMMARY, Item.RISK])
    great = share_of(case, dev.agency, by=amira, tier=Tier.RISK, items=[Item.SUMMARY, Item.HEALTH])

    assert access.items_shared([small, great]) == {Item.SUMMARY: small, Item.HEALTH: great}


def test_the_whole_of_a_case_is_read_in_one_number_of_statements(amira: User, dev: User, eve: User) -> None:
    numbers = set()
    for case in (whole_case(by=amira), make_case(by=amira)):
        share_of(case, dev.agency, by=amira)
        share_of(case, dev.agency, by=amira, items=[Item.SUMMARY])
        with acting(str(dev.pk)), CaptureQueriesContext(connection) as queries:
            given = shared_case(case.reference, dev, now=timezone.now())
        assert given is not None
        assert list(given.parts) == list(Item)
        numbers.add(len(queries))

    assert len(numbers) == 1
    with acting(str(eve.pk)):
        assert shared_case(case.reference, eve, now=timezone.now()) is None


def test_where_the_second_lock_gives_nothing_there_is_nothing(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    share_of(case, dev.agency, by=amira)

    # The service of the tests is let through everywhere but by the projection, which knows no services.
    assert shared_case(case.reference, dev, now=timezone.now()) is None


def test_the_people_shown_are_known_with_the_items_that_show_them(amira: User, dev: User) -> None:
    case = whole_case(by=amira)
    share_of(case, dev.agency, by=amira, items=[Item.SUMMARY, Item.PEOPLE, Item.RISK])
    with acting(str(dev.pk)):
        given = shared_case(case.reference, dev, now=timezone.now())

    assert given is not None
    people = people_in(given.parts)
    assert len(people) == 2, "the victim and the respondent"
    assert people[victim_of(case).person_id] == [Item.PEOPLE, Item.RISK]
