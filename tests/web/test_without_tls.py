"""Who comes without TLS: a person is sent to it, a program is told."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from asbcases.accounts.models import User


@pytest.fixture(autouse=True)
def _as_in_a_deployment() -> Iterator[None]:
    with override_settings(SECURE_SSL_REDIRECT=True):
        yield


def test_a_page_is_sent_on() -> None:
    answer = Client().get("/cases/?open=1")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/cases/?open=1")


@pytest.mark.django_db
def test_the_api_refuses_whoever_asks(amira: User) -> None:
    client = Client()
    client.force_login(amira)

    answers = [
        client.get("/api/v1/cases/"),
        client.post("/api/v1/reports/", {}, content_type="application/json"),
    ]

    for answer in answers:
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
        assert "https" in answer.json()["detail"]
    assert client.get("/api/v1/cases/", secure=True).status_code == 200
