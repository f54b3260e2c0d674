"""What a call handler can say of the case review to whoever is on the line; pure.

It is made of the caller's own reports, so that nobody hears what somebody else reported. Of others it says only that trouble
was reported of the place, and that only where the threshold is met with it and not without.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from asbcases.law.limits import Limits, shipped_limits
from triggers.rules.radar import EXPLAIN_LINE, PLACE_LINE, Signal, look
from triggers.rules.seconds import Told, last_day_of_second
from triggers.rules.shapes import Procedure
from triggers.rules.victims import Tie, Victims

COUNTED_LINE = (
    "“You have reported {times} times in six months. You may ask for an ASB case review. "
    "Would you like me to explain it?”"
)


def own_among(in_hand: Signal, earlier: Iterable[Signal]) -> list[Signal]:
    """Return the earlier reports that are certainly of the same victim as the one in hand."""
    others = {one.report.id: one for one in earlier}
    victims = Victims([*(one.report for one in others.values()), in_hand.report])
    return [others[one.id] for one, tie in victims.ties_to(in_hand.report) if tie is Tie.SAME]


def script(
    in_hand: Signal,
    own: Sequence[Signal],
    on: date,
    procedure: Procedure | None,
    told: Iterable[Told] = (),
    limits: Limits | None = None,
    *,
    of_others: Sequence[Signal] = (),
) -> tuple[str, ...]:
    """Return what can be said to who reports now on a London day and reported these before, most important first.

    `of_others` are the reports that other people made.
    """
    limits = limits or shipped_limits()
    by_place = bool(of_others) and look(in_hand, [*own, *of_others], on, procedure, told, limits).by_place
    place = (PLACE_LINE,) if by_place else ()
    return (*place, *_of_their_own(in_hand, own, on, procedure, told, limits)) if own else place


def _of_their_own(
    in_hand: Signal,
    own: Sequence[Signal],
    on: date,
    procedure: Procedure | None,
    told: Iterable[Told],
    limits: Limits,
) -> tuple[str, ...]:
    sighting = look(in_hand, own, on, procedure, told, limits)
    ends = (last_day_of_second(one.report.day, on, limits) for one in own)
    times = 1 + sum(last is not None and on <= last for last in ends)
    counted = COUNTED_LINE.format(times=times)
    return tuple(counted if line == EXPLAIN_LINE else line for line in sighting.lines)
