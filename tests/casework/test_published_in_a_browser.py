"""The pages of published incidents are sound on a desktop and a phone, with real columns in them."""

from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.casework.imports.loader import load_file
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look
from tests.casework.imports.street import row, written
from tests.make import make_user

pytestmark = pytest.mark.django_db(transaction=True)
AREAS = ("Colchester 005A", "Basildon 001A", "Castle Point 003C", "Southend-on-Sea 012B", "Babergh 006A")


def test_an_analyst_goes_from_the_table_to_the_incidents_of_a_month(page: Page, tmp_path: Path) -> None:
    rows = [row(month=month, lsoa_name=area) for month in ("2024-03", "2025-08", "2025-09") for area in AREAS]
    with acting("system:import"):
        load_file(str(written(tmp_path / "a.csv", *rows * 30)), now=timezone.now())
    with transaction.atomic():
        make_user("ana", Role.ANALYST, Rank.NONE, name="Ana Brook")

    come_in(page, "ana")
    page.goto("/incidents/published/by-month/")
    look(page, "published-months")
    follow(page, "September 2025")
    look(page, "published-list")
    expect(page.get_by_text("25 of 150 incidents")).to_be_visible()
    page.get_by_label("Area").select_option(label="Castle Point")
    page.locator(".asb-filter button").click()
    expect(page.get_by_text("25 of 30 incidents")).to_be_visible()
    follow(page, "Next page")
    expect(page.get_by_text("5 of 30 incidents")).to_be_visible()
