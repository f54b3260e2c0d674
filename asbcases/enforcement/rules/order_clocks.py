"""Which clocks run on an order in force: the review of a young person's order, its end, and an 18th birthday."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from asbcases.deadlines.choices import Kind
from asbcases.enforcement.rules.reviews import Anchor, review_owed
from asbcases.law.limits import Limits
from asbcases.law.periods import LONDON, london_midnight_after
from asbcases.law.registry import consider
from asbcases.law.words import day_words

KINDS = (Kind.ORDER_REVIEW, Kind.MEASURE_END, Kind.EIGHTEENTH_BIRTHDAY)


@dataclass(frozen=True)
class Standing:
    """What is on file of an order in force: from what its reviews count, its last day, who is bound, what was held."""

    measure: int
    anchor: Anchor | None
    ends_on: date | None
    born: date | None
    held: tuple[date, ...] = ()
    let_go: Collection[int] = ()


@dataclass(frozen=True)
class Wanted:
    """A clock that there must be: the fact that sets it going, when it runs out, and why."""

    origin: str
    at: datetime
    because: str


def wanted(standing: Standing, limits: Limits) -> Mapping[Kind, Wanted]:
    """Return the clocks of an order in force, by kind; those that have run out are among them."""
    return dict(_all(standing, limits))


def _all(standing: Standing, limits: Limits) -> Iterable[tuple[Kind, Wanted]]:
    whole = f"measure:{standing.measure}"
    if standing.anchor:
        owed = review_owed(standing.anchor, standing.born, standing.held, limits, let_go=standing.let_go)
        if owed:
            yield Kind.ORDER_REVIEW, Wanted(owed.origin, london_midnight_after(owed.day), owed.because)
    if standing.ends_on:
        because = f"its last day is {day_words(standing.ends_on)}"
        yield Kind.MEASURE_END, Wanted(whole, london_midnight_after(standing.ends_on), because)
    if standing.born:
        answer = consider("FAIR-6", {"date_of_birth": standing.born}, limits)
        grown_on: date = answer.values["turns_18_on"]
        at = datetime.combine(grown_on, time(0), LONDON).astimezone(UTC)
        yield Kind.EIGHTEENTH_BIRTHDAY, Wanted(whole, at, answer.reasons[0].removesuffix("."))


def still_runs(kind: Kind, one: Wanted, now: datetime) -> bool:
    """Return whether a clock is set at an instant: what is ours to do is, however late; a day that has come is not."""
    return kind == Kind.ORDER_REVIEW or one.at > now
