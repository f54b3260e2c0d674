"""Two people edit one record: the second sees both versions, and loses nothing typed."""

import re

import pytest
from django.test import Client

from asbcases.accounts.models import Agency, User
from tests.make import make_agency

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.pages")]


@pytest.fixture
def browser(amira: User, client: Client) -> Client:
    client.force_login(amira)
    return client


@pytest.fixture
def agency(browser: Client, ben: User) -> Agency:
    """Return an agency that Ben renamed after Amira had opened its form at version 1."""
    agency = make_agency("Eastlight")
    other = Client()
    other.force_login(ben)
    answer = other.post(f"/agencies/{agency.pk}/edit/", {"name": "Eastlight Homes", "version": "1"})
    assert answer.status_code == 302
    return agency


def test_a_stale_edit_changes_nothing_and_shows_what_one_had_and_what_stands(
    browser: Client, agency: Agency
) -> None:
    answer = browser.post(f"/agencies/{agency.pk}/edit/", {"name": "Colne Housing", "version": "1"})
    page = answer.content.decode()

    agency.refresh_from_db()
    assert (answer.status_code, agency.name) == (409, "Eastlight Homes")
    assert re.search(r"<td[^>]*>Eastlight</td>\s*<td[^>]*><strong>Eastlight Homes</strong></td>", page)
    assert "Ben Lane changed it" in page


def test_what_was_typed_is_kept_and_may_be_saved_over_what_stands(browser: Client, agency: Agency) -> None:
    page = browser.post(f"/agencies/{agency.pk}/edit/", {"name": "Colne Housing", "version": "1"}).content
    typed = dict(re.findall(r'name="(name|version|idempotency_key)"[^>]*?value="([^"]*)"', page.decode()))
    saved = browser.post(f"/agencies/{agency.pk}/edit/", typed)

    agency.refresh_from_db()
    assert typed["name"] == "Colne Housing"
    assert typed["version"] == "2"
    assert (saved.status_code, agency.name) == (302, "Colne Housing")


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 400, "٢"])
def test_a_form_without_a_sound_version_is_stale(browser: Client, agency: Agency, version: str) -> None:
    answer = browser.post(f"/agencies/{agency.pk}/edit/", {"name": "Colne Housing", "version": version})

    assert answer.status_code == 409
    assert "Not known" in answer.content.decode()


def test_the_same_key_may_be_sent_again_after_a_stale_edit(browser: Client, agency: Agency) -> None:
    stale = {"name": "Colne Housing", "version": "1", "idempotency_key": "one-key"}
    browser.post(f"/agencies/{agency.pk}/edit/", stale)
    again = browser.post(f"/agencies/{agency.pk}/edit/", {**stale, "version": "2"})

    assert again.status_code == 302
