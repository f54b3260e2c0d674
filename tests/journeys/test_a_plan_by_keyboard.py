"""A plan that was taken on goes through its analysis, a response, its assessment and its closing by the keyboard alone.

How it comes so far by the keyboard is told in tests/sara/test_plans_in_a_browser.py.
"""

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from tests.browser.browser import come_in
from tests.journeys.steps import colchester
from tests.make import NOW
from tests.sara.keys import Keys
from tests.sara.plans import DAY, TODAY, accepted, start
from tests.sara.recorded import ELSEWHERE, LATER, on_days, weekly

pytestmark = pytest.mark.django_db(transaction=True)
ACTION = "Have the club open until eleven"


def a_plan_that_was_taken_on() -> str:
    """Put eight a week on file at its place before, two a week after, four elsewhere, and return its reference."""
    colchester()
    with acting("system:test"), transaction.atomic():
        on_days(weekly(TODAY - 203 * DAY, 29, 8))
        on_days(weekly(TODAY - 203 * DAY, 38, 4), ELSEWHERE)
        on_days(weekly(TODAY + 2 * DAY, 8, 2))
        amira, ben = User.objects.get(username="amira"), User.objects.get(username="ben")
        return str(accepted(start(owner=amira, supervisor=ben)).reference)


def test_a_plan_goes_from_its_analysis_to_its_closing_by_the_keyboard(page: Page) -> None:
    plan, keys = a_plan_that_was_taken_on(), Keys(page)
    main = page.get_by_role("main")
    with time_machine.travel(NOW + DAY, tick=True) as clock:
        stand(page, "amira", plan)
        analyse(keys)
        expect(main).to_contain_text("Signed off on")
        respond(keys)
        expect(main).to_contain_text("Open until eleven since today.")

        clock.move_to(LATER)
        stand(page, "amira", plan)
        assess(keys)
        expect(main).to_contain_text("Measured by version 1")
        stand(page, "ben", plan)
        close(keys)
        expect(main).to_contain_text("Claimed as a success")


def stand(page: Page, username: str, plan: str) -> None:
    """Be somebody at the page of the plan."""
    come_in(page, username)
    page.goto(f"/plans/{plan}/")


def analyse(keys: Keys) -> None:
    """Add a cause and a data source, and sign the analysis off."""
    keys.go("button", "Add a cause to the analysis")
    keys.type("What causes it?", "The youth club shuts at nine.")
    keys.go("button", "Add it")
    keys.go("button", "Add a data source to the analysis")
    keys.type("Which data?", "Incidents of the last year.")
    keys.type("What does it lack? (optional)", "Nights that nobody reports.")
    keys.go("button", "Add it")
    keys.go("button", "Sign the analysis off")
    keys.go("button", "Sign it off")


def respond(keys: Keys) -> None:
    """Plan a response, begin it and finish it."""
    keys.go("button", "Plan a response")
    keys.type("What is to be done?", ACTION)
    keys.mark("Prevent", first="Pursue")
    keys.day("It starts on", f"{TODAY + DAY:%d %m %Y}")
    keys.day("To be done by", f"{TODAY + 15 * DAY:%d %m %Y}")
    keys.go("button", "Plan it")
    keys.go("button", "Begin response 1")
    keys.go("button", "It begins now")
    keys.go("button", "Finish response 1")
    keys.type("What came of it?", "Open until eleven since today.")
    keys.go("button", "It is done")


def assess(keys: Keys) -> None:
    """Read the figures, and give a verdict."""
    keys.go("button", "Assess what came of it")
    expect(keys.main).to_contain_text("96 before, 16 after")
    keys.mark("Worked", first="Worked")
    keys.type("Why did it come out so?", "Quiet since the club is open.")
    keys.go("button", "Keep the assessment")


def close(keys: Keys) -> None:
    """Sign it off as met."""
    keys.go("button", "Close the plan")
    keys.mark("Objective met", first="Objective met")
    keys.type("How it ended, in words", "The nights are quiet.")
    keys.type("Which risk is left?", "Next summer.")
    keys.go("button", "Sign it off and close it")
