"""One line of JSON in, one line out: results, and errors in sentences whatever the line holds."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.law.evaluating import evaluate_line, plain
from asbcases.law.limits import shipped_limits
from asbcases.law.registry import all_rules

FPN = {"fpn_on": "2026-11-01", "amount": 150}


def answer(line: Any) -> dict[str, Any]:
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    found = evaluate_line(raw, shipped_limits())
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    return found


def test_a_line_is_answered_with_decision_dates_section_and_reasons() -> None:
    found = answer({"id": "9a", "rule": "CPB-5", "facts": FPN})

    assert found == {
        "id": "9a",
        "rule": "CPB-5",
        "result": {
            "decision": "block",
            "maximum": 100,
            "section": "2014 Act s.52(7)",
            "reasons": ["£150 is more than £100, the most on 1 November 2026 (2014 Act s.52(7))."],
        },
    }


def test_instants_are_told_in_london_with_their_offset() -> None:
    facts = {"from": "2026-03-27T20:00:00+00:00", "hours": 48}

    assert answer({"rule": "T5", "facts": facts})["result"]["at"] == "2026-03-29T21:00:00+01:00"


def test_facts_that_nobody_reads_are_named() -> None:
    found = answer({"id": 1, "rule": "CPB-5", "facts": {**FPN, "colour": "red", "area": "E07000071"}})
    in_vain = answer({"id": 1, "rule": "CPB-5", "facts": {"fpn_day": "2026-11-01", "amount": 5}})

    assert found["ignored"] == found["result"]["ignored"] == ["colour"]
    assert in_vain["ignored"] == ["fpn_day"]
    assert in_vain["error"] == "Give fpn_on as a date, for example 2026-03-03."


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"hello", b"[1]", b"5", b"null", b"{", b"\xff\xfe\x00", b'{"id": NaN}', b'{"id": 1e999}', b"[" * 50_000],
)  # fmt: skip
def test_what_is_no_object_of_json_is_answered_so(line: bytes) -> None:
    found = answer(line)

    assert (found["id"], found["rule"]) == (None, None)
    assert found["error"].startswith("The line is no JSON object")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"id": 1}, "Give the rule by its id"),
        ({"id": 1, "rule": ["CPN-1"]}, "Give the rule by its id"),
        ({"id": 1, "rule": "CPN-99"}, "No rule is called CPN-99"),
        ({"id": 1, "rule": "APP-1", "facts": []}, "Give facts as an object"),
        ({"id": 1, "rule": "APP-1"}, "Give issued_on as a date"),
        ({"id": 1, "rule": "APP-1", "facts": {"issued_on": "1999-01-01"}}, "No limit of APP-1 is in force on 1 January"),
        ({"id": 1, "rule": "T3", "facts": {"from": "2026-01-01", "months": 99_999}}, "Look at the numbers and years"),
        ({"id": 1, "rule": "CPB-5", "facts": {**FPN, "extra_limits": [5]}}, "extra_limits as a list of objects"),
        ({"id": 1, "rule": "CPB-5", "facts": {**FPN, "extra_limits": [{"value": "x"}]}}, "Give value as a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(asked: dict[str, Any], words: str) -> None:
    found = answer(asked)

    assert words in found["error"]
    assert found["id"] == 1
    assert "result" not in found


def test_an_id_is_a_word_or_number_or_nothing() -> None:
    assert answer({"id": {"a": 1}, "rule": "CPB-5", "facts": FPN})["id"] is None
    assert answer({"id": 5.5, "rule": "CPB-5", "facts": FPN})["id"] == 5.5


def test_values_within_values_are_told_too() -> None:
    assert plain({"days": [1, (2.5,)], "text": "x"}) == {"days": [1, [2.5]], "text": "x"}


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates().map(str)
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)


@given(st.data())
def test_whatever_the_facts_hold_there_is_an_answer_or_a_sentence(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(sorted(all_rules())))
    names = st.sampled_from([*all_rules()[rule].facts, "area", "extra_limits"])
    facts = data.draw(st.dictionaries(names, anything, max_size=6))

    found = answer({"id": "x", "rule": rule, "facts": facts})

    assert ("result" in found) != ("error" in found)
