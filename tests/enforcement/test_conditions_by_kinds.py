"""Acts, vague words, warnings and live terms by their kinds, beside what only looks like a fault."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, LiveTerm, check_condition
from tests.enforcement.condition_bank import kinds

HOME = "14 Wren Close, Aldham"


def found(words: str, kind: str = "prohibition", **said: Any) -> set[str]:
    due = {"do_by": date(2027, 3, 29)} if kind in ("do", "requirement") else {}
    days: dict[str, Any] = {"from_on": date(2027, 3, 1), "until_on": date(2027, 9, 1), "lives_at": HOME} | due
    power = said.pop("power", "cbo")
    return {one.code for one in check_condition(Condition(power, kind, words, **(days | said)))}


VAGUE = kinds("vague")
PLAIN = kinds("plain")
NOT_WARNED = kinds("not_warned")
WARNED = kinds("warned")
CLASH = kinds("clash")
BESIDE = kinds("beside")


@pytest.mark.parametrize("kind", VAGUE)
def test_vague_words_are_told_from_measures_names_and_things(kind: str) -> None:
    assert [words for words in VAGUE[kind] if "vague" not in found(words, kind)] == []
    assert [words for words in PLAIN[kind] if "vague" in found(words, kind)] == []


def test_a_warning_is_known_again_in_other_words() -> None:
    def missing(words: str, kind: str, warned: str) -> bool:
        return "not_foreshadowed" in found(words, kind, power="cpn", warned=(warned,))

    assert [row for row in NOT_WARNED if not missing(*row)] == []
    assert [row for row in WARNED if missing(*row)] == []


def test_what_cannot_be_kept_beside_a_live_term_is_told_from_what_can() -> None:
    def clashes(
        words: str, kind: str, place: str, hours: Any, term: str, at: str, when: Any, must: bool
    ) -> bool:
        live = (LiveTerm("CBO 7", term, at, when, must),)
        return "conflict_term" in found(words, kind, place=place, hours=hours, live_terms=live)

    assert [row for row in CLASH if not clashes(*row)] == []
    assert [row for row in BESIDE if clashes(*row)] == []
