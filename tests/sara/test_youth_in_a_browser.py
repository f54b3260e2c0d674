"""A child whose behaviour a plan is about, and who answers for the plan, as they are seen: sound on desktop and phone."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from asbcases.sara import transitions as verbs
from tests.browser.browser import come_in, follow, look, press
from tests.make import NOW, make_case, make_user
from tests.sara.plans import scanned, start
from tests.sara.youth import make_child

pytestmark = pytest.mark.django_db(transaction=True)


def a_plan_about_a_child() -> str:
    """Make a plan that was scanned and is linked to a case with a child for a respondent, and return its reference."""
    with acting("system:test"), transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        plan, case = scanned(start(owner=amira, supervisor=ben)), make_case(by=amira)
        verbs.link(plan, to=case, by=amira, now=NOW)
        make_child(case, by=amira)
    return plan.reference


def test_a_supervisor_is_led_to_the_child_before_the_plan_is_taken_on(page: Page) -> None:
    reference = a_plan_about_a_child()
    come_in(page, "ben")
    page.goto(f"/plans/{reference}/")
    look(page, "plan-youth")
    page.goto(f"/plans/{reference}/screen/")
    expect(page.get_by_role("heading", name="What is wanting before it may be taken on")).to_be_visible()
    look(page, "plan-youth-screen")
    follow(page, "Say whether youth justice support was considered for Taylor Frost")
    look(page, "plan-youth-form")
    page.get_by_label("Taylor Frost").check()
    page.get_by_label("It was considered").check()
    page.get_by_label("Which support, or why none?").fill("A worker of the Youth Justice Team calls")
    press(page, "Keep it")
    expect(page.get_by_role("main")).to_contain_text("considered: A worker of the Youth Justice Team calls")
    look(page, "plan-youth-said")
    follow(page, "Change its supervisor or contact")
    look(page, "plan-people")
    page.get_by_label("To whom do those who are harmed turn?").select_option(label="Amira Osei")
    page.get_by_label("Why does it change?").fill("She knows them")
    press(page, "Keep the change")
    expect(page.get_by_role("main")).to_contain_text("Gave the plan to Amira Osei as contact of those harmed")
