"""A partner's page of a shared case as it is seen."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.models import AccessGrant, Case
from partners.choices import Item
from tests.browser.browser import come_in, look
from tests.make import make_agency, make_user
from tests.partners.make_shared import said_in_secret, share_of, whole_case


@transaction.atomic
def shared_with_dev(*, secret: bool = False) -> tuple[Case, int]:
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    dev = make_user("dev", Role.PARTNER, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))
    case = whole_case(by=amira)
    if secret:
        said_in_secret(case, by=amira)
    until = timezone.now() + timedelta(days=30)
    items = [Item.SUMMARY, Item.PEOPLE, Item.INCIDENTS] if secret else list(Item)
    return case, share_of(case, dev.agency, by=amira, items=items, ends_at=until).grant_id


def test_a_partner_opens_a_shared_case_until_it_is_recalled(page: Page) -> None:
    case, grant = shared_with_dev()
    come_in(page, "dev")
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("New")

    page.get_by_role("link", name=case.reference).click()

    expect(page.get_by_role("heading", name="Warnings, notices and orders in force")).to_be_visible()
    look(page, "shared-page")
    page.go_back()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("You read it")
    with transaction.atomic():
        AccessGrant.objects.filter(pk=grant).update(revoked_at=timezone.now())
    page.goto(f"/shared/{case.reference}/")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.goto("/shared/")
    expect(page.get_by_role("main")).to_contain_text(f"{case.reference}: recalled on")


def test_who_asked_not_to_be_named_is_no_name_on_the_page(page: Page) -> None:
    case, _ = shared_with_dev(secret=True)
    come_in(page, "dev")

    page.goto(f"/shared/{case.reference}/")

    expect(page.get_by_role("main")).to_contain_text("who asked not to be named")
    expect(page.get_by_role("main")).not_to_contain_text("Jade")
    look(page, "shared-page-unnamed")
