"""Answers become a score, a band, a floor and a level, as an outside count of every permutation has it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk.choices import Level, Scoring
from risk.instruments import FOLDER, read_instrument
from risk.rules import (
    IncompleteError,
    Option,
    Question,
    UnknownAnswerError,
    band_for,
    floors_met,
    highest,
    level_for,
    score_of,
)

BANK = Path(__file__).parent.parent / "data" / "risk_instrument_b.csv"
SHEET = read_instrument((FOLDER / "instrument_b_1.toml").read_text(encoding="utf-8")).sheet
ALL_LOWEST = {question.code: question.options[0].code for question in SHEET.questions}

answer_sets = st.fixed_dictionaries(
    {
        question.code: st.sampled_from([option.code for option in question.options])
        for question in SHEET.questions
    }
)


def permutations() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    with BANK.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {question.code: row[question.code] for question in SHEET.questions}, row


def test_all_5184_sets_of_answers_come_to_what_the_outside_count_says() -> None:
    checked = 0
    for answers, expected in permutations():
        outcome = level_for(SHEET, answers)

        floor = outcome.floor_level.value if outcome.floor_level else ""
        found = (str(outcome.score), outcome.band_level.value, floor, outcome.level.value)
        assert found == tuple(expected[name] for name in ("score", "band_level", "floor_level", "level")), (
            answers
        )
        checked += 1
    assert checked == 5184


@pytest.mark.parametrize("left_out", ALL_LOWEST)
def test_an_incomplete_assessment_has_no_level(left_out: str) -> None:
    answers = {code: option for code, option in ALL_LOWEST.items() if code != left_out}

    with pytest.raises(IncompleteError) as refusal:
        level_for(SHEET, answers)

    assert [question.code for question in refusal.value.missing] == [left_out]


def test_unstated_safety_is_not_taken_for_an_answer() -> None:
    answers = {**ALL_LOWEST}
    del answers["safe"]

    with pytest.raises(IncompleteError, match="Not answered: safe"):
        level_for(SHEET, answers)


@pytest.mark.parametrize(
    "wrong", [{"frequency": "hourly"}, {"evidence": "yes"}, {"safe": ""}], ids=["option", "question", "empty"]
)
def test_an_answer_that_the_version_does_not_allow_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownAnswerError) as refusal:
        score_of(SHEET, {**ALL_LOWEST, **wrong})

    assert refusal.value.unknown == tuple(wrong)


@pytest.mark.parametrize(
    ("score", "level"),
    [(0, "standard"), (6, "standard"), (7, "medium"), (14, "medium"), (15, "high"), (28, "high")],
)
def test_the_bands_meet_at_6_and_7_and_at_14_and_15(score: int, level: str) -> None:
    assert band_for(SHEET, score) == level


@given(answer_sets)
def test_a_floor_raises_a_level_and_never_lowers_it(answers: dict[str, str]) -> None:
    outcome = level_for(SHEET, answers)

    assert outcome.level.order >= outcome.band_level.order
    assert all(outcome.level.order >= floor.level.order for floor in outcome.floors)


def test_a_floor_below_the_band_leaves_the_band() -> None:
    answers = {question.code: question.options[-1].code for question in SHEET.questions}
    low_floors = tuple(replace(floor, level=Level.STANDARD) for floor in SHEET.floors)

    outcome = level_for(replace(SHEET, floors=low_floors), answers)

    assert (outcome.score, outcome.floor_level, outcome.level) == (28, Level.STANDARD, Level.HIGH)


def test_every_floor_that_is_met_gives_its_reason() -> None:
    answers = {**ALL_LOWEST, "vulnerability": "high", "violence": "yes"}

    assert [floor.reason for floor in floors_met(SHEET, answers)] == [
        "There has been violence or a threat of it",
        "The victim is very vulnerable and there has been violence or a threat of it",
    ]


def test_a_question_that_does_not_score_must_be_answered_and_adds_nothing() -> None:
    advice = Question(
        "evidence", "What evidence is there?", (Option("photo", "Photographs", 9),), scored=False
    )
    sheet = replace(SHEET, questions=(*SHEET.questions, advice))

    assert score_of(sheet, {**ALL_LOWEST, "evidence": "photo"}) == 0
    with pytest.raises(IncompleteError):
        score_of(sheet, ALL_LOWEST)


def test_an_instrument_may_count_triggers_and_leave_questions_open() -> None:
    sheet = replace(SHEET, scoring=Scoring.COUNT, require_all=False)

    assert score_of(sheet, {"violence": "yes", "hate": "yes", "impact": "low"}) == 2


def test_no_answer_at_all_is_never_complete() -> None:
    with pytest.raises(IncompleteError):
        score_of(replace(SHEET, require_all=False), {})


def test_the_highest_of_no_levels_is_none() -> None:
    assert highest([]) is None
    assert highest([Level.MEDIUM, Level.HIGH, Level.STANDARD]) is Level.HIGH
