"""Whatever is typed into a form or sent to the API, nothing breaks: a clear answer, and what was refused leaves nothing."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from asbcases.audit.models import AuditEvent
from tests.access.asking import undone
from tests.access.hostile import acting, answered, sound
from tests.access.population import County
from tests.access.table import Row

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

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
# Three boxes take a day in parts, and two a day and its hour.
DAY = re.compile(r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4}) ?(?P<time>.*)")


def typed(value: str, sound: dict[str, Any]) -> dict[str, Any]:
    """Return what is sent with a hostile value in every box; what belongs to the form itself stays."""
    kept = {name: said for name, said in sound.items() if isinstance(said, SimpleUploadedFile)}
    for file in kept.values():
        file.seek(0)
    return {name: boxed(name, value, sound).encode("utf-8", "replace").decode() for name in sound} | kept


def boxed(name: str, value: str, beside: dict[str, Any]) -> str:
    """Return what of a day and an hour goes into a box that takes a part of them; into any other, the value itself."""
    stem, _, part = name.rpartition("_")
    told = DAY.fullmatch(value)
    takes_part = part == "time" or f"{stem}_month" in beside
    return told[part] if told and takes_part and part in told.groupdict() else value


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
