"""What is not known is not a "no": it leaves no level where all is asked for, and else says what it could be."""

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk.choices import Level, Scoring
from risk.instruments import FOLDER, read_instrument
from risk.rules import (
    Band,
    Floor,
    IncompleteError,
    Option,
    Question,
    Sheet,
    UnknownAnswerError,
    floors_met,
    level_for,
)
from tests.risk import counted

DATA = Path(__file__).parent.parent / "data"
FACTORS = read_instrument((FOLDER / "instrument_b_1.toml").read_text(encoding="utf-8")).sheet
ALL_LOWEST = {question.code: question.options[0].code for question in FACTORS.questions}


def test_sixty_checklists_by_count_and_trigger_come_to_what_was_worked_by_hand() -> None:
    with (DATA / "risk_count_trigger.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    for row in rows:
        unknown = set(filter(None, row["unknown"].split(";")))
        ticked = dict.fromkeys((*counted.CONCERNS, *counted.TICKS), "no")
        ticked |= dict.fromkeys(filter(None, row["yes"].split(";")), "yes")
        answers = {code: option for code, option in ticked.items() if code not in unknown}

        outcome = level_for(counted.SHEET, {**answers, "callouts": row["callouts"]}, unknown)

        found = (str(outcome.score), outcome.level, outcome.could_be)
        assert found == (row["ticks"], row["level"], row["could_be"]), row["why"]
    assert len(rows) == 60


def test_a_sheet_that_requires_all_has_no_level_while_an_answer_is_not_known() -> None:
    answers = {code: option for code, option in ALL_LOWEST.items() if code not in ("violence", "safe")}

    with pytest.raises(IncompleteError) as refusal:
        level_for(FACTORS, answers, ["violence"])

    assert [question.code for question in refusal.value.missing] == ["violence", "safe"]


def test_nothing_known_is_never_complete() -> None:
    with pytest.raises(IncompleteError):
        level_for(counted.SHEET, {}, counted.TICKS)


@pytest.mark.parametrize("unknown", ["weather", "safe"], ids=["never asked", "answered as well"])
def test_what_is_said_to_be_unknown_must_be_asked_and_have_no_answer(unknown: str) -> None:
    with pytest.raises(UnknownAnswerError) as refusal:
        level_for(FACTORS, ALL_LOWEST, [unknown])

    assert refusal.value.unknown == (unknown,)


def test_where_all_is_known_it_could_be_nothing_else() -> None:
    outcome = level_for(FACTORS, {**ALL_LOWEST, "violence": "yes"})

    assert (outcome.band_level, outcome.level, outcome.could_be) == ("standard", "medium", "medium")


@pytest.mark.parametrize(
    ("at_least", "met"), [(None, False), (3, False), (2, True), (1, True)], ids=["all", "3", "2", "1"]
)
def test_a_floor_may_ask_for_some_of_its_conditions(at_least: int | None, met: bool) -> None:
    condition = {code: ("yes",) for code in ("violence", "hate")} | {"safe": ("not_safe",)}
    floor = Floor(condition, Level.HIGH, "Two of three", at_least)

    found = floors_met(replace(FACTORS, floors=(floor,)), {**ALL_LOWEST, "violence": "yes", "hate": "yes"})

    assert bool(found) is met


SMALL = Sheet(
    questions=(
        Question("a", "a", (Option("0", "0"), Option("1", "1", 2), Option("2", "2", 1))),
        Question("b", "b", (Option("0", "0"), Option("1", "1", 3))),
        Question("c", "c", (Option("0", "0"), Option("1", "1"), Option("2", "2")), scored=False),
    ),
    bands=(Band(Level.STANDARD, 0, 1), Band(Level.MEDIUM, 2, 4), Band(Level.HIGH, 5, 5)),
    floors=(
        Floor({"a": ("2",), "c": ("1", "2")}, Level.HIGH, "both"),
        Floor({"b": ("1",), "c": ("2",)}, Level.MEDIUM, "one of two", 1),
    ),
    require_all=False,
)
COUNTED = replace(
    SMALL,
    scoring=Scoring.COUNT,
    bands=(Band(Level.STANDARD, 0, 0), Band(Level.MEDIUM, 1, 1), Band(Level.HIGH, 2, 2)),
)


@given(
    st.sampled_from([SMALL, COUNTED]),
    st.fixed_dictionaries({code: st.sampled_from("01") for code in "abc"}),
    st.sets(st.sampled_from("abc"), max_size=2),
)
def test_it_could_be_the_highest_level_that_any_answers_to_what_is_unknown_give(
    sheet: Sheet, every: dict[str, str], unknown: set[str]
) -> None:
    answers = {code: option for code, option in every.items() if code not in unknown}
    options = {question.code: question.options for question in sheet.questions}
    filled = [
        level_for(sheet, {**answers, **dict(zip(unknown, (option.code for option in chosen), strict=True))})
        for chosen in product(*(options[code] for code in unknown))
    ]

    outcome = level_for(sheet, answers, unknown)

    assert outcome.could_be == max((one.level for one in filled), key=lambda level: level.order)
    assert outcome.level.order <= outcome.could_be.order
