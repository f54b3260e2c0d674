"""Each sign-in and each end of a session is logged by the number of the account, a failure without the name that was typed."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import code_of
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
