"""Who keeps the accounts of an agency does so through the API too: theirs alone, at the version that was read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from tests.make import PASSWORD, make_team, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/colleagues/"


@pytest.fixture
def dina(dev: User) -> User:
    User.objects.filter(pk=dev.pk).update(administers_agency=True)
    dev.refresh_from_db()
    return make_user("dina", Role.PARTNER, name="Dina Ray", agency=dev.agency)


def send(client: Client, user: User, where: str, body: Any, **headers: str) -> Any:
    client.force_login(user)
    return client.post(f"{ADDRESS}{where}", body, content_type="application/json", headers=headers)


def test_a_colleague_gets_an_account_and_a_link_that_is_shown_once(
    client: Client, dev: User, dina: User
) -> None:
    stated = {"name": "Dora May", "email": "dora@homes.example", "username": "dora"}
    made = send(client, dev, "", stated, **{"Idempotency-Key": "k"})
    again = send(client, dev, "", stated, **{"Idempotency-Key": "k"})

    dora = User.objects.get(username="dora")
    assert (made.status_code, made["Location"]) == (201, f"{ADDRESS}{dora.pk}/")
    assert (again["Idempotent-Replayed"], again.json()) == ("true", made.json())
    assert (dora.agency, dora.role, dora.administers_agency) == (dev.agency, Role.PARTNER, False)
    linked = send(client, dev, f"{dora.pk}/link/", {}, **{"Idempotency-Key": "l"})
    repeated = send(client, dev, f"{dora.pk}/link/", {}, **{"Idempotency-Key": "l"})
    assert client.get(ADDRESS).json()["results"][0]["username"] == "dora"
    assert "link" not in repeated.json()
    assert AuditEvent.objects.filter(verb=Verb.USER_LINK_GIVEN).count() == 1
    assert Client().get(linked.json()["link"]).status_code == 302
    assert send(client, dev, "", stated).status_code == 409


def test_a_colleague_is_changed_suspended_and_restored_at_the_version_that_was_read(
    client: Client, dev: User, dina: User
) -> None:
    make_team("Repairs", agency=dev.agency)
    client.force_login(dev)
    first = client.get(f"{ADDRESS}{dina.pk}/")["ETag"]
    stated = {"name": "Dina Ray-Jones", "team": "Repairs"}

    unsaid = send(client, dev, f"{dina.pk}/change/", stated)
    done = send(client, dev, f"{dina.pk}/change/", stated, **{"If-Match": first})
    stale = send(client, dev, f"{dina.pk}/suspend/", {"reason": "Left"}, **{"If-Match": first})
    suspended = send(client, dev, f"{dina.pk}/suspend/", {"reason": "Left"}, **{"If-Match": done["ETag"]})
    restored = send(
        client, dev, f"{dina.pk}/restore/", {"reason": "Came back"}, **{"If-Match": suspended["ETag"]}
    )

    assert [each.status_code for each in (unsaid, done, stale, suspended, restored)] == [
        428,
        200,
        412,
        200,
        200,
    ]
    assert (done.json()["name"], done.json()["team"]) == ("Dina Ray-Jones", "Repairs")
    assert (suspended.json()["is_active"], restored.json()["is_active"]) == (False, True)
    assert not Client().login(username="dina", password=PASSWORD)


def test_accounts_of_others_are_like_none_and_one_does_not_suspend_oneself(
    client: Client, dev: User, dina: User, eve: User, amira: User
) -> None:
    client.force_login(dev)
    for other in (eve.pk, amira.pk, 999_999):
        assert client.get(f"{ADDRESS}{other}/").status_code == 404
    own = client.get(f"{ADDRESS}{dev.pk}/")["ETag"]
    assert (
        send(client, dev, f"{dev.pk}/suspend/", {"reason": "Why not"}, **{"If-Match": own}).status_code == 409
    )

    client.force_login(dina)
    assert client.get(ADDRESS).status_code == 403
    assert reverse("api_colleagues") == ADDRESS


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": ""}, "name"),
        ({"email": "no address"}, "email"),
        ({"team": "Town team"}, "team"),
        ({"role": "administrator"}, "role"),
        ({"username": "x" * 61}, "username"),
    ],
)
def test_what_is_stated_wrongly_is_pointed_at(
    client: Client, dev: User, dina: User, wrong: dict[str, Any], pointer: str
) -> None:
    make_team("Town team")
    before = User.objects.count()
    answer = send(client, dev, "", {"name": "Dora May", "username": "dora", **wrong})

    assert (answer.status_code, pointer in str(answer.json()["errors"])) == (400, True)
    assert User.objects.count() == before
