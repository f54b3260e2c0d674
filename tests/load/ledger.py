"""What the users of the load test were answered, line by line: written by their process, read by the judge."""

import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

# A system is full when one page in twenty takes longer, in seconds, or anything fails.
FULL_AT = 2.0


@dataclass(frozen=True)
class Asked:
    """One request: which page, when it was sent and answered by the clock of the machine, and what was wrong with it."""

    page: str
    at: float
    ended: float
    error: str = ""

    @property
    def seconds(self) -> float:
        """Return how long it took."""
        return self.ended - self.at


@dataclass(frozen=True)
class Window:
    """A time in which a part of the system was away."""

    what: str
    at: float
    until: float

    def touches(self, asked: Asked) -> bool:
        """Return whether a request was under way while the part was away."""
        return asked.at <= self.until and asked.ended >= self.at


@dataclass(frozen=True)
class Step:
    """A time in which so many users were at work."""

    users: int
    at: float
    until: float


class Ledger:
    """A file of lines; each is on the disk before the next thing is done."""

    def __init__(self, file: Path) -> None:
        self.out = file.open("a", buffering=1)

    def note(self, what: str, **told: Any) -> None:
        """Write down one thing."""
        self.out.write(json.dumps({"what": what, "now": time.monotonic(), **told}) + "\n")


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield what was written down; a line that is being written is left for the next time."""
    text = file.read_text() if file.exists() else ""
    for line in text.rpartition("\n")[0].splitlines():
        yield json.loads(line)


def requests(told: Iterable[dict[str, Any]]) -> list[Asked]:
    """Return the requests."""
    return [
        Asked(one["page"], one["at"], one["ended"], one["error"]) for one in told if one["what"] == "asked"
    ]


def steps(told: Iterable[dict[str, Any]]) -> list[Step]:
    """Return the steps that have ended, in their order."""
    return [Step(one["users"], one["at"], one["now"]) for one in told if one["what"] == "step"]


def marks(told: Iterable[dict[str, Any]], what: str) -> set[str]:
    """Return the marks of what was `sent`, or `kept`: answered as saved."""
    return {one["mark"] for one in told if one["what"] == what}


def within(asked: Iterable[Asked], step: Step) -> list[Asked]:
    """Return the requests that were sent in a step."""
    return [one for one in asked if step.at <= one.at <= step.until]


def percentile(seconds: Iterable[float], part: float) -> float:
    """Return the time within which this part of the requests was answered: one that was measured."""
    ordered = sorted(seconds)
    return ordered[max(ceil(part * len(ordered)), 1) - 1] if ordered else 0.0


def is_full(asked: Collection[Asked]) -> bool:
    """Return whether the system had no room for those who asked."""
    return percentile((one.seconds for one in asked), 0.95) > FULL_AT or any(one.error for one in asked)
