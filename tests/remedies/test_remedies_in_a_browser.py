"""Community remedies and restorative justice by forms that are sound on a desktop, on a phone and without script."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from asbcases.remedies.choices import Side
from tests.browser.browser import come_in, follow, look, press
from tests.journeys.steps import colchester
from tests.make import make_case, make_user
from tests.remedies.making import accepted, considered, offered, respondent_of

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def case_with_a_respondent() -> tuple[Case, User, datetime]:
    colchester()
    now = datetime.now(UTC) - HOUR
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case = make_case(by=amira, now=now)
        respondent_of(case, by=amira, now=now)
    return case, amira, now


def test_a_remedy_is_refused_until_the_law_is_kept_and_then_followed_to_its_end(page: Page) -> None:
    case, amira, now = case_with_a_respondent()
    with acting("system:test"), transaction.atomic():
        considered(case, by=amira, now=now)
    come_in(page, "amira")
    main = page.get_by_role("main")
    page.goto(f"/cases/{case.reference}/")
    follow(page, "Community remedy and restorative justice")
    look(page, "remedies-begun")
    follow(page, "Consider a community remedy")
    press(page, "Keep it")
    look(page, "remedy-new-faults")
    page.goto(f"/cases/{case.reference}/remedies/1/decide/")
    page.get_by_label("Invite the person").check()
    press(page, "Keep the decision")
    for rule in ("CRM-2", "CRM-3", "CRM-4"):
        expect(main).to_contain_text(rule)
    look(page, "remedy-refused")
    page.goto(f"/cases/{case.reference}/remedies/1/victim/")
    page.get_by_label("The victim's views").check()
    page.get_by_label("What they said").fill("She would like him to say sorry.")
    page.get_by_label("Say sorry to the victim").check()
    look(page, "remedy-victim")
    press(page, "Keep the note")
    page.goto(f"/cases/{case.reference}/remedies/1/decide/")
    page.get_by_label("Invite the person").check()
    page.get_by_label("Constable", exact=True).check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("What shows it").fill("He said so when he was asked.")
    page.get_by_label("Say sorry to the victim").check()
    due = london_day(now) + timedelta(days=14)
    for part, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    look(page, "remedy-decide")
    press(page, "Keep the decision")
    follow(page, "Note what came of it")
    look(page, "remedy-end")
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("How do you know?").fill("She has his letter.")
    press(page, "Keep it")
    expect(main).to_contain_text("She has his letter.")
    follow(page, "Essex, version 1")
    look(page, "remedy-menu")


def test_restorative_justice_is_offered_answered_and_moved_on(page: Page) -> None:
    case, amira, now = case_with_a_respondent()
    with acting("system:test"), transaction.atomic():
        accepted(case, by=amira, now=now)
        offered(case, by=amira, now=now, to=[Side.HARMED])
    come_in(page, "amira")
    main, home = page.get_by_role("main"), f"/cases/{case.reference}/restorative"
    page.goto(f"{home}/new/")
    look(page, "restorative-new")
    page.goto(f"{home}/2/respondent/offer/")
    look(page, "restorative-offer")
    press(page, "Keep the offer")
    page.goto(f"{home}/2/respondent/answer/")
    page.get_by_label("Declined").check()
    page.get_by_label("In their words").fill("Not now.")
    look(page, "restorative-answer")
    press(page, "Keep the answer")
    page.goto(f"{home}/1/step/")
    page.get_by_label("They met").check()
    page.get_by_label("What was done").fill("At the library.")
    press(page, "Keep the step")
    expect(main).to_contain_text("Prepare both first")
    look(page, "restorative-step")
    page.get_by_label("Both were prepared").check()
    press(page, "Keep the step")
    page.goto(f"{home}/2/end/")
    page.get_by_label("Somebody declined").check()
    page.get_by_label("What was agreed").fill("He does not want to.")
    look(page, "restorative-end")
    press(page, "Keep the end")
    page.goto(f"{home}/2/harmed/content/")
    page.get_by_label("Partly satisfied").check()
    look(page, "restorative-content")
    press(page, "Keep it")
    for told in ("Not now.", "At the library.", "Partly satisfied", "Prepared"):
        expect(main).to_contain_text(told)
    look(page, "restorative")


def test_an_administrator_publishes_the_next_menu(page: Page) -> None:
    colchester()
    with acting("system:test"), transaction.atomic():
        make_user("ada", Role.ADMINISTRATOR)
    come_in(page, "ada")
    page.goto("/remedies/")
    look(page, "remedy-menus")
    follow(page, "New version of Essex")
    press(page, "Publish the version")
    look(page, "remedy-menu-faults")
    tomorrow = london_day(datetime.now(UTC)) + timedelta(days=1)
    for part, value in (("Day", tomorrow.day), ("Month", tomorrow.month), ("Year", tomorrow.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Who agreed it").fill("Agreed by both, and published on their site")
    press(page, "Publish the version")
    expect(page.get_by_role("main")).to_contain_text("Version 2")
