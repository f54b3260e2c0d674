"""Every worked history meets the rule that was found by hand, or none."""

from typing import Any

import pytest

from asbcases.cases.rules.repeats import hits
from tests.cases.banks import lines, repeat_rules, told

BANKS = ("repeats.jsonl", "repeats_held_back.jsonl")


@pytest.mark.parametrize("row", [row for name in BANKS for row in lines(name)], ids=lambda row: row["id"])
def test_a_worked_history_meets_the_rule_found_by_hand(row: dict[str, Any]) -> None:
    met = hits(told(row["in_hand"]), map(told, row["earlier"]), repeat_rules())

    assert next((hit.rule for hit in met), None) == row["hit"], row["why"]
