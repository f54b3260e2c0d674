"""Closing is refused to the officer and granted by the inspector; queue, hand-over and the rest are sound on desktop and phone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case
from asbcases.casework.transitions import ask_to_waive
from asbcases.db.actor import acting
from tests.browser.browser import come_in, look, press
from tests.journeys.steps import colchester
from tests.make import make_case, make_user
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def district_with_cases() -> dict[str, str]:
    """Make a high case, one that nobody assessed, one whose lead has left, and the people of Colchester."""
    colchester()
    now = datetime.now(UTC)
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Cole")
        make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Sam Reed")
        gus = make_user("gus", Role.CPT_OFFICER, district_code="colchester", name="Gus Gone")
        high, unassessed = (make_case(by=amira, now=now - 2 * HOUR) for _ in range(2))
        assess(high, HIGH, by=amira, now=now - HOUR)
        left = make_case(by=amira, lead=gus, now=now - HOUR)
        gus.is_active = False
        gus.save()
        about = {"subject": "1", "reason": "She has left the county", "by": amira, "now": now}
        ask_to_waive(unassessed, item=Blocking.FIRST_ASSESSMENT, **about)
    return {"high": high.reference, "unassessed": unassessed.reference, "left": left.reference}


def answer_everything(page: Page) -> None:
    page.get_by_label("The behaviour has stopped").check()
    page.get_by_label("Why the case can be closed").fill("Quiet since June, and she says so.")
    for name in ("identifiable_victim", "victim_told", "support_offered"):
        page.locator(f'input[name="{name}"][value="yes"]').check()


def test_closing_at_high_risk_is_refused_to_the_officer_and_granted_by_the_inspector(page: Page) -> None:
    known = district_with_cases()
    case = f"/cases/{known['high']}/"
    come_in(page, "amira")

    page.goto(f"{case}close/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Somebody on this case is at high risk")
    look(page, "case-close-card")
    press(page, "Go on to closing")
    look(page, "case-close")
    press(page, "Ask the inspector to close")
    expect(page.get_by_role("alert").first).to_contain_text("Answer whether there is a victim")
    look(page, "case-close-faults")
    answer_everything(page)
    press(page, "Ask the inspector to close")
    expect(page.get_by_role("status")).to_contain_text("inspector or above decides")
    look(page, "case-approval-asked")

    come_in(page, "ines")
    page.goto("/approvals/")
    expect(page.get_by_role("navigation", name="Menu")).to_contain_text("Decisions (2)")
    look(page, "approvals")
    page.goto(f"{case}approvals/1/")
    look(page, "case-approval")
    press(page, "Save the decision")
    look(page, "case-approval-faults")
    page.get_by_label("Grant it").check()
    page.get_by_label("Why", exact=True).fill("Read with the officer; the victim was rung.")
    press(page, "Save the decision")
    expect(page.get_by_role("status").first).to_contain_text("It was granted")
    page.goto(case)
    expect(page.get_by_role("main")).to_contain_text("Closed by")
    page.goto(f"{case}reopen/")
    look(page, "case-reopen")


def test_what_supervisors_let_go_give_to_another_and_name_is_sound(page: Page) -> None:
    known = district_with_cases()
    unassessed = f"/cases/{known['unassessed']}/"
    come_in(page, "ben")

    page.goto(f"{unassessed}close/")
    expect(page.get_by_role("main")).to_contain_text("It cannot be closed while this stands in the way")
    look(page, "case-close-in-the-way")
    page.goto(f"{unassessed}waive/first_assessment/?of=1")
    look(page, "case-waive")
    for part, name in (
        ("monitor", "case-monitor"),
        ("spoc", "case-spoc"),
        ("parties/1/wrong", "case-party-wrong"),
    ):
        page.goto(f"{unassessed}{part}/")
        look(page, name)
    page.goto("/cases/leads-gone/")
    look(page, "leads-gone")
    press(page, "Give them to the new lead")
    look(page, "leads-gone-faults")
    page.goto(f"{unassessed}hand-over/")
    look(page, "case-hand-over")
    page.get_by_label("Lead of the case").select_option(label="Sam Reed, Constable")
    page.get_by_label("Why the case changes hands").fill("She goes to another team.")
    page.get_by_label("The story so far").fill("Stones at one home since August.")
    page.get_by_label("What was promised").fill("A visit on Friday.")
    page.get_by_label("What is dangerous").fill("None known.")
    press(page, "Give it")
    expect(page.get_by_role("status")).to_contain_text("Sam Reed leads")

    come_in(page, "sam")
    page.goto(f"{unassessed}hand-overs/1/")
    look(page, "case-hand-over-page")
    press(page, "I have read it")
    expect(page.get_by_role("status")).to_contain_text("you have read it")
    page.goto(unassessed)
    look(page, "case-with-ends")
    with transaction.atomic(), acting("system:test"):
        assert Case.objects.get(reference=known["unassessed"]).lead.username == "sam"


def test_an_empty_queue_says_so(page: Page) -> None:
    colchester()
    come_in(page, "ben")

    page.goto("/approvals/")
    expect(page.get_by_role("main")).to_contain_text("No decisions waiting")
    look(page, "approvals-none")
    page.goto("/cases/leads-gone/")
    expect(page.get_by_role("main")).to_contain_text("Every open case has a lead at work")
    look(page, "leads-gone-none")
