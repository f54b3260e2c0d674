"""A partner asks about a report of its own, the police share a part, and the partner opens it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.models import Report
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_agency, make_agreement, make_case, make_incident, make_report, make_user


@transaction.atomic
def a_report() -> Report:
    now = timezone.now() - timedelta(days=1)
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
    make_user("dev", Role.PARTNER, name="Dev Patel", agency=landlord)
    make_agreement(landlord)
    report = make_report(by=amira, now=now, agency=landlord)
    make_case(by=amira, now=now, incidents=[make_incident(by=amira, now=now, report=report)])
    return report


def test_a_partner_asks_the_police_share_a_part_and_the_partner_opens_it(page: Page) -> None:
    report = a_report()
    come_in(page, "dev")
    page.goto(f"/shared/our-reports/{report.reference}/")
    follow(page, "Ask the police to share what helps with this")
    press(page, "Send to the police")
    expect(page.get_by_role("main")).to_contain_text("Choose what you ask for")
    look(page, "ask-errors")
    page.get_by_label("What the case is about, and how it stands").check()
    page.get_by_label("Names of the people in it, and their part").check()
    page.get_by_label("Why you need it", exact=True).fill("We mean to write to our tenant about it.")
    look(page, "ask-form")
    press(page, "Send to the police")
    expect(page.get_by_role("main")).to_contain_text("Waits for the police")
    look(page, "asked-page")
    page.goto("/shared/asked/")
    look(page, "asked-list")

    come_in(page, "amira")
    page.goto("/share-requests/")
    look(page, "share-request-board")
    follow(page, "SRQ-")
    look(page, "share-request-page")
    press(page, "Refuse it, with a reason")
    look(page, "share-request-refuse")
    page.go_back()
    press(page, "Share it, or a part of it")
    page.get_by_label("Names of the people in it, and their part").uncheck()
    page.get_by_label("Why less than they asked for").fill("Names are not needed for a letter.")
    page.get_by_label("Why so much, and no more").fill("They manage the home.")
    look(page, "share-request-share")
    press(page, "Share it")
    expect(page.get_by_role("main")).to_contain_text("Shared in part")
    look(page, "share-request-answered")
    follow(page, report.reference)
    expect(page.get_by_role("main")).to_contain_text("SRQ-")

    come_in(page, "dev")
    page.goto("/shared/asked/")
    follow(page, "SRQ-")
    expect(page.get_by_role("main")).to_contain_text("Names are not needed for a letter.")
    look(page, "asked-answered")
    follow(page, "ASB-")
    expect(page.get_by_role("main")).to_contain_text("Stones thrown at the home of one family")
    expect(page.get_by_role("main")).not_to_contain_text("Jade Taylor")
    look(page, "asked-shared-case")
