"""How an area's reviews went in a period, beside the figures of the Act: days per step, what was on time, who answered; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Course:
    """When each step of an application was taken; empty where it was not, or not yet."""

    received_on: date
    acknowledged_on: date | None = None
    decided_on: date | None = None
    met: bool = False
    decision_told_on: date | None = None
    held_on: date | None = None
    told_on: date | None = None

    def steps(self) -> Iterator[tuple[str, int]]:
        """Yield each step that was taken with the days that it took."""
        if self.acknowledged_on:
            yield "Application to acknowledgement", (self.acknowledged_on - self.received_on).days
        if self.decided_on is None:
            return
        yield "Application to decision on the threshold", (self.decided_on - self.received_on).days
        if self.decision_told_on:
            yield "Decision to the letter that tells it", (self.decision_told_on - self.decided_on).days
        if not (self.met and self.held_on):
            return
        yield "Decision to panel", (self.held_on - self.decided_on).days
        if self.told_on:
            yield "Panel to outcome letter", (self.told_on - self.held_on).days
            yield "Application to outcome letter", (self.told_on - self.received_on).days


STEPS = (
    "Application to acknowledgement",
    "Application to decision on the threshold",
    "Decision to the letter that tells it",
    "Decision to panel",
    "Panel to outcome letter",
    "Application to outcome letter",
)


@dataclass(frozen=True)
class Clocked:
    """A clock that was not called off: what it was for, when it ran out, and when what was owed was done."""

    kind: str
    due_at: datetime
    met_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """A body that was told of an application, and whether it had replied or refused."""

    body: str
    replied: bool = False
    refused: bool = False


def days_per_step(courses: Iterable[Course]) -> list[dict[str, Any]]:
    """Return for each step how many days it took: of how many, in the middle, and at most; None where nobody took it."""
    taken: dict[str, list[int]] = {step: [] for step in STEPS}
    for course in courses:
        for step, days in course.steps():
            taken[step].append(days)
    return [
        {
            "step": step,
            "of": len(days),
            "median": median(days) if days else None,
            "longest": max(days, default=None),
        }
        for step, days in taken.items()
    ]


def on_time(clocks: Iterable[Clocked], as_at: datetime) -> list[dict[str, Any]]:
    """Return for each kind how many clocks came to their end, and how many of them in time; what runs still is left out."""
    ended: dict[str, list[bool]] = {}
    for clock in sorted(clocks, key=lambda one: one.kind):
        met_at = clock.met_at if clock.met_at and clock.met_at <= as_at else None
        if met_at or clock.due_at <= as_at:
            ended.setdefault(clock.kind, []).append(met_at is not None and met_at < clock.due_at)
    return [{"kind": kind, "of": len(times), "in_time": sum(times)} for kind, times in ended.items()]


def share(lines: Sequence[Mapping[str, Any]]) -> int | None:
    """Return how many in a hundred were in time, of all kinds together; None where no clock came to its end."""
    ended = sum(line["of"] for line in lines)
    return round(100 * sum(line["in_time"] for line in lines) / ended) if ended else None


def answers(asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """Return for each body how often it was told, refused and did not answer: those that stay silent first."""
    told, silent, refused = Counter[str](), Counter[str](), Counter[str]()
    for one in asked:
        told[one.body] += 1
        silent[one.body] += not one.replied
        refused[one.body] += one.refused
    order = sorted(told, key=lambda body: (-silent[body], body))
    return [
        {"body": body, "told": told[body], "silent": silent[body], "refused": refused[body]} for body in order
    ]


def outcomes(words: Iterable[str]) -> list[dict[str, Any]]:
    """Return how often each outcome came, in the order of their words."""
    return [{"outcome": outcome, "times": times} for outcome, times in sorted(Counter(words).items())]
