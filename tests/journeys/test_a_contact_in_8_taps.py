"""An officer on a phone of 320 pixels, with one thumb: from My shift to a visit in the journal in at most 8 taps."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached
from asbcases.cases.models import Case, JournalEntry
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.browser.browser import PHONE, come_in, sideways, tab, watched
from tests.journeys.steps import colchester
from tests.journeys.test_a_visit_in_8_taps import MOST, Thumb
from tests.make import make_case
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST = 60.0
SAID = "Quiet since Monday. She sleeps again, and rings the landlord herself."


@pytest.fixture(scope="module")
def phone_tab(chromium: Browser, live_server: Any) -> Page:
    return tab(chromium, live_server.url, has_touch=True)


@pytest.fixture
def phone(phone_tab: Page, live_server: Any) -> Iterator[Page]:
    yield from watched(phone_tab, live_server.url)


def high_risk_case() -> Case:
    """Make a case of which the victim is to hear from us this week."""
    colchester()
    then = datetime.now(UTC) - timedelta(days=6)
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case = make_case(by=amira, now=then)
        assess(case, HIGH, by=amira, now=then)
    return case


def test_a_visit_from_my_shift_takes_at_most_8_taps_and_a_minute(phone: Page) -> None:
    case = high_risk_case()
    come_in(phone, "amira")
    phone.set_viewport_size(PHONE)
    phone.goto(reverse("deadlines_shift"))
    card = phone.get_by_role("listitem").filter(has_text="Contact with the victim")
    expect(card).to_contain_text(case.reference)
    thumb, started = Thumb(phone), time.monotonic()

    thumb.go(card.get_by_role("button", name="Record the contact"))
    expect(phone.get_by_role("main")).to_contain_text("next contact by")
    assert sideways(phone) <= 0
    thumb.tap(phone.get_by_label("Visit", exact=True))
    thumb.tap(phone.get_by_label("Spoken to"))
    # A thumb types four characters a second.
    thumb.tap(phone.get_by_label("What was said and seen"))
    phone.keyboard.type(SAID, delay=250)
    thumb.go(phone.get_by_role("button", name="Save", exact=True))

    expect(phone.get_by_role("heading", level=1)).to_have_text(case.reference)
    taken = time.monotonic() - started
    print(f"\nA visit from My shift: {thumb.taps} taps, {len(SAID)} characters, {taken:.0f} seconds.")  # noqa: T201 - a figure to keep
    assert (thumb.taps <= MOST, taken < LONGEST) == (True, True)
    expect(phone.get_by_role("status")).to_contain_text("Visit 1 is in the journal. Next contact by end of")
    expect(phone.get_by_role("main")).to_contain_text("She sleeps again")
    with transaction.atomic():
        entry = JournalEntry.objects.get(case=case)
        assert (entry.kind, entry.reached) == (EntryKind.VISIT, Reached.YES)
        assert entry.words == f"Spoke to them.\n{SAID}"
        contacts = Deadline.objects.filter(case=case, kind=Kind.VICTIM_CONTACT).order_by("pk")
        assert [bool(deadline.met_at) for deadline in contacts] == [True, False]
