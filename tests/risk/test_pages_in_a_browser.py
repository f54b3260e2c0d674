"""The pages of risk in a real browser, on a desktop and on a phone."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user
from tests.risk.answers import opened_case

pytestmark = pytest.mark.django_db(transaction=True)

HIGH = {
    "Are these questions asked with the victim?": "Yes, the victim answers",
    "How often does it happen?": "Every day, or nearly",
    "How long has it been going on?": "For some time, and still going on",
    "What does it do to you and your household?": "It affects daily life or health badly",
    "Is there anything that makes it harder for you, or for anyone at home, to cope?": "Yes, very much",
    "Has there been violence, or a threat of it?": "Yes",
    "Do you feel safe at home?": "No, not safe",
    "Do you think it is done out of hatred for who you are?": "No",
    "What kind of behaviour is it mainly?": "Harassment",
}


@pytest.fixture
def case() -> Case:
    with acting("system:test"), transaction.atomic():
        officer = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        return opened_case(officer)


def answer(page: Page, given: dict[str, str]) -> None:
    for question, said in given.items():
        page.get_by_role("group", name=question).get_by_label(said, exact=True).check()


def assess(page: Page, case: Case) -> None:
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/risk/assess/1/")
    answer(page, HIGH)
    press(page, "Save, and see what must follow")


def test_the_questions_are_sound_also_when_some_were_left_out(page: Page, case: Case) -> None:
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/risk/assess/1/")
    look(page, "risk-assess")
    answer(page, dict(list(HIGH.items())[:6]))
    press(page, "Save, and see what must follow")

    expect(page).to_have_title(re.compile("^Error: "))
    look(page, "risk-assess-refused")
    page.get_by_role("link", name="Answer “Do you feel safe at home?”").click()
    expect(page.get_by_label("Yes, safe")).to_be_focused()
    expect(page.get_by_label("Every day, or nearly")).to_be_checked()


def test_an_assessment_is_saved_shown_and_reviewed(page: Page, case: Case) -> None:
    assess(page, case)

    expect(page.get_by_role("heading", level=1)).to_contain_text("High risk")
    look(page, "risk-assessment")

    come_in(page, "ben")
    page.goto(f"/cases/{case.reference}/risk/review/1/")
    look(page, "risk-review")
    page.get_by_label("What did you check, and what do you decide?").fill("Visited. The level is right.")
    press(page, "Save the review")
    expect(page.get_by_text("Visited. The level is right.")).to_be_visible()
    look(page, "risk-reviewed")


def test_what_is_done_in_part_is_kept_and_gone_on_with(page: Page, case: Case) -> None:
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/risk/assess/1/")
    answer(page, dict(list(HIGH.items())[:3]))
    page.get_by_role("group", name="Do you feel safe at home?").get_by_label("Would rather not say").check()
    press(page, "Keep what is done so far")
    expect(page.get_by_text("Not complete: no level").first).to_be_visible()
    look(page, "risk-in-part")

    follow(page, "Go on with it")
    expect(page.get_by_label("Every day, or nearly")).to_be_checked()
    expect(page.get_by_label("Nervous")).not_to_be_checked()
    look(page, "risk-go-on")

    follow(page, "The victim does not want to be asked, or cannot be reached")
    look(page, "risk-not-assessed")
    page.get_by_label("The victim could not be reached").check()
    page.get_by_label("What was tried, and what did they say?").fill("Nobody opened on three days.")
    press(page, "Save, and see what must follow")
    expect(page.get_by_text("No level stands yet")).to_be_visible()
    look(page, "risk-unreachable")


def test_a_level_is_asked_to_be_lowered_signed_off_and_drawn(page: Page, case: Case) -> None:
    assess(page, case)
    follow(page, "Lower the level")
    look(page, "risk-lower")
    page.get_by_label("Medium risk").check()
    page.get_by_label("Why?").fill("He has moved to another county for good.")
    press(page, "Ask a supervisor to lower it")
    expect(page.get_by_text("Asked: inspector or above decides")).to_be_visible()
    look(page, "risk-asked")

    come_in(page, "ben")
    page.goto(f"/cases/{case.reference}/")
    follow(page, "See the assessment of Jade Taylor")
    press(page, "Sign off or return")
    look(page, "risk-sign-off")
    page.get_by_label("No, return it").check()
    page.get_by_label("Note").fill("Ask her about the dog.")
    press(page, "Save the decision")
    expect(page.get_by_text("It is returned: the risk has to be assessed again.")).to_be_visible()
    look(page, "risk-returned")
    follow(page, "How the level went")
    look(page, "risk-trajectory")


def test_a_second_assessment_shows_the_first_beside_it(page: Page, case: Case) -> None:
    assess(page, case)
    follow(page, "Assess again")

    expect(page.get_by_text("The answer on")).to_have_count(8)
    look(page, "risk-assess-again")
    answer(page, {**HIGH, "Do you feel safe at home?": "Nervous"})
    press(page, "Save, and see what must follow")
    look(page, "risk-assessment-again")
    come_in(page, "ben")
    page.goto(f"/cases/{case.reference}/risk/review/1/")
    expect(page.get_by_text("Changed since the assessment before")).to_be_visible()
    look(page, "risk-review-changed")
