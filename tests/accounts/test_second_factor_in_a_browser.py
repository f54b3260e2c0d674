"""Setting up an authenticator, and signing in with it, as it is seen."""

import re

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.accounts.second_factor import code_at, code_of, take_off
from tests.browser.browser import come_in, look, press, sign_in
from tests.make import PASSWORD, SECRET, make_agency, make_user


@transaction.atomic
def partner() -> User:
    agency = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    return make_user("dev", Role.PARTNER, name="Dev Patel", agency=agency)


def shown_by(user: User) -> str:
    with transaction.atomic():
        return code_of(user, timezone.now())


def test_a_partner_sets_up_an_app_and_keeps_the_recovery_codes(page: Page) -> None:
    cache.clear()
    take_off(partner())
    sign_in(page, "dev", PASSWORD)
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Go on")
    assert page.get_by_alt_text("The same secret").evaluate("image => image.naturalWidth") > 0
    look(page, "second-factor-set-up")
    page.get_by_label("Code", exact=True).fill("000000")
    press(page, "Use this app")
    look(page, "second-factor-set-up-fault")

    for _ in range(2):
        secret = page.locator("dd.asb-hash").inner_text()
        page.get_by_label("Code", exact=True).fill(code_at(secret, timezone.now()))
        press(page, "Use this app")
        if "recovery-codes" in page.url:
            break

    expect(page.locator("#recovery_codes li")).to_have_count(10)
    look(page, "second-factor-recovery-codes")
    page.reload()
    expect(page.get_by_text("10 of 10 codes are left")).to_be_visible()
    look(page, "second-factor-recovery-codes-kept")


def type_right(page: Page, user: User) -> None:
    """Type the code of now; once more where its half minute ended on the way."""
    for _ in range(2):
        page.get_by_label("Code", exact=True).fill(shown_by(user))
        press(page, "Sign in")
        if "authenticate" not in page.url:
            break


def test_no_script_is_needed_to_sign_in_with_a_code(page_without_script: Page) -> None:
    cache.clear()
    dev = partner()
    sign_in(page_without_script, "dev", PASSWORD)

    type_right(page_without_script, dev)

    expect(page_without_script).to_have_url(re.compile("/shared/"))


def test_signing_in_with_a_code_and_what_is_kept_of_it(page: Page) -> None:
    cache.clear()
    dev = partner()
    sign_in(page, "dev", PASSWORD)
    look(page, "second-factor-code")
    page.get_by_label("Code", exact=True).fill("000000x")
    press(page, "Sign in")
    look(page, "second-factor-code-wrong")
    type_right(page, dev)

    expect(page).to_have_url(re.compile("/shared/"))
    for name, path in (
        ("kept", ""),
        ("off", "totp/deactivate/"),
        ("new-codes", "recovery-codes/generate/"),
    ):
        page.goto(f"/accounts/2fa/{path}")
        look(page, f"second-factor-{name}")


def test_an_old_sign_in_is_asked_for_the_password_or_the_code(page: Page) -> None:
    partner()
    come_in(page, "dev")
    page.goto("/accounts/2fa/recovery-codes/generate/")
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    look(page, "second-factor-again")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    look(page, "second-factor-again-otherwise")
    assert SECRET not in page.content()
