"""The accessibility statement: one click from every page, for everybody, in the terms of the regulations of 2018."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from asbcases.accounts.models import User
from tests.browser.browser import look

pytestmark = pytest.mark.django_db(transaction=True)
# What regulation 8, and the model statement that it names, ask for.
OWED = (
    "Accessibility statement",
    "partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA",
    "Not compliant with the accessibility regulations",
    "Disproportionate burden",
    "Equality and Human Rights Commission enforces",
    "Accessibility Regulations 2018",
    "Equality Advisory and Support Service",
    "prepared on 2 March 2027, and last reviewed on 9 May 2028",
    "Ring or write to: <strong>access@force.example</strong>",
)


def test_it_says_what_it_owes_to_who_has_no_account(client: Client, settings: Any) -> None:
    settings.ACCESSIBILITY_CONTACT = "access@force.example"
    settings.ACCESSIBILITY_PREPARED, settings.ACCESSIBILITY_REVIEWED = date(2027, 3, 2), date(2028, 5, 9)

    answer = client.get(reverse("public_accessibility"))

    assert answer.status_code == 200
    assert [words for words in OWED if words not in answer.content.decode()] == []


def test_who_has_signed_in_reads_it_with_their_navigation(client: Client, amira: User) -> None:
    client.force_login(amira)

    shown = client.get(reverse("public_accessibility")).content.decode()

    assert 'aria-label="Menu"' in shown
    assert OWED[0] in shown


@pytest.mark.parametrize("address", ["/accounts/login/", "/report/", "/case-review/", "/no/such/page/"])
def test_the_foot_of_every_page_leads_to_it(client: Client, address: str) -> None:
    foot = client.get(address).content.decode().partition("<footer")[2]

    assert f'href="{reverse("public_accessibility")}"' in foot


def test_it_is_sound_as_the_public_reads_it(page: Page) -> None:
    page.goto("/report/")
    with page.expect_navigation():
        page.get_by_role("contentinfo").get_by_role("link", name="Accessibility").click()

    look(page, "accessibility-statement")
