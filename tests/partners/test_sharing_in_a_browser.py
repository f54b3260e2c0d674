"""Sharing a case as it is seen: suggested, given, reviewed and recalled; and the agreements under which it is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from partners.choices import Item
from partners.models import Disclosure
from tests.browser.browser import come_in, look
from tests.make import keeper, make_agency, make_agreement, make_case, make_given, make_user


@transaction.atomic
def shared() -> Case:
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
    homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    dev = make_user("dev", Role.PARTNER, name="Dev Patel", agency=homes)
    make_agreement(homes, make_agency("Colchester City Council", AgencyKind.COUNCIL))
    make_agency("Essex County Fire and Rescue Service", AgencyKind.FIRE)
    now = timezone.now() - timedelta(hours=2)
    case = make_case(by=amira, now=now)
    share = make_given(case, dev, by=amira, now=now, ends_at=now + timedelta(days=30), tier=Tier.INCIDENTS)
    urgent = {"urgent_why": "He said that he comes back tonight.", "decided_by": ben}
    make_given(case, homes, by=amira, now=now, ends_at=now + timedelta(days=9), tier=Tier.RISK, **urgent)
    row = {"case": case, "share": share, "reader": dev, "agency": homes, "at": timezone.now()}
    person = case.parties.get().person
    Disclosure.objects.create(**row, person=person, items=[Item.PEOPLE, Item.SUMMARY])
    return case


def test_a_case_is_shared_from_the_keyboard_in_a_minute(page: Page) -> None:
    case = shared()
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/")
    look(page, "case-shared-with")

    page.get_by_role("link", name="Share this case").click()
    look(page, "share-suggested")
    page.get_by_role("link", name="Eastlight Homes").press("Enter")
    look(page, "share-form")
    page.get_by_label("Why so much, and no more").fill("They hold the tenancy, and can act on it.")
    page.get_by_role("button", name="Share it").press("Enter")

    expect(page.get_by_role("main")).to_contain_text("Share 3")
    expect(page.locator("body")).to_contain_text("Shared with Eastlight Homes.")
    look(page, "shares-of-a-case")


def test_what_becomes_of_a_share_is_seen_on_its_page(page: Page) -> None:
    case = shared()
    with transaction.atomic():
        person = case.parties.get().person
    come_in(page, "amira")

    page.goto(f"/cases/{case.reference}/shares/1/change/")
    look(page, "share-change")
    page.goto(f"/cases/{case.reference}/shares/1/recall/")
    page.get_by_label("Why it is recalled").fill("She asked for it.")
    look(page, "share-recall")
    page.get_by_role("button", name="Recall it now").click()

    expect(page.get_by_role("main")).to_contain_text("by Amira Osei")
    look(page, "share-recalled")
    page.goto(f"/people/{person.reference}/shares/")
    look(page, "who-has-seen-what")


def test_a_share_without_an_agreement_says_what_it_takes(page: Page) -> None:
    case = shared()
    fire = make_agency("Essex County Fire and Rescue Service", AgencyKind.FIRE)
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/shares/new/{fire.pk}/")
    page.get_by_label("Why so much, and no more").fill("They have to know of the threat of fire.")
    page.get_by_label("By which gateway").select_option("CDA115")

    page.get_by_role("button", name="Share it").click()

    expect(page.get_by_role("alert")).to_contain_text("No agreement on sharing has Essex County Fire")
    look(page, "share-refused")


def test_agreements_are_listed_read_and_entered(page: Page) -> None:
    shared()
    keeper()
    come_in(page, "keeper")
    page.goto("/agreements/")
    look(page, "agreements")
    page.get_by_role("link", name="ISA-").click()
    look(page, "agreement")
    page.get_by_role("link", name="Add a party").click()
    page.get_by_label("Agency").select_option(label="Essex County Fire and Rescue Service")
    page.get_by_role("button", name="Add the party").click()

    expect(page.get_by_role("main")).to_contain_text("Not signed")
    page.goto("/agreements/new/")
    look(page, "agreement-new")
