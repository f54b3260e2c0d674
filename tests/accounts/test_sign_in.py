"""Signing in: by name and password, with limits that no restart forgets, and nobody signs up."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from tests.accounts.processes import in_a_new_process
from tests.make import PASSWORD, make_user

SIGN_IN = """
page = client.post("/accounts/login/", {"login": "amira", "password": sys.argv[2]})
print(page.status_code, "Too many failed" in page.content.decode())
"""


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def sign_in(client: Client, password: str, name: str = "amira") -> HttpResponse:
    return client.post(reverse("account_login"), {"login": name, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["amira", "AMIRA"])
def test_a_person_signs_in_by_name_and_password(client: Client, amira: User, name: str) -> None:
    response = sign_in(client, PASSWORD, name)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in(client)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, amira: User) -> None:
    wrong = sign_in(client, "wrong")
    unknown = sign_in(client, "wrong", "nobody")

    sentence = "The username and/or password you specified are not correct"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_the_sixth_attempt_is_refused_even_with_the_right_password(client: Client, amira: User) -> None:
    for _ in range(5):
        assert "not correct" in sign_in(client, "wrong").content.decode()

    for password in ("wrong", PASSWORD):
        assert "Too many failed" in sign_in(client, password).content.decode()
        assert not signed_in(client)


def test_a_flood_from_one_network_is_answered_by_a_page_of_ours(client: Client, amira: User) -> None:
    pages = [sign_in(client, "wrong", f"nobody{number}") for number in range(61)]

    assert {page.status_code for page in pages[:-1]} == {200}
    assert pages[-1].status_code == 429
    assert "Wait a minute, go back and try again" in pages[-1].content.decode()


def test_other_names_are_not_locked_out_by_it(client: Client, amira: User, ben: User) -> None:
    for _ in range(6):
        sign_in(client, "wrong")

    sign_in(client, PASSWORD, "ben")

    assert signed_in(client)


def test_signing_in_rightly_is_never_counted(amira: User) -> None:
    for _ in range(8):
        client = Client()
        sign_in(client, PASSWORD)
        assert signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_the_count_of_failures_outlives_the_process() -> None:
    with transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, district_code="colchester")
    for _ in range(5):
        sign_in(Client(), "wrong")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0
    assert in_a_new_process(SIGN_IN, PASSWORD).split() == ["200", "True"]


def test_a_suspended_person_does_not_get_in(client: Client) -> None:
    make_user("amira", Role.CPT_OFFICER, is_active=False)

    sign_in(client, PASSWORD)

    assert not signed_in(client)


def test_signing_in_goes_to_the_page_that_was_asked_for_but_to_no_other_host(amira: User) -> None:
    asked = {"login": "amira", "password": PASSWORD}

    inside = Client().post(reverse("account_login"), {**asked, "next": "/cases/"})
    outside = Client().post(reverse("account_login"), {**asked, "next": "https://elsewhere.example/"})

    assert (inside["Location"], outside["Location"]) == ("/cases/", "/")


def test_signing_out_ends_the_session(client: Client, amira: User) -> None:
    client.force_login(amira)

    client.post(reverse("account_logout"))

    assert not signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"username": "mallory", "password1": PASSWORD})

    assert "Accounts are given by an administrator" in page.content.decode()
    assert not User.objects.exists()


def test_a_person_changes_their_own_password(client: Client, amira: User) -> None:
    client.force_login(amira)
    new = "a-quite-new-password"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    amira.refresh_from_db()
    assert amira.check_password(new)
    assert signed_in(client)


@pytest.mark.parametrize("password", ["short", "password1234", "amira@police.example"])
def test_a_weak_password_is_refused(client: Client, amira: User, password: str) -> None:
    client.force_login(amira)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    amira.refresh_from_db()
    assert amira.check_password(PASSWORD)
