"""No victim is lost in how an incident is closed: worked closings, decided by hand before the rule was written."""

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from asbcases.cases.choices import Category
from asbcases.cases.rules.somerton import (
    SIGNALS,
    UNANSWERED,
    contradiction,
    objection,
    signals_of_answers,
    words_of,
)

DATA = Path(__file__).parent.parent / "data"
ANSWERS = {"yes": True, "no": False, "missing": None}
REASON = "The older man was not troubled"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def allowed(row: dict[str, str]) -> bool:
    return not objection(
        ANSWERS[row["answer"]],
        Category(row["category"]),
        [signal for signal in row["signals"].split(";") if signal],
        supervisor=row["by"] in {"sergeant", "inspector"},
        reason=row["reason"],
    )


@pytest.mark.parametrize("file", ["somerton.csv", "somerton_held_back.csv"])
def test_each_worked_closing_is_decided_as_by_hand(file: str) -> None:
    wrong = [row for row in rows(file) if allowed(row) != (row["allowed"] == "yes")]

    assert wrong == []


def test_an_unanswered_question_is_never_answered_by_a_reason() -> None:
    for category, supervisor in product(Category, (True, False)):
        assert objection(None, category, [], supervisor=supervisor, reason=REASON) == UNANSWERED


def test_a_refusal_names_every_signal_and_says_what_mends_it() -> None:
    refused = objection(False, Category.NUISANCE, list(SIGNALS), supervisor=False, reason="")

    assert all(words in refused for words in SIGNALS.values())
    assert "Answer yes, or have a supervisor close it with a reason of at least 20 characters." in refused


@pytest.mark.parametrize("category", [Category.NUISANCE, Category.ENVIRONMENTAL])
def test_a_victim_closes_as_personal(category: Category) -> None:
    assert contradiction(True, Category.PERSONAL, list(SIGNALS)) == ""
    assert f"With a victim it is Personal, not {category.label}." in contradiction(True, category, [])


def test_nobody_says_personal_and_no_victim_at_once() -> None:
    assert "choose another category" in contradiction(False, Category.PERSONAL, [])


@pytest.mark.parametrize(
    ("answers", "signals"),
    [
        ({}, set()),
        ({"threat": {"state": "answered", "threat_to": ["staff"]}}, {"thrive_target"}),
        ({"threat": {"state": "answered", "threat_to": ["public", "property"]}}, set()),
        ({"threat": {"state": "not_asked", "why_not": "line_lost"}}, set()),
        ({"vulnerability": {"state": "none_known"}}, set()),
        ({"vulnerability": {"state": "answered", "flags": ["hate"]}}, {"hate"}),
        ({"vulnerability": {"state": "answered", "flags": ["domestic"]}}, {"vulnerability"}),
        ({"vulnerability": {"state": "answered", "factors": ["older"]}}, {"vulnerability"}),
        (
            {
                "threat": {"state": "answered", "threat_to": ["caller"]},
                "vulnerability": {"state": "answered", "factors": ["child"], "flags": ["hate"]},
            },
            {"thrive_target", "hate", "vulnerability"},
        ),
    ],
)
def test_what_the_answers_of_a_triage_say_of_a_victim(answers: dict[str, object], signals: set[str]) -> None:
    assert signals_of_answers(answers) == signals


def test_signals_are_said_in_the_same_order_whoever_found_them() -> None:
    assert words_of({"hate", "thrive_target"}) == [SIGNALS["thrive_target"], SIGNALS["hate"]]
