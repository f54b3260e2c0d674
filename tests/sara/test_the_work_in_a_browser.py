"""The pages on which a plan is worked are sound on a desktop and on a phone."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Page

from asbcases.accounts.choices import Rank, Role
from tests.browser.browser import come_in, look
from tests.make import make_user
from tests.sara.recorded import LATER, a_world, carried_out

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "entry": "analysis/side/new/",
    "response": "responses/new/",
    "review": "review/",
    "victim": "victim/",
    "assess": "assess/",
    "entered": "assess/entered/",
    "close": "close/",
}


def test_the_pages_of_a_plans_work_are_sound(page: Page) -> None:
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        a_world(before=8, after=2)
        plan = carried_out(amira, ben)
    with time_machine.travel(LATER + timedelta(hours=1), tick=True):
        come_in(page, "ben")
        for name, address in PAGES.items():
            page.goto(f"/plans/{plan.reference}/{address}")
            look(page, f"plan-work-{name}")
        page.goto("/plans/worked-example/")
        look(page, "plan-work-example")
        page.goto(f"/plans/{plan.reference}/")
        look(page, "plan-work-page")
