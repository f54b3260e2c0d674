"""A high risk from its assessment to the end of its case: late reviews are seen, nobody lowers it unseen, and it is closed once.

Told on a desktop and on a phone, by the officer, her sergeant and the inspector.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Page, ViewportSize, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseClosing, PanelDecision
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.browser.browser import DESKTOP, PHONE, come_in, follow, press, sideways
from tests.journeys.steps import answer_high, colchester, reference_on
from tests.journeys.test_the_main_job_in_a_browser import sweep
from tests.make import make_graded, make_user

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "She has moved in with her sister, and he does not know where."


@pytest.fixture
def incident() -> str:
    """Return the reference of an incident that was graded an hour ago, where an inspector is on duty too."""
    colchester()
    with acting("system:test"), transaction.atomic():
        make_user("ina", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ina Shah")
        amira = User.objects.get(username="amira")
        return str(make_graded(by=amira, now=datetime.now(UTC) - HOUR).reference)


def come_in_as(page: Page, username: str) -> None:
    page.context.clear_cookies()
    come_in(page, username)


def owed_until(kind: Kind, **named: str) -> datetime:
    with transaction.atomic():
        deadline = Deadline.objects.get(kind=kind, met_at=None, cancelled_at=None, **named)
    return deadline.due_at


def answer_closing(page: Page) -> None:
    page.get_by_label("Reduced to what the victim accepts").check()
    page.get_by_label("Why the case can be closed").fill(WHY)
    for group in page.get_by_role("group").filter(has=page.get_by_label("Yes", exact=True)).all():
        group.get_by_label("Yes", exact=True).check()
    page.get_by_label("How and when they were told, or why not").fill("On the telephone, this morning.")
    page.get_by_label("Which support, and what they answered, or why none").fill("Victim support; accepted.")


def assess_high(page: Page) -> None:
    answer_high(page)
    press(page, "Save, and see what must follow")
    expect(page.get_by_role("heading", level=1)).to_contain_text("High risk")


@pytest.mark.walk
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_high_risk_is_watched_to_its_end(page: Page, incident: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    main = page.get_by_role("main")

    # The officer opens the case and assesses the risk as high.
    come_in(page, "amira")
    page.goto(f"/incidents/{incident}/open-case/")
    page.get_by_label("The problem in one sentence").fill("Stones thrown at the home of one family")
    page.get_by_label("Name of the victim").fill("Jade Taylor")
    press(page, "Open the case")
    case = reference_on(page)
    press(page, "Assess the risk")
    assess_high(page)
    assessment = page.url

    # She cannot lower it herself: what she asks waits for a supervisor, and high stands.
    page.goto(f"{assessment}lower/")
    page.get_by_label("Medium risk").check()
    page.get_by_label("Why").fill(WHY)
    press(page, "Ask a supervisor to lower it")
    expect(main).to_contain_text("Until then the level stands")
    page.goto(f"/cases/{case}/")
    expect(main).to_contain_text("High risk")
    assert sideways(page) == 0

    # Two weeks later nobody has reviewed it: the sergeant's board says so.
    later = owed_until(Kind.RISK_REVIEW, rank="sergeant") + HOUR
    assert sweep(later)["missed"] >= 1
    with time_machine.travel(later, tick=True):
        come_in_as(page, "ben")
        page.goto("/deadlines/")
        expect(main).to_contain_text(case)
        expect(main).to_contain_text("Risk review")

        # He reviews the risk; to go below the floor that the answers set is for the inspector, who returns it.
        page.goto(f"/cases/{case}/risk/review/1/")
        page.get_by_label("What did you check, and what do you decide?").fill("Read it all; cameras are up.")
        press(page, "Save the review")
        expect(main).to_contain_text("Read it all; cameras are up.")

        come_in_as(page, "ina")
        page.goto("/approvals/")
        follow(page, case)
        page.get_by_label("Return it").check()
        page.get_by_label("Why", exact=True).fill("Her brother still comes round: it stays high.")
        press(page, "Save the decision")
        expect(main).to_contain_text("It was returned")

        # The officer may not close it: what is owed stands in the way, and then her rank does.
        come_in_as(page, "amira")
        go_to_closing(page, case)
        expect(main).to_contain_text("It cannot be closed while this stands in the way")
        expect(main).to_contain_text("It takes the rank of inspector or above to close this case")
        answer_closing(page)
        press(page, "Ask the inspector to close")
        expect(main).to_contain_text("stands in the way")
        assert not closed(case)

        # She does what is owed.
        home = f"/cases/{case}/parties/1/support"
        page.goto(f"{home}/plan/safety/")
        page.get_by_label("What keeps the victim safe").fill("A chain on the door.")
        page.get_by_label("Yes", exact=True).check()
        press(page, "Keep the plan")
        page.goto(f"{home}/plan/action/")
        page.get_by_label("What is done about it").fill("The landlord warns him.")
        page.get_by_label("Yes", exact=True).check()
        press(page, "Keep the plan")
        page.goto(f"{home}/panel/")
        page.get_by_label("No", exact=True).check()
        page.get_by_label("Why", exact=True).fill("She has moved: nothing is left to do together.")
        press(page, "Keep the decision")
        page.goto(f"/cases/{case}/risk/assess/1/")
        assess_high(page)
        come_in_as(page, "ina")
        do_what_is_late(page, case)

        # Now only her rank is in the way: the inspector closes it.
        come_in_as(page, "amira")
        go_to_closing(page, case)
        expect(main).not_to_contain_text("It cannot be closed while this stands in the way")
        answer_closing(page)
        press(page, "Ask the inspector to close")
        expect(main).to_contain_text("Closing the case")
        assert not closed(case)
        come_in_as(page, "ina")
        page.goto("/approvals/")
        follow(page, case)
        page.get_by_label("Grant it").check()
        page.get_by_label("Why", exact=True).fill("Agreed with the sergeant.")
        press(page, "Save the decision")
        expect(main).to_contain_text("It was granted")
        page.goto(f"/cases/{case}/")
        expect(main).to_contain_text("Closed")
        assert sideways(page) == 0

    with transaction.atomic():
        closing = CaseClosing.objects.get()
        assert (closing.level, closing.rank) == ("high", "inspector")
        assert PanelDecision.objects.get().referred is False


def go_to_closing(page: Page, case: str) -> None:
    """Go past the card that stands before the closing of a high risk."""
    page.goto(f"/cases/{case}/close/")
    expect(page.get_by_role("main")).to_contain_text("Somebody on this case is at high risk")
    press(page, "Go on to closing")


def do_what_is_late(page: Page, case: str) -> None:
    """Have a supervisor sign off and review whatever is late about the case, by the button beside what is next."""
    for _ in range(4):
        page.goto(f"/cases/{case}/")
        late = page.locator(".asb-next--late")
        if not late.count():
            return
        button = late.first.get_by_role("button").first
        words = button.inner_text()
        button.click()
        page.wait_for_load_state()
        if words.startswith("Sign"):
            page.get_by_label("Agree").first.check()
            press(page, "Save the decision")
        else:
            page.get_by_label("What did you check, and what do you decide?").fill("Nothing is left to do.")
            press(page, "Save the review")
    raise AssertionError(f"Something is still late on {case}.")


def closed(case: str) -> bool:
    with transaction.atomic():
        return Case.objects.filter(reference=case, closed_at__isnull=False).exists()
