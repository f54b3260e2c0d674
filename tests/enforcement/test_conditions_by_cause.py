"""Conditions judged by causes: the law, what is over, a mind and a body, another's yes, an arm's length and the clock."""

import json

from tests.enforcement.condition_bank import DATA
from tests.enforcement.test_conditions_by_grammar import codes

LINES: dict[str, list[str]] = json.loads((DATA / "conditions_by_cause.json").read_text(encoding="utf-8"))


def test_what_nobody_can_do_for_a_cause_of_its_own_is_told_from_what_anybody_can() -> None:
    assert [line for line in LINES["nobody_can"] if "impossible" not in codes(line)] == []
    assert [line for line in LINES["anybody_can"] if "impossible" in codes(line)] == []


def test_acts_are_told_apart_whoever_is_to_do_them() -> None:
    assert [line for line in LINES["several"] if "several_acts" not in codes(line)] == []
    assert [line for line in LINES["one"] if "several_acts" in codes(line)] == []
