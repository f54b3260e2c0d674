"""The partner's first screen as it is seen."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from tests.browser.browser import come_in, look
from tests.make import make_agency, make_case, make_share, make_user


@transaction.atomic
def dev_with_shares(*, shares: int) -> User:
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    dev = make_user("dev", Role.PARTNER, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))
    now = timezone.now()
    for number in range(shares):
        make_share(make_case(by=amira), dev.agency, by=amira, ends_at=now + timedelta(days=30 + number))
    if shares:
        make_share(make_case(by=amira), dev.agency, by=amira, revoked_at=now - timedelta(hours=2))
    return dev


def test_a_partner_lands_on_what_is_shared(page: Page) -> None:
    dev_with_shares(shares=2)

    come_in(page, "dev")
    page.goto("/")

    expect(page.get_by_role("heading", name="Shared with us")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("recalled on")
    look(page, "shared-list")


def test_a_partner_with_nothing_shared_is_told_whom_to_ask(page: Page) -> None:
    dev_with_shares(shares=0)

    come_in(page, "dev")
    page.goto("/")

    expect(page.get_by_role("main")).to_contain_text("ask the ASB team of Essex Police")
    look(page, "shared-list-empty")
