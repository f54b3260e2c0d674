"""Which stage of a case may follow which."""

from collections.abc import Mapping

from asbcases.cases.choices import Stage

# open <-> monitoring, either -> closed, closed -> open again by event.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.OPEN: frozenset({Stage.MONITORING, Stage.CLOSED}),
    Stage.MONITORING: frozenset({Stage.OPEN, Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.OPEN}),
}


def may_move(stage: Stage, to: Stage) -> bool:
    """Return whether a case may go from one stage to another."""
    return to in MOVES[stage]
