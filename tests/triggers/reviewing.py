"""The steps of a case review as people take them, on pages that are open in a browser of one size."""

import re
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from playwright.sync_api import expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from tests.browser.browser import follow, press
from tests.journeys.enforcing import Walk
from tests.make import make_agency, make_user
from tests.triggers.applying import taken_in
from tests.triggers.make import CASTLE_POINT, make_co_ordinator, make_complaint

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PUBLIC = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}")
HAPPENED = "They throw stones at my windows, every Friday since the summer."


def people_of_castle_point() -> None:
    """Put on duty whoever works on the reviews of Castle Point, and make the bodies that take part there."""
    there = "castle-point-rochford"
    with acting("system:test"), transaction.atomic():
        make_co_ordinator(CASTLE_POINT)
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code=there, name="Ben Lane")
        make_user("ina", Role.SUPERVISOR, Rank.INSPECTOR, district_code=there, name="Ina Shah")
        make_agency("Mid and South Essex Health Partnership", AgencyKind.HEALTH)


def apply_by_the_form(walk: Walk) -> str:
    """Answer the public form as a victim of Castle Point, and return the reference that it gives."""
    page = walk.page
    page.goto("/case-review/")
    press(page, "Start now")
    press(page, "I understand, continue")
    walk.choose("Me, or my household")
    press(page, "Continue")
    page.get_by_label("Which council is it in?").select_option(label="Castle Point")
    press(page, "Continue")
    for whom in ("the police on 101", "the council", "my landlord"):
        page.get_by_label("To whom did you report it?").fill(whom)
        press(page, "Continue" if whom == "my landlord" else "Add another report")
    page.get_by_label("What has happened, and what has happened since").fill(HAPPENED)
    press(page, "Continue")
    press(page, "Continue")
    page.get_by_label("Your name").fill("Jade Taylor")
    page.get_by_label("Telephone number").fill("07700 900123")
    press(page, "Continue")
    page.get_by_label("I do not know yet").check()
    press(page, "Continue")
    press(page, "Continue")
    press(page, "Send it")
    expect(walk.main).to_contain_text(PUBLIC)
    return str(PUBLIC.findall(walk.main.inner_text())[0])


def taken_in_as(public: str) -> CaseReview:
    """Have the service take in what waits, and return the review that came of an application."""
    with acting("system:test"), transaction.atomic():
        [review] = [one for one in taken_in() if one.public_reference == public]
        return review


def complaints_before(review: CaseReview, count: int, *, by: str = "sunita") -> None:
    """Put complaints of the weeks before the receipt on the worksheet, without their pages."""
    with transaction.atomic():
        who = User.objects.get(username=by)
        for week in range(1, count + 1):
            on = london_day(review.received_at) - 7 * week * DAY
            said = {"behaviour_from": on, "complaint_on": on, "complainant": "Jade Taylor"}
            with acting(str(who.pk)):
                make_complaint(review, by=who, now=datetime.now(UTC), **said)


def add_complaint(walk: Walk, on: date) -> None:
    """Put a complaint to the police on the worksheet that is open."""
    follow(walk.page, "Add a complaint")
    walk.choose("Police", among="To whom was it made?")
    walk.day("Day of the complaint", on)
    walk.day("Day of the behaviour, or the first day", on)
    walk.type("Who complained", "Jade Taylor")
    walk.choose("Made by or about the victim")
    press(walk.page, "Put it on the worksheet")


def tell_the_decision(walk: Walk) -> None:
    """Tell the applicant the decision on the threshold, in the words of the draft, from the page of the review."""
    press(walk.page, "Tell the applicant the decision")
    walk.says("If you are not happy with this decision")
    walk.type("How", "By telephone")
    press(walk.page, "Keep the letter")


def agree_a_day(walk: Walk, step: str, day: date) -> None:
    """Agree a day with the applicant for a step without a clock, from the page of the review."""
    press(walk.page, f"Agree a date: {step}")
    walk.day("Last day", day)
    walk.type("How was it agreed, or why could it not be?", "By telephone")
    press(walk.page, "Keep the day")
