"""Whatever is typed into a form or sent to the API, nothing breaks: a clear answer, and what was refused leaves nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from asbcases.audit.models import AuditEvent
from tests.access.asking import address_of, undone
from tests.access.population import County
from tests.access.sent import BODIES, FORMS, HEADERS
from tests.access.table import ROWS, Row

pytestmark = pytest.mark.django_db

HOSTILE = {
    "nothing": "",
    "NUL": "stones\0thrown",
    "too long": "x" * 100_001,
    "right to left": "\u202eenil sdrawkcab \u05e9\u05dc\u05d5\u05dd",
    "emoji": "\U0001f525\U0001f3da\ufe0f 14b \U0001f9d1\u200d\U0001f692",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}'; DROP TABLE cases_report; --",
    "31 June": "31/06/2026",
    "an hour that never was": "29/03/2026 01:30",
    "a number past every other": "9" * 40,
    "half a character": "\ud800",
}
# Signing in and the library's own pages are hostile ground of their own.
FOREIGN = ("account_", "mfa_", "socialaccount_", "password")


def acting() -> list[tuple[Row, str]]:
    """Return each route that acts, with one of the cast who may act by it."""
    found = []
    for row in ROWS:
        if row.method == "POST" and not row.route.startswith(FOREIGN):
            able = [who for who, answer in row.answers.items() if answer[0] in "23" and who != "anon"]
            found += [(row, able[0])] if able else []
    return found


def typed(value: str, sound: dict[str, Any]) -> dict[str, Any]:
    """Return what is sent with a hostile value in every box; what belongs to the form itself stays."""
    kept = {name: said for name, said in sound.items() if isinstance(said, SimpleUploadedFile)}
    for file in kept.values():
        file.seek(0)
    return {name: value.encode("utf-8", "replace").decode() for name in sound} | kept


def sound(county: County, row: Row) -> dict[str, Any]:
    """Return what is right in every part; making it may record what it is about."""
    return (BODIES if row.route in BODIES else FORMS)[row.route](county)


def answered(county: County, row: Row, who: str, body: dict[str, Any]) -> Any:
    client, address = county.clients[who], address_of(row.route, county)
    client.cookies.pop("messages", None)
    if row.route in BODIES:
        headers = HEADERS[row.route](county) if row.route in HEADERS else {}
        return client.post(address, body, content_type="application/json", headers=headers)
    return client.post(address, body)


@pytest.mark.parametrize(("row", "who"), acting(), ids=lambda part: getattr(part, "route", ""))
def test_nothing_typed_breaks_a_form(county: County, row: Row, who: str) -> None:
    with undone():
        right = sound(county, row)
        before = AuditEvent.objects.count()
        for words, value in HOSTILE.items():
            with undone():
                answer = answered(county, row, who, typed(value, right))

                assert answer.status_code < 500, f"{words}: {answer.status_code}"
                refused = answer.status_code >= 400
                assert not refused or AuditEvent.objects.count() == before, f"{words} left something behind"
