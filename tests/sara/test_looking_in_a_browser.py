"""Patterns, profile and what worked, as they are seen: sound on desktop and phone, reached from the plan."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from tests.browser.browser import come_in, follow, look, press
from tests.make import NOW, make_user
from tests.sara import worked
from tests.sara.plans import DAY, measure, start
from tests.sara.recorded import on_days

pytestmark = pytest.mark.django_db(transaction=True)


def a_plan_with_records() -> str:
    """Make a plan at a place where something is on file, and two closed ones, and return its reference."""
    today = london_day(timezone.now())
    with acting("system:test"), transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        on_days([today - (each * 5 % 340 + 1) * DAY for each in range(90)])
        worked.closed(amira, ben, title="Nights behind the shops of Greenstead")
        worked.closed(amira, ben, title="Fires at Castle Park", verdict="no", learning="")
        plan = start(owner=amira, supervisor=ben)
        verbs.freeze_objective(plan, measure(), by=amira, now=NOW)
    return plan.reference


def test_an_officer_goes_from_the_plan_to_its_patterns_its_profile_and_what_worked(page: Page) -> None:
    reference = a_plan_with_records()
    come_in(page, "amira")
    page.goto(f"/plans/{reference}/")
    expect(page.get_by_role("heading", name="Plans like this one")).to_be_visible()
    follow(page, "Patterns from the records")
    expect(page.get_by_role("img")).to_have_count(2)
    look(page, "plan-patterns")
    follow(page, "Problem profile")
    look(page, "plan-profile")
    page.goto(f"/plans/{reference}/patterns/")
    follow(page, "What worked elsewhere")
    look(page, "plan-library")
    page.get_by_label("Words").fill("fires")
    press(page, "Apply")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Fires at Castle Park"])


def test_who_starts_a_plan_is_shown_plans_like_it_by_its_title(page: Page) -> None:
    a_plan_with_records()
    come_in(page, "amira")
    page.goto("/plans/start/")
    page.locator("#id_title").fill("Nights behind the shops")
    press(page, "Start the plan")
    expect(page.get_by_role("heading", name="Plans like this one")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Nights behind the shops of Greenstead")
    look(page, "plan-start-alike")
