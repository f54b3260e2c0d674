"""The pages of the limits of law as they are seen, and one number added from the list."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.law.periods import london_day
from tests.administration.limits import a_limit
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user


def test_a_limit_is_added_from_the_list_with_a_sign_off(page: Page) -> None:
    today = london_day(timezone.now())
    with transaction.atomic():
        ada = make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
        row = a_limit(by=ada, now=timezone.now())
    come_in(page, "ada")
    page.goto("/administration/limits/")
    look(page, "administration-limits")
    page.goto(f"/administration/limits/{row.pk}/end/")
    look(page, "administration-limit-end")
    page.goto("/administration/limits/")

    follow(page, "New limit of CPB-5")
    press(page, "Save the new limit")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "administration-limit-faults")
    page.get_by_label("Pounds").fill("500")
    for name, day in (("in_force_from", date(today.year + 1, 1, 1)), ("signed_off_on", today)):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    page.get_by_label("Where it is written").fill("Crime and Policing Act 2026 (Commencement) Regulations")
    page.get_by_label("Signed off by").fill("Jane Marsh, Legal Services")
    press(page, "Save the new limit")

    expect(page.get_by_role("status")).to_contain_text("CPB-5 is saved: £500.")
    expect(page.get_by_role("main")).to_contain_text(f"From 1 January {today.year + 1}")
