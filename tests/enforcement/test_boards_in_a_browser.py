"""Which power may be used, the boards, the kerbside check, early measures and the register: sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.enforcement.choices import Power
from asbcases.enforcement.models import Measure
from tests.browser.browser import PHONE, come_in, follow, look, press
from tests.enforcement.make_measures import make_authority, make_notice, make_subject, make_warning
from tests.make import district, make_case, make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def in_force() -> Measure:
    """Return a notice in force to Kai Marsh, in a county of an officer, her sergeant and an ASB officer."""
    with transaction.atomic():
        team = make_team("Colchester CPT", district=district())
        amira = make_user(
            "amira",
            Role.CPT_OFFICER,
            Rank.CONSTABLE,
            district_code="colchester",
            name="Amira Osei",
            team=team,
        )
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao")
        now = timezone.now() - 12 * DAY
        case = make_case(by=amira, now=now - DAY)
        make_authority(amira, Power.FPN)
        warning = make_warning(case, by=amira, now=now, comply_by=now + DAY)
        notice = make_notice(case, warning, by=amira, now=now + 2 * DAY, ends_on=(now + 200 * DAY).date())
        make_subject(case, by=amira, name="Kai Marshe", now=now)
        return notice


def test_an_asb_officer_begins_at_the_board_and_asks_what_may_be_done(page: Page) -> None:
    notice = in_force()
    come_in(page, "asha")
    page.goto("/")
    expect(page.get_by_role("heading", name="Warnings, notices and orders")).to_be_visible()
    look(page, "order-board")
    follow(page, "Next reply or review")
    look(page, "order-board-next")
    page.goto("/orders/?show=waiting")
    look(page, "order-board-empty")
    page.goto(f"/cases/{notice.case.reference}/powers/?subject={notice.subject.reference}")
    expect(page.get_by_text("About Kai Marsh")).to_be_visible()
    look(page, "powers")
    page.goto(f"/cases/{notice.case.reference}/")
    follow(page, "Early measure")
    page.get_by_label("Advice").check()
    page.get_by_label("Kai Marsh, respondent").check()
    page.get_by_label("What it is about").fill("Shouting on the stairs.")
    look(page, "early-new")
    press(page, "Keep the measure")
    look(page, "early-page")
    follow(page, "Record the answer")
    page.get_by_label("Accepted").check()
    look(page, "early-answer")
    press(page, "Keep the answer")
    follow(page, "Note that it is over")
    look(page, "early-over")


def test_at_the_kerb_two_presses_lead_to_the_exact_term_without_a_script(page_without_script: Page) -> None:
    notice = in_force()
    page = page_without_script
    come_in(page, "amira")
    page.set_viewport_size(PHONE)
    page.goto("/kerbside/")
    page.get_by_label("Who", exact=True).fill("Kai Marsh")
    press(page, "Check")
    press(page, "Kai Marsh, born 1 May 1990 (same name)")
    expect(page.get_by_role("link", name=notice.reference, exact=True)).to_be_visible()
    page.get_by_text("Not now: another day or time").click()
    page.get_by_label("Another time").fill("11:45pm")
    yesterday = (timezone.localtime() - DAY).date()
    for name, part in (("Day", yesterday.day), ("Month", yesterday.month), ("Year", yesterday.year)):
        page.get_by_label(name, exact=True).fill(str(part))
    page.get_by_label("Who", exact=True).fill(notice.subject.reference)
    press(page, "Check")
    # The warning and the notice on it ask the same: both bind.
    for words in ("Binds here and now", "You must not play music that can be heard outside the flat."):
        expect(page.get_by_text(words)).to_have_count(2)
        expect(page.get_by_text(words).first).to_be_visible()


def test_the_kerbside_check_and_the_register_are_sound(page: Page) -> None:
    notice = in_force()
    come_in(page, "amira")
    page.goto("/kerbside/")
    look(page, "kerbside")
    page.get_by_label("Who", exact=True).fill("Kai Marsh")
    press(page, "Check")
    look(page, "kerbside-who")
    page.get_by_label("Who", exact=True).fill(notice.subject.reference)
    press(page, "Check")
    look(page, "kerbside-answer")
    come_in(page, "ben")
    page.goto("/authorities/")
    look(page, "authority-list")
    follow(page, "End the authority of Amira Osei: Issue fixed penalty notices")
    look(page, "authority-end")
    page.goto("/authorities/new/")
    press(page, "Save the authority")
    look(page, "authority-new")
    page.goto("/authorities/team/")
    look(page, "authority-team")
