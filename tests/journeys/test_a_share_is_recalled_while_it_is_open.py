"""A case is shared with a housing officer, who takes on what is asked; the share is recalled while it is open there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.accounts.second_factor import code_of
from asbcases.db.actor import acting
from partners.models import Disclosure
from tests.browser.browser import follow, look, press, sign_in, tab, watched
from tests.journeys.steps import colchester
from tests.make import PASSWORD, make_agency, make_agreement, make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = ("Stones thrown at the home of one family", "Jade Taylor")


def county() -> str:
    """Make the two sides, their agreement and a case, and return its reference."""
    colchester()
    with acting("system:test"), transaction.atomic():
        homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
        make_user("dev", Role.PARTNER, name="Dev Patel", agency=homes)
        make_agreement(homes)
        amira = User.objects.get(username="amira")
        return make_case(by=amira, now=timezone.now() - timedelta(days=3)).reference


@pytest.fixture
def housing(page: Page, live_server: Any) -> Iterator[Page]:
    """Open a page in a browser of its own, as somebody does who sits elsewhere."""
    browser = page.context.browser
    assert browser
    with contextmanager(watched)(tab(browser, live_server.url), live_server.url) as other:
        yield other
    other.context.close()


def sign_in_with_code(page: Page, username: str) -> None:
    """Sign in by the front door, with the code that the app shows; once more where its half minute ended on the way."""
    sign_in(page, username, PASSWORD)
    for _ in range(2):
        with transaction.atomic():
            code = code_of(User.objects.get(username=username), timezone.now())
        page.get_by_label("Code", exact=True).fill(code)
        press(page, "Sign in")
        if "authenticate" not in page.url:
            break
    expect(page).to_have_url(re.compile("/shared/"))


def share(page: Page, reference: str) -> None:
    page.goto(f"/cases/{reference}/")
    follow(page, "Share this case")
    follow(page, "Eastlight Homes")
    page.get_by_label("Why so much, and no more").fill("They hold the tenancy, and can act on it.")
    press(page, "Share it")
    expect(page.locator("body")).to_contain_text("Shared with Eastlight Homes.")


def refer(page: Page, reference: str) -> None:
    page.goto(f"/cases/{reference}/referrals/")
    follow(page, "Refer to a partner")
    page.get_by_label("Agency", exact=True).select_option(label="Eastlight Homes")
    page.get_by_label("Matter").select_option(label="A tenancy, or the home of a tenant")
    page.get_by_label("What is asked").fill("Please see whether the tenancy agreement was broken.")
    press(page, "Save the draft")
    press(page, "Send it to Eastlight Homes")


def accept(page: Page) -> None:
    page.goto("/shared/requests/")
    follow(page, "REF-")
    press(page, "Accept: we take it on")
    expect(page.get_by_role("main")).to_contain_text("Accepted")


def recall(page: Page, reference: str) -> None:
    page.goto(f"/cases/{reference}/shares/")
    follow(page, "Share 1", exact=True)
    press(page, "Recall")
    page.get_by_label("Why it is recalled").fill("She moves to another landlord.")
    press(page, "Recall it now")
    expect(page.get_by_role("main")).to_contain_text("Amira Osei")


def test_the_wall_holds_when_a_share_is_recalled_while_it_is_open(page: Page, housing: Page) -> None:
    cache.clear()
    reference = county()
    sign_in(page, "amira", PASSWORD)
    sign_in_with_code(housing, "dev")
    expect(housing.get_by_role("main")).to_contain_text("Nothing is shared with you at present")

    share(page, reference)
    refer(page, reference)
    accept(housing)
    housing.goto("/shared/")
    follow(housing, reference)
    for words in SECRETS:
        expect(housing.get_by_role("main")).to_contain_text(words)
    page.goto(f"/cases/{reference}/referrals/")
    expect(page.get_by_role("main")).to_contain_text("Accepted")

    recall(page, reference)

    follow(housing, "Notes of Eastlight Homes")
    gone(housing)
    housing.go_back()
    housing.reload()
    gone(housing)
    housing.goto("/shared/")
    expect(housing.get_by_role("main")).to_contain_text("Nothing is shared with you at present")
    look(housing, "journey-recalled-list")
    for path in (f"/cases/{reference}/", f"/shared/{reference}/ask/", "/shared/requests/", "/inbox/"):
        housing.goto(path)
        assert not [words for words in SECRETS if words in housing.content()]
    page.goto(f"/cases/{reference}/shares/1/")
    expect(page.get_by_role("main")).to_contain_text("Dev Patel")
    with transaction.atomic():
        assert Disclosure.objects.filter(reader__username="dev").exists()


def gone(page: Page) -> None:
    """Assert that the page is that of what is not there, and holds no word of the case."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")
    assert not [words for words in SECRETS if words in page.content()]
