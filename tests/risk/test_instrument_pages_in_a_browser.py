"""The pages of risk forms in a real browser, on a desktop and on a phone, with and without a script."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from risk import drafting
from risk.models import InstrumentDraft
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user
from tests.risk.drafted import drafted, shipped, submitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts() -> dict[str, int]:
    with acting("system:test"), transaction.atomic():
        ada = make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
        bea = make_user("bea", Role.ADMINISTRATOR, name="Bea Holt")
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei")
        sound = drafted(by=ada)
        faulty = drafted(by=ada, content=drafting.without_question(sound.content, "hate"), version="3")
        return {"sound": sound.pk, "faulty": faulty.pk, "waiting": submitted(by=bea, version="4").pk}


def test_every_page_of_risk_forms_is_sound(page: Page, drafts: dict[str, int]) -> None:
    with acting("system:test"), transaction.atomic():
        version = shipped("fourteen-questions").pk
    come_in(page, "ada")

    for name, path in (
        ("list", ""),
        ("version", f"{version}/"),
        ("retire", f"{version}/retire/"),
        ("copy", f"drafts/new/?version={version}"),
        ("draft-sound", f"drafts/{drafts['sound']}/"),
        ("draft-faulty", f"drafts/{drafts['faulty']}/"),
        ("head", f"drafts/{drafts['sound']}/head/"),
        ("question", f"drafts/{drafts['sound']}/questions/safe/"),
        ("options", f"drafts/{drafts['sound']}/questions/safe/answers/"),
        ("bands", f"drafts/{drafts['sound']}/bands/"),
        ("floor", f"drafts/{drafts['sound']}/floors/4/"),
        ("draft-waiting", f"drafts/{drafts['waiting']}/"),
        ("approve", f"drafts/{drafts['waiting']}/approve/"),
        ("return", f"drafts/{drafts['waiting']}/return/"),
    ):
        page.goto(f"/instruments/{path}")
        look(page, f"instrument-{name}")

    come_in(page, "amira")
    page.goto("/instruments/")
    look(page, "instrument-list-of-police")


def test_a_form_is_tried_and_says_what_its_answers_come_to(page: Page, drafts: dict[str, int]) -> None:
    come_in(page, "ada")
    page.goto(f"/instruments/drafts/{drafts['sound']}/try/")
    questions = page.get_by_role("main").get_by_role("combobox")
    for number in range(questions.count()):
        questions.nth(number).select_option(index=2)

    press(page, "Score these answers")

    expect(page.get_by_role("status")).to_contain_text("which alone gives")
    look(page, "instrument-try")


def test_a_form_is_written_and_submitted_without_a_script(
    page_without_script: Page, drafts: dict[str, int]
) -> None:
    page = page_without_script
    come_in(page, "ada")
    page.goto(f"/instruments/drafts/{drafts['sound']}/")

    press(page, "Move down question 1")
    follow(page, "Answers to question 2")
    page.get_by_label("Words").nth(4).fill("Every hour")
    page.get_by_label("Points").nth(4).fill("5")
    press(page, "Save")
    press(page, "Ask for approval")

    expect(page.get_by_text("waits for another administrator")).to_be_visible()
    with acting("system:test"), transaction.atomic():
        content = InstrumentDraft.objects.get(pk=drafts["sound"]).content
    assert drafting.codes_of(content)[:2] == ["duration", "frequency"]
    assert content["questions"][1]["options"][-1] == {"code": "every_hour", "label": "Every hour", "score": 5}
