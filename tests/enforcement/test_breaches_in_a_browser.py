"""A notice is appealed against, breached and followed by a fixed penalty, on pages that are sound everywhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.enforcement.choices import BreachDecision, BreachState, Power
from asbcases.enforcement.models import Measure
from asbcases.law.periods import LONDON
from tests.browser.browser import come_in, look, press
from tests.enforcement.make_breaches import allege, climb_to, decided, warrant_for
from tests.enforcement.make_measures import make_authority, make_notice, make_warning
from tests.journeys.steps import colchester
from tests.make import make_case

pytestmark = pytest.mark.django_db(transaction=True)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def notice_of_ten_days() -> Measure:
    colchester()
    now = datetime.now(UTC) - timedelta(minutes=2)
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case, warned = make_case(by=amira, now=now - 20 * DAY), now - 19 * DAY
        warning = make_warning(case, by=amira, now=warned, comply_by=warned + 7 * DAY)
        make_authority(amira, Power.FPN)
        return make_notice(case, warning, by=amira, now=now - 10 * DAY)


def fill_day(page: Page, name: str, at: datetime) -> None:
    local = at.astimezone(LONDON)
    for part, value in (("day", local.day), ("month", local.month), ("year", local.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def fill_when(page: Page, at: datetime) -> None:
    fill_day(page, "day", at)
    page.locator("[name=time]").fill(f"{at.astimezone(LONDON):%H:%M}")


def test_a_breach_is_followed_from_the_allegation_to_a_paid_penalty(page: Page) -> None:
    notice = notice_of_ten_days()
    now, main = datetime.now(UTC), page.get_by_role("main")
    home = f"/cases/{notice.case.reference}/measures/{notice.reference}/"
    come_in(page, "amira")

    page.goto(f"{home}breaches/new/")
    press(page, "Record the allegation")
    expect(main).to_contain_text("Choose the exact term")
    look(page, "breach-new-faults")
    page.get_by_label("1. You must not play music").check()
    fill_when(page, now - HOUR)
    page.get_by_label("What is said to have happened").fill("Music could be heard on the stairs at night.")
    press(page, "Record the allegation")
    expect(main).to_contain_text("Invalidity is not a defence")
    look(page, "breach-alleged")

    page.get_by_role("button", name="Gather the evidence").click()
    page.get_by_label("What shows that term 1 was not kept").fill("Heard by PC Osei, in her notebook.")
    look(page, "breach-evidence")
    press(page, "Keep the evidence")
    page.get_by_role("button", name="Ask for an explanation").click()
    page.get_by_label("The explanation that was offered").fill("He says that it was his birthday.")
    press(page, "Keep the explanation")
    page.get_by_role("button", name="Decide what is done").click()
    page.get_by_label("Fixed penalty").check()
    page.get_by_label("What proves it").fill("PC Osei heard it, and wrote it down at once.")
    page.get_by_label("Public interest and proportionality").fill("It is the third night.")
    page.get_by_label("Equality and disability").fill("He was asked: nothing is known.")
    look(page, "breach-decision")
    press(page, "Decide")
    expect(main).to_contain_text("Next: offer the fixed penalty")

    page.get_by_role("button", name="Offer the fixed penalty").click()
    page.get_by_label("Amount in pounds", exact=True).fill("150")
    page.get_by_label("Lower amount in pounds").fill("60")
    page.get_by_label("Within how many days").fill("10")
    page.get_by_label("Name and address of the council").fill("Colchester City Council, Rowan House")
    page.get_by_label("How it may be paid").fill("Online")
    press(page, "Offer the penalty")
    expect(main).to_contain_text("£150 is more than £100")
    look(page, "penalty-refused")
    page.get_by_label("Amount in pounds", exact=True).fill("100")
    press(page, "Offer the penalty")
    expect(main).to_contain_text("To be paid by the end of")
    look(page, "penalty")
    page.get_by_role("button", name="Record the payment").click()
    fill_day(page, "paid_on", now)
    page.get_by_label("How much was paid").fill("60")
    look(page, "penalty-paid-form")
    press(page, "Record the payment")
    expect(main).to_contain_text("nobody can be convicted")
    look(page, "penalty-paid")
    page.goto(f"{home}breaches/1/")
    look(page, "breach-decided")


def test_an_appeal_suspends_and_a_quashing_warns(page: Page) -> None:
    notice = notice_of_ten_days()
    now, main = datetime.now(UTC), page.get_by_role("main")
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        at = now - DAY
        decided(notice, BreachDecision.PROSECUTION, by=amira, now=at)
        warrant_for(notice.breaches.get(), by=amira, now=at + HOUR)
        other = allege(notice, by=amira, now=at + 2 * HOUR)
        climb_to(other, BreachState.VICTIM_TOLD, by=amira, now=at + 3 * HOUR, decision=BreachDecision.WARNING)
    home = f"/cases/{notice.case.reference}/measures/{notice.reference}/"
    come_in(page, "amira")

    page.goto(f"{home}works/new/")
    page.get_by_label("The work", exact=True).fill("Take the loudspeakers down")
    page.get_by_label("Yes", exact=True).check()
    look(page, "works-new")
    press(page, "Record the works")
    page.goto(f"{home}appeals/new/")
    press(page, "Record the appeal")
    look(page, "appeal-faults")
    fill_day(page, "lodged_on", now)
    page.get_by_label("There is a material defect or error").check()
    page.get_by_label("Court", exact=True).fill("Colchester Magistrates' Court")
    page.get_by_label("No", exact=True).check()
    press(page, "Record the appeal")
    expect(main).to_contain_text("What is to be done has no effect meanwhile")
    look(page, "measure-appealed")

    page.get_by_role("link", name=re.compile("Record how it ended")).click()
    page.get_by_label("The notice was quashed").check()
    fill_day(page, "decided_on", now)
    page.get_by_label("What the court decided").fill("Quashed: the term is not clear.")
    press(page, "Record it")
    expect(main).to_contain_text("APP-4")
    look(page, "appeal-quashed-refused")
    page.get_by_label("Your reason to pass over APP-4").fill("The force solicitor is asked.")
    press(page, "Record it")
    page.goto(f"{home}breaches/1/")
    expect(main).to_contain_text("was quashed on appeal")
    look(page, "breach-quashed")


def test_a_breach_is_recorded_without_script(page_without_script: Page) -> None:
    notice, page = notice_of_ten_days(), page_without_script
    come_in(page, "amira")
    page.goto(f"/cases/{notice.case.reference}/measures/{notice.reference}/breaches/new/")
    page.get_by_label("1. You must not play music").check()
    fill_when(page, datetime.now(UTC) - HOUR)
    page.get_by_label("What is said to have happened").fill("Music.")
    press(page, "Record the allegation")
    expect(page.get_by_role("main")).to_contain_text("Nothing is proved by it.")
