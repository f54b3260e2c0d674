"""When an appeal is heard, and its hearsay notice, are kept on pages that are sound on desk and phone."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_breaches import appeal_against
from tests.enforcement.test_breaches_in_a_browser import DAY, fill_day, notice_of_ten_days

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_appeal_is_heard_and_its_hearsay_notice_kept(page: Page) -> None:
    notice = notice_of_ten_days()
    now, main = datetime.now(UTC), page.get_by_role("main")
    with acting("system:test"), transaction.atomic():
        appeal_against(notice, by=User.objects.get(username="amira"), now=now - DAY)
    home = f"/cases/{notice.case.reference}/measures/{notice.reference}/"
    come_in(page, "amira")
    page.goto(home)

    follow(page, "Keep the hearing")
    press(page, "Keep the hearing")
    expect(main).to_contain_text("Enter the date")
    look(page, "appeal-hearing-faults")
    fill_day(page, "at_day", now + 10 * DAY)
    page.locator("[name=at_time]").fill("10:00")
    press(page, "Keep the hearing")
    expect(main).to_contain_text("ask the court to shorten or waive the time")
    look(page, "appeal-listed")

    follow(page, "Note the hearsay notice")
    expect(main).to_contain_text("goes to weight and costs")
    page.get_by_label("Yes").check()
    fill_day(page, "served_on", now)
    page.get_by_label("On whom, and how").fill("On the appellant's solicitor, by post.")
    press(page, "Keep it")
    expect(main).to_contain_text("Give a reason, or mend it")
    look(page, "appeal-hearsay-late")
    page.get_by_label("Your reason to pass over EVD-2").fill("The court shortened the time to seven days.")
    press(page, "Keep it")
    expect(main).to_contain_text("The other side may answer until")

    follow(page, "Note what came of it")
    page.get_by_label("What came of it").fill("Adjourned: the appellant was ill.")
    look(page, "appeal-hearing-held")
    press(page, "Keep it")
    expect(main).to_contain_text("Adjourned: the appellant was ill.")
    expect(main).to_contain_text("Keep another hearing")
