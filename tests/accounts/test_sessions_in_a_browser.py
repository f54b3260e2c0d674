"""Where one is signed in, and the way through the force's directory, as they are seen."""

from copy import deepcopy
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from tests.accounts.directory import running, settings_for
from tests.browser.browser import WATCHES, look, press, sign_in
from tests.make import PASSWORD, make_user

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


@transaction.atomic
def amira() -> None:
    cache.clear()
    make_user("amira", Role.CPT_OFFICER, district_code="colchester", name="Amira Osei")


def test_a_person_sees_where_they_are_signed_in_and_ends_one(page: Page) -> None:
    amira()
    other = Client(headers={"user-agent": FIREFOX})
    with transaction.atomic():
        other.post(reverse("account_login"), {"login": "amira", "password": PASSWORD})
    sign_in(page, "amira", PASSWORD)

    page.get_by_role("link", name="Where you are signed in").click()
    expect(page.get_by_role("row")).to_have_count(3)
    look(page, "sessions")
    press(page, "Firefox on Windows")

    expect(page.get_by_text("That session has ended.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)
    look(page, "sessions-one")


def test_signing_out_leads_to_the_sign_in_and_leaves_nothing_in_the_browser(page: Page) -> None:
    amira()
    sign_in(page, "amira", PASSWORD)
    page.evaluate("localStorage.setItem('left', 'here')")
    page.context.add_cookies([{"name": "of-another-service", "value": "1", "url": page.url}])

    with page.expect_response("**/accounts/logout/") as answers, page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    expect(page).to_have_url(f"http://{WATCHES[page].home}/accounts/login/")
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    assert answers.value.header_value("clear-site-data") == '"cache", "storage"'
    assert page.evaluate("localStorage.length") == 0
    kept = {cookie["name"] for cookie in page.context.cookies()}
    assert settings.SESSION_COOKIE_NAME not in kept
    assert "of-another-service" in kept
    page.go_back()
    expect(page.get_by_text("Amira Osei")).to_have_count(0)
    sign_in(page, "amira", PASSWORD)
    expect(page.get_by_text("Amira Osei").first).to_be_visible()


def test_the_directory_lets_an_officer_in_by_one_button(page: Page, settings: Any) -> None:
    amira()
    with running() as directory:
        for name, value in settings_for(directory).items():
            setattr(settings, name, value)
        policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(directory.address)
        settings.CONTENT_SECURITY_POLICY = policy
        page.goto("/accounts/login/")
        look(page, "sign-in-directory")
        press(page, "Sign in through the force's directory")

        expect(page).to_have_url(f"http://{WATCHES[page].home}/cases/")
        directory.person = {"sub": "0002", "preferred_username": "mallory"}
        page.context.clear_cookies()
        page.goto("/accounts/login/")
        press(page, "Sign in through the force's directory")
        expect(page.get_by_role("heading", name="Accounts are given by an administrator")).to_be_visible()
        directory.wrong = {"aud": "another service"}
        page.goto("/accounts/login/")
        press(page, "Sign in through the force's directory")
        expect(page.get_by_role("heading", name="Signing in did not work")).to_be_visible()
