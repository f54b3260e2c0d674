"""What the figures of an assessment say, in plain sentences."""

from collections.abc import Collection, Iterator, Sequence
from math import isinf

from asbcases.law.words import day_words
from asbcases.sara.rules.effect_shapes import (
    Effect,
    Entered,
    Finding,
    Happening,
    Interval,
    Known,
    Method,
    NextDoor,
)
from asbcases.sara.rules.window_shapes import Caution, Days, Terms

NAIVE = "A plain before and after does not know what would have happened anyway."
CLUMPS_UNKNOWN = (
    "Nothing is known of the days: incidents that come together count as if each came by itself, so the true interval "
    "is wider."
)
NO_DAYS = (
    "Too few: the place was taken up because it was the highest over days of the baseline, and the records hold too few "
    "weeks apart from those."
)
NOTHING_TO_COMPARE = "Too few: on one side of the comparison nothing was counted, so there is no interval."
ALONE = "Held against nothing but the length of the windows: what would have happened anyway is not known."
CLUMPS = (
    "Incidents come in clumps here: weeks differ {times:.1f} times as much as single incidents would, and the interval "
    "is wider for it."
)
NO_CHANGE = "no change"
# How much more weeks must differ before anybody need hear of it.
TOLD_FROM = 1.2
CAUTIONS = {
    Caution.BASELINE_CHANGED: (
        "Incidents of the baseline were reclassified since it was frozen: what was counted then stands beside."
    ),
    Caution.COMPARISON_MISSING: (
        "No comparison place was named in advance: what would have happened anyway is not known."
    ),
    Caution.MONTH_ONLY: "Of some incidents only the month is known, and it lies partly in a window: they are left out.",
    Caution.OVERLAP: "Another response ran at the same place in these weeks: which of them did it cannot be told.",
    Caution.REGRESSION_TO_THE_MEAN: (
        "It was taken up because it was the highest, and the highest falls back by itself whatever is done."
    ),
    Caution.SEASON_DIFFERS: (
        "Before and after lie in different seasons, and there are no records of the same days a year before."
    ),
    Caution.WINDOW_SHORT: "A window is shorter than policy asks: chance and single weeks weigh more.",
}


def change(ratio: float) -> str:
    """Return a ratio as people say it: "down by 43 per cent"."""
    if isinf(ratio):
        return "up without limit"
    per_cent = round(100 * (ratio - 1))
    if not per_cent:
        return NO_CHANGE
    return f"{'down' if per_cent < 0 else 'up'} by {abs(per_cent)} per cent"


def many(number: int, thing: str) -> str:
    """Return so many things in right English."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def between(days: Days) -> str:
    """Return the first and last of some days in words."""
    return f"{day_words(days.first_on)} to {day_words(days.last_on)}"


def finding(interval: Interval | None, counts: tuple[int, int], terms: Terms, method: Method) -> str:
    """Return what an interval says, or why there is none."""
    if interval is None:
        return _too_few(counts, terms)
    than = "a day than before" if method in (Method.ALONE, Method.ENTERED) else "than was to be expected"
    low, high = change(interval.low), change(interval.high)
    if interval.finding == Finding.NOT_SHOWN:
        return (
            f"No change is shown: the figure is {change(interval.ratio)}, and anything from {low} to {high} fits the "
            "counts as well."
        )
    much = "Fewer" if interval.finding == Finding.FELL else "More"
    near, far = (high, low) if interval.finding == Finding.FELL else (low, high)
    return (
        f"{much} {than}: {change(interval.ratio)}; the truth lies, 95 times in 100, between {near} and {far}."
    )


def _too_few(counts: tuple[int, int], terms: Terms) -> str:
    before, after = counts
    if before + after >= terms.few:
        return NOTHING_TO_COMPARE
    return (
        f"Too few: {before} before and {after} after are {before + after} in all, and under {terms.few} nothing can be "
        "told from chance."
    )


def sentences(effect: Effect, known: Known, terms: Terms) -> tuple[str, ...]:
    """Return what an assessment says: the finding, against what, over which days, and what became of the ring."""
    few = effect.before + effect.after < terms.few
    if effect.held_against is None and not few:
        return (NO_DAYS,)
    said = finding(effect.interval, (effect.before, effect.after), terms, effect.method)
    if effect.interval is None or effect.held_against is None:
        return (said,)
    return (
        said,
        *_basis(effect.method, known, effect.held_against, effect.interval),
        *_ring(effect.next_door),
    )


def _basis(method: Method, known: Known, against: Days, interval: Interval) -> Iterator[str]:
    """Yield against what the counts were held, over which days, and how they clump."""
    yield _held(method, known, against)
    if against != known.before and known.highest_over:
        yield (
            f"It was the highest over {between(known.highest_over)} and would have fallen back by itself: so after is "
            f"held against {between(against)}, when {known.total(known.place, against)} were counted here."
        )
    if interval.dispersion >= TOLD_FROM:
        yield CLUMPS.format(times=interval.dispersion)


def _held(method: Method, known: Known, against: Days) -> str:
    if method == Method.ALONE:
        return ALONE
    if method == Method.YEAR_BEFORE:
        return "Held against the same weekdays a year before at the same place."
    before, after = known.total(known.pooled, against), known.total(known.pooled, known.after)
    places = many(len(known.comparisons), "comparison place")
    return f"Held against {places}, where {before} were counted over the same days before and {after} after."


def _ring(door: NextDoor | None) -> Iterator[str]:
    """Yield what became of the ring."""
    if door is None:
        return
    if door.ring is None or door.together is None:
        yield "Next door too little was counted to say whether anything moved there."
        return
    if door.ring.finding == Finding.ROSE and door.quotient is not None:
        yield (
            f"Next door there were about {round(door.moved)} more than was to be expected, and here about "
            f"{round(door.prevented)} fewer: some may have moved."
        )
    else:
        yield NEXT_DOOR[door.ring.finding]
    ratios = (door.together.ratio, door.together.low, door.together.high)
    yield "Here and next door together: {} ({} to {}).".format(*map(change, ratios))


NEXT_DOOR = {
    Finding.FELL: "Next door there were fewer than was to be expected too: the good may have spread.",
    Finding.ROSE: "Next door there were more than was to be expected.",
    Finding.NOT_SHOWN: "Next door no change is shown: what moved there, if any, is too little to tell from chance.",
}


def entered(counts: Entered) -> str:
    """Return whence two entered counts come."""
    return f"Two counts that were entered, from {counts.source}; each incident is taken as coming by itself."


def naive(known: Known, cautions: Collection[Caution]) -> tuple[str, ...]:
    """Return why a plain before and after of these counts may mislead."""
    return (NAIVE, *_elsewhere(known), *_told(cautions))


def _elsewhere(known: Known) -> Iterator[str]:
    """Yield what happened over the same days where nothing was done."""
    before, after = known.total(known.pooled, known.before), known.total(known.pooled, known.after)
    if before:
        ratio = after * known.before.length / (before * known.after.length)
        said = change(ratio)
        began = "there was" if said == NO_CHANGE else "it was"
        yield f"At the comparison places, where nothing was done, {began} {said} a day over the same days."


def warnings(
    cautions: Collection[Caution], happenings: Sequence[Happening], windows: tuple[Days, Days]
) -> tuple[str, ...]:
    """Return why the figures may say less than they seem to."""
    return (*_told(cautions), *_happened(happenings, windows))


def _told(cautions: Collection[Caution]) -> Iterator[str]:
    yield from (words for caution, words in CAUTIONS.items() if caution in cautions)


def _happened(happenings: Sequence[Happening], windows: tuple[Days, Days]) -> Iterator[str]:
    for each in happenings:
        for window, name in zip(windows, ("before", "after"), strict=True):
            if each.days.meets(window):
                yield f"{each.words}, {between(each.days)}, lies in the days {name}: it may have done it all."
