"""The partner's first screen: what is shared, until when, whom to ask, and what has ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.db.actor import acting
from partners.choices import Item
from partners.queries.shared import shares_ended, shares_in_force
from tests.make import make_case, make_share, make_team, make_user
from tests.partners.make_shared import share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def page(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("shared_list")).content.decode()


def test_a_shared_case_shows_its_problem_its_end_and_its_lead(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    until = timezone.now() + timedelta(days=30)
    make_share(case, dev.agency, by=amira, tier=Tier.INCIDENTS, ends_at=until)

    shown = page(client, dev)

    for expected in (case.reference, case.summary, "Incidents", "with Eastlight Homes"):
        assert expected in shown
    assert "Amira Osei" in shown
    assert "mailto:amira@police.example" in shown


def test_only_contact_and_summary_are_shown(client: Client, case: Case, amira: User, dev: User) -> None:
    make_share(case, dev.agency, by=amira, tier=Tier.RISK)

    shown = page(client, dev)

    for kept in ("Jade Taylor", "07700 900123", "14 Mersea Road", "They threw stones"):
        assert kept not in shown


def test_what_is_shared_with_another_agency_is_not_shown(
    client: Client, case: Case, amira: User, dev: User, eve: User, settings: Settings
) -> None:
    settings.SHARING_CONTACT_ADDRESS = "asb@essex.police.example"
    make_share(case, dev.agency, by=amira)

    shown = page(client, eve)

    assert case.reference not in shown
    assert "Nothing is shared with you at present" in shown
    assert "asb@essex.police.example" in shown


@pytest.mark.parametrize("receiver", ["user", "team"])
def test_a_case_may_be_shared_with_one_person_or_team(
    client: Client, case: Case, amira: User, dev: User, receiver: str
) -> None:
    dev.team = make_team("Estates", agency=dev.agency)
    dev.save()
    share = share_of(case, dev.agency, by=amira)
    AccessGrant.objects.filter(pk=share.grant_id).update(
        agency=None, **{receiver: dev if receiver == "user" else dev.team}
    )

    assert case.reference in page(client, dev)


def test_of_what_is_not_shared_the_line_says_nothing(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira, items=[Item.PREMISES])

    shown = page(client, dev)

    assert case.reference in shown
    assert "The summary is not shared" in shown
    for kept in (case.summary, "Amira Osei", "amira@police.example", case.district.name):
        assert kept not in shown


def test_the_jump_box_leads_to_what_is_shared_and_to_nothing_else(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    other = make_case(by=amira)
    share_of(case, dev.agency, by=amira)
    client.force_login(dev)

    found = client.get(reverse("jump"), {"q": case.reference})

    assert found.headers["Location"] == reverse("shared_page", args=[case.reference])
    assert client.get(reverse("jump"), {"q": other.reference}).status_code == 200


@pytest.mark.parametrize(
    ("end", "word"),
    [({"revoked_at": -timedelta(hours=1)}, "recalled"), ({"ends_at": -timedelta(hours=2)}, "ended")],
)
def test_a_share_that_ended_says_when_and_nothing_more(
    client: Client, case: Case, amira: User, dev: User, end: dict[str, Any], word: str
) -> None:
    now = timezone.now()
    moments = {name: now + offset for name, offset in end.items()}
    make_share(case, dev.agency, by=amira, **{"starts_at": now - timedelta(days=3), **moments})

    shown = page(client, dev)

    assert f"{case.reference}: {word} on" in shown
    assert case.summary not in shown
    assert "Nothing is shared with you at present" in shown


def test_what_ended_names_only_what_oneself_had(case: Case, amira: User, dev: User, eve: User) -> None:
    share = make_share(case, dev.agency, by=amira, revoked_at=timezone.now())

    with acting(str(eve.pk)):
        assert list(shares_ended(eve, now=timezone.now())) == []
    with acting(str(dev.pk)):
        ended = shares_ended(dev, now=timezone.now())
        assert [(row.pk, row.reference) for row in ended] == [(share.pk, case.reference)]  # type: ignore[attr-defined]


def test_a_share_that_has_not_begun_lets_nobody_in(case: Case, amira: User, dev: User) -> None:
    make_share(case, dev.agency, by=amira, starts_at=timezone.now() + timedelta(days=1))

    with acting(str(dev.pk)):
        assert list(shares_in_force(dev, now=timezone.now())) == []


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PARTNER, Role.COORDINATOR)])
def test_other_roles_have_no_such_page(client: Client, role: Role) -> None:
    client.force_login(make_user("other", role))

    assert client.get(reverse("shared_list")).status_code == 403


def test_the_look_is_recorded(client: Client, dev: User) -> None:
    page(client, dev)

    assert [(look.user, look.what) for look in Access.objects.all()] == [(dev, Look.LIST)]


def test_the_page_asks_no_more_for_more_shares(
    client: Client, amira: User, dev: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        make_share(make_case(by=amira), dev.agency, by=amira)
    client.force_login(dev)

    with django_assert_max_num_queries(10):
        assert client.get(reverse("shared_list")).status_code == 200


def test_nothing_is_shared_with_police_who_read_the_record(case: Case, amira: User, dev: User) -> None:
    make_share(case, dev.agency, by=amira)

    with acting(str(amira.pk)):
        assert not shares_in_force(amira, now=timezone.now()).exists()
