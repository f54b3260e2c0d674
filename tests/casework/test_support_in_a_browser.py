"""What is done for a victim, and dip samples, by forms that are sound on a desktop, on a phone and without script."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseIncident
from asbcases.casework.transitions import consider_crime
from asbcases.db.actor import acting
from tests.browser.browser import come_in, look, press
from tests.journeys.steps import colchester
from tests.make import make_case
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def case_of_a_crime() -> Case:
    colchester()
    now = datetime.now(UTC) - HOUR
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case = make_case(by=amira, now=now)
        assess(case, HIGH, by=amira, now=now)
        incident = CaseIncident.objects.get(case=case).incident
        consider_crime(incident, crime=True, crime_reference="42/1/26", offences="Threats", by=amira, now=now)
    return case


def test_all_that_is_done_for_a_victim_is_kept_by_short_forms(page: Page) -> None:
    case = case_of_a_crime()
    come_in(page, "amira")
    main, home = page.get_by_role("main"), f"/cases/{case.reference}/parties/1/support"

    page.goto(f"{home}/plan/safety/")
    press(page, "Keep the plan")
    look(page, "support-plan-faults")
    page.get_by_label("What keeps the victim safe").fill(
        "A chain on the door; ring 999 and leave by the back."
    )
    page.get_by_label("Yes", exact=True).check()
    press(page, "Keep the plan")
    expect(main).to_contain_text("A chain on the door")

    page.goto(f"{home}/panel/")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Why", exact=True).fill("Three agencies hold a part of it.")
    press(page, "Keep the decision")
    expect(main).to_contain_text("Enter the panel to which the case is referred")
    look(page, "support-panel")
    page.get_by_label("Which panel, where it is referred").fill("ASBRAC")
    press(page, "Keep the decision")
    page.goto(f"{home}/panel/exit/")
    page.get_by_label("What the panel agreed, and when it met").fill("On Monday: the flat is closed.")
    press(page, "Keep what was agreed")

    page.goto(f"{home}/needs/")
    page.get_by_label("Yes, the victim says so").check()
    page.get_by_label("Housing").check()
    look(page, "support-needs")
    press(page, "Keep the needs")
    page.goto(f"{home}/offer/")
    page.get_by_label("Who would help").fill("Victim support")
    look(page, "support-offer")
    press(page, "Keep the offer")
    page.goto(f"{home}/offers/1/answer/")
    page.get_by_label("Accepted").check()
    look(page, "support-answer")
    press(page, "Keep the answer")
    page.goto(f"{home}/rights/")
    page.get_by_label("To make a Victim Personal Statement").check()
    look(page, "support-rights")
    press(page, "Keep it")

    for told in (
        "Referred to ASBRAC",
        "the flat is closed",
        "Housing",
        "1. Victim support",
        "Accepted",
        "Told on",
    ):
        expect(main).to_contain_text(told)
    look(page, "support")


def test_a_sergeant_draws_a_sample_and_reviews_a_case(page: Page) -> None:
    case = case_of_a_crime()
    come_in(page, "ben")

    page.goto("/samples/")
    look(page, "samples-none")
    page.goto("/samples/new/")
    page.get_by_label("How many cases").fill("5")
    page.get_by_label("Seed").fill("42")
    look(page, "sample-new")
    press(page, "Draw the sample")
    expect(page.get_by_role("main")).to_contain_text("1 of 1 live cases")
    page.goto("/samples/1/1/")
    press(page, "Keep the review")
    look(page, "sampled-faults")
    for group in page.get_by_role("main").get_by_role("group").all():
        group.get_by_label("Yes", exact=True).check()
    page.get_by_label("What the lead should learn from it").fill("Ring her more often.")
    press(page, "Keep the review")

    expect(page.get_by_role("main")).to_contain_text(case.reference)
    look(page, "sample")
    page.goto("/samples/1/1/")
    look(page, "sampled")
    page.goto("/samples/")
    expect(page.get_by_role("main")).to_contain_text("9 of 9 (100%)")
    look(page, "samples")


def test_a_plan_is_made_without_script(page_without_script: Page) -> None:
    case, page = case_of_a_crime(), page_without_script
    come_in(page, "amira")

    page.goto(f"/cases/{case.reference}/parties/1/support/plan/action/")
    page.get_by_label("What is done about it").fill("Ring the landlord on Monday.")
    page.get_by_label("No, not yet, or not safe to do").check()
    press(page, "Keep the plan")

    expect(page.get_by_role("main")).to_contain_text("Ring the landlord on Monday.")
