"""Row history: a trigger keeps the old row on every update and delete, whoever caused it."""

from collections.abc import Callable
from typing import Any

import pghistory


def keep_history(*, exclude: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Return a class decorator that keeps each earlier state of a model's rows."""
    track: Callable[[Any], Any] = pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("deleted", row=pghistory.Old),
        exclude=list(exclude) or None,
    )
    return track
