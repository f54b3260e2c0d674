"""Who has reported before: the rules by which earlier reports make a victim, a caller or a place a repeat one.

Reports of all agencies count alike, and the report in hand counts as one. A key that is not known matches nothing.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from asbcases.law.periods import LONDON


@dataclass(frozen=True)
class Told:
    """One report, as the rules count it: who suffers, who tells, where, of what, and whether hate is part of it."""

    at: datetime
    victim: str = ""
    caller: str = ""
    address: str = ""
    subtype: str = ""
    hate: bool = False
    agency: str = ""
    reference: str = ""


@dataclass(frozen=True)
class RepeatRule:
    """One rule of policy: so many reports within a window, counted over a scope."""

    code: str
    count: int
    value: int
    unit: str
    scope: str


@dataclass(frozen=True)
class Hit:
    """A rule that is met, by how many reports, and why in words."""

    rule: str
    count: int
    why: str
    scope: str = ""


Alike = Callable[[Told, Told], bool]


def _same_victim(one: Told, other: Told) -> bool:
    return bool(one.victim) and one.victim == other.victim


def _same_address(one: Told, other: Told) -> bool:
    return bool(one.address) and one.address == other.address


def _same_caller(one: Told, other: Told) -> bool:
    return bool(one.caller) and one.caller == other.caller


def _similar(one: Told, other: Told) -> bool:
    return _same_victim(one, other) and bool(one.subtype) and one.subtype == other.subtype


SCOPES: Mapping[str, tuple[Alike, str]] = {
    "similar": (_similar, "reports of the same kind with the same victim"),
    "victim": (_same_victim, "reports with the same victim"),
    "place_several_people": (_same_address, "reports at one address by several people"),
    "hate": (_same_victim, "reports of hate against the same victim"),
    "caller": (_same_caller, "reports by the same caller"),
    "address": (_same_address, "reports at one address"),
}
UNITS = {"days": ("day", "days"), "months": ("month", "months")}


def hits(in_hand: Told, earlier: Iterable[Told], rules: Sequence[RepeatRule]) -> list[Hit]:
    """Return every rule that is met, in their order."""
    others = list(earlier)
    return [hit for rule in rules if (hit := _hit(in_hand, others, rule))]


def _hit(in_hand: Told, earlier: Sequence[Told], rule: RepeatRule) -> Hit | None:
    begins = window_begins(in_hand.at, rule.value, rule.unit)
    alike, words = SCOPES[rule.scope]
    counted = [one for one in earlier if begins <= one.at <= in_hand.at and alike(in_hand, one)]
    counted.append(in_hand)
    if rule.scope == "hate":
        counted = [one for one in counted if one.hate]
    if rule.scope == "place_several_people" and len({one.caller for one in counted} - {""}) < 2:
        return None
    if len(counted) < rule.count:
        return None
    one, many = UNITS[rule.unit]
    why = f"{len(counted)} {words} in {rule.value} {one if rule.value == 1 else many}"
    return Hit(rule.code, len(counted), why, rule.scope)


def window_begins(at: datetime, value: int, unit: str) -> datetime:
    """Return the first instant of a window that ends at an instant, by London's calendar and clock."""
    ends = at.astimezone(LONDON)
    day = _months_before(ends.date(), value) if unit == "months" else ends.date() - timedelta(days=value)
    # Of an hour that occurs twice it is the first.
    return datetime.combine(day, ends.time().replace(fold=0), LONDON).astimezone(UTC)


def _months_before(day: date, n: int) -> date:
    years, month = divmod(day.month - 1 - n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
