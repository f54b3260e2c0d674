"""The gates of a plan, held against sixty that another hand decided before the rule was written."""

import pytest

from asbcases.sara.rules.gates import Objective
from asbcases.sara.rules.stages import NEXT, may_move
from tests.sara.gate_data import agrees, answered, lines

TUNED = lines("sara_gates.jsonl")


@pytest.mark.parametrize("line", TUNED, ids=[line["id"] for line in TUNED])
def test_a_gate_is_as_another_hand_decided(line: dict) -> None:
    found = answered(line["facts"])

    assert {name: found.get(name) for name in line["expected"]} == line["expected"], line["why"]


def test_the_gates_that_were_held_back_agree() -> None:
    held_back = lines("sara_gates_held_back.jsonl")

    agreed = sum(map(agrees, held_back))

    assert f"{agreed} of {len(held_back)}" == "30 of 30"


def test_an_objective_without_a_value_is_neither_measured_nor_missed() -> None:
    assert not Objective(measured=True, target=20, value=None).is_measured
    assert not Objective(measured=False, target=20, value=40).missed


def test_a_closed_plan_goes_nowhere_and_no_stage_is_skipped() -> None:
    assert {stage for stage in NEXT if may_move(stage, "closed")} == {"scanning", "response", "assessment"}
    assert not any(may_move("closed", stage) for stage in NEXT)
    assert not may_move("objective", "analysis")
    assert may_move("assessment", "response")
