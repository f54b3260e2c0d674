"""The pages of promises and of safe contact are sound on a desktop and a phone."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_handler_promises_to_ring_and_rings(page: Page) -> None:
    with transaction.atomic():
        hana = make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")
        report = make_report(by=hana, now=timezone.now())

    come_in(page, "hana")
    page.goto("/reports/new/")
    page.get_by_text("Promised to ring back").click()
    page.get_by_text("How we may reach the caller safely").click()
    look(page, "report-new-with-promise")
    page.goto(f"/reports/{report.reference}/")
    follow(page, "Promise a call back")
    page.get_by_label("Ring back by: time").fill("11:59pm")
    look(page, "call-back-promise")
    press(page, "Keep the promise in the diary")
    expect(page.get_by_role("status")).to_contain_text("promised to hear from us by 11:59pm")
    page.get_by_text("Why this date?").click()
    look(page, "report-with-promise")
    follow(page, "Record the call")
    look(page, "call-back-make")
    page.get_by_label("What came of the call?").fill("Told her who comes.")
    press(page, "Record the call")
    expect(page.get_by_text("Told her who comes.")).to_be_visible()

    follow(page, "Note how we may write")
    page.get_by_label("E-mail that only the caller reads").fill("jade@home.example")
    look(page, "safe-contact")
    press(page, "Save")
    follow(page, "We must not write any more")
    look(page, "safe-contact-withdraw")
    page.get_by_label("Why must we not write any more?").fill("He reads it now.")
    press(page, "Do not write any more")
    expect(page.get_by_text("We must not write: withdrawn")).to_be_visible()
    look(page, "report-call-made")
