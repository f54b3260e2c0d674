"""What the form for case reviews does with the same sent twice, with machines, and with more than it can take."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from asbcases.accounts.models import User
from asbcases.web import uploads
from tests.triggers.applying import filled, send, token_of, words
from triggers.models import PublicApplication

pytestmark = pytest.mark.django_db
HERE = "/case-review/"
STATIC = Path(__file__).resolve().parent.parent.parent / "static"


@pytest.fixture(autouse=True)
def _no_waiting(settings: Any) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0


@pytest.fixture
def ready(client: Client) -> Client:
    return filled(client)


def test_the_same_sent_twice_is_kept_once(ready: Client) -> None:
    token, draft = token_of(ready), ready.session["case_review"]
    first = ready.post(f"{HERE}check/", {"token": token})
    session = ready.session
    session["case_review"] = draft
    session.save()
    again = ready.post(f"{HERE}check/", {"token": token})

    assert {first["Location"], again["Location"]} == {f"{HERE}sent/"}
    assert PublicApplication.objects.count() == 1


def test_machines_and_floods_are_stopped_and_lose_nothing(ready: Client, settings: Any) -> None:
    assert "open too long" in words(send(ready, token="made up"))
    assert "Leave the box “Website” empty" in words(send(ready, website="x"))
    settings.PUBLIC_LEAST_SECONDS = 3600
    assert "faster than anybody can answer" in words(send(ready))
    settings.PUBLIC_LEAST_SECONDS = 0
    settings.ACCOUNT_RATE_LIMITS = {"public_review_begin": "9/h/ip", "public_review_send": "1/h/ip"}
    send(ready)
    refused = send(filled(ready))
    assert (refused.status_code, "ring <strong>101</strong>" in words(refused)) == (429, True)
    assert ready.get(f"{HERE}check/").status_code == 200
    assert PublicApplication.objects.count() == 1


def test_what_is_too_large_is_refused_on_a_page_of_the_form() -> None:
    request = RequestFactory().generic("POST", f"{HERE}since/", b"short")
    request.META["CONTENT_LENGTH"] = str(60 * 1024 * 1024)

    answered = uploads.SizeLimit(lambda _: None)(request)  # type: ignore[arg-type, return-value]

    assert (answered.status_code, "write less at a time" in words(answered)) == (413, True)
    assert f'href="{HERE}"' in words(answered)


def test_somebody_who_is_signed_in_may_apply_as_well(client: Client, amira: User) -> None:
    client.force_login(amira)

    assert send(filled(client))["Location"] == f"{HERE}sent/"


def test_a_first_visit_is_light_and_asks_nobody_else(client: Client) -> None:
    page = client.get(HERE)
    parts = set(re.findall(r'(?:href|src)="/static/([^"]+)"', words(page)))
    sent = [page.content, *((STATIC / part).read_bytes() for part in parts)]

    assert len(parts) >= 5
    assert sum(len(gzip.compress(each)) for each in sent) < 45 * 1024
    assert set(re.findall(r"https?://[^\"]+", words(page))) == {"http://www.w3.org/2000/svg"}
