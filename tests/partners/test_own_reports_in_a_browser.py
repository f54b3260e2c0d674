"""An agency tells the police in a browser: one by the form, many by a file, from the keyboard and on a phone."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from tests.browser.browser import come_in, look, press
from tests.make import make_agency, make_user
from tests.partners.own import ROW, csv_of


@pytest.mark.django_db(transaction=True)
def test_an_agency_tells_the_police_as_it_is_seen(page: Page) -> None:
    with transaction.atomic():
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        make_user("dev", Role.PARTNER, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))
    come_in(page, "dev")
    page.goto("/shared/our-reports/new/")
    page.get_by_label("What happened, word for word").fill("He bangs on the wall.")
    page.get_by_label("Where it happened").fill("2 Mill Lane")
    page.get_by_label("Time", exact=True).fill("00:00")
    page.get_by_label("Name of whoever told you").fill("Jo Marsh")
    look(page, "own-new")
    press(page, "Send to the police")
    expect(page.get_by_role("main")).to_contain_text("Its reference is RPT-")

    page.goto("/shared/our-reports/file/")
    look(page, "own-import")
    wrong = csv_of(ROW, {**ROW, "own_reference": "RPT-2026-000001", "time": "25:99"})
    for name, content in (("own-faults", wrong), ("own-looked", csv_of(ROW))):
        file = {"name": "october.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("File of reports").set_input_files(files=[file])
        press(page, "Look through the file")
        look(page, name)
    press(page, "Send 1 report to the police")

    expect(page.get_by_role("main")).to_contain_text("HX-1")
    look(page, "own-list")
