"""What is sent twice, by a second press or after the way back, acts once, or once more where that was plainly asked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.again import AGAIN, SECRET_ONCE, SHOWN_AT_ONCE
from tests.access.asking import undone
from tests.access.hostile import acting, kept, sending, sound
from tests.access.population import County
from tests.access.table import Row

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted, pytest.mark.walk]
UNSAID = re.compile(r"<(script|style|head|header|footer|nav)\b.*?</\1>|<[^>]+>", re.S)
SENTENCE = re.compile(r"[A-Z][^.!?]{8,}[.!?]")


def press(send: Callable[..., Any], right: dict[str, Any], key: str) -> Any:
    """Return the answer to one press, under the key that the page or the caller gave it."""
    for said in right.values():
        if isinstance(said, SimpleUploadedFile):
            said.seek(0)
    if "headers" in getattr(send, "keywords", {}):
        return send(right, headers=send.keywords["headers"] | {"Idempotency-Key": key})  # type: ignore[attr-defined]
    return send({**right, "idempotency_key": key})


def place_of(answer: Any) -> str:
    """Return where an answer says that the record stands."""
    return str(answer.get("Location") or answer.get("Content-Location"))


def fault_in(answer: Any) -> str:
    """Return what is wrong with the answer to a later press: it leads on, shows a page, or says in a sentence why not."""
    if answer.status_code < 400:
        return ""
    if answer["Content-Type"] == "application/problem+json":
        words = answer.json()["detail"]
    else:
        words = UNSAID.sub(" ", answer.content.decode())
    return (
        "" if answer.status_code < 500 and SENTENCE.search(words) else f"{answer.status_code}: {words[:300]}"
    )


@pytest.mark.parametrize(("row", "who"), acting(), ids=lambda part: getattr(part, "route", ""))
def test_what_is_sent_twice_acts_once_or_plainly_twice(county: County, row: Row, who: str) -> None:
    with undone():
        right = sound(county, row)
        send = sending(county, row, who)
        first, after = press(send, right, "one"), kept()
        second, beside = press(send, right, "one"), kept()
        anew, at_last = press(send, right, "two"), kept()

        assert first.status_code < 400
        same = (second.status_code, place_of(second)) == (first.status_code, place_of(first))
        assert same != (row.route in SECRET_ONCE)
        assert fault_in(second) == ""
        assert bool(more(after, beside)) == (row.route in SHOWN_AT_ONCE), more(after, beside)
        assert fault_in(anew) == ""
        assert bool(more(beside, at_last)) == (row.route in AGAIN), more(beside, at_last)
        assert anew.status_code < 400 or row.route not in AGAIN


def more(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Return how many rows more each table holds."""
    return {table: many - before[table] for table, many in after.items() if many != before[table]}


def test_what_may_be_asked_for_again_is_asked_for_here() -> None:
    assert {row.route for row, _ in acting()} >= AGAIN
