"""What the database gives a partner, asked without any page or query of ours: the second lock alone."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case, CaseIncident, CaseParty
from asbcases.casework.transitions import recognise
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.db.actor import acting
from partners.choices import Item
from partners.rules import TIER_OF
from tests.casework.casefile import victim_of
from tests.make import NOW, make_case, make_report, make_team, make_user
from tests.partners.make_shared import NEVER, SHOWN, said_in_secret, share_of, whole_case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User) -> Case:
    return whole_case(by=amira)


def given(case: Case, user: User) -> dict[str, Any] | None:
    """Return what the database gives somebody who asks it for a case."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT asb_shared_case(%s)::text", [case.pk])
        answer = cursor.fetchone()[0]
    return json.loads(answer) if answer else None


@pytest.mark.parametrize("tier", Tier)
def test_each_item_is_given_from_its_tier_on_and_alone(
    case: Case, amira: User, dev: User, tier: Tier
) -> None:
    for item in Item:
        share = share_of(case, dev.agency, by=amira, tier=tier, items=[item])

        answer = given(case, dev)

        if tier < TIER_OF[item]:
            assert answer is None, item
        else:
            assert list(answer or ()) == [item]
            assert SHOWN[item] in json.dumps(answer)
            assert item == Item.PEOPLE or "Jade Taylor" not in json.dumps(answer), item
        AccessGrant.objects.filter(pk=share.grant_id).update(revoked_at=timezone.now())


def test_what_no_item_names_is_never_given(case: Case, amira: User, dev: User) -> None:
    share_of(case, dev.agency, by=amira)

    answer = json.dumps(given(case, dev))

    assert all(shown in answer for shown in SHOWN.values())
    assert [secret for secret in NEVER if secret in answer] == []


@pytest.mark.parametrize(
    "moments",
    [
        {"starts_at": HOUR},
        {"ends_at": -HOUR / 2},
        {"revoked_at": -HOUR / 2},
    ],
)
def test_a_share_that_has_not_begun_ended_or_was_recalled_gives_nothing(
    case: Case, amira: User, dev: User, moments: dict[str, timedelta]
) -> None:
    now = timezone.now()
    share_of(case, dev.agency, by=amira, **{name: now + offset for name, offset in moments.items()})

    assert given(case, dev) is None


def test_nothing_is_given_by_a_grant_without_a_share_or_by_another_grant(
    case: Case, amira: User, dev: User
) -> None:
    share = share_of(case, dev.agency, by=amira)
    AccessGrant.objects.filter(pk=share.grant_id).update(source=GrantSource.MEETING)
    assert given(case, dev) is None

    AccessGrant.objects.filter(pk=share.grant_id).update(source=GrantSource.SHARE)
    assert given(case, dev) is not None
    assert given(make_case(by=amira), dev) is None


def test_others_are_given_nothing_police_and_strangers_alike(
    case: Case, amira: User, dev: User, eve: User
) -> None:
    share_of(case, dev.agency, by=amira)
    colleague = make_user("colleague", Role.PARTNER, agency=dev.agency)

    assert given(case, colleague) == given(case, dev)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert [given(case, who) for who in (amira, eve, colleague)] == [None, None, None]


@pytest.mark.parametrize("receiver", ["user", "team"])
def test_a_share_with_a_person_or_team_gives_to_them(
    case: Case, amira: User, dev: User, receiver: str
) -> None:
    dev.team = make_team("Estates", agency=dev.agency)
    dev.save()
    colleague = make_user("colleague", Role.PARTNER, agency=dev.agency)
    share = share_of(case, dev.agency, by=amira, items=[Item.SUMMARY])
    AccessGrant.objects.filter(pk=share.grant_id).update(
        agency=None, **{receiver: dev if receiver == "user" else dev.team}
    )

    assert given(case, dev) is not None
    assert given(case, colleague) is None


def test_a_restricted_case_and_one_recorded_in_error_are_given_to_nobody(
    case: Case, amira: User, ben: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira)
    Case.objects.filter(pk=case.pk).update(recorded_in_error_at=NOW)
    assert given(case, dev) is None

    Case.objects.filter(pk=case.pk).update(recorded_in_error_at=None)
    restrict_case(case, named=[amira], reason="A threat", by=ben, now=NOW)
    assert given(case, dev) is None


def test_two_shares_give_their_union_each_within_its_own_tier(case: Case, amira: User, dev: User) -> None:
    share_of(case, dev.agency, by=amira, tier=Tier.SUMMARY, items=[Item.SUMMARY, Item.RISK])
    share_of(case, dev.agency, by=amira, tier=Tier.RISK, items=[Item.HEALTH])

    assert sorted(given(case, dev) or ()) == [Item.HEALTH, Item.SUMMARY]


def test_what_was_recorded_in_error_is_left_out(case: Case, amira: User, dev: User) -> None:
    share_of(case, dev.agency, by=amira)
    CaseParty.objects.filter(case=case).update(recorded_in_error_at=NOW)
    CaseIncident.objects.filter(case=case).update(recorded_in_error_at=NOW)

    answer = given(case, dev)

    assert answer is not None
    assert [answer[item] for item in (Item.PEOPLE, Item.RISK, Item.SAFETY, Item.INCIDENTS)] == [[]] * 4


@pytest.mark.parametrize("known_by", ["name", "recognition"])
def test_who_asked_not_to_be_named_is_not_named_in_any_part(
    case: Case, amira: User, dev: User, known_by: str
) -> None:
    if known_by == "name":
        said_in_secret(case, by=amira)
    else:
        told = make_report(by=amira, caller_name="J.", caller_anonymous=True)
        recognise(told, victim_of(case).person, reasons=["number"], by=amira, now=NOW)
    Case.objects.filter(pk=case.pk).update(summary="Stones thrown at jade's home")
    share_of(case, dev.agency, by=amira)

    answer = given(case, dev)

    assert answer is not None
    assert "jade" not in json.dumps(answer).lower()
    assert "taylor" not in json.dumps(answer).lower()
    assert answer["summary"]["words"] is None
    assert answer["people"][0]["unnamed"] is True
    assert answer["people"][1]["name"] == "Kit Rowe"
    assert answer["reaching"] == []


def test_the_home_of_who_asked_not_to_be_named_is_not_told(case: Case, amira: User, dev: User) -> None:
    said_in_secret(case, by=amira)
    place = case.premises_links.get().premises
    place.address = "9 Hill Close, Colchester"
    place.postcode = "CO1 1AA"
    place.save()
    share_of(case, dev.agency, by=amira, items=[Item.PREMISES])

    assert given(case, dev) == {"premises": [{"address": None, "postcode": ""}]}


@pytest.mark.parametrize("inside", ["asb_items_given(1)", "asb_unnamed_in(1)", "asb_telling_of(1, '{}')"])
def test_nobody_but_the_projection_asks_its_own_questions(dev: User, inside: str) -> None:
    with acting(str(dev.pk)), pytest.raises(DatabaseError, match="permission denied"):
        _ask(inside)


def _ask(inside: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {inside}")


def test_the_items_and_tiers_of_the_two_locks_are_the_same(case: Case, amira: User, dev: User) -> None:
    for tier in Tier:
        share = share_of(case, dev.agency, by=amira, tier=tier)
        within: Sequence[Item] = [item for item in Item if TIER_OF[item] <= tier]
        assert sorted(given(case, dev) or ()) == sorted(within)
        AccessGrant.objects.filter(pk=share.grant_id).update(revoked_at=timezone.now())
