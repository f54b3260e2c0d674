"""The inbox in a real browser, on a desktop and on a phone, full and empty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.notify.choices import Template
from asbcases.notify.transitions import mark_read, raise_task
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_inbox_is_sound_and_what_is_opened_is_read(amira: User, ben: User, page: Page) -> None:
    now = datetime.now(UTC)
    with transaction.atomic():
        case = make_case(by=amira, now=now)
        about = {"root": {"case": case}, "reference": case.reference, "path": f"/cases/{case.reference}/"}
        put(ben, "a", now=now - timedelta(hours=3), **about)
        mark_read(put(ben, "b", now=now - timedelta(hours=2), **about), by=ben, now=now)
        put(ben, "c", now=now, template=Template.DUE_SOON, kind="promised call-back", **about)
        words = f"A message about {case.reference} did not reach the account amira. Tell them yourself."
        raise_task("message:1", words, district=case.district_id, now=now, case=case)

    come_in(page, "ben")
    page.goto("/inbox/")
    expect(page.get_by_role("link", name="Inbox (2)")).to_be_visible()
    look(page, "inbox")

    follow(page, "Something is due soon")
    look(page, "inbox-message")
    expect(page.get_by_role("link", name="Inbox (1)")).to_be_visible()

    page.goto("/inbox/")
    follow(page, "Say what you did")
    look(page, "task")
    press(page, "Save what you did")
    look(page, "task-without-words")
    page.get_by_label("What did you do about it?").fill("Rang her.")
    press(page, "Save what you did")

    expect(page.get_by_text("It is noted what you did")).to_be_visible()
    press(page, "Mark all as read")
    expect(page.get_by_text("Nothing is unread.")).to_be_visible()


def test_an_empty_inbox_is_sound(ben: User, page: Page) -> None:
    come_in(page, "ben")
    page.goto("/inbox/")

    expect(page.get_by_text("Nothing yet")).to_be_visible()
    look(page, "inbox-empty")


def test_the_inbox_works_without_scripts(ben: User, page_without_script: Page) -> None:
    with transaction.atomic():
        put(ben)

    come_in(page_without_script, "ben")
    page_without_script.goto("/inbox/")
    press(page_without_script, "Mark all as read")

    expect(page_without_script.get_by_text("Nothing is unread.")).to_be_visible()
