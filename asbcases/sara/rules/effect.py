"""Whether there were fewer after a response than would have been without it, and how sure that is (docs/statistics.md).

Before and after on the frozen measure are held against the same days at comparison places: a ratio of rate ratios, with
a 95 % interval from how much whole weeks differ. Without such places the same days a year before stand in, and without
those the length of the windows, which is weak. Practice reference, 4.4.
"""

from dataclasses import replace

from asbcases.sara.rules import effect_words as words
from asbcases.sara.rules.effect_shapes import (
    Effect,
    Entered,
    Finding,
    Known,
    Method,
    Naive,
    NextDoor,
    Strength,
)
from asbcases.sara.rules.reference import held_against, method_of
from asbcases.sara.rules.window_shapes import Caution, Days, Terms

# With these nothing more than weak evidence comes of it, comparison places or not.
WEAKENS = frozenset({Caution.MONTH_ONLY, Caution.OVERLAP, Caution.WINDOW_SHORT})


def effect_of(known: Known, terms: Terms) -> Effect:
    """Return what the counts of a plan say, with an interval or the reason why there is none."""
    before, after = known.total(known.place, known.before), known.total(known.place, known.after)
    against = held_against(known, terms)
    cautions = _cautions(known)
    method = method_of(known, against or known.before)
    effect = Effect(
        finding=Finding.TOO_FEW,
        method=method,
        before=before,
        after=after,
        held_against=against,
        interval=None,
        naive=_naive(before, after, (known.before, known.after), words.naive(known, cautions)),
        next_door=None,
        strength=Strength.WEAK,
        sentences=(),
        warnings=words.warnings(cautions, known.happenings, (known.before, known.after)),
    )
    if before + after >= terms.few and against:
        effect = _with_interval(effect, known, against, cautions)
    return replace(effect, sentences=words.sentences(effect, known, terms))


def effect_entered(entered: Entered, terms: Terms) -> Effect:
    """Return what two entered counts say: weak evidence always, for nothing is known of their days."""
    # Loads scipy: half a second that a process need not spend at its start.
    from asbcases.sara.rules.intervals import exact_interval

    windows = (entered.before_days, entered.after_days)
    counts, lengths = (entered.before, entered.after), (windows[0].length, windows[1].length)
    interval = exact_interval(*counts, lengths) if sum(counts) >= terms.few else None
    warnings = words.warnings(entered.cautions, entered.happenings, windows)
    return Effect(
        finding=interval.finding if interval else Finding.TOO_FEW,
        method=Method.ENTERED,
        before=entered.before,
        after=entered.after,
        held_against=windows[0],
        interval=interval,
        naive=_naive(*counts, windows, (words.NAIVE, *warnings)),
        next_door=None,
        strength=Strength.WEAK,
        sentences=(words.finding(interval, counts, terms, Method.ENTERED), words.entered(entered)),
        warnings=(words.CLUMPS_UNKNOWN, *warnings),
    )


def _with_interval(effect: Effect, known: Known, against: Days, cautions: frozenset[Caution]) -> Effect:
    """Return an effect with its interval, where one can be computed, and with what became of the ring."""
    # Loads scipy: half a second that a process need not spend at its start.
    from asbcases.sara.rules.estimates import Held, next_door

    held = Held(known, effect.method, against)
    interval = held.interval(known.place)
    if interval is None:
        return effect
    fair = effect.method == Method.PLACES and not cautions & WEAKENS
    ring: NextDoor | None = None if known.ring is None else next_door(held, known.ring)
    return replace(
        effect,
        finding=interval.finding,
        interval=interval,
        next_door=ring,
        strength=Strength.FAIR if fair else Strength.WEAK,
    )


def _cautions(known: Known) -> frozenset[Caution]:
    """Return what was warned of the windows, and what the counts show by themselves."""
    highest = known.highest_over is not None and known.highest_over.meets(known.before)
    return frozenset(
        {
            *known.cautions,
            *((Caution.REGRESSION_TO_THE_MEAN,) if highest else ()),
            *(() if known.comparisons else (Caution.COMPARISON_MISSING,)),
        }
    )


def _naive(before: int, after: int, windows: tuple[Days, Days], why: tuple[str, ...]) -> Naive:
    """Return the plain change a day in per cent, to a tenth; nothing can be said from nothing."""
    per_cent = None
    if before:
        per_cent = round(100 * (after * windows[0].length / (before * windows[1].length) - 1), 1)
    return Naive(before, after, per_cent, why)
