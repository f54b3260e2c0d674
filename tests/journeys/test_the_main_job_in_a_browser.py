"""The main job as people do it: a report becomes a case with a risk and a date, the date passes, somebody is told."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.deadlines.models import Deadline
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from tests.browser.browser import come_in, follow, look, press, sign_in
from tests.journeys.steps import (
    SAID,
    answer_high,
    colchester,
    reference_on,
    type_case,
    type_grade,
    type_report,
)
from tests.make import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def open_case(page: Page, seen: Any) -> str:
    """Go from what a caller says to an open case, and return its reference; `seen` looks at each page."""
    page.goto("/reports/new/")
    type_report(page)
    seen("report-new")
    press(page, "Keep the report")
    expect(page.get_by_text(SAID)).to_be_visible()
    seen("report")
    press(page, "Grade it")
    type_grade(page)
    seen("report-grade")
    press(page, "Save the incident and its grade")
    expect(page.get_by_role("heading", level=1)).to_have_text("Scheduled: resolved without attendance")
    expect(page.get_by_role("main")).to_contain_text("Nothing is owed on it.")
    seen("outcome")
    follow(page, "Open the incident")
    expect(page.get_by_role("main")).to_contain_text("Personal")
    seen("incident")
    press(page, "Open a case")
    type_case(page)
    seen("case-open")
    press(page, "Open the case")
    return reference_on(page)


def sweep(at: datetime) -> dict[str, Any]:
    """Sweep as at an instant, by the command, and return what it says it did."""
    out = StringIO()
    call_command("sweep_deadlines", "--json", "--now", at.isoformat(), stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


def escalations() -> list[tuple[str, str]]:
    with transaction.atomic():
        told = Message.objects.filter(template=Template.ESCALATED).order_by("pk")
        return list(told.values_list("recipient__name", "case__reference"))


def test_a_report_becomes_a_case_whose_review_is_missed_told_and_done(page: Page) -> None:
    colchester()
    sign_in(page, "amira", PASSWORD)

    case = open_case(page, lambda name: look(page, f"journey-{name}"))
    expect(page.get_by_text("Next: First risk assessment of Jade Taylor")).to_be_visible()
    look(page, "journey-case")

    press(page, "Assess the risk")
    answer_high(page)
    press(page, "Save, and see what must follow")
    expect(page.get_by_role("heading", level=1)).to_contain_text("High risk")
    expect(page.get_by_role("main")).to_contain_text("14 days")
    page.goto(f"/cases/{case}/")
    page.get_by_text("Why this date?").first.click()
    expect(page.locator("details[open]")).to_contain_text("24 hours after")
    look(page, "journey-case-assessed")

    with transaction.atomic():
        due_at = Deadline.objects.get(kind="risk_review", rank="sergeant").due_at
    later = due_at + timedelta(hours=1)
    assert later > datetime.now(UTC) + timedelta(days=13)
    first, again = sweep(later), sweep(later)
    # With the review: the sign-off, the contact, two plans and the decision on the panel.
    assert (first["missed"], first["failed"]) == (6, [])
    assert (again["missed"], again["escalated"], again["messages"]) == (0, 0, 0)
    assert set(escalations()) == {("Ben Lane", case)}

    with time_machine.travel(later, tick=True):
        page.context.clear_cookies()
        sign_in(page, "ben", PASSWORD)
        expect(page.get_by_role("heading", level=1)).to_have_text("Deadlines of Colchester")
        expect(page.get_by_role("status")).to_have_count(0)
        review = page.get_by_role("row", name="Tick risk review of ASB-2026-")
        expect(review).to_contain_text("late")
        expect(review).to_contain_text("Escalated to: Ben Lane")
        page.goto(f"/cases/{case}/risk/review/1/")
        page.get_by_label("What did you check, and what do you decide?").fill("Visited. Cameras are up.")
        press(page, "Save the review")
        expect(page.get_by_text("Visited. Cameras are up.")).to_be_visible()


def test_it_works_without_script_up_to_the_assessed_case(page_without_script: Page) -> None:
    page = page_without_script
    colchester()
    sign_in(page, "amira", PASSWORD)

    case = open_case(page, lambda name: None)
    page.goto(f"/cases/{case}/risk/assess/1/")
    answer_high(page)
    press(page, "Save, and see what must follow")

    expect(page.get_by_role("heading", level=1)).to_contain_text("High risk")


def test_a_report_is_kept_by_keyboard_alone(page: Page) -> None:
    colchester()
    come_in(page, "amira")
    page.goto("/reports/new/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    tab_to(page, "channel")
    page.keyboard.type("101")
    tab_to(page, "narrative")
    page.keyboard.type(SAID)
    tab_to(page, "place_text")
    page.keyboard.type("14 Mersea Road")
    tab_to(page, "happened_precision")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for part, typed in (("month_month", "1"), ("month_year", "2026")):
        tab_to(page, part)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("is kept")
    expect(page.get_by_role("main")).to_contain_text("Some time in January 2026")
    expect(page.get_by_role("main")).to_contain_text("101 call")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field is reached; a field that needs more than ten presses is not found."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach {name}.")
