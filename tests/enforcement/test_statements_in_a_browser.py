"""Statements, notices, applications and orders of others: pages that are sound on desk and phone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.enforcement.models import Measure
from asbcases.law.periods import london_day
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_orders import make_request
from tests.enforcement.test_orders_in_a_browser import case_of_a_youth, fill_day

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_statement_is_kept_signed_withheld_and_notified(page: Page) -> None:
    case = case_of_a_youth()
    come_in(page, "amira")
    main, today = page.get_by_role("main"), london_day(datetime.now(UTC))
    page.goto(f"/cases/{case.reference}/statements/")
    look(page, "statements-none")
    follow(page, "Keep a statement")
    press(page, "Keep the statement")
    expect(main).to_contain_text("Choose whose it is")
    look(page, "statement-new-faults")
    page.get_by_label("A witness").check()
    page.get_by_label("Criminal: declaration").check()
    page.get_by_label("Name of the witness").fill("Joan Pike")
    page.get_by_label("Where it was taken").fill("At her home")
    page.get_by_label("Pages", exact=True).fill("2")
    page.get_by_label("It tells what others said").check()
    press(page, "Keep the statement")
    expect(main).to_contain_text("Hearsay not notified")
    look(page, "statement")
    follow(page, "It was signed")
    fill_day(page, "Signed on", today)
    page.get_by_label("It bears the declaration").check()
    look(page, "statement-sign")
    press(page, "Keep it")
    follow(page, "Note the notice of hearsay")
    fill_day(page, "Served on", today)
    page.get_by_label("On whom").fill("The defence")
    page.get_by_label("How", exact=True).fill("By e-mail")
    look(page, "statement-hearsay")
    press(page, "Keep the notice")
    follow(page, "Withhold the name")
    page.get_by_label("Who asked that the name be withheld").fill("She did, on the day.")
    page.get_by_label("What the assessment of the risk found").fill("High: he knows her street.")
    page.get_by_label("The redacted copy").select_option(index=1)
    look(page, "statement-withhold")
    press(page, "Withhold the name")
    expect(main).to_contain_text("give out the redacted copy alone")
    look(page, "statement-whole")
    page.goto(f"/cases/{case.reference}/statements/")
    expect(main).to_contain_text("name withheld")
    expect(main).not_to_contain_text("Joan Pike")
    look(page, "statements")
    follow(page, "Statement 1")
    follow(page, "Recorded in error")
    page.get_by_label("What is wrong").fill("Twice")
    look(page, "statement-wrong")
    press(page, "Mark it")
    expect(main).to_contain_text("No statements")


def sent_request(case: Case) -> Measure:
    with acting("system:test"), transaction.atomic():
        amira, now = User.objects.get(username="amira"), datetime.now(UTC) - timedelta(hours=1)
        return make_request(case, by=amira, now=now, charged_on=london_day(now))


def test_notice_is_kept_and_an_order_of_others_is_applied_about(page: Page) -> None:
    case = case_of_a_youth()
    order = sent_request(case)
    come_in(page, "amira")
    main, today = page.get_by_role("main"), london_day(datetime.now(UTC))
    page.goto(f"/cases/{case.reference}/measures/{order.reference}/order/")
    expect(main).to_contain_text("Notice of the application for an order")
    follow(page, "Note the notice of the application")
    fill_day(page, "Served on", today)
    page.get_by_label("On whom").fill("The defendant")
    page.get_by_label("How", exact=True).fill("By post")
    look(page, "order-notice")
    press(page, "Keep the notice")
    expect(main).to_contain_text("on The defendant, by post")
    page.goto(f"/cases/{case.reference}/orders/record/")
    press(page, "Record the order")
    expect(main).to_contain_text("Say from whom it comes")
    look(page, "order-record-faults")
    page.get_by_label("Kai Marsh").check()
    page.get_by_label("From whom it comes").fill("Suffolk Constabulary")
    page.get_by_label("Court", exact=True).fill("Ipswich Youth Court")
    fill_day(page, "Made on", today)
    page.get_by_label("It has no end").check()
    press(page, "Record the order")
    expect(main).to_contain_text("add each of its terms")
    page.get_by_label("Prohibition", exact=True).check()
    page.get_by_label("The term", exact=True).fill("You must not enter Castle Park.")
    look(page, "order-of-others-term")
    press(page, "Add the term")
    expect(main).to_contain_text("Suffolk Constabulary")
    expect(main).to_contain_text("CBO-11")
    look(page, "order-of-others")
    for _ in range(2):
        follow(page, "An application to vary or discharge it")
        page.get_by_label("Vary", exact=True).check()
        page.get_by_label("The offender").check()
        page.get_by_label("What is asked, and why").fill("Let him walk through by day.")
        if page.get_by_text("they apply again only if").count():
            page.get_by_label("The court consented").check()
            page.get_by_label("Who consented or agreed").fill("District Judge Ames, today")
            look(page, "order-application-again")
        press(page, "Keep the application")
        if page.get_by_text("they apply again only if").count():
            break
        look(page, "order-application")
        follow(page, "How it ended")
        page.get_by_label("Dismissed", exact=True).check()
        page.get_by_label("What the court said").fill("Nothing has changed.")
        look(page, "order-application-decided")
        press(page, "Keep it")
    expect(main).to_contain_text("The court consented: District Judge Ames, today")
    look(page, "order-applications")
