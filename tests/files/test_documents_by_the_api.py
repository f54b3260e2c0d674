"""Files are added by the API as by the page: read once, refused in the same sentences, and once for each key."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from asbcases.accounts.choices import Scope
from asbcases.accounts.models import User
from asbcases.cases.files import MOST
from asbcases.cases.models import Document
from tests.accounts.test_tokens import made, problem, program
from tests.files.samples import EXE, PDF, picture, sent
from tests.make import make_case, make_incident, make_report

pytestmark = pytest.mark.django_db
KEY = "0b6f3a52-file"


@pytest.fixture
def at(amira: User, client: Client) -> str:
    client.force_login(amira)
    return f"/api/v1/cases/{make_case(by=amira).reference}/documents/"


def add(client: Client, at: str, content: bytes = PDF, **more: Any) -> Any:
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else {}
    return client.post(at, {"file": sent(content, "gate.pdf"), "note": "Her gate", **more}, headers=headers)


def test_a_file_is_kept_as_what_its_bytes_say_and_read_where_it_stands(client: Client, at: str) -> None:
    made = add(client, at, picture())

    assert made.status_code == 201
    assert made["Location"] == f"{at}1/"
    assert client.get(made["Location"]).json() == made.json()
    assert client.get(at).json()["results"] == [made.json()]
    assert (made.json()["media_type"], made.json()["note"]) == ("image/jpeg", "Her gate")
    assert client.get(made.json()["original"]).getvalue() == picture()


def test_the_same_form_with_its_key_is_added_once_and_other_bytes_are_refused(
    client: Client, at: str
) -> None:
    first, again = add(client, at, key=KEY), add(client, at, key=KEY)
    other, noted = add(client, at, picture(), key=KEY), add(client, at, key=KEY, note="His gate")

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again["Location"], again["Idempotent-Replayed"]) == (first["Location"], "true")
    assert (other.status_code, noted.status_code) == (422, 422)
    assert Document.objects.count() == 1


def test_a_refused_file_leaves_its_key_free(client: Client, at: str) -> None:
    assert add(client, at, EXE, key=KEY).status_code == 409
    assert add(client, at, PDF, key=KEY).status_code == 201


def test_a_browser_needs_the_token_against_forgery(amira: User, at: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(amira)
    client.get("/accounts/reauthenticate/")
    refused = add(client, at)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    taken = client.post(at, {"file": sent(PDF)}, headers={"X-CSRFToken": token})

    assert (refused.status_code, taken.status_code) == (403, 201)


def test_a_form_larger_than_is_taken_is_refused_before_it_is_read(client: Client, at: str) -> None:
    answer = add(client, at, PDF + bytes(MOST + 2 * 1024 * 1024))

    assert answer.status_code == 413
    assert "25 MB" in answer.json()["detail"]
    assert not Document.objects.exists()


def test_a_file_larger_than_is_taken_has_the_sentence_of_the_page(client: Client, at: str) -> None:
    answer = add(client, at, PDF + bytes(MOST))

    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("This file is larger than 25 MB")


WHOLE = encode_multipart(BOUNDARY, {"file": sent(PDF)})
ODD = {
    "JSON": (b'{"file": "a"}', "application/json", 415),
    "fields alone": (b"file=a", "application/x-www-form-urlencoded", 415),
    "no boundary": (WHOLE, "multipart/form-data", 400),
    "nothing": (b"", MULTIPART_CONTENT, 415),
    "not a form": (b"stones", MULTIPART_CONTENT, 400),
    "two files": (encode_multipart(BOUNDARY, {"file": [sent(PDF), sent(PDF)]}), MULTIPART_CONTENT, 400),
    "a text": (encode_multipart(BOUNDARY, {"file": "gate.pdf"}), MULTIPART_CONTENT, 400),
    "NUL": (encode_multipart(BOUNDARY, {"file": sent(PDF), "note": "a\0b"}), MULTIPART_CONTENT, 400),
    "more": (encode_multipart(BOUNDARY, {"file": sent(PDF), "kind": "a"}), MULTIPART_CONTENT, 400),
    "too long": (
        encode_multipart(BOUNDARY, {"file": sent(PDF), "note": "a" * 10_000}),
        MULTIPART_CONTENT,
        400,
    ),
    "much beside": (encode_multipart(BOUNDARY, {"note": "a" * 3_000_000}), MULTIPART_CONTENT, 413),
}


@pytest.mark.parametrize("words", ODD)
def test_what_is_no_form_with_one_file_is_refused_in_a_sentence(client: Client, at: str, words: str) -> None:
    raw, form, status = ODD[words]
    answer = client.generic("POST", at, raw, form)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), (
        answer.content
    )
    assert all(fault["detail"].endswith(".") for fault in answer.json().get("errors", [answer.json()]))
    assert not Document.objects.exists()


def test_a_packed_form_is_refused(client: Client, at: str) -> None:
    answer = client.generic("POST", at, WHOLE, MULTIPART_CONTENT, headers={"Content-Encoding": "gzip"})

    assert answer.status_code == 415
    assert not Document.objects.exists()


@pytest.mark.parametrize("scope", [Scope.REPORTS, Scope.INCIDENTS, Scope.CASES])
def test_a_program_adds_a_file_where_its_token_may_write(amira: User, scope: Scope) -> None:
    now = timezone.now()
    rows = {
        Scope.REPORTS: ("reports", make_report),
        Scope.INCIDENTS: ("incidents", make_incident),
        Scope.CASES: ("cases", make_case),
    }
    plural, make = rows[scope]
    at = f"/api/v1/{plural}/{make(by=amira).reference}/documents/"
    others = [other for other in rows if other != scope]

    refused, unread, taken = (
        add(program(made(amira, *scopes, now=now, name=name).secret), at)
        for name, scopes in (("Others", others), ("Reads", [Scope.READ]), ("Writes", [scope]))
    )

    assert [one.status_code for one in (refused, unread, taken)] == [403, 403, 201]
    for one in (refused, unread):
        assert problem(one) == (403, "scope-needed")
        assert one.json()["detail"] == f"It lacks the scope {scope}."
    kept = Document.objects.get()
    assert (taken["Location"], kept.recorded_by) == (f"{at}1/", amira)
