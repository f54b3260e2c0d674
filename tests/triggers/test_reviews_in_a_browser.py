"""Case reviews in a browser: taken down by telephone, refused as not met, and the pages sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user
from tests.triggers.make import make_application, make_co_ordinator, make_complaint
from tests.triggers.make_reviews import hold_panel, make_panel, make_recommendation, make_review
from triggers.models import BodyReply

pytestmark = pytest.mark.django_db(transaction=True)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def people() -> None:
    with transaction.atomic():
        make_co_ordinator()
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        make_user("hana", Role.CONTACT_HANDLER, name="Hana Reid")


def of(review: CaseReview, page: str = "") -> str:
    return f"/reviews/{review.reference}/{page}"


def test_a_co_ordinator_takes_an_application_and_cannot_refuse_what_is_reached(
    page_without_script: Page,
) -> None:
    people()
    page = page_without_script
    come_in(page, "sunita")
    page.goto("/")
    expect(page.get_by_role("heading", name="ASB case reviews")).to_be_visible()
    follow(page, "Enter an application")
    press(page, "Receive the application")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Telephone", exact=True).check()
    page.get_by_label("The victim", exact=True).check()
    page.get_by_label("What happened, in their words").fill("Stones at the windows every Friday.")
    press(page, "Receive the application")
    expect(page.get_by_text("Received, threshold not decided")).to_be_visible()
    with transaction.atomic():
        review, sunita = CaseReview.objects.get(), User.objects.get(username="sunita")
        for before in (2, 9, 16):
            on = (review.received_at - before * DAY).date()
            make_complaint(
                review,
                by=sunita,
                now=timezone.now(),
                behaviour_from=on,
                complaint_on=on,
                complainant=f"Jo {before}",
            )
    press(page, "Go to the threshold worksheet")
    expect(page.get_by_text("3 of 3 complaints that count").first).to_be_visible()
    press(page, "Decide the threshold")
    page.get_by_label("Not met").check()
    page.get_by_label("What else was weighed").fill("It is quiet now")
    press(page, "Decide", exact=True)
    expect(page.get_by_label("What else was weighed")).to_have_value("It is quiet now")
    expect(page.get_by_text("must decide that the threshold is met").first).to_be_visible()
    page.get_by_label("Met: there will be a review").check()
    press(page, "Decide", exact=True)
    expect(page.get_by_text("Threshold met, being reviewed")).to_be_visible()
    press(page, "Tell the applicant the decision")
    page.get_by_label("How", exact=True).fill("By post")
    press(page, "Keep the letter")
    expect(page.get_by_role("button", name="Set a panel")).to_be_visible()


def test_board_page_and_worksheet_are_sound(page: Page) -> None:
    people()
    with transaction.atomic():
        ben, now = make_user("cy", Role.SUPERVISOR, district_code="colchester"), timezone.now()
        review = make_application(by=ben, now=now - 3 * DAY, applicant_name="Jo Day", discreet=True)
        make_complaint(review, by=ben, now=now, words="Stones", place="14 Mersea Road")
        make_complaint(review, by=ben, now=now, behaviour_from=None, complainant="")
        body = BodyReply.objects.filter(review=review).order_by("number")[0]
    come_in(page, "sunita")
    page.goto("/reviews/")
    look(page, "review-board")
    page.goto("/reviews/?body=health")
    look(page, "review-board-empty")
    for name, address in {
        "review-page": of(review),
        "review-worksheet": of(review, "worksheet/"),
        "review-threshold": of(review, "threshold/"),
        "review-complaint": of(review, "worksheet/add/"),
        "review-duplicate": of(review, "worksheet/2/duplicate/"),
        "review-acknowledge": of(review, "acknowledge/"),
        "review-reply": of(review, f"bodies/{body.number}/reply/"),
        "review-agree": of(review, "dates/ack/"),
        "application-new": "/reviews/new/",
    }.items():
        page.goto(address)
        look(page, name)


def test_a_review_with_panel_recommendation_and_letter_is_sound(page: Page) -> None:
    people()
    with transaction.atomic():
        ben, now = make_user("cy", Role.SUPERVISOR, district_code="colchester"), timezone.now()
        coming, decided = make_review(by=ben, now=now - 3 * DAY), make_review(by=ben, now=now - 3 * DAY)
        make_panel(coming, by=ben, now=now - HOUR, meets_at=now + 9 * DAY)
        hold_panel(decided, by=ben, now=now - HOUR)
        make_recommendation(decided, by=ben, now=now - HOUR)
    come_in(page, "ben")
    for name, address in {
        "review-panel-coming": of(coming),
        "review-panel-change": of(coming, "panels/1/change/"),
        "review-panel-decided": of(coming, "panels/1/decided/"),
        "review-attendee": of(coming, "panels/1/attendees/"),
        "review-decided": of(decided),
        "review-recommend": of(decided, "recommendations/"),
        "review-outcome": of(decided, "outcome/"),
        "review-appeal": of(decided, "appeals/"),
        "review-close": of(decided, "close/"),
    }.items():
        page.goto(address)
        look(page, name)


def test_the_control_room_passes_an_application_on(page: Page) -> None:
    people()
    come_in(page, "hana")
    page.goto("/reviews/pass-on/")
    look(page, "application-pass-on")
    page.get_by_label("Council area where the victim lives").select_option(label="Castle Point")
    page.get_by_label("Telephone", exact=True).check()
    page.get_by_label("The victim", exact=True).check()
    page.get_by_label("What happened, in their words").fill("Stones at the windows every Friday.")
    press(page, "Pass it on")
    expect(page.get_by_text("co-ordinator of Castle Point")).to_be_visible()
