"""Making a token, seeing it once and revoking it, as they are seen."""

import re

from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Token, User
from tests.browser.browser import follow, look, press, sign_in
from tests.make import PASSWORD, make_agency, make_user


@transaction.atomic
def amira() -> None:
    cache.clear()
    make_user("amira", Role.CPT_OFFICER, district_code="colchester", name="Amira Osei")
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    make_user("box", Role.PARTNER, name="Housing system", agency=landlord, is_program=True)
    make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


def test_a_person_makes_a_token_and_revokes_it(page: Page) -> None:
    amira()
    sign_in(page, "amira", PASSWORD)

    page.get_by_role("link", name="Tokens", exact=True).click()
    look(page, "tokens-none")
    press(page, "Make a token")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Go on")
    press(page, "Make the token")
    look(page, "token-faults")
    page.get_by_label("Name", exact=True).fill("Nightly copy")
    page.get_by_label("Read what the account sees").check()
    page.get_by_label("Act on reports").check()
    look(page, "token-form")
    press(page, "Make the token")

    expect(page.get_by_label("Token", exact=True)).to_have_value(re.compile(r"^asbcases_[\w-]{43}$"))
    look(page, "token-made")
    follow(page, "Back to the tokens")
    expect(page.get_by_text("In force")).to_be_visible()
    look(page, "tokens")
    press(page, "Revoke")
    expect(page.get_by_text("The token Nightly copy opens nothing any more.")).to_be_visible()
    look(page, "tokens-revoked")


def test_an_administrator_makes_one_for_a_program(page: Page) -> None:
    amira()
    sign_in(page, "ada", PASSWORD)
    with transaction.atomic():
        box = User.objects.get(username="box")

    page.goto(f"/administration/users/{box.pk}/")
    look(page, "program-account")
    follow(page, "Tokens for the API")
    press(page, "Make a token")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Go on")
    page.get_by_label("Name", exact=True).fill("Own reports")
    page.get_by_label("Report for the agency").check()
    press(page, "Make the token")
    look(page, "token-of-program")

    with transaction.atomic():
        assert Token.objects.get().user == box
