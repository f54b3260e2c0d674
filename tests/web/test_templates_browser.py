"""The pages that anybody can open, in a real browser: sign-in, its error state, and what is not there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser import look, picture, press

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_sign_in_page_is_sound(page: Page) -> None:
    page.goto("/accounts/login/")

    look(page, "sign-in")


def test_a_wrong_password_is_said_at_the_top_and_the_link_leads_to_the_field(page: Page) -> None:
    page.goto("/accounts/login/")
    press(page, "Sign in", exact=True)

    expect(page).to_have_title(re.compile("^Error: "))
    look(page, "sign-in-refused")
    page.get_by_role("link", name="Enter password").click()
    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_signing_in_is_refused_in_words_without_script(page_without_script: Page) -> None:
    page_without_script.goto("/accounts/login/")
    page_without_script.get_by_label("Username").fill("nobody")
    page_without_script.get_by_label("Password", exact=True).fill("wrong")
    press(page_without_script, "Sign in")

    expect(page_without_script.get_by_role("alert")).to_contain_text("not correct")


def test_the_page_for_what_is_not_there_is_sound(page: Page) -> None:
    page.goto("/nothing/here/")

    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    look(page, "not-found")


def test_a_password_can_be_shown(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Show password").click()

    expect(page.locator("#id_password")).to_have_attribute("type", "text")


def test_a_contrast_theme_keeps_the_edges_that_colour_drew(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/accounts/login/")

    # axe reads the colours that the theme replaces, so only shapes are judged here.
    picture(page, "sign-in-contrast")
    expect(page.locator(".asb-card")).to_have_css("border-left-width", "6px")
    expect(page.locator(".govuk-generic-header img")).to_be_hidden()


def test_a_print_carries_the_marking_and_no_controls_of_the_header(page: Page) -> None:
    page.goto("/accounts/login/")
    page.emulate_media(media="print")

    expect(page.locator(".govuk-skip-link")).to_be_hidden()
    assert "OFFICIAL-SENSITIVE" in page.evaluate(
        "Array.from(document.styleSheets).flatMap(sheet => Array.from(sheet.cssRules))"
        ".filter(rule => rule.constructor.name === 'CSSPageRule').map(rule => rule.cssText).join()"
    )
