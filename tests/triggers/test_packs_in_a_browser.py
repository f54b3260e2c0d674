"""A pack is made for a panel, read through and saved; who was let in finds theirs; the pages are sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_agency, make_user
from tests.triggers.make import make_complaint
from tests.triggers.make_reviews import make_panel, make_review
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.sharing import share_information

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def review_with_a_panel() -> CaseReview:
    with transaction.atomic():
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
        dev, now = make_user("dev", Role.PARTNER, name="Dev Patel", agency=homes), timezone.now()
        review = make_review(
            by=ben, now=now - 3 * DAY, applicant_name="Jade Taylor", place_text="14 Mersea Road"
        )
        make_complaint(review, by=ben, now=now - 2 * DAY, words="Stones", complainant="Kofi Mensah")
        gateway = {"body": "Northgate School", "gateway": "Schedule 4", "tier": Tier.INCIDENTS}
        share_information(
            review, words="The log of May", shared_at=now - DAY, by=ben, now=now - DAY, **gateway
        )
        panel = make_panel(review, by=ben, now=now - DAY, meets_at=now + 9 * DAY)
        said = {"name": "Dev Patel", "part": "for the landlord", "user": dev, "tier": Tier.INCIDENTS}
        admit_attendee(panel, by=ben, now=now - DAY, **said)
    return review


def test_a_pack_is_made_read_saved_and_found_by_who_was_let_in(page: Page) -> None:
    review = review_with_a_panel()
    come_in(page, "ben")
    page.goto(f"/reviews/{review.reference}/")
    follow(page, "Packs for panel 1")
    expect(page.get_by_text("None was made yet.")).to_be_visible()
    look(page, "pack-list-empty")
    press(page, "Make a pack")
    press(page, "Make the pack")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look(page, "pack-new")
    page.get_by_label("Incidents (tier 2)").check()
    page.get_by_label("For whom is it made?").fill("Dev Patel of Eastlight Homes")
    press(page, "Make the pack")
    expect(page.get_by_role("status")).to_contain_text("Pack 1 is made. Read it through before it goes out.")
    expect(page.get_by_text("Jade Taylor")).to_be_visible()
    expect(page.get_by_text("Kofi Mensah")).to_have_count(0)
    look(page, "pack-page")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the PDF").click()
    assert saved.value.suggested_filename == f"{review.reference}-pack-1.pdf"
    page.goto(f"/reviews/{review.reference}/panels/1/packs/")
    look(page, "pack-list")
    follow(page, "The papers were sent")
    press(page, "Record it")
    expect(page.get_by_text("It is recorded when the papers were sent.")).to_be_visible()

    come_in(page, "dev")
    page.goto("/shared/")
    follow(page, "Packs for the panels that you attend")
    look(page, "pack-list-of-all")
    follow(page, f"{review.reference}, pack 1")
    expect(page.get_by_text("The log of May")).to_be_visible()
    expect(page.get_by_text("Dev Patel of Eastlight Homes")).to_have_count(0)
    look(page, "pack-page-of-an-attendee")
