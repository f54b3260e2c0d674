"""A plan is started on a case and taken to its screening from the keyboard; the board is sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from tests.browser.browser import come_in, look
from tests.make import make_case, make_user
from tests.sara import plans
from tests.sara.keys import Keys

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_a_plan_goes_from_a_case_to_its_screening_by_the_keyboard(page: Page) -> None:
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        case = make_case(by=amira)
    today = london_day(timezone.now())
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/")
    keys = Keys(page)
    keys.go("link", "Start a plan on this case")
    look(page, "plan-start")
    keys.type("What is the problem, in a few words?", "Nights behind the shops")
    keys.go("button", "Start the plan")
    expect(page.get_by_text("Next, fix its objective and its measure")).to_be_visible()
    look(page, "plan-new")
    keys.go("button", "Fix the objective and its measure")
    keys.go("button", "Freeze it")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look(page, "plan-measure-error")
    keys.type("What is to be achieved?", "Half as many nights with noise by the summer")
    keys.mark("Reduce it", first="End the problem")
    keys.type("Where? Places as they are named (optional)", "Mersea Road shops")
    keys.type("How many were counted before?", "40")
    keys.day("Counted from", f"{today - 84 * DAY:%d %m %Y}")
    keys.day("Counted to", f"{today - DAY:%d %m %Y}")
    keys.type("How many are few enough?", "20")
    keys.day("By when?", f"{today + 90 * DAY:%d %m %Y}")
    keys.go("button", "Freeze it")
    keys.go("button", "Describe the problem")
    for label in (
        *("What is the problem?", "Community: who is affected?", "Harm: which harm is done?"),
        "Expectation: what does the community expect of the police?",
        *("Events: which separate events recur?", "Similarity: what do the events have in common?"),
        *("Who is harmed?", "Why is it taken up now?"),
    ):
        keys.type(label, "Young people meet there once the club is shut")
    look(page, "plan-scan")
    keys.go("button", "Keep the description")
    keys.go("link", "Describe it anew")
    keys.type("Who is harmed?", "Thirty households")
    keys.go("button", "Keep the description")
    come_in(page, "ben")
    page.goto("/plans/")
    look(page, "plan-board")
    page.get_by_role("main").get_by_role("link", name="SAR-").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.go("button", "Decide whether it is taken on")
    look(page, "plan-screen")
    keys.mark("Accepted as a problem to be solved", first="Accepted as a problem to be solved")
    keys.type("Why?", "It recurs every week")
    keys.go("button", "Sign the decision")
    expect(page.get_by_text("The decision is kept.")).to_be_visible()
    look(page, "plan-accepted")


def test_the_page_of_a_plan_with_all_its_parts_and_the_board_are_sound(page: Page) -> None:
    now = timezone.now()
    then, today = now - 35 * DAY, london_day(now)
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        plan = plans.analysed(plans.start(owner=amira, supervisor=ben, now=then), now=then)
        plans.planned(plan, now=then)
        verbs.link(plan, to=make_case(by=amira), by=amira, now=then)
        verbs.change_measure(
            plan, plans.measure(now=then, target=15), why="A club opened", by=amira, now=then
        )
        plans.done(plan, now=then)
        windows = {"before_from": today - 126 * DAY, "before_to": today - 71 * DAY}
        plans.assessed(plan, now=now, **windows, after_from=today - 34 * DAY, after_to=today - DAY)
        plans.start(owner=amira, supervisor=ben, now=then, title="Bikes on the Hythe path at weekends")
    come_in(page, "ben")
    page.goto("/plans/?show=stuck")
    expect(page.get_by_text("Nobody did anything for 28 days")).to_be_visible()
    look(page, "plan-board-stuck")
    page.goto(f"/plans/{plan.reference}/")
    look(page, "plan-full")
    for path in ("measure", "links", "links/1/off", "give"):
        page.goto(f"/plans/{plan.reference}/{path}/")
        look(page, f"plan-{path.replace('/', '-')}")
