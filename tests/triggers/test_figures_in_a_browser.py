"""Figures and procedures as they are seen: sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.law.periods import london_day
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user
from tests.triggers.make import COLCHESTER, make_co_ordinator
from tests.triggers.make_reviews import HOUR, hold_panel, make_recommendation, make_review

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def reviews_of_a_month() -> str:
    """Record a review that led to a recommendation and a refusal, and return the days around them."""
    with transaction.atomic():
        sunita = make_co_ordinator()
        make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
        at = timezone.now() - 5 * DAY
        led = make_review(by=sunita, now=at)
        hold_panel(led, by=sunita, now=at + 2 * HOUR)
        make_recommendation(led, by=sunita, now=at + 3 * HOUR)
        make_review(by=sunita, met=False, now=at)
    today = london_day(timezone.now())
    return f"?first={today - 30 * DAY}&last={today - 2 * DAY}"


def test_a_co_ordinator_looks_at_the_figures_and_publishes_them(
    page: Page,
) -> None:
    days = reviews_of_a_month()
    come_in(page, "sunita")
    page.goto("/figures/")
    look(page, "figures-list")
    follow(page, "Colchester")
    page.goto(f"/figures/{COLCHESTER}/{days}")
    expect(page.get_by_role("row", name="Applications made")).to_contain_text("2")
    look(page, "figures-page")
    page.goto(f"/figures/{COLCHESTER}/?first=soon&last=later")
    look(page, "figures-page-faults")
    page.goto(f"/figures/{COLCHESTER}/{days}")
    follow(page, "Publish these figures")
    look(page, "figures-publish")
    press(page, "Publish")
    expect(page.get_by_role("main")).to_contain_text("a run now counts the same reviews")
    look(page, "figures-published")


def test_an_administrator_looks_at_what_would_change_and_enters_a_version(page: Page) -> None:
    reviews_of_a_month()
    today = london_day(timezone.now())
    come_in(page, "ada")
    page.goto("/procedures/")
    look(page, "procedure-list")
    follow(page, "New version of Colchester")
    press(page, "Enter the version")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "procedure-new-faults")
    page.get_by_label("Where it is written").fill("The council's page of today")
    page.get_by_label("Complaints that are enough").fill("4")
    page.get_by_label("Signed off by").fill("Ruth Blake, Head of Community")
    for name, day in (("in_force_from", today + DAY), ("signed_off_on", today)):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    press(page, "See what would change")
    expect(page.get_by_role("main")).to_contain_text("Nothing is entered yet.")
    look(page, "procedure-look")
    press(page, "Enter the version")
    expect(page.get_by_role("status")).to_contain_text("The version is entered, with who signed it off.")
    look(page, "procedure-page")
    follow(page, "What it changes")
    look(page, "procedure-changes")
