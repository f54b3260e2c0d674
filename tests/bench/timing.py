"""Measuring: the seconds that a thing takes, and the middle of several measurements."""

from collections.abc import Callable, Hashable, Mapping
from statistics import median
from time import perf_counter
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def seconds(do: Callable[[], object]) -> float:
    """Return how long it takes."""
    begun = perf_counter()
    do()
    return perf_counter() - begun


def in_turn(rounds: int, things: Mapping[Thing, Callable[[], object]]) -> dict[Thing, float]:
    """Return the median seconds of each, all of them done once a round: what disturbs one disturbs the others."""
    taken: dict[Thing, list[float]] = {thing: [] for thing in things}
    for _ in range(rounds):
        for thing, do in things.items():
            taken[thing].append(seconds(do))
    return {thing: median(values) for thing, values in taken.items()}


def against(ratio: float, aim: float | None = None) -> tuple[str, str]:
    """Return the cells of a ratio and of what was aimed at: at most so much, and whether it is."""
    if aim is None:
        return f"{ratio:.1f}", ""
    return f"{ratio:.1f}", f"at most {aim:g}: {'met' if ratio <= aim else 'NOT MET'}"
