"""The board in a real browser, on a desktop and on a phone, full and empty."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.sweep import sweep
from asbcases.notify.models import Message
from tests.browser.browser import come_in, follow, look
from tests.deadlines.diary import DAY, owe

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_board_is_sound_and_says_why_a_date_is_what_it_is(
    case: Case, amira: User, ben: User, ines: User, page: Page
) -> None:
    now = datetime.now(UTC)
    with transaction.atomic():
        owe(case, ben, due_at=now - DAY)
        owe(case, amira, due_at=now + DAY, rank="", subject="2")
        for number, days in enumerate((-1, 2)):
            asked = {"kind": Kind.TERM_DUE, "subject": f"CPN-2026-000001 term {number}", "rank": ""}
            owe(case, amira, due_at=now + days * DAY, **asked)
        sweep(now)
        Message.objects.filter(template="deadline_escalated").update(
            failed_at=now, error="The account of the recipient has no e-mail address."
        )

    come_in(page, "ben")
    page.goto("/deadlines/")
    page.get_by_text("Why this date").first.click()

    expect(page.get_by_text("The test promised it, so until").first).to_be_visible()
    look(page, "deadlines")
    follow(page, "Under notices 2")
    expect(page.get_by_text("CPN-2026-000001")).to_have_count(2)
    look(page, "deadlines-under-notices")


def test_an_empty_board_is_sound(ben: User, page: Page) -> None:
    come_in(page, "ben")
    page.goto("/deadlines/")

    expect(page.get_by_text("Nothing is late")).to_be_visible()
    look(page, "deadlines-empty")
