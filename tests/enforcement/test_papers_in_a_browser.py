"""The pages of papers are sound on a desktop and a phone: read through, a reporter's consent kept, made, saved."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.enforcement.models import Measure
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_measures import approve, draft_notice, make_warning
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def notice_that_names_somebody() -> Measure:
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        then = timezone.now() - timedelta(days=30)
        case = make_case(by=amira, now=then)
        warning = make_warning(case, by=amira, now=then)
        conduct = "Loud music after 11pm on most nights.\n\nJade Taylor cannot sleep."
        later = then + timedelta(days=9)
        ends_on = (later + timedelta(days=200)).date()
        draft = draft_notice(case, warning, by=amira, now=later, conduct=conduct, ends_on=ends_on)
        return approve(draft, by=amira, now=later, printed=False)


def test_a_notice_is_read_through_a_reporter_agrees_and_it_is_made(page: Page) -> None:
    notice = notice_that_names_somebody()
    come_in(page, "amira")
    page.goto(f"/cases/{notice.case.reference}/measures/{notice.reference}/papers/")
    expect(page.get_by_text("None was made yet.")).to_be_visible()
    look(page, "paper-list-empty")
    follow(page, "Community protection notice: read it through and make it")
    expect(page.get_by_text("It would tell Kai Marsh who reported")).to_be_visible()
    look(page, "paper-new")
    press(page, "Make the paper")
    expect(page.get_by_role("alert")).to_contain_text("“Jade Taylor” (name)")
    look(page, "paper-refused")

    follow(page, "keep the reporter's consent or a supervisor's reason", exact=True)
    look(page, "paper-naming")
    page.get_by_label("The reporter agrees").check()
    page.get_by_label("Who agreed, when and how").fill("Jade Taylor, by telephone on Monday.")
    press(page, "Keep it")
    expect(page.get_by_role("status")).to_contain_text("It is kept why this may be said.")
    page.get_by_label("In large print").check()
    press(page, "Make the paper")
    expect(page.get_by_role("status")).to_contain_text("Paper 1, community protection notice, is made.")
    look(page, "paper-page")

    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the PDF").click()
    assert saved.value.suggested_filename == f"{notice.reference}-1-large.pdf"
    page.goto(f"/cases/{notice.case.reference}/measures/{notice.reference}/papers/")
    look(page, "paper-list")
