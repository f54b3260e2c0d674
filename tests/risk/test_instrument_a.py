"""The fourteen questions come to what was worked by hand, and to what an independent count of them comes to."""

import csv
from itertools import islice
from pathlib import Path

import pytest

from risk.instruments import FOLDER, read_instrument
from risk.rules import IncompleteError, level_for
from tests.data import write_risk_instrument_a as independent
from tests.proof.permutations import found

BANK = Path(__file__).parent.parent / "data" / "risk_instrument_a.csv"
SHEET = read_instrument((FOLDER / "instrument_a_1.toml").read_text(encoding="utf-8")).sheet
# A prime, and not the one of the bank: no question keeps step with it.
STRIDE = 151


def test_every_row_worked_by_hand_comes_out() -> None:
    with BANK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    for row in rows:
        answers = {question.code: row[question.code] for question in SHEET.questions}
        expected = (int(row["score"]), row["band_level"], row["floor_level"], row["level"])
        assert found(SHEET, answers) == expected, row["why"]
    assert len(rows) == 303


def test_thousands_of_sets_of_answers_come_to_what_an_independent_count_says() -> None:
    checked = 0
    for answers in islice(independent.permutations(), 0, None, STRIDE):
        assert found(SHEET, answers) == independent.score(answers), answers
        checked += 1
    assert checked == -(-independent.PERMUTATIONS // STRIDE)


@pytest.mark.parametrize("left_out", ["frequency", "prior_incidents"], ids=["scored", "not scored"])
def test_without_an_answer_there_is_no_level_whether_it_scores_or_not(left_out: str) -> None:
    answers = {code: option for code, option in independent.LEAST.items() if code != left_out}

    with pytest.raises(IncompleteError):
        level_for(SHEET, answers, [left_out])
