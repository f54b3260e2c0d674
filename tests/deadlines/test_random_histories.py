"""A few hundred random histories of a deadline come to what an oracle works out; the proofs tell many more."""

import pytest

from asbcases.deadlines import rules
from tests.proof.engine import Engine
from tests.proof.histories import FEW, KNOWN, WHAT, Comparison, compared


@pytest.fixture(scope="module")
def told() -> Comparison:
    return compared(range(FEW))


@pytest.mark.parametrize("what", WHAT)
def test_histories_by_chance_come_to_what_the_oracle_works_out(told: Comparison, what: str) -> None:
    assert told.compared[what] >= FEW
    assert [wrong for wrong in told.wrong if wrong[0] == what] == []


def test_the_histories_hold_some_of_everything(told: Comparison) -> None:
    assert {what for what in KNOWN if not told.seen[what]} == set()


def test_a_step_that_is_never_looked_at_again_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "next_step", lambda plan, taken: None)

    assert "sweeps with their steps" in _wrong()


def test_a_pause_that_is_forgotten_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Engine.happen
    monkeypatch.setattr(
        Engine, "happen", lambda self, event: [] if event.verb == "pauses" else told(self, event)
    )

    assert {"dates", "rounds"} <= _wrong()


def _wrong() -> set[str]:
    return {what for what, _, _ in compared(range(FEW)).wrong}
