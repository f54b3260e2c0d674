"""The pages of who keeps the accounts of an agency, as they are seen."""

from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Role
from tests.browser.browser import come_in, look, press
from tests.make import make_agency, make_user


@transaction.atomic
def officers() -> dict[str, int]:
    homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    make_user("dev", Role.PARTNER, name="Dev Patel", agency=homes, administers_agency=True)
    dina = make_user("dina", Role.PARTNER, name="Dina Ray", agency=homes)
    dan = make_user("dan", Role.PARTNER, name="Dan Left", agency=homes, is_active=False)
    return {"dina": dina.pk, "dan": dan.pk}


def test_a_colleague_gets_an_account_and_every_page_is_sound(page: Page) -> None:
    keys = officers()
    come_in(page, "dev")
    page.goto("/shared/colleagues/")
    look(page, "colleagues")
    press(page, "Make an account")
    page.get_by_label("Sign-in name").fill("dora")
    page.get_by_label("Name", exact=True).fill("Dora Lim")
    press(page, "Make the account")
    press(page, "Make the link")
    expect(page.get_by_label("Link")).not_to_have_value("")
    look(page, "colleague-link")
    for name, path in (
        ("new", "new/"),
        ("edit", f"{keys['dina']}/"),
        ("suspend", f"{keys['dina']}/suspend/"),
        ("restore", f"{keys['dan']}/restore/"),
    ):
        page.goto(f"/shared/colleagues/{path}")
        look(page, f"colleague-{name}")
