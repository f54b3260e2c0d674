"""What an assessment is told of a plan and what it says of its windows, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

WEEK = 7


class Outcome(StrEnum):
    """How far an assessment can go."""

    REFUSED = "refused"
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    ASSESSED = "assessed"


class Refusal(StrEnum):
    """Why nothing can be assessed as it is asked."""

    BASELINE_BEFORE_RECORDS = "baseline_before_records"
    BASELINE_OVERLAPS_RESPONSE = "baseline_overlaps_response"
    NO_WHOLE_WEEK = "no_whole_week"
    ENDS_BEFORE_IT_BEGINS = "response_ends_before_it_begins"
    NOT_BEGUN = "response_not_begun"
    SHORT_WITHOUT_REASON = "short_without_reason"


class Caution(StrEnum):
    """Why a figure may say less than it seems to."""

    BASELINE_CHANGED = "baseline_changed"
    COMPARISON_MISSING = "comparison_missing"
    MONTH_ONLY = "month_only"
    OVERLAP = "overlap"
    REGRESSION_TO_THE_MEAN = "regression_to_the_mean"
    SEASON_DIFFERS = "season_differs"
    WINDOW_SHORT = "window_short"


class LeftOut(StrEnum):
    """Why a place that was named is not one to compare with."""

    NAMED_AFTER_START = "named_after_start"
    INSIDE_RING = "inside_ring"


class Days(NamedTuple):
    """Days from the first to the last, both among them."""

    first_on: date
    last_on: date

    @property
    def length(self) -> int:
        """Return how many days they are."""
        return (self.last_on - self.first_on).days + 1

    @property
    def weeks(self) -> int:
        """Return how many whole weeks they hold."""
        return max(self.length, 0) // WEEK

    def holds(self, others: "Days") -> bool:
        """Return whether all of the others are among these."""
        return self.first_on <= others.first_on and others.last_on <= self.last_on

    def meets(self, others: "Days") -> bool:
        """Return whether a day is among both."""
        return self.first_on <= others.last_on and others.first_on <= self.last_on

    def earlier(self, by: timedelta) -> "Days":
        """Return as many days, earlier by so much."""
        return Days(self.first_on - by, self.last_on - by)


class Response(NamedTuple):
    """First and last day of a response; no last day while it goes on."""

    first_on: date
    last_on: date | None

    @property
    def days(self) -> Days:
        """Return its days, to the end of all days while it goes on."""
        return Days(self.first_on, self.last_on or date.max)


@dataclass(frozen=True)
class Occurrence:
    """So many incidents alike as they stand today: their category, and within which days they happened."""

    within: Days
    category: str
    times: int = 1
    in_error: bool = False


@dataclass(frozen=True)
class Comparison:
    """A place to compare with: when it was named, and whether it lies where what is driven away may go."""

    name: str
    named_on: date
    inside_ring: bool


@dataclass(frozen=True)
class Terms:
    """What policy asks: so many whole weeks each side, and under how many incidents there are too few."""

    weeks: int
    few: int


@dataclass(frozen=True)
class Facts:
    """All that is known of a plan when somebody asks whether it worked."""

    today: date
    records_from: date
    baseline: Days
    response: Response | None
    after_days: int
    measure: frozenset[str]
    short_reason: str = ""
    occurrences: Sequence[Occurrence] = ()
    frozen_before: int | None = None
    # What was counted before and after at the assessment before this one.
    last_counts: tuple[int, int] | None = None
    # Over which days the place was the highest, where it was taken up for that.
    highest_over: Days | None = None
    comparisons: Sequence[Comparison] = ()
    other_plans: Sequence[Response] = ()


@dataclass(frozen=True)
class Counts:
    """What counts in each window; nothing is known of a window that nobody can name yet."""

    before: int
    after: int | None
    # Known to be of days of which only some lie in a window: left out.
    undated: int


@dataclass(frozen=True)
class Windows:
    """The windows of an assessment, what counts in them, and all that is to be said of it."""

    outcome: Outcome
    reasons: tuple[Refusal, ...]
    before: Days
    after: Days | None
    counts: Counts
    per_cent: float | None
    year_before: tuple[Days | None, Days | None]
    comparisons: tuple[str, ...]
    left_out: Mapping[str, LeftOut]
    warnings: tuple[Caution, ...]
    frozen_before: int | None
    rerun: bool

    @property
    def ready_on(self) -> date | None:
        """Return the first day on which it is not too early."""
        return self.after.last_on + timedelta(days=1) if self.after else None
