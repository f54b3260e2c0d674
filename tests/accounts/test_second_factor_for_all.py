"""By a setting officers of the force sign in with a code too, unless the force's directory says that it asked for one."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.rules import needs_second_factor, works_elsewhere
from asbcases.accounts.second_factor import give_authenticator
from tests.accounts.directory import running, settings_for, through
from tests.make import PASSWORD, SECRET

SET_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _everybody(db: None) -> Iterator[None]:
    cache.clear()
    with override_settings(SECOND_FACTOR_FOR_ALL=True):
        yield


def password(client: Client) -> str:
    return str(client.post(reverse("account_login"), {"login": "amira", "password": PASSWORD})["Location"])


@pytest.mark.parametrize("role", Role)
def test_everybody_needs_one(role: Role) -> None:
    assert needs_second_factor(role, everybody=True)
    assert needs_second_factor(role) == works_elsewhere(role)


def test_an_officer_without_one_reaches_the_pages_that_set_it_up_only(client: Client, amira: User) -> None:
    password(client)

    assert {client.get(page)["Location"] for page in ("/", "/cases/", "/accounts/sessions/")} == {SET_UP}
    assert client.get("/api/v1/cases/").status_code == 403


def test_an_officer_with_one_is_asked_for_its_code_and_cannot_put_it_down(
    client: Client, amira: User
) -> None:
    give_authenticator(amira, SECRET)

    assert password(client) == "/accounts/2fa/authenticate/"
    client.force_login(amira)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Ask an administrator" in client.post("/accounts/2fa/totp/deactivate/").content.decode()


@override_settings(SIGN_IN_PROVIDER_STRENGTH=["mfa"])
def test_who_showed_the_directory_one_needs_none_here(client: Client, amira: User) -> None:
    with running() as directory, override_settings(**settings_for(directory)):
        directory.wrong = {"amr": ["pwd", "mfa"]}
        through(client)

        assert client.get("/cases/").status_code == 200


def test_a_directory_that_need_not_say_counts_as_a_password(client: Client, amira: User) -> None:
    with running() as directory, override_settings(**settings_for(directory)):
        directory.wrong = {"amr": ["pwd", "mfa"]}
        through(client)

        assert client.get("/cases/")["Location"] == SET_UP
