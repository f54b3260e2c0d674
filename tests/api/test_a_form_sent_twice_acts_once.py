"""The hidden key of a form: the second click is answered like the first."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from asbcases.accounts.models import Agency, User
from asbcases.db.actor import acting
from asbcases.web.models import IdempotencyKey

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.pages")]

KEY = "3f0f8b1e-4d2c-4a6b-9a55-0d2b8f6f7c11"
NEW = "/agencies/new/"


@pytest.fixture
def browser(amira: User, client: Client) -> Client:
    client.force_login(amira)
    return client


def test_the_second_click_is_sent_on_like_the_first_and_does_nothing(browser: Client) -> None:
    first = browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY, "csrfmiddlewaretoken": "one"})
    second = browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY, "csrfmiddlewaretoken": "two"})

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Agency.objects.filter(name="Eastlight").count() == 1


def test_a_form_shown_again_with_its_faults_keeps_its_key_free(browser: Client) -> None:
    faulty = browser.post(NEW, {"name": "", "idempotency_key": KEY})
    mended = browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY})

    assert faulty.status_code == 200
    assert re.search(f'name="idempotency_key" value="{KEY}"', faulty.content.decode())
    assert mended.status_code == 302
    assert Agency.objects.filter(name="Eastlight").exists()


def test_the_same_key_with_other_words_is_refused_and_changes_nothing(browser: Client) -> None:
    browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY})
    other = browser.post(NEW, {"name": "Colne Housing", "idempotency_key": KEY})

    assert other.status_code == 409
    assert "sent before with other content" in other.content.decode()
    assert not Agency.objects.filter(name="Colne Housing").exists()


def test_another_file_under_the_same_key_is_another_request(browser: Client) -> None:
    def send(words: bytes) -> int:
        paper = SimpleUploadedFile("letter.txt", words)
        return browser.post(NEW, {"name": "East", "paper": paper, "idempotency_key": KEY}).status_code

    assert [send(b"one"), send(b"one"), send(b"two")] == [302, 302, 409]


def test_a_refusal_leaves_the_key_free_and_nothing_half_done(browser: Client) -> None:
    refused = browser.post(NEW, {"name": "Refused Homes", "idempotency_key": KEY})
    mended = browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY})

    assert refused.status_code == 409
    assert "There is no such landlord." in refused.content.decode()
    assert not Agency.objects.filter(name="Refused Homes").exists()
    assert mended.status_code == 302


def test_two_people_may_use_the_same_key(browser: Client, cara: User) -> None:
    browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY})
    browser.force_login(cara)
    hers = browser.post(NEW, {"name": "Colne Housing", "idempotency_key": KEY})

    assert hers.status_code == 302
    assert Agency.objects.filter(name="Colne Housing").exists()


def test_nobody_sees_the_keys_of_others(browser: Client, cara: User) -> None:
    browser.post(NEW, {"name": "Eastlight", "idempotency_key": KEY})

    with acting(str(cara.pk)):
        assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize("key", ["x" * 65, "nul\0", "schlüssel"])
def test_a_damaged_key_is_bad_input(browser: Client, key: str) -> None:
    answer = browser.post(NEW, {"name": "Eastlight", "idempotency_key": key})

    assert answer.status_code == 400
    assert not Agency.objects.filter(name="Eastlight").exists()


def test_a_form_without_a_key_acts(browser: Client) -> None:
    assert browser.post(NEW, {"name": "Eastlight"}).status_code == 302


def test_looking_at_the_form_uses_no_key(browser: Client) -> None:
    assert browser.get(NEW, {"idempotency_key": KEY}).status_code == 200
    with acting("system:test"):
        assert not IdempotencyKey.objects.exists()
