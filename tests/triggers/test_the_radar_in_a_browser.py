"""The radar on the pages of who answers for a victim, and beside the form of who is on the line; on desktop and phone."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.choices import Told
from asbcases.cases.models import Incident, Report
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case, make_incident, make_triage, make_user
from tests.triggers.seconds import PHONE, told

pytestmark = pytest.mark.django_db(transaction=True)


def reported_three_times() -> tuple[Report, Incident]:
    now = timezone.now()
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        make_user("hana", Role.CONTACT_HANDLER, name="Hana Reid")
        for days in (40, 20, 3):
            report = told(amira, days, upto=now, caller_name="Jade Taylor")
        incident = make_incident(by=amira, report=report, now=now)
        make_triage(incident, by=amira, now=now, review_told=Told.NOT_ASKED)
        make_case(by=amira, incidents=[incident], now=now)
    return report, incident


def test_from_the_line_on_the_case_to_the_letter_that_was_sent(page: Page) -> None:
    report, incident = reported_three_times()
    come_in(page, "amira")
    page.goto("/inbox/")
    expect(page.get_by_text(report.reference, exact=True)).to_be_visible()
    page.goto(f"/incidents/{incident.reference}/close/")
    expect(page.get_by_text("the case review has to be explained")).to_be_visible()
    look(page, "radar-close")
    page.goto(f"/incidents/{incident.reference}/")
    look(page, "radar-incident")
    follow(page, "the drafted letter")
    look(page, "radar-letter-draft")
    press(page, "Keep the letter")
    look(page, "radar-letter-kept")
    page.emulate_media(media="print")
    expect(page.locator(".asb-letter-text")).to_be_visible()
    expect(page.locator("form textarea")).to_be_hidden()
    page.emulate_media(media="screen")
    follow(page, "Say that it was sent")
    look(page, "radar-letter-sent")
    page.get_by_label("By post").check()
    press(page, "It was sent")
    expect(page.get_by_text("By letter, by post")).to_be_visible()
    look(page, "radar-explained")
    page.goto(f"/reports/{report.reference}/")
    expect(page.get_by_text("help the victim to ask for it")).to_be_visible()
    look(page, "radar-report")


def test_who_is_on_the_line_reads_what_to_say_and_nothing_of_others(page: Page) -> None:
    reported_three_times()
    come_in(page, "hana")
    page.goto("/reports/new/")
    page.get_by_label("Telephone number of the caller").press_sequentially(PHONE)
    expect(page.get_by_text("You have reported 4 times in six months.")).to_be_visible()
    look(page, "radar-panel")
