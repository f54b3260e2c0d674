"""The pages of promises and of safe contact are sound on a desktop and a phone."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from tests.browser.browser import come_in, look
from tests.make import make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_handler_promises_to_ring_and_rings(page: Page) -> None:
    with transaction.atomic():
        hana = make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")
        report = make_report(by=hana, now=timezone.now())

    come_in(page, "hana")
    page.goto("/reports/new/")
    page.get_by_text("Promised to ring back").click()
    page.get_by_text("How we may write to the caller").click()
    look(page, "report-new-with-promise")
    page.goto(f"/reports/{report.reference}/")
    page.get_by_role("link", name="Promise a call back").click()
    page.get_by_label("Ring back by: time").fill("11:59pm")
    look(page, "call-back-promise")
    page.get_by_role("button", name="Keep the promise in the diary").click()
    expect(page.get_by_role("status")).to_contain_text("promised to hear from us by 11:59pm")
    page.get_by_text("Why this date?").click()
    look(page, "report-with-promise")
    page.get_by_role("link", name="Record the call").click()
    look(page, "call-back-make")
    page.get_by_label("What came of the call?").fill("Told her who comes.")
    page.get_by_role("button", name="Record the call").click()
    expect(page.get_by_text("Told her who comes.")).to_be_visible()

    page.get_by_role("link", name="Note how we may write").click()
    page.get_by_label("E-mail that only the caller reads").fill("jade@home.example")
    look(page, "safe-contact")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="We must not write any more").click()
    look(page, "safe-contact-withdraw")
    page.get_by_label("Why must we not write any more?").fill("He reads it now.")
    page.get_by_role("button", name="Do not write any more").click()
    expect(page.get_by_text("We must not write: withdrawn")).to_be_visible()
    look(page, "report-call-made")
