"""A partner's page of a shared case: what was shared, why and until when; and that every reading is kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.transitions.restriction import restrict_case
from partners.choices import Item
from partners.models import Disclosure
from tests.casework.casefile import victim_of
from tests.make import NOW, make_case, make_user
from tests.partners.make_shared import NEVER, SHOWN, said_in_secret, share_of, whole_case

pytestmark = pytest.mark.django_db
ABSENT = "ASB-2026-999999"


@pytest.fixture
def case(amira: User) -> Case:
    return whole_case(by=amira)


def asked(client: Client, user: User, reference: str) -> Any:
    client.force_login(user)
    return client.get(reverse("shared_page", args=[reference]))


def page(client: Client, user: User, case: Case) -> str:
    answer = asked(client, user, case.reference)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_shows_each_part_that_is_shared_and_what_never_is_not(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira)

    shown = page(client, dev, case)

    assert [part for part, words in SHOWN.items() if words.lower() not in shown.lower()] == []
    assert [secret for secret in NEVER if secret in shown] == []


def test_the_banner_says_why_until_when_and_by_whom(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    until = timezone.now() + timedelta(days=30)
    share_of(case, dev.agency, by=amira, items=[Item.SUMMARY], ends_at=until)

    shown = page(client, dev, case)

    for said in (
        "An urgent disclosure",
        "Manage a tenancy",
        "Crime and Disorder Act 1998 s.115",
        "Amira Osei",
    ):
        assert said in shown
    assert f"{until:%B %Y}" in shown
    assert "Shared with Eastlight Homes: not to be passed on" in shown, (
        "it prints with the name of the agency"
    )


def test_a_part_that_is_not_shared_has_no_heading(client: Client, case: Case, amira: User, dev: User) -> None:
    share_of(case, dev.agency, by=amira, tier=Tier.SUMMARY, items=[Item.CONTACT, Item.RISK])

    shown = page(client, dev, case)

    assert re.findall(r'id="part-(\w+)"', shown) == ["contact"]
    assert "Only what stands beside this is shared." in shown
    assert "Jade Taylor" not in shown


def test_words_that_tell_who_asked_not_to_be_named_are_left_out(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    Case.objects.filter(pk=case.pk).update(summary="Stones thrown at Jade Taylor's home")
    said_in_secret(case, by=amira)
    share_of(case, dev.agency, by=amira)

    shown = page(client, dev, case)

    assert "Left out: it would tell who asked not to be named." in shown
    assert "who asked not to be named" in shown
    assert "Jade" not in shown
    client.force_login(dev)
    assert "Jade" not in client.get(reverse("shared_list")).content.decode()


def test_each_reading_leaves_a_look_and_a_disclosure_for_each_person_shown(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    first = share_of(case, dev.agency, by=amira, items=[Item.SUMMARY, Item.PEOPLE, Item.RISK])
    second = share_of(case, dev.agency, by=amira, items=[Item.SUMMARY, Item.HEALTH])
    victim, respondent = victim_of(case).person_id, case.parties.get(role="respondent").person_id

    page(client, dev, case)

    looks = Access.objects.filter(case=case)
    assert [(look.user, look.what) for look in looks] == [(dev, Look.PAGE)]
    rows = Disclosure.objects.filter(case=case, reader=dev, agency=dev.agency)
    assert {(row.share_id, row.person_id, tuple(row.items)) for row in rows} == {
        (first.pk, victim, (Item.PEOPLE, Item.RISK)),
        (first.pk, respondent, (Item.PEOPLE,)),
        (second.pk, victim, (Item.HEALTH,)),
        (first.pk, None, (Item.SUMMARY,)),
    }
    assert {row.request_id for row in rows} == {looks[0].request_id}


def test_the_page_costs_the_same_however_much_is_shared(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    numbers = set()
    for shared, items in ((case, list(Item)), (make_case(by=amira), [Item.SUMMARY])):
        share_of(shared, dev.agency, by=amira, items=items)
        client.force_login(dev)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("shared_page", args=[shared.reference]))
        numbers.add(len(queries))

    assert len(numbers) == 1
    assert numbers.pop() <= 12


@pytest.mark.parametrize("moments", [{"starts_at": 1}, {"ends_at": -0.5}, {"revoked_at": -0.5}])
def test_a_share_that_is_not_in_force_is_like_no_case(
    client: Client, case: Case, amira: User, dev: User, moments: dict[str, float]
) -> None:
    share = share_of(case, dev.agency, by=amira)
    assert asked(client, dev, case.reference).status_code == 200
    at = {name: timezone.now() + timedelta(hours=hours) for name, hours in moments.items()}
    AccessGrant.objects.filter(pk=share.grant_id).update(**at)

    assert _answer(client, dev, case.reference) == _answer(client, dev, ABSENT)


def test_a_case_of_others_a_restricted_one_and_none_are_answered_alike(
    client: Client, case: Case, amira: User, ben: User, dev: User, eve: User
) -> None:
    share_of(case, dev.agency, by=amira)
    absent = _answer(client, eve, ABSENT)
    assert absent[0] == 404
    assert _answer(client, eve, case.reference) == absent

    restrict_case(case, named=[amira], reason="A threat", by=ben, now=NOW)
    assert _answer(client, dev, case.reference) == _answer(client, dev, ABSENT)
    assert not Disclosure.objects.exists()


def _answer(client: Client, user: User, reference: str) -> tuple[int, bytes, int]:
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("shared_page", args=[reference]))
    return answer.status_code, answer.content, len(queries)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PARTNER, Role.COORDINATOR)])
def test_other_roles_have_no_such_page(client: Client, case: Case, role: Role) -> None:
    assert asked(client, make_user("other", role), case.reference).status_code == 404


def test_who_comes_to_another_agency_with_an_open_session_reads_no_more(
    client: Client, case: Case, amira: User, dev: User, eve: User
) -> None:
    share_of(case, dev.agency, by=amira)
    page(client, dev, case)

    User.objects.filter(pk=dev.pk).update(agency=eve.agency)

    assert client.get(reverse("shared_page", args=[case.reference])).status_code == 404
