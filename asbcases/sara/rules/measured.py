"""What an assessment keeps of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Measured:
    """What the rules of effect computed, or somebody counted: two windows, two counts, and all else as plain data."""

    before_from: date
    before_to: date
    after_from: date
    after_to: date
    before: int
    after: int
    figures: Mapping[str, Any] = field(default_factory=dict)
    # The incidents that were counted, by their keys; none where the counts come from elsewhere.
    counted: Sequence[int] = ()
    counted_from: str = ""
    short_reason: str = ""
