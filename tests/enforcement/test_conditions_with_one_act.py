"""Acts, vague words, warnings and live terms by their kinds, beside what only looks like a fault."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, check_condition
from tests.enforcement.condition_bank import kinds

HOME = "14 Wren Close, Aldham"


def found(words: str, kind: str = "prohibition", **said: Any) -> set[str]:
    due = {"do_by": date(2027, 3, 29)} if kind in ("do", "requirement") else {}
    days: dict[str, Any] = {"from_on": date(2027, 3, 1), "until_on": date(2027, 9, 1), "lives_at": HOME} | due
    power = said.pop("power", "cbo")
    return {one.code for one in check_condition(Condition(power, kind, words, **(days | said)))}


SEVERAL = kinds("several")
ONE = kinds("one")


@pytest.mark.parametrize("kind", SEVERAL)
def test_several_acts_are_told_from_one(kind: str) -> None:
    assert [words for words in SEVERAL[kind] if "several_acts" not in found(words, kind)] == []
    assert [words for words in ONE[kind] if "several_acts" in found(words, kind)] == []
