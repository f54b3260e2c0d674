"""Each sign-in and each end of a session is logged by the number of the account, a failure or a limit without what was typed."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import code_of
from asbcases.web.logs import OneLine
from tests.make import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_sign_in_and_its_end_name_the_account_by_its_number(client: Client, amira: User) -> None:
    with capture_logs() as lines:
        client.post(reverse("account_login"), {"login": "amira", "password": PASSWORD})
        client.post(reverse("account_logout"))

    assert [(line["event"], line["account"]) for line in lines] == [
        ("signed in", amira.pk),
        ("signed out", amira.pk),
    ]
    assert "amira" not in str(lines).lower()


@pytest.mark.parametrize("name", ["amira", "Jade Taylor"])
def test_a_failure_names_nobody(client: Client, amira: User, name: str) -> None:
    with capture_logs() as lines:
        client.post(reverse("account_login"), {"login": name, "password": "Mersea Road 14"})

    assert [line["event"] for line in lines] == ["sign-in failed"]
    assert name not in str(lines)
    assert "Mersea" not in str(lines)


def test_a_wrong_code_and_the_factor_that_let_in_are_logged_without_the_code(
    client: Client, dev: User
) -> None:
    cache.clear()
    with capture_logs() as lines:
        client.post(reverse("account_login"), {"login": "dev", "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": "123123x"})
        for _ in range(2):
            if "_auth_user_id" not in client.session:
                client.post(reverse("mfa_authenticate"), {"code": code_of(dev, timezone.now())})

    said = [(line["event"], line["account"], line.get("factor")) for line in lines]
    assert said[0] == ("second factor refused", dev.pk, None)
    assert said[-2:] == [("second factor used", dev.pk, "totp"), ("signed in", dev.pk, None)]
    assert "123123" not in str(lines)


def test_a_limit_of_passwords_that_is_reached_is_logged_and_names_nobody(client: Client, amira: User) -> None:
    cache.clear()
    with capture_logs() as lines:
        for _ in range(6):
            client.post(reverse("account_login"), {"login": "amira", "password": "Mersea Road 14"})

    assert [line["event"] for line in lines] == ["sign-in failed"] * 5 + ["sign-in limit reached"]
    assert "amira" not in str(lines).lower()
    assert "Mersea" not in str(lines)


def test_a_limit_of_codes_that_is_reached_is_logged(client: Client, dev: User) -> None:
    cache.clear()
    client.post(reverse("account_login"), {"login": "dev", "password": PASSWORD})
    with capture_logs() as lines:
        for _ in range(6):
            client.post(reverse("mfa_authenticate"), {"code": "123123x"})

    assert [line["event"] for line in lines].count("sign-in limit reached") == 1
    assert "123123" not in str(lines)


def test_each_answer_that_refuses_leaves_a_line(
    client: Client, amira: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"public_begin": "1/h/ip"}
    begun, too_often = [client.post("/report/before/") for _ in range(2)]
    faulty = client.post(begun["Location"], {"what": "", "name": "Jade Taylor"})
    client.force_login(amira)
    reused = [
        client.post(f"/accounts/sessions/{name}/end/", {"idempotency_key": "Jade Taylor"})
        for name in ("one", "other")
    ][-1]

    lines = [record for record in caplog.records if record.name == "django.request"]

    assert [too_often.status_code, faulty.status_code, reused.status_code] == [429, 400, 409]
    assert [record.status_code for record in lines] == [429, 400, 409]
    assert not [line for line in map(OneLine().format, lines) if "Jade" in line or "amira" in line]
