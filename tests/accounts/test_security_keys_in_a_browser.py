"""Signing in with a security key, in a real browser with a key of its own that is touched at once."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from asbcases.accounts.choices import Role
from asbcases.accounts.second_factor import take_off
from tests.browser.browser import follow, look, press, sign_in
from tests.make import PASSWORD, make_user

TYPES = ["totp", "recovery_codes", "webauthn"]
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _keys_are_on(settings: Any) -> None:
    settings.MFA_SUPPORTED_TYPES = TYPES
    settings.ROOT_URLCONF = "tests.accounts.with_keys"
    cache.clear()


@pytest.fixture
def key(page: Page) -> Iterator[tuple[CDPSession, str]]:
    """Plug a key in to the browser, and take it out at the end."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    found = talk.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    yield talk, found
    talk.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": found})
    talk.send("WebAuthn.disable")
    talk.detach()


def added(page: Page) -> None:
    """Sign in and add the key, as its person does."""
    sign_in(page, "amira", PASSWORD)
    page.goto("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Go on")
    look(page, "security-key-add")
    page.get_by_label("Name").fill("The blue key")
    press(page, "Use this key")
    expect(page.locator("#recovery_codes li")).to_have_count(10)


def kept() -> list[tuple[str, bool]]:
    with transaction.atomic():
        rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).order_by("pk")
        return [(row.wrap().name, row.last_used_at is not None) for row in rows]


def test_a_key_is_added_asked_for_renamed_and_taken_off(page: Page, key: tuple[CDPSession, str]) -> None:
    with transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, district_code="colchester")
    added(page)
    assert kept() == [("The blue key", False)]
    page.context.clear_cookies()

    sign_in(page, "amira", PASSWORD)
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    look(page, "security-key-asked")
    page.goto("/cases/")
    expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    press(page, "Use a security key")

    expect(page).to_have_url(re.compile("/cases/|/$"))
    assert kept() == [("The blue key", True)]
    page.goto("/accounts/2fa/")
    look(page, "security-key-kept")
    follow(page, "Your security keys")
    look(page, "security-key-list")
    follow(page, "Rename")
    follow(page, "Use a security key")
    look(page, "security-key-again")
    press(page, "Use a security key")
    look(page, "security-key-rename")
    page.get_by_label("Name").fill("The green key")
    press(page, "Save")
    follow(page, "Take off")
    look(page, "security-key-take-off")
    press(page, "Take it off")
    assert kept() == []


def test_what_a_key_said_once_opens_nothing_again(page: Page, key: tuple[CDPSession, str]) -> None:
    with transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, district_code="colchester")
    added(page)
    page.context.clear_cookies()
    sign_in(page, "amira", PASSWORD)
    with page.expect_request(
        lambda request: request.method == "POST" and "authenticate" in request.url
    ) as sent:
        press(page, "Use a security key")
    said = parse_qs(sent.value.post_data or "")["credential"][0]
    assert json.loads(said)["type"] == "public-key"

    client = Client(headers={"host": "localhost"})
    client.post(reverse("account_login"), {"login": "amira", "password": PASSWORD})
    client.get(reverse("mfa_authenticate"))
    answers = [
        client.post(reverse("mfa_authenticate"), {"credential": words}) for words in (said, "{}", "no")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "_auth_user_id" not in client.session


def test_a_partner_without_any_factor_may_begin_with_a_key(page: Page, key: tuple[CDPSession, str]) -> None:
    with transaction.atomic():
        take_off(make_user("dev", Role.PARTNER))
    sign_in(page, "dev", PASSWORD)

    page.goto("/shared/")
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Go on")
    page.goto("/accounts/2fa/webauthn/add/")
    press(page, "Use this key")
    page.goto("/shared/")

    expect(page).to_have_url(re.compile("/shared/"))
