"""How much of everything a county has: the demonstration's numbers, and fewer of each for whoever only tests it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """How many cases, and how many incidents that are no part of one, over how many days; and whether the stories are told."""

    cases: int
    alone: int
    days: int
    # How many reports tell of one incident, each as often as it stands here.
    tellers: tuple[int, ...] = (1, 1, 1, 2, 2, 2, 3, 3, 4, 4)
    stories: bool = True


DEMO = Numbers(cases=110, alone=114, days=150)
# The stories among a handful of others: for tests, in a few seconds.
HANDFUL = Numbers(cases=5, alone=4, days=66)
