"""Plans to be assessed, week by week, as the tests of their figures need them."""

from datetime import date, timedelta
from typing import Any

from asbcases.sara.rules.effect import effect_of
from asbcases.sara.rules.effect_shapes import Effect, Known
from asbcases.sara.rules.window_shapes import Days, Terms

TERMS = Terms(weeks=8, few=20)
FIRST = date(2026, 1, 5)


def weeks(first: int, number: int) -> Days:
    """Return so many weeks of the records, from the one of this number on."""
    return Days(FIRST + timedelta(weeks=first), FIRST + timedelta(weeks=first + number, days=-1))


def each_week(*runs: tuple[int, int]) -> tuple[int, ...]:
    """Return a series by runs of weeks: how many, and what came in each of them, on its Wednesday."""
    return tuple(count * (day == 2) for many, count in runs for _ in range(many) for day in range(7))


def swinging(*runs: tuple[int, int], by: int = 0) -> tuple[int, ...]:
    """Return a series as before, of which every second week has more by so much, and the others less."""
    levels = [count for many, count in runs for _ in range(many)]
    return each_week(*((1, count + (by if week % 2 else -by)) for week, count in enumerate(levels)))


def assessed(place: tuple[int, ...], *others: tuple[int, ...], **known: Any) -> Effect:
    """Return what is said of eight weeks, a response of four, and eight weeks after it."""
    return effect_of(known_of(place, *others, **known), TERMS)


def known_of(place: tuple[int, ...], *others: tuple[int, ...], **known: Any) -> Known:
    """Return what is known of such a plan, with places to compare it with."""
    return Known(
        **{
            "records_from": FIRST,
            "before": weeks(0, 8),
            "after": weeks(12, 8),
            "place": place,
            "comparisons": {f"Place {number}": each for number, each in enumerate(others, 1)},
            **known,
        }
    )
