"""Whatever JSON an operation is sent, and whatever the address of a list asks for: each fault is named, and nothing is kept."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tests.access.asking import address_of, undone
from tests.access.described import (
    WRONG,
    Schema,
    body_of,
    never_were,
    parameters_of,
    places,
    too_long,
    written,
    wrong_inside,
    wrong_of,
)
from tests.access.doors import JSON, Door, doors
from tests.access.hostile import kept
from tests.access.population import County
from tests.access.sent import BODIES, HEADERS, UPLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted, pytest.mark.walk]
DEEP = b"[" * 10_000 + b"]" * 10_000
UNREADABLE = {
    "a list": b"[]",
    "a text": b'"seven"',
    "null": b"null",
    "of great depth": b'{"a":' + DEEP + b"}",
    "twice the same name": b'{"reason": "one", "reason": "two"}',
    "past every number": b'{"reason": ' + b"9" * 10_000 + b"}",
    "no UTF-8": b'{"reason": "\xff\xfe"}',
}
FORMS = {"text/plain": written({}), "application/x-www-form-urlencoded": b"reason=seven"}
# Nobody of the cast has the rank that it takes, so that nothing that they send is read.
SHUT = {"POST /api/v1/cases/{reference}/measures/{measure}/early/"}
# What takes a file takes no JSON: test_hostile_files.py sends it whatever it may not take.
BODIED = [
    label
    for label, door in doors().items()
    if body_of(door) and label not in SHUT and door.route not in UPLOADS
]
LISTS = [label for label, door in doors().items() if door.method == "GET" and parameters_of(door)]
ASKED = {
    "integer": ["many", "1.5", "-1", "9" * 40],
    "date": ["yesterday", "2026-02-30", "0001-01-01"],
    "word": ["seven", "\0"],
}


def wrong_bodies(door: Door, right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    """Yield each wrong body with what is wrong about it, and where its faults stand: each part has to be named by itself."""
    said = body_of(door)
    for kind in WRONG:
        for wrong in (wrong_of(door, said, kind), wrong_inside(door, said, kind)):
            yield f"{kind} in {sorted(wrong)}", right | wrong, set(places(wrong)) if wrong else set()
    for kind, wrong in {"too long": too_long(door, said), "never was": never_were(door, said)}.items():
        yield kind, right | wrong, set(places(wrong)) if wrong else set()
    yield "nothing", {}, {f"#/{name}" for name in said.get("required", ())}
    yield "a field that there is not", right | {"no_such_field": 7}, {"#/no_such_field"}


def fault_in(answer: Any, status: int, owed: set[str]) -> str:
    """Return what is wrong with a refusal: its status, or that it does not name what is owed."""
    if answer.status_code != status or answer["Content-Type"] != "application/problem+json":
        return f"{answer.status_code} {answer.content[:300]!r}"
    named = {
        fault.get("pointer", fault.get("parameter")): fault["detail"]
        for fault in answer.json().get("errors", [])
    }
    unnamed = {
        place for place in owed if not any(place == one or one.startswith(f"{place}/") for one in named)
    }
    unclear = {place for place, words in named.items() if not words.endswith((".", '"'))}
    return f"does not name {unnamed}, unclear at {unclear}" if unnamed or unclear else ""


def posting(county: County, door: Door) -> Any:
    """Return how who may act sends bytes of some form."""
    headers = HEADERS[door.route](county) if door.route in HEADERS else {}
    return partial(county.clients[door.who].generic, "POST", address_of(door.route, county), headers=headers)


@pytest.mark.parametrize("label", BODIED)
def test_every_fault_in_a_body_is_named_and_nothing_is_kept(county: County, label: str) -> None:
    door, faults = doors()[label], {}
    with undone():
        right = BODIES[door.route](county)
        post, before = posting(county, door), kept()
        for words, body, owed in wrong_bodies(door, right):
            if owed:
                faults[words] = fault_in(post(written(body), JSON), 400, owed)

        assert {words: fault for words, fault in faults.items() if fault} == {}
        assert kept() == before


@pytest.mark.parametrize("label", BODIED)
def test_what_is_no_body_is_refused_in_a_sentence_and_nothing_is_kept(county: County, label: str) -> None:
    door, faults = doors()[label], {}
    with undone():
        BODIES[door.route](county)
        post, before = posting(county, door), kept()
        for words, raw in UNREADABLE.items():
            faults[words] = fault_in(post(raw, JSON), 400, set())
        for form, raw in FORMS.items():
            faults[form] = fault_in(post(raw, form), 415, set())

        assert {words: fault for words, fault in faults.items() if fault} == {}
        assert kept() == before


def wrong_addresses(door: Door) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Yield what an address may not ask for, with the parameters at fault: each has to be named."""
    said = parameters_of(door)
    wrong = {name: values_of(one) for name, one in said.items() if name != "page"}
    for turn in range(max(map(len, wrong.values()))):
        asked = {name: values[turn] for name, values in wrong.items() if turn < len(values)}
        yield asked | {"no_such_parameter": "7"}, {*asked, "no_such_parameter"}
    yield {name: ["one", "two"] for name in said}, set(said)
    yield from (({"page": value}, {"page"}) for value in ASKED["word"] if "page" in said)


def values_of(said: Schema) -> list[str]:
    """Return what is no value of a parameter; a free text is anything but NUL."""
    kind = "word" if "enum" in said else said.get("format", said["type"])
    return ASKED.get(kind, ["\0"])


@pytest.mark.parametrize("label", LISTS)
def test_every_fault_in_the_address_of_a_list_is_named(county: County, label: str) -> None:
    door, faults = doors()[label], {}
    address, client = address_of(door.route, county), county.clients[door.who]
    with undone():
        for asked, owed in wrong_addresses(door):
            faults[str(asked)] = fault_in(client.get(address, asked), 400, owed)

    assert {asked: fault for asked, fault in faults.items() if fault} == {}


def test_every_operation_that_acts_is_among_them() -> None:
    acts = {label: door for label, door in doors().items() if door.method == "POST"}

    assert {door.route for door in acts.values()} == {*BODIES, *UPLOADS}
    bodied = {label for label, door in acts.items() if body_of(door) and door.route not in UPLOADS}
    assert bodied == {*BODIED, *SHUT}
