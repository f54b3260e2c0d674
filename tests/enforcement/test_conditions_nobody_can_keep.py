"""What nobody can do, by its kind rather than by its words: time, amounts, others, nature, the mind, the law, contradictions."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, check_condition
from tests.enforcement.condition_bank import kinds

HOME = "14 Wren Close"


def found(words: str, kind: str, **said: Any) -> set[str]:
    due = {"do_by": date(2027, 3, 29)} if kind in ("do", "requirement") else {}
    power = "cpn" if kind == "do" else "cbo"
    days: dict[str, Any] = {"from_on": date(2027, 3, 1), "until_on": date(2027, 9, 1)} | due
    stated = days | {"lives_at": f"{HOME}, Aldham"} | said
    return {one.code for one in check_condition(Condition(power, kind, words, **stated))}


BEYOND = kinds("beyond")
AT_HOME = kinds("at_home")
WITHIN = kinds("within")


@pytest.mark.parametrize("kind", BEYOND)
def test_what_nobody_can_do_is_found(kind: str) -> None:
    assert [words for words in BEYOND[kind] if "impossible" not in found(words, kind)] == []
    at_home = [
        words
        for words in AT_HOME.get(kind, [])
        if "impossible" not in found(words, kind, place=f"{HOME}, Aldham")
    ]
    assert at_home == []


@pytest.mark.parametrize("kind", WITHIN)
def test_what_somebody_can_do_is_not(kind: str) -> None:
    assert [words for words in WITHIN[kind] if "impossible" in found(words, kind)] == []


def test_a_child_is_not_asked_for_what_only_the_grown_up_may_do() -> None:
    for words in (
        "You must drive your mother to the Ark Centre each Monday.",
        "You must sign a tenancy of your own.",
    ):
        assert "impossible" in found(words, "requirement", under_18=True)
        assert "impossible" not in found(words, "requirement")


def test_what_moves_by_itself_is_not_let_move_and_no_country_is_left() -> None:
    for words in (
        "You must not let the stream behind the yard flood.",
        "You must not permit the brook to flood.",
        "You must not visit any country.",
    ):
        assert "impossible" in found(words, "prohibition")


def test_keeping_away_from_nature_and_ones_own_guests_can_be_kept() -> None:
    for words in (
        "You must keep away from the waves at Northam.",
        "People in your flat must be gone by 11pm.",
    ):
        assert "impossible" not in found(words, "prohibition")
