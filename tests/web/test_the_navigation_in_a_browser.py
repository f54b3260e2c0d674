"""The navigation of each role stands in one line of a desktop; what is opened now and then stands behind More, without script too."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from tests.browser.browser import DESKTOP, PHONE, come_in, look, picture
from tests.make import make_user

pytestmark = pytest.mark.django_db(transaction=True)
# The widest words that stand there: numbers that wait are counted no further.
LINES = """() => new Set([...document.querySelectorAll('#navigation > li')].map(one => one.offsetTop)).size"""
ROLES = (
    *(Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER, Role.CPT_OFFICER, Role.ASB_OFFICER, Role.SUPERVISOR),
    *(Role.COORDINATOR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR),
)
BEHIND = {
    Role.CONTACT_HANDLER: ["Case review", "Published incidents"],
    Role.RESPONSE_OFFICER: ["Case review", "Published incidents"],
    Role.CPT_OFFICER: ["Case reviews", "Clauses", "Published incidents"],
    Role.ASB_OFFICER: ["Case reviews", "Clauses", "New report", "Published incidents"],
    Role.SUPERVISOR: [
        "Case reviews",
        "Kerbside check",
        "Dip samples",
        "Rota",
        "Authorities",
        "By month",
        "Published incidents",
    ],
}


def everybody() -> None:
    with transaction.atomic():
        for role in ROLES:
            make_user(
                f"one_{role}",
                role,
                Rank.SERGEANT if role == Role.SUPERVISOR else Rank.NONE,
                district_code="colchester",
            )


def test_the_navigation_of_each_role_stands_in_one_line(page: Page) -> None:
    everybody()
    for role in ROLES:
        come_in(page, f"one_{role}")
        page.goto("/accounts/password/change/")
        for number in ("", " (1,000+)"):
            page.evaluate(
                """more => document.querySelectorAll('#navigation a').forEach(
                one => { if (/^(Inbox|Decisions)/.test(one.textContent)) one.textContent += more })""",
                number,
            )
            assert page.evaluate(LINES) == 1, f"{role}{number}"
        picture(page, f"navigation-{role}-desktop")
        page.set_viewport_size(PHONE)
        page.get_by_role("button", name="Menu", exact=True).click()
        picture(page, f"navigation-{role}-phone")
        page.set_viewport_size(DESKTOP)


def test_what_is_opened_now_and_then_stands_behind_more_without_script_too(
    page: Page, page_without_script: Page
) -> None:
    everybody()
    for role, words in BEHIND.items():
        come_in(page_without_script, f"one_{role}")
        page_without_script.goto("/accounts/password/change/")
        menu = page_without_script.get_by_role("navigation", name="Menu")
        expect(menu.get_by_role("link", name=words[0])).to_be_hidden()
        menu.get_by_text("More", exact=True).click()
        for one in words:
            expect(menu.get_by_role("link", name=one)).to_be_visible()
        picture(page_without_script, f"navigation-{role}-more")
    come_in(page, f"one_{Role.CPT_OFFICER}")
    page.goto(reverse("clause_list"))
    # Where one is stands in the line.
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Clauses")).to_be_visible()
    page.get_by_role("navigation", name="Menu").get_by_text("More", exact=True).click()
    look(page, "navigation-more")
