"""The second report of a victim in six months, at which the case review must be explained (ACG-1); pure.

Reports to every agency count alike. A near match is not explained to by a rule: a person is asked whether it is the
same victim. Who has had it explained in those six months is not told again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from asbcases.law.limits import Limits, NoLimitError, shipped_limits
from asbcases.law.periods import london_day, months_beginning_with
from asbcases.law.windows import months_words
from asbcases.law.words import day_words
from triggers.rules.complaints import AGENCIES, Source
from triggers.rules.victims import Report, Tie, Victims

RULE = "ACG-1"


class Told(NamedTuple):
    """That the case review was explained to the victim of a report, and when."""

    report: str
    at: datetime


@dataclass(frozen=True)
class Second:
    """Whether the review is to be explained, or of which reports to ask whether they are of the same victim; and why."""

    explain: bool
    who: tuple[str, ...]
    sentence: str
    first: str | None = None

    @property
    def ask(self) -> bool:
        """Return whether a person is asked."""
        return bool(self.who)


def second_report(
    report: Report, others: Iterable[Report], told: Iterable[Told] = (), limits: Limits | None = None
) -> Second:
    """Return what is owed when a report has come beside the others that are on record by then.

    "Those six months" begin with the oldest report of the same victim whose six months still hold the new one.
    """
    victims = Victims([*(one for one in others if one.id != report.id), report])
    return owed(report, victims, told, limits or shipped_limits())


def owed(report: Report, victims: Victims, told: Iterable[Told], limits: Limits) -> Second:
    """Return what is owed for a report of which it is known already who is whose victim."""
    if report.source is Source.PUBLISHED:
        return Second(False, (), "Published data are nobody's report.")
    ties = victims.ties_to(report)
    same = [one for one, tie in ties if tie is Tie.SAME]
    within = [one for one in same if _together(one, report, limits)]
    if not within:
        near = [one.id for one, tie in ties if tie is Tie.NEAR and _together(one, report, limits)]
        return _nobody_else(report, near)
    first = min(within, key=lambda one: one.at)
    begins = min(first.day, report.day)
    mine = {report.id, *(one.id for one in same)}
    for one in sorted(told, key=lambda one: one.at):
        if one.report in mine and begins <= london_day(one.at) and one.at < report.at:
            words = f"It was explained to this victim on {day_words(one.at)}, within the same six months"
            return Second(False, (), f"{words} ({RULE}).", first.id)
    n = limits.number(RULE, max(report.day, first.day))
    words = f"The same victim reported {_named(first)} and {_named(report)}, within {months_words(n)}"
    why = "explain the case review, whether or not the threshold is met"
    return Second(True, (), f"{words}: {why} ({RULE}).", first.id)


def _nobody_else(report: Report, near: Sequence[str]) -> Second:
    if not near:
        return Second(False, (), f"No other report of the same victim lies within six months ({RULE}).")
    words = (
        f"{len(near)} reports within six months may be"
        if len(near) > 1
        else "A report within six months may be"
    )
    return Second(False, tuple(near), f"{words} of the same victim: ask, and explain if so ({RULE}).")


def _together(one: Report, other: Report, limits: Limits) -> bool:
    """Return whether the later of two reports lies within the months that begin with the earlier (T3)."""
    first, second = sorted((one.day, other.day))
    last = last_day_of_second(first, second, limits)
    return last is not None and second <= last


def last_day_of_second(first: date, second: date, limits: Limits) -> date | None:
    """Return the last day on which a report is the second, or nothing before that duty began."""
    try:
        return months_beginning_with(first, limits.number(RULE, second))
    except NoLimitError:
        return None


def _named(report: Report) -> str:
    return f"on {day_words(report.day)} to {AGENCIES.get(report.agency, 'another agency')}"
