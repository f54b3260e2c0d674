"""Somebody without an account applies for a case review, with and without a script, by keyboard, on a telephone."""

import re

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.db.actor import acting
from tests.browser.browser import PHONE, follow, look, press
from tests.make import make_user
from tests.triggers.applying import taken_in
from tests.triggers.make import CASTLE_POINT, make_application, make_co_ordinator
from triggers.models import PublicApplication
from triggers.transitions.status_links import give_status_link

pytestmark = pytest.mark.django_db(transaction=True)

EXIT = "https://www.bbc.co.uk/weather"
REFERENCE = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}")


def after_the_reports(page: Page) -> None:
    """Answer the pages after the one on reports."""
    page.get_by_label("What has happened, and what has happened since").fill("They threw stones.")
    press(page, "Continue")
    press(page, "Continue")
    page.get_by_label("Your name").fill("Jade Taylor")
    page.get_by_label("E-mail address (optional)", exact=True).fill("jade@example.org")
    press(page, "Continue")
    page.get_by_label("I do not know yet").check()
    press(page, "Continue")
    press(page, "Continue")


def test_somebody_applies_for_another_with_every_page_sound(page: Page, settings) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    page.goto("/case-review/")
    expect(page.get_by_role("main")).to_contain_text("What it is not")
    look(page, "applying-start")
    press(page, "Start now")
    look(page, "applying-before")
    press(page, "I understand, continue")
    press(page, "Continue")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(["Say who suffers from the behaviour"])
    look(page, "applying-whom-faults")
    page.get_by_label("Somebody else, for whom I apply").check()
    press(page, "Continue")
    expect(page.get_by_role("main")).to_contain_text("Page 2 of 9")
    page.get_by_label("Yes", exact=True).check()
    look(page, "applying-victim")
    page.get_by_label("Their name").fill("Ada Long")
    page.get_by_label("Not yet, or I do not know").check()
    press(page, "Continue")
    look(page, "applying-area")
    page.get_by_label("Which council is it in?").select_option(label="Castle Point")
    press(page, "Continue")
    page.get_by_label("To whom did you report it?").fill("the police on 101")
    press(page, "Add another report")
    page.get_by_label("To whom did you report it?").fill("the council")
    look(page, "applying-reports")
    press(page, "Continue")
    look(page, "applying-since")
    page.get_by_label("What has happened, and what has happened since").fill("They threw stones.")
    press(page, "Continue")
    look(page, "applying-effect")
    press(page, "Continue")
    press(page, "Continue")
    look(page, "applying-reach-faults")
    page.get_by_label("Your name").fill("Jade Taylor")
    page.get_by_label("Telephone number").fill("07700 900123")
    press(page, "Continue")
    look(page, "applying-involved")
    page.get_by_label("I do not know yet").check()
    press(page, "Continue")
    look(page, "applying-needs")
    press(page, "Continue")
    expect(page.get_by_role("main")).to_contain_text("Report 2")
    look(page, "applying-check")
    with page.expect_download() as download:
        page.get_by_role("link", name="save a copy of your answers").click()
    assert download.value.suggested_filename == "answers.html"
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Exit this page")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "Send it")
    expect(page.get_by_role("main")).to_contain_text(REFERENCE)
    expect(page.get_by_role("main")).to_contain_text("What is missing is their agreement")
    look(page, "applying-done")


def test_somebody_applies_without_a_script_on_a_telephone(page_without_script: Page, settings) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    page = page_without_script
    page.set_viewport_size(PHONE)
    page.goto("/case-review/before/")
    press(page, "I understand, continue")
    page.get_by_label("Me, or my household").check()
    press(page, "Continue")
    page.get_by_label("Which council is it in?").select_option(label="Castle Point")
    press(page, "Continue")
    press(page, "I do not have the details")
    after_the_reports(page)
    press(page, "Send it")
    reference = REFERENCE.findall(page.get_by_role("main").inner_text())[0]

    with acting("system:test"), transaction.atomic():
        assert PublicApplication.objects.get().reference == reference
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        make_co_ordinator(CASTLE_POINT)
        [review] = taken_in()
        assert (review.area, review.application.reported_to) == (CASTLE_POINT, "I do not have the details")


def test_by_keyboard_alone_somebody_begins_answers_and_leaves_at_once(page: Page) -> None:
    page.route(f"{EXIT}**", lambda route: route.fulfill(body="Sunny", content_type="text/html"))
    page.goto("/case-review/before/")
    page.get_by_role("button", name="I understand, continue").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Me, or my household").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_title("Page 2 of 8 - Online form")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{EXIT}**")


def test_somebody_looks_how_far_it_is(page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        sunita, now = make_co_ordinator(), timezone.now()
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        review = make_application(by=sunita, now=now)
        reference, code = give_status_link(review, by=sunita, now=now)
    page.goto("/case-review/")
    follow(page, "see how far it is")
    page.get_by_label("Your reference").fill(reference)
    page.get_by_label("The code that we gave you").fill(code)
    look(page, "applying-status")
    press(page, "Show it")
    look(page, "applying-status-shown")
    expect(page.get_by_role("main")).to_contain_text("We agree a date with you")
