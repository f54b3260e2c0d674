"""Somebody without an account reports, with and without a script, on a desktop and a telephone."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.cases.models import PublicReport, Report
from asbcases.db.actor import acting
from tests.browser.browser import PHONE, come_in, follow, look, press
from tests.files.samples import EXE, picture_with_place
from tests.make import make_user
from tests.public.filling import taken_in

pytestmark = pytest.mark.django_db(transaction=True)

EXIT = "https://www.bbc.co.uk/weather"
REFERENCE = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}")


def answer(page: Page, files: list[Path]) -> None:
    """Answer all the pages after the one on what happened."""
    page.get_by_label("Address, postcode or place").fill("14 Mersea Road, CO2 7QS")
    page.get_by_label("Which council is it in?").select_option(label="Colchester")
    press(page, "Continue")
    page.get_by_label("Some time in the month").check()
    page.get_by_role("group", name="Month", exact=True).get_by_label("Month", exact=True).fill("10")
    page.get_by_role("group", name="Month", exact=True).get_by_label("Year", exact=True).fill("2026")
    press(page, "Continue")
    page.get_by_label("Me, or my household").check()
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    page.get_by_label("Choose files").set_input_files(files)
    press(page, "Continue")
    page.get_by_label("Yes, you may contact me").check()
    page.get_by_label("E-mail address (optional)", exact=True).fill("jade@example.org")
    page.get_by_label("Write to this e-mail address").check()
    press(page, "Continue")
    press(page, "Continue")


def supervisor() -> None:
    """Make somebody who answers for what waits."""
    make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")


def photo(folder: Path) -> Path:
    path = folder / "window.jpg"
    path.write_bytes(picture_with_place())
    return path


def test_a_report_is_made_with_every_page_sound(page: Page, tmp_path: Path, settings) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    page.goto("/report/")
    expect(page.get_by_role("main")).to_contain_text("Ring 999")
    look(page, "public-start")
    press(page, "Start now")
    look(page, "public-before")
    press(page, "I understand, continue")
    press(page, "Continue")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        ["Say what happened", "Answer “Is it still going on?”"]
    )
    look(page, "public-what-faults")
    page.get_by_label("What happened, in your own words").fill("They threw stones.")
    page.get_by_label("It comes back again and again").check()
    look(page, "public-what")
    press(page, "Continue")
    look(page, "public-where")
    page.get_by_label("Address, postcode or place").fill("14 Mersea Road, CO2 7QS")
    press(page, "Continue")
    page.get_by_label("Between two times").check()
    press(page, "Continue")
    look(page, "public-when-faults")
    page.get_by_label("Some time in the month").check()
    page.get_by_role("group", name="Month", exact=True).get_by_label("Month", exact=True).fill("10")
    page.get_by_role("group", name="Month", exact=True).get_by_label("Year", exact=True).fill("2026")
    press(page, "Continue")
    page.get_by_label("Yes", exact=True).check()
    look(page, "public-who")
    page.get_by_label("Another person or family").check()
    press(page, "Continue")
    lie = tmp_path / "holiday.jpg"
    lie.write_bytes(EXE)
    page.get_by_label("Choose files").set_input_files([photo(tmp_path), lie])
    press(page, "Add these, and more")
    expect(page.get_by_role("alert")).to_contain_text("holiday.jpg: We cannot take this kind of file")
    expect(page.get_by_role("listitem").filter(has_text="window.jpg")).to_be_visible()
    look(page, "public-files")
    press(page, "Continue")
    page.get_by_label("Yes, you may contact me").check()
    look(page, "public-contact")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Give at least one way to reach you")
    look(page, "public-contact-faults")
    page.get_by_label("No, I want to stay anonymous").check()
    press(page, "Continue")
    look(page, "public-needs")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers, then send them")
    expect(page.get_by_role("main")).to_contain_text("Some time in October 2026")
    look(page, "public-check")
    press(page, "Send the report")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    expect(page.get_by_role("main")).to_contain_text("within 4 hours")
    expect(page.get_by_role("main")).to_contain_text(REFERENCE)
    look(page, "public-done")


def test_a_report_is_made_without_a_script_on_a_telephone(
    page_without_script: Page, tmp_path: Path, settings
) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    page = page_without_script
    page.set_viewport_size(PHONE)
    page.goto("/report/before/")
    press(page, "I understand, continue")
    page.get_by_label("What happened, in your own words").fill("They threw stones.")
    page.get_by_label("It comes back again and again").check()
    press(page, "Continue")
    answer(page, [photo(tmp_path)])
    expect(page.get_by_role("main")).to_contain_text("window.jpg")
    press(page, "Send the report")
    reference = REFERENCE.findall(page.get_by_role("main").inner_text())[0]

    with acting("system:test"), transaction.atomic():
        kept = PublicReport.objects.get()
        assert (kept.reference, kept.files[0]["media_type"]) == (reference, "image/jpeg")
        supervisor()
        [report] = taken_in()
        assert (report.district.code, report.documents.count()) == ("colchester", 1)


def test_the_pages_can_be_left_at_once_once_that_was_explained(page: Page, settings) -> None:
    page.route(f"{EXIT}**", lambda route: route.fulfill(body="Sunny", content_type="text/html"))
    for address in ("/report/", "/report/before/"):
        page.goto(address)
        expect(page.get_by_role("button", name="Exit this page")).to_have_count(0)
    press(page, "I understand, continue")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(f"{EXIT}**")

    page.goto("/report/what/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{EXIT}**")


def test_answers_can_be_deleted_and_no_title_tells(page: Page) -> None:
    page.goto("/report/before/")
    press(page, "I understand, continue")
    expect(page).to_have_title("Page 1 of 7 - Online form")
    press(page, "Delete my answers")
    expect(page).to_have_title("Start - Online form")
    page.goto("/report/check/")
    expect(page).to_have_title("Start - Online form")


def test_who_opens_the_report_finds_the_file_without_its_place(page: Page, tmp_path: Path, settings) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    page.goto("/report/before/")
    press(page, "I understand, continue")
    page.get_by_label("What happened, in your own words").fill("They threw stones.")
    page.get_by_label("It comes back again and again").check()
    press(page, "Continue")
    answer(page, [photo(tmp_path)])
    press(page, "Send the report")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    with acting("system:test"), transaction.atomic():
        make_user("hana", Role.CONTACT_HANDLER, name="Hana Cole")
        supervisor()
        [report] = taken_in()

    come_in(page, "hana")
    page.goto(f"/reports/{report.reference}/")
    expect(page.get_by_role("main")).to_contain_text("They threw stones.")
    look(page, "report-from-the-public")
    with page.expect_download() as download:
        page.get_by_role("link", name="window.jpg").click()
    assert download.value.suggested_filename == "window.jpg"
    assert b"Telephone of Jade" not in download.value.path().read_bytes()
    follow(page, "Add a file")
    look(page, "document-add")
    page.get_by_label("File", exact=True).set_input_files(photo(tmp_path))
    press(page, "Add the file")
    expect(page.get_by_role("main")).to_contain_text("File 2, window.jpg, is added")
    with acting("system:test"), transaction.atomic():
        assert Report.objects.get().documents.count() == 2
