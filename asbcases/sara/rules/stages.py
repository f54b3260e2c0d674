"""Which stage of a plan may follow which (OSARA: objective, scanning, analysis, response, assessment)."""

from collections.abc import Mapping

NEXT: Mapping[str, tuple[str, ...]] = {
    "objective": ("scanning",),
    "scanning": ("analysis", "closed"),
    "analysis": ("response",),
    "response": ("assessment", "closed"),
    # What did not work is responded to again.
    "assessment": ("response", "closed"),
    "closed": (),
}


def may_move(stage: str, to: str) -> bool:
    """Return whether a plan may go from one stage to another."""
    return to in NEXT[stage]
