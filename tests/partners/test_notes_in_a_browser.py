"""Notes of a partner as they are seen: on the partner's page, and on the page of the case."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser import come_in, look
from tests.partners.test_shared_page_in_a_browser import shared_with_dev


def test_a_partner_writes_a_note_for_the_police_who_read_it_on_the_case(page: Page) -> None:
    case, _ = shared_with_dev()
    come_in(page, "dev")
    page.goto(f"/shared/{case.reference}/")
    page.get_by_role("link", name="Notes of Eastlight Homes").click()
    page.get_by_role("button", name="Keep the note").click()
    expect(page).to_have_title(re.compile("^Error"))
    look(page, "shared-notes-wrong")

    page.get_by_label("Note", exact=True).fill("We rang her twice, and wrote on Monday.")
    page.get_by_label("The police too: everybody who sees the case").check()
    page.get_by_role("button", name="Keep the note").click()

    expect(page.get_by_role("heading", name="Note 1, for the police too")).to_be_visible()
    look(page, "shared-notes")
    page.goto(f"/shared/{case.reference}/")
    look(page, "shared-page-with-notes")
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/?events=journal#what-has-happened")
    expect(page.get_by_role("main")).to_contain_text("We rang her twice, and wrote on Monday.")
    look(page, "case-with-note-of-partner")
