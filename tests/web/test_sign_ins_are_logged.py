"""Each sign-in and each end of a session is logged by the number of the account, a failure without the name that was typed."""

import pytest
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from asbcases.accounts.models import User
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
