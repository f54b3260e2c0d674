"""Every worked call leads to the grade, the facts, the bars and the category that were decided by reading it."""

from typing import Any

import pytest

from asbcases.cases.rules.grading import History, objections, propose, suggest_category
from tests.cases.banks import ALWAYS, GRADES, TEMPLATE, lines

BANKS = ("thrive_calls.jsonl", "thrive_calls_held_back.jsonl")
CALLS = [call for name in BANKS for call in lines(name)]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call["id"])
def test_a_worked_call_is_graded_as_it_was_read(call: dict[str, Any]) -> None:
    proposal = propose(call["answers"], History(**call["history"]), grades=GRADES, always_attend=ALWAYS)

    assert proposal.grade == call["grade"]
    assert sorted(proposal.facts) == call["facts"]
    assert sorted(proposal.bars) == call["bars"]
    assert suggest_category(call["answers"]).category == call["category"]
    assert objections(call["answers"], TEMPLATE) == []
