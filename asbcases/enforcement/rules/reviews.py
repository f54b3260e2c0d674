"""Which review of a young person's order is owed, from the days of the order, its variations and the reviews held (CBO-13)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from asbcases.law.answers import Answer
from asbcases.law.limits import Limits, NoLimitError
from asbcases.law.registry import consider
from asbcases.law.words import day_words

RULE = "CBO-13"


@dataclass(frozen=True)
class Anchor:
    """The order from which the periods of review count: the newest variation, else the order as it was made."""

    order: int
    day: date
    varied: bool
    effect_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Owed:
    """One review that is owed: of which period, by which day we hold it, and why."""

    order: int
    period: int
    day: date
    because: str

    @property
    def origin(self) -> str:
        """Return what names the review in the diary: the order and the number of the period since."""
        return origin_of(self.order, self.period)


def origin_of(order: int, period: int) -> str:
    """Return what names the review of a period in the diary."""
    return f"order_made:{order}:{period}"


def review_owed(
    anchor: Anchor, born: date | None, held: Iterable[date], limits: Limits, *, let_go: Collection[int] = ()
) -> Owed | None:
    """Return the first review that was not held yet, or none where none is due any more; `let_go` are waived periods.

    A review counts for one period, the first that has begun and is not reviewed yet: one that is held late counts for
    the period that it was late for.
    """
    if born is None:
        return None
    left = sorted(day for day in held if day >= anchor.day)
    period = 0
    # The periods end with the order, or with the 18th birthday.
    while True:
        period += 1
        answer = answer_for(anchor, born, period, limits)
        if answer is None or answer.values["review_by"] is None:
            return None
        begins: date = answer.values["period_from"]
        done = next((day for day in left if day >= begins), None)
        if done is not None:
            left = left[left.index(done) + 1 :]
        elif period not in let_go:
            return Owed(anchor.order, period, answer.values["safe_day"], _because(answer))


def facts_for(anchor: Anchor, born: date | None, period: int) -> dict[str, Any]:
    """Return what the rule is asked about a period."""
    return {
        "date_of_birth": born,
        "effect_on": anchor.effect_on,
        "varied_on": anchor.day if anchor.varied else None,
        "ends_on": anchor.ends_on,
        "period": period,
    }


def answer_for(anchor: Anchor, born: date, period: int, limits: Limits) -> Answer | None:
    """Return what the rule answers about a period; None for an order of a time without such reviews."""
    try:
        return consider(RULE, facts_for(anchor, born, period), limits)
    except NoLimitError:
        return None


def _because(answer: Answer) -> str:
    """Return the sentence of the clock, with the safe day where the law may be read to end a day later."""
    said = answer.reasons[0].removesuffix(".")
    safe: date = answer.values["safe_day"]
    return said if safe == answer.values["review_by"] else f"{said}; to be safe by {day_words(safe)}"
