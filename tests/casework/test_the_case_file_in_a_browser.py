"""The page of a case and the short forms that hang on it are sound on a desktop, on a phone, without script and on paper."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Way
from asbcases.cases.models import Case, JournalEntry
from asbcases.casework.transitions import (
    agree_contact,
    join_case_operation,
    link_cases,
    make_operation,
    place_case,
)
from asbcases.casework.transitions.documents import add_document
from asbcases.db.actor import acting
from tests.browser.browser import DESKTOP, PHONE, come_in, follow, look, picture, press, sideways
from tests.casework.casefile import contact, planned, victim_of, written
from tests.casework.people import make_premises
from tests.journeys.steps import colchester
from tests.make import district, make_case, make_incident, make_report
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def full_case() -> Case:
    """Make a case on which there is something of everything."""
    colchester()
    now = datetime.now(UTC) - DAY
    with acting("system:test"), transaction.atomic():
        amira, ben = (User.objects.get(username=name) for name in ("amira", "ben"))
        report = make_report(
            by=amira, now=now - 6 * DAY, caller_name="Jade Taylor", caller_phone="07700 900123"
        )
        incident = make_incident(by=amira, now=now - 6 * DAY, report=report)
        case = make_case(by=amira, now=now - 5 * DAY, incidents=[incident])
        other = make_case(by=amira, now=now - 5 * DAY)
        assess(case, HIGH, by=amira, now=now - 5 * DAY)
        premises = make_premises(by=amira, warning="A dog that bites.")
        place_case(case, premises, note="A cuckooed flat", by=amira, now=now)
        plan = {"name": "Lantern", "purpose": "Parks at night", "district": district(), "ends_on": None}
        operation = make_operation(**plan, starts_on=now.date(), by=ben, now=now)
        join_case_operation(case, operation, by=amira, now=now)
        link_cases(case, other, reason="The same group of young people", by=amira, now=now)
        planned(case, by=amira, now=now, due_on=(now + 9 * DAY).date())
        at = {"now": now, "happened_at": now - DAY}
        contact(case, by=amira, **at, words="She sleeps again.")
        written(case, by=ben, **at, kind=EntryKind.DECISION, words="A warning letter first.")
        written(
            case, by=amira, **at, said_by="Dev Patel", agency="Eastlight Homes", is_view=True,
            words="Mr Lane will not open the door to anybody.",
        )  # fmt: skip
        agree_contact(
            case, party=victim_of(case), every_days=3, way=Way.TEXT, times="Never before 10am",
            agreed_at=now, by=amira, now=now,
        )  # fmt: skip
        add_document(
            case, file=ContentFile(b"Diary of Jade."), name="diary.txt", note="Her diary", by=amira, now=now
        )
    return case


def test_the_page_of_a_case_tells_all_of_it(page: Page) -> None:
    case = full_case()
    come_in(page, "amira")

    page.goto(f"/cases/{case.reference}/")

    main = page.get_by_role("main")
    for told in (
        "Next: ", "owed by", "A dog that bites.", "every 3 days, text message; Never before 10am", "Lantern",
        "The same group of young people", "She sleeps again.", "View: Mr Lane will not open", "diary.txt",
        "Said by Dev Patel, Eastlight Homes", "1. Ask the landlord", "07700 900123",
    ):  # fmt: skip
        expect(main).to_contain_text(told)
    look(page, "case-file")
    page.set_viewport_size(PHONE)
    buttons = page.get_by_role("button", name="Record a visit, contact or note")
    box = buttons.bounding_box()
    assert box is not None
    assert box["width"] >= 250, "as wide as the phone"
    page.set_viewport_size(DESKTOP)

    page.get_by_label("Who said or did it").select_option(label="Dev Patel")
    press(page, "Show")
    expect(page.locator(".moj-timeline__item")).to_have_count(1)
    assert "Dev" not in page.url, "no name stands in an address"
    follow(page, "Journal", exact=True)
    expect(page.locator(".moj-timeline__item")).to_have_count(1)
    page.get_by_label("Who said or did it").select_option(label="Everybody")
    page.get_by_label("Of which agency").select_option(label="Essex Police")
    press(page, "Show")
    expect(page.locator(".moj-timeline__item")).to_have_count(4)
    look(page, "case-file-narrowed")


def test_the_short_forms_of_a_case_are_sound(page: Page) -> None:
    case = full_case()
    come_in(page, "amira")
    at = f"/cases/{case.reference}"

    page.goto(f"{at}/journal/new/?kind=visit")
    look(page, "journal-new")
    press(page, "Save", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("Choose what happened")
    look(page, "journal-faults")
    page.get_by_label("No answer").check()
    page.get_by_label("New harm since the last time").fill("The back door was kicked in.")
    press(page, "Save", exact=True)
    expect(page.get_by_role("status")).to_contain_text("There is new harm: assess the risk again.")

    page.goto(f"{at}/journal/1/")
    look(page, "journal-entry")
    follow(page, "It is wrong: mark it as recorded in error")
    look(page, "journal-wrong")
    page.get_by_label("What is wrong with it?").fill("It was another family.")
    press(page, "Mark as recorded in error")
    struck = page.locator("s", has_text="She sleeps again.")
    expect(struck).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Recorded in error: It was another family.")

    page.goto(f"{at}/contact-plan/")
    look(page, "contact-plan")
    page.get_by_label("How many days between contacts, at most?").fill("2")
    press(page, "Keep what was agreed")
    expect(page.get_by_role("main")).to_contain_text("every 2 days, text message")

    page.goto(f"{at}/actions/new/")
    look(page, "action-new")
    press(page, "Plan the action")
    expect(page.get_by_role("alert")).to_contain_text("Enter what is to be done")
    page.goto(f"{at}/actions/1/done/")
    look(page, "action-done")
    page.get_by_label("What came of it").fill("The file came.")
    press(page, "Record as done")
    expect(page.get_by_role("status")).to_contain_text("Action 1 is done.")


def test_what_a_case_is_about_is_put_on_it_and_taken_off(page: Page) -> None:
    case = full_case()
    come_in(page, "amira")
    at = f"/cases/{case.reference}"
    for name in ("references", "premises", "operation", "links"):
        page.goto(f"{at}/{name}/")
        look(page, f"case-{name}")

    page.get_by_label("Reference of the other case").fill("ASB-2026-999999")
    page.get_by_label("Why they belong together").fill("The same group")
    press(page, "Link the cases")
    expect(page.get_by_role("alert")).to_contain_text("There is no such record, or it is not for you.")
    page.goto(f"{at}/")
    follow(page, "Take the link back")
    look(page, "case-unlink")
    page.get_by_label("What is wrong with it?").fill("Another group.")
    press(page, "Take the link back")
    expect(page.get_by_role("status")).to_contain_text("The cases are not linked any more.")
    expect(page.get_by_role("link", name="Take the link back")).to_have_count(0)


def test_without_script_an_entry_is_written_and_a_draft_is_kept(page_without_script: Page) -> None:
    page, case = page_without_script, full_case()
    come_in(page, "amira")
    page.set_viewport_size(PHONE)
    page.goto(f"/cases/{case.reference}/")
    press(page, "Record a visit, contact or note")
    page.get_by_label("Decision").check()
    page.get_by_label("What was said and seen").fill("A warning was given.")
    press(page, "Save as draft")
    expect(page.get_by_label("What was said and seen")).to_have_value("A warning was given.")
    expect(page.get_by_label("Decision")).to_be_checked()
    page.goto("/")
    page.goto(f"/cases/{case.reference}/journal/new/")
    expect(page.get_by_text("restored")).to_be_visible()
    picture(page, "journal-draft-phone")
    press(page, "Save", exact=True)

    expect(page.get_by_role("status")).to_contain_text("Decision 4 is in the journal.")
    assert sideways(page) <= 0
    with transaction.atomic():
        assert JournalEntry.objects.get(case=case, number=4).words == "A warning was given."


def test_the_chronology_is_sound_on_screen_and_for_the_printer(page: Page) -> None:
    case = full_case()
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/chronology/")
    look(page, "chronology")
    expect(page.get_by_role("main")).to_contain_text("Jade Taylor")
    expect(page.get_by_role("main")).to_contain_text(f"{case.reference}/1")

    page.get_by_label("Leave out who reported").check()
    press(page, "Show")

    main = page.get_by_role("main")
    expect(main).to_contain_text("Witness A")
    for name in ("Jade", "Taylor", "07700"):
        expect(main).not_to_contain_text(name)
    page.emulate_media(media="print")
    picture(page, "chronology-print")
    for words in ("Leave out who reported", "Go to reference", "Sign out"):
        assert not page.get_by_text(words).first.is_visible(), f"{words} is printed"
    expect(page.get_by_text("page made for Amira Osei")).to_be_visible()
