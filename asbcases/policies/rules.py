"""Which numbers and choices fit a rule of policy: its unit, its size, and whether policy may be silent on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from asbcases.law.limits import Limit

CLOCK_UNITS = ("minutes", "hours", "days", "working_days", "months")
# More than this is a slip of the keyboard: no clock of the law or of a force runs so long.
LARGEST = {
    "minutes": 1_440,
    "hours": 8_760,
    "days": 3_660,
    "working_days": 2_600,
    "months": 120,
    "count": 1_000,
    "hour_of_day": 23,
}
# No number of the law is larger: the fine of an individual is the largest that there is.
LARGEST_LIMIT = 100_000
# "Jane Marsh, Legal Services": a name alone says nothing of the office.
LEAST_WORDS_OF_A_LAWYER = 3
# Whoever sets a number for a later day than this has mistyped the year.
AHEAD = timedelta(days=3 * 366)
# What stands for an office that nobody holds yet, or of which nobody told us.
NOBODY = "nobody"


@dataclass(frozen=True)
class Family:
    """What the rules with one beginning have in common."""

    beginning: str
    units: tuple[str, ...]
    least: int = 1
    may_be_silent: bool = False
    moves: bool = True

    @property
    def counts(self) -> bool:
        """Return whether a number is stated, and not a choice."""
        return self.units != ("choice",)


FAMILIES = (
    Family("deadline.nature", ("choice",)),
    Family("deadline.owner", ("choice",), moves=False),
    Family("deadline.warn", ("minutes", "hours", "days"), may_be_silent=True),
    # What is told again and again is told at the same clock time of a later day.
    Family("deadline.escalate.again", ("days",), may_be_silent=True),
    Family("deadline.escalate.", ("minutes", "hours", "days"), least=0, may_be_silent=True),
    Family("notify.quiet.", ("hour_of_day",), least=0, moves=False),
    Family("review.supervisor", ("choice",), moves=False),
    Family("review.asb_manager", ("choice",), moves=False),
    Family("risk.review.", CLOCK_UNITS, may_be_silent=True),
    Family("risk.plan.", CLOCK_UNITS, may_be_silent=True),
    Family("risk.instrument", ("choice",), may_be_silent=True, moves=False),
    Family("risk.spoc", ("choice",), may_be_silent=True, moves=False),
    Family("case.close", ("choice",), moves=False),
    Family("measure.approval", ("choice",), moves=False),
    Family("triage.grade", ("choice",), moves=False),
    Family("triage.always_attend", ("choice",), may_be_silent=True, moves=False),
    Family("triage.again", CLOCK_UNITS, may_be_silent=True),
    Family("repeat.count", ("count",), moves=False),
    Family("repeat.window", ("days", "months"), moves=False),
    Family("repeat.scope", ("choice",), moves=False),
    Family("glass.hours", ("hours",), moves=False),
    Family("glass.tries", ("count",), moves=False),
    Family("looks.", ("count", "days", "hour_of_day", "minutes"), least=0, may_be_silent=True, moves=False),
    Family("", CLOCK_UNITS),
)


def family_of(rule: str) -> Family:
    """Return the family of a rule; what no other family claims is a clock."""
    return next(family for family in FAMILIES if rule.startswith(family.beginning))


def objection_to_number(rule: str, value: Decimal | None, unit: str) -> str:
    """Return why a rule cannot state this number of this unit, or nothing."""
    family = family_of(rule)
    if unit not in family.units:
        return f"This rule is not counted in {unit.replace('_', ' ')}: choose another unit."
    if not family.counts:
        return ""
    if value is None or value != value.to_integral_value():
        return "Give a whole number: parts of an hour or day are not counted."
    if value < family.least:
        return f"Give a number of {family.least} or more."
    if value > LARGEST[unit]:
        return f"{value:f} is more than any clock runs ({LARGEST[unit]:,}): look for a slip of the keyboard."
    return ""


def objection_to_choice(rule: str, choice: str, offered: Collection[str]) -> str:
    """Return why a rule cannot choose this, or nothing."""
    if family_of(rule).counts:
        return "This rule states a number: leave the choice empty." if choice else ""
    return "" if choice in offered else "Choose one of what is offered."


def objection_to_start(starts: date, last_start: date, last_end: date | None, today: date) -> str:
    """Return why a version cannot start on a day, given the newest version there is; or nothing.

    What is in force is never overwritten: a new version always starts after the newest one did.
    """
    if starts <= last_start:
        return "A version that starts on that day or later is there already: choose a later day."
    if last_end is not None and starts <= last_end:
        return "The version before it is set to end on that day or later: choose a later day."
    if starts > today + AHEAD:
        return "That day is more than three years ahead: look at the year again."
    return ""


def objection_to_end(rule: str, last_day: date, starts: date, today: date) -> str:
    """Return why a version cannot end on a day without a successor, or nothing."""
    if not family_of(rule).may_be_silent:
        return "Work would be refused where policy is silent on this: set a new version instead of ending it."
    if last_day < max(starts, today):
        return "The last day cannot lie before today, nor before the first: choose a later day."
    return ""


def moves_deadlines(rule: str) -> bool:
    """Return whether a change of this rule can move a deadline or its steps."""
    return family_of(rule).moves


def objection_to_limit(limit: Limit, shipped: Sequence[Limit], added: Sequence[Limit], today: date) -> str:
    """Return why a number of the law cannot be added, given every row of it that there is; or nothing."""
    if not shipped:
        return f"{' '.join(filter(None, [limit.rule, limit.name]))} has no number: choose one of the list."
    if limit.unit != shipped[0].unit:
        return f"{limit.rule} is counted in {shipped[0].unit.replace('_', ' ')}, not in {limit.unit.replace('_', ' ')}."
    if limit.value <= 0 or (limit.unit != "pounds" and limit.value != limit.value.to_integral_value()):
        return "Give a number above 0; only pounds have parts."
    if limit.value > LARGEST_LIMIT:
        return f"{limit.value:f} is more than the law counts: look for a slip of the keyboard."
    same_area = [row for row in added if row.area == limit.area]
    if any(row.in_force_to is None for row in same_area):
        return "A row of an administrator is open for this already: end it first, then add the new one."
    return _objection_to_first_day(limit, shipped, same_area, today)


def _objection_to_first_day(
    limit: Limit, shipped: Sequence[Limit], added: Sequence[Limit], today: date
) -> str:
    """A row for one area may start at any time from which the law states the number at all."""
    before = [*added, *(row for row in shipped if row.area == limit.area)]
    newest = max(row.in_force_from for row in before) if before else shipped[0].in_force_from
    ends = max((row.in_force_to for row in added if row.in_force_to), default=None)
    return objection_to_start(limit.in_force_from, newest, ends, today)


def objection_to_sign_off(name: str, day: date, today: date) -> str:
    """Return why a number of the law is not signed off by this, or nothing."""
    if len(name.split()) < LEAST_WORDS_OF_A_LAWYER:
        return "Give the name and the office of the lawyer who signed it off: no number of the law is set without one."
    if day > today:
        return "The day of the sign-off is still to come: look at it again."
    return ""


def objection_to_end_of_limit(last_day: date, starts: date, today: date) -> str:
    """Return why a row of an administrator cannot end on a day, or nothing; past decisions keep their law."""
    if last_day < max(starts, today):
        return "The last day cannot lie before today, nor before the first: choose a later day."
    return ""
