"""A plan that is shared with an agency, as its officer and the police see it: sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_agency, make_agreement, make_user
from tests.sara import plans

pytestmark = pytest.mark.django_db(transaction=True)


def a_plan_to_share() -> str:
    """Make a plan with a response of an agency with which there is an agreement, and return its reference."""
    now = timezone.now() - timedelta(hours=1)
    with acting("system:test"), transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        agency = make_agency("Eastlight Homes", AgencyKind.HOUSING)
        make_user("dev", Role.PARTNER, agency=agency, name="Dev Shah")
        make_agreement(agency)
        plan = plans.analysed(plans.start(owner=amira, supervisor=ben, now=now), now=now)
        plans.planned(plan, now=now, agency=agency, action="Light the yard behind the shops")
    return plan.reference


def test_a_plan_is_shared_and_the_agency_notes_its_response(page: Page) -> None:
    reference = a_plan_to_share()
    come_in(page, "amira")
    page.goto(f"/plans/{reference}/")
    follow(page, "Share the plan with an agency")
    look(page, "plan-share-form")
    page.get_by_label("With which agency").select_option(label="Eastlight Homes")
    page.get_by_label("Prevent or detect crime and disorder").check()
    page.get_by_label("By which gateway of the law").select_option(value="CDA115")
    page.get_by_label("Why so much, and no more").fill("Its caretakers are there at night")
    last = timezone.now() + timedelta(days=30)
    for part, number in enumerate((last.day, last.month, last.year)):
        page.locator("#id_ends_on input").nth(part).fill(str(number))
    press(page, "Share it")
    look(page, "plan-shared")
    page.context.clear_cookies()
    come_in(page, "dev")
    page.goto("/shared/plans/")
    look(page, "shared-plans")
    follow(page, reference)
    look(page, "shared-plan")
    follow(page, "Note that response 1 has begun or is done")
    look(page, "shared-plan-progress")
    page.get_by_label("It has begun").check()
    page.get_by_label("What was done?").fill("The lamps are ordered")
    press(page, "Note it")
    expect(page.get_by_role("main")).to_contain_text("It has begun: The lamps are ordered")
