"""How far a ratio may be off by chance where incidents come in clumps (docs/statistics.md).

Loads scipy, which takes half a second and 60 MB: import this module only where an assessment is computed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from scipy.optimize import brentq
from scipy.special import betaincinv, stdtrit

from asbcases.sara.rules.effect_shapes import CONFIDENCE, Interval

UPPER = (1 + CONFIDENCE) / 2
# A change by a factor of e to the twelfth is no longer told from all or nothing.
FURTHEST = 12.0
LEAST = 1e-12


@dataclass(frozen=True)
class Spread:
    """How much more counts of weeks differ than independent incidents would, and by how many free weeks it is known."""

    dispersion: float
    weeks: int


@dataclass(frozen=True)
class Table:
    """What was counted before and after, here and elsewhere; elsewhere may be a length in days, which is no chance."""

    before: int
    after: int
    elsewhere_before: int
    elsewhere_after: int
    by_days: bool = False

    @property
    def tells(self) -> bool:
        """Return whether there is a ratio: something before, and elsewhere something each time."""
        return min(self.before, self.elsewhere_before, self.elsewhere_after) > 0

    @property
    def ratio(self) -> float:
        """Return the ratio of after to before here, over the same ratio elsewhere."""
        return (self.after * self.elsewhere_before) / (self.before * self.elsewhere_after)

    def deviance(self, log_ratio: float) -> float:
        """Return by how much the counts speak against a ratio: twice what their log-likelihood lacks."""
        elsewhere: tuple[int, ...] = () if self.by_days else (self.elsewhere_before, self.elsewhere_after)
        pairs = zip((self.before, self.after, *elsewhere), self.expected(log_ratio), strict=True)
        return 2 * sum(counted * log(counted / max(meant, LEAST)) for counted, meant in pairs if counted)

    def expected(self, log_ratio: float) -> tuple[float, ...]:
        """Return what would most likely be counted under a ratio, with the same sums of rows and columns."""
        return self._by_days(exp(log_ratio)) if self.by_days else self._by_places(exp(log_ratio))

    def _by_days(self, ratio: float) -> tuple[float, ...]:
        all_in_all = self.before + self.after
        later = all_in_all / (1 + self.elsewhere_before / (self.elsewhere_after * ratio))
        return all_in_all - later, later

    def _by_places(self, ratio: float) -> tuple[float, ...]:
        here, later = self.before + self.after, self.after + self.elsewhere_after
        rest = self.elsewhere_before - self.after
        square, linear, plain = 1 - ratio, rest + ratio * (here + later), -ratio * here * later
        root = sqrt(max(linear * linear - 4 * square * plain, 0))
        after = -2 * plain / (linear + root) if linear >= 0 else (root - linear) / (2 * square)
        return here - after, after, rest + after, later - after


def quasi_interval(table: Table, spread: Spread) -> Interval | None:
    """Return the ratios that the counts do not speak against, or none where there is no ratio or no free week.

    Quasi-likelihood (Wedderburn 1974; McCullagh and Nelder 1989, 9.2): the deviance over the dispersion is held against
    the square of Student's t, so that the interval is as lopsided as the counts and stands where none came after.
    """
    if not table.tells or spread.weeks < 1:
        return None
    allowed = spread.dispersion * float(stdtrit(spread.weeks, UPPER)) ** 2

    def against(log_ratio: float) -> float:
        return table.deviance(log_ratio) - allowed

    middle = log(table.ratio) if table.after else -FURTHEST
    low = _where(against, middle, min(-FURTHEST, middle), never=0.0) if table.after else 0.0
    high = _where(against, middle, max(FURTHEST, middle), never=inf)
    return Interval(table.ratio, low, high, spread.dispersion, spread.weeks)


def _where(against: Callable[[float], float], middle: float, end: float, *, never: float) -> float:
    """Return the ratio on the way from the middle to an end at which the counts begin to speak against it."""
    return never if against(middle) * against(end) > 0 else exp(float(brentq(against, middle, end)))


def exact_interval(before: int, after: int, days: tuple[int, int]) -> Interval | None:
    """Return the exact interval of two counts over so many days, as if each incident came by itself (Clopper, Pearson)."""
    if not before:
        return None
    low = float(betaincinv(after, before + 1, 1 - UPPER)) if after else 0.0
    shares = (after / (before + after), low, float(betaincinv(after + 1, before, UPPER)))
    ratio, lowest, highest = (share / (1 - share) * days[0] / days[1] for share in shares)
    return Interval(ratio, lowest, highest, dispersion=1.0, weeks=0)


def spread_of_shares(here: Sequence[Sequence[int]], elsewhere: Sequence[Sequence[int]]) -> Spread:
    """Return by how much the share of a place in what came each week swings around its share in all weeks of a period."""
    squares, free = 0.0, 0
    for ours, theirs in zip(here, elsewhere, strict=True):
        share = sum(ours) / max(sum(ours) + sum(theirs), 1)
        if 0 < share < 1:
            weeks = [(n, n + other) for n, other in zip(ours, theirs, strict=True) if n + other]
            squares += sum((n - both * share) ** 2 / (both * share * (1 - share)) for n, both in weeks)
            free += len(weeks) - 1
    return _spread(squares, free)


def spread_of_weeks(periods: Sequence[Sequence[int]]) -> Spread:
    """Return by how much the counts of weeks swing around the mean of their period."""
    squares, free = 0.0, 0
    for weeks in periods:
        if mean := sum(weeks) / max(len(weeks), 1):
            squares += sum((n - mean) ** 2 / mean for n in weeks)
            free += len(weeks) - 1
    return _spread(squares, free)


def _spread(squares: float, free: int) -> Spread:
    """Return a dispersion, at least that of independent incidents: that weeks differ by less is chance."""
    return Spread(max(squares / free, 1.0) if free else 1.0, free)
