"""In a browser: what the records hold goes on a worksheet with one press, and the other new pages of a review are sound."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.cases.models import CaseReview, Report
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case, make_user
from tests.triggers.finding import applied, on_record
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator, version_of
from triggers.choices import NOT_KNOWN

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def people() -> tuple[CaseReview, dict[str, Report]]:
    with transaction.atomic():
        make_co_ordinator()
        olga, now = make_user("olga", Role.ASB_OFFICER, name="Olga Wood"), timezone.now()
        make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
        told = on_record(olga, now=now - DAY)
        case = make_case(by=olga, now=now - DAY)
        return applied(olga, now=now - DAY, case=case, contact_phone="07700 900444"), told


def test_a_co_ordinator_adds_all_that_counts_with_one_press_and_decides_what_is_near(
    page: Page, page_without_script: Page
) -> None:
    review, told = people()
    sheet = f"/reviews/{review.reference}/worksheet/"
    come_in(page, "sunita")
    page.goto(sheet)
    expect(page.get_by_role("button", name="Add all 3 that would count")).to_be_visible()
    look(page, "worksheet-found")
    for name, address in {
        "found-add": f"{sheet}found/",
        "found-near": f"{sheet}found/{told['near'].pk}/",
        "found-aside": f"{sheet}found/{told['old'].pk}/aside/",
        "review-link": f"/reviews/{review.reference}/link/",
    }.items():
        page.goto(address)
        look(page, name)
    press(page, "Make the link")
    expect(page.get_by_text("shown here once")).to_be_visible()
    look(page, "review-link-made")

    plain = page_without_script
    come_in(plain, "sunita")
    plain.goto(sheet)
    press(plain, "Add all 3 that would count")
    expect(plain.get_by_text("3 of 3 complaints that count").first).to_be_visible()
    follow(plain, "It is tied")
    plain.get_by_label("Made by or about the victim").check()
    plain.get_by_label("How do you know?").fill("She says so")
    press(plain, "Put it on the worksheet")
    follow(plain, "Set aside")
    plain.get_by_label("Why?").fill("Another matter")
    press(plain, "Set it aside")
    expect(plain.get_by_text("Another matter")).to_be_visible()
    page.goto(sheet)
    look(page, "worksheet-found-done")


def test_area_and_procedure_are_settled_and_a_case_leads_to_its_reviews(page: Page) -> None:
    review, _ = people()
    with transaction.atomic():
        olga = review.recorded_by
        nowhere = make_application(
            by=olga, area=NOT_KNOWN, now=timezone.now() - DAY, place_text="By the river"
        )
        row = version_of(COLCHESTER)
    come_in(page, "olga")
    assert review.case is not None
    page.goto(f"/cases/{review.case.reference}/")
    expect(page.get_by_role("link", name=review.reference)).to_be_visible()
    look(page, "case-with-review")
    page.goto(f"/reviews/{nowhere.reference}/")
    press(page, "Say which area it is")
    look(page, "review-settle")
    page.get_by_label("Council area where the victim lives").select_option(label="Colchester")
    page.get_by_label("How was it found out?").fill("By the postcode")
    press(page, "Give it to this area")
    expect(page.get_by_text("Case review, Colchester")).to_be_visible()
    come_in(page, "ada")
    for name, address in {
        "procedure-sign": f"/procedures/{row.pk}/sign/",
        "procedure-end": f"/procedures/{row.pk}/end/",
        "procedure-page-of-keeper": f"/procedures/{row.pk}/",
    }.items():
        page.goto(address)
        look(page, name)
