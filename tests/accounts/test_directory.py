"""Signing in through the force's directory, which is a real server on this machine: it opens accounts, and makes none."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import give_authenticator
from tests.accounts.directory import LOGIN, Directory, running, sent_back, settings_for, through
from tests.make import PASSWORD, SECRET

CALLBACK = f"{LOGIN}callback/"


@pytest.fixture(autouse=True)
def directory(db: None) -> Iterator[Directory]:
    cache.clear()
    with running() as found, override_settings(**settings_for(found)):
        yield found


def person_of(client: Client) -> Any:
    return client.session.get("_auth_user_id")


def test_the_page_of_sign_in_offers_it_beside_the_password(client: Client, amira: User) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert LOGIN in page
    client.post(reverse("account_login"), {"login": "amira", "password": PASSWORD})
    assert person_of(client) == str(amira.pk)


def test_an_officer_signs_in_by_the_name_that_the_directory_states(client: Client, amira: User) -> None:
    answer = through(client)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert person_of(client) == str(amira.pk)
    assert client.get("/cases/").status_code == 200


def test_from_then_on_they_are_known_by_what_never_changes(
    amira: User, ben: User, directory: Directory
) -> None:
    through(Client())
    directory.person["preferred_username"] = "ben"
    again = Client()
    through(again)

    assert person_of(again) == str(amira.pk)
    assert list(SocialAccount.objects.values_list("user", "provider", "uid")) == [(amira.pk, "force", "0001")]


def test_who_has_no_account_gets_none(client: Client, amira: User, directory: Directory) -> None:
    directory.person = {"sub": "0002", "preferred_username": "mallory", "email": "amira@police.example"}

    answer = client.get(f"{CALLBACK}?{urlsplit(sent_back(client)).query}", follow=True)

    assert "Accounts are given by an administrator" in answer.content.decode()
    assert person_of(client) is None
    assert list(User.objects.all()) == [amira]


def test_no_claim_ties_nobody(client: Client, amira: User) -> None:
    with override_settings(SIGN_IN_PROVIDER_CLAIM=""):
        through(client)

    assert person_of(client) is None


def test_who_works_for_another_agency_keeps_to_password_and_code(
    client: Client, dev: User, directory: Directory
) -> None:
    directory.person["preferred_username"] = "dev"

    through(client)

    assert person_of(client) is None
    assert not SocialAccount.objects.exists()


def test_a_suspended_officer_does_not_get_in(client: Client, amira: User) -> None:
    through(Client())
    User.objects.filter(pk=amira.pk).update(is_active=False)

    assert through(client)["Location"] == "/accounts/inactive/"
    assert person_of(client) is None


def test_an_authenticator_of_theirs_is_asked_for_all_the_same(client: Client, amira: User) -> None:
    give_authenticator(amira, SECRET)

    assert through(client)["Location"] == "/accounts/2fa/authenticate/"
    assert person_of(client) is None


def test_what_one_browser_began_no_other_ends(client: Client, amira: User) -> None:
    back = urlsplit(sent_back(client))
    other = Client()

    answer = other.get(f"{back.path}?{back.query}")

    assert person_of(other) is None
    assert "did not work" in answer.content.decode()


def test_a_code_lets_in_once(client: Client, amira: User, directory: Directory) -> None:
    first = urlsplit(sent_back(client))
    client.get(f"{first.path}?{first.query}")
    code = first.query.split("&")[0]
    other = Client()
    state = urlsplit(sent_back(other)).query.split("&")[1]

    other.get(f"{CALLBACK}?{code}&{state}")

    assert person_of(other) is None
    assert len(directory.refused) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        *({"aud": "another service"}, {"iss": "https://elsewhere.example"}, {"exp": 1}),
        *({"nonce": "of another sign-in"}, {"nonce": ""}, {"nonce": None}, {"sub": "0002"}),
    ],
    ids=str,
)
def test_a_token_for_others_by_others_or_of_the_past_opens_nothing(
    client: Client, amira: User, directory: Directory, wrong: dict[str, Any]
) -> None:
    directory.wrong = wrong

    answer = through(client)

    assert person_of(client) is None
    assert "did not work" in answer.content.decode()


def test_a_directory_that_is_down_is_answered_by_a_page(client: Client, amira: User) -> None:
    with override_settings(**settings_for(Directory("http://127.0.0.1:9"))):
        answer = client.post(LOGIN)

    assert answer.status_code == 503
    assert "did not work" in answer.content.decode()
