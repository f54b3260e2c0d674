"""What policy and calendar make of a deadline: its date and why, its nature, and when the sweep takes each step."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from asbcases.deadlines import rules
from asbcases.deadlines.basis import Dated, Terms, dated
from asbcases.deadlines.choices import COUNTED_IN_DAYS, RUNGS, Nature
from asbcases.deadlines.models import Deadline
from asbcases.law.clocks import Clock, ClockUnit
from asbcases.law.holidays import Calendar
from asbcases.law.periods import london_day
from asbcases.policies.models import PolicyRow, Unit
from asbcases.policies.queries import PolicyBook, calendar, no_policy

NATURE, WARN = "deadline.nature", "deadline.warn"
CLIMB = {rung: f"deadline.escalate.{rung.value}" for rung in RUNGS}
# The level by which policy asks for most; where a rule goes by level, it is the qualifier.
HIGH = "high"
# What a new date changes, for whoever saves it.
PLANNED = (
    *("nature", "policy", "due_at", "skipped", "basis", "rings"),
    *("steps", "taken", "told", "round", "next_step_at"),
)

REAL_TIME = (Unit.MINUTES, Unit.HOURS)

_Outcome = tuple[Dated, rules.Plan]


@dataclass(frozen=True)
class Almanac:
    """The rows of policy and the days off that dates are reckoned by, as they were known at an instant."""

    book: PolicyBook
    days_off: Calendar
    known_at: datetime | None = None
    _plans: dict[tuple[str, str, date], rules.Ladder] = field(default_factory=dict)
    _by_day: dict[tuple[object, ...], _Outcome] = field(default_factory=dict)

    @classmethod
    def about(cls, kind: str, rule: str, qualifier: str) -> Self:
        """Return what one deadline needs."""
        book = PolicyBook.about([rule, NATURE, WARN, *CLIMB.values()], [qualifier, kind])
        return cls(book, calendar())

    @classmethod
    def whole(cls, known_at: datetime | None = None) -> Self:
        """Return what any deadline may need."""
        return cls(PolicyBook.whole(), calendar(known_at), known_at)

    def find(self, rule: str, qualifier: str, day: date) -> PolicyRow:
        """Return the row in force on a day; Refused when there is none."""
        row = self.book.find(rule, qualifier, day, known_at=self.known_at)
        if row is None:
            raise no_policy(rule, qualifier, day)
        return row

    def ladder(self, kind: str, nature: Nature, day: date) -> rules.Ladder:
        """Return when a deadline of this kind warns and climbs, by the policy of the day on which its clock started."""
        key = (kind, nature.value, day)
        if key not in self._plans:
            spans = {rung: self._span(rule, kind, day) for rung, rule in CLIMB.items()}
            climb = {rung: span for rung, span in spans.items() if span}
            self._plans[key] = rules.Ladder(nature, self._span(WARN, kind, day), climb)
        return self._plans[key]

    def _span(self, rule: str, kind: str, day: date) -> rules.Span | None:
        row = self.book.find(rule, kind, day, known_at=self.known_at)
        return rules.Span(float(row.value), row.unit) if row else None


def plan(deadline: Deadline, almanac: Almanac) -> bool:
    """Give an unsaved or open deadline its date and steps by the almanac; return whether its date moved.

    Where steps of the former date were taken, a new round begins: the new date is warned of and missed for itself.
    """
    day, before = london_day(deadline.anchored_at), deadline.due_at
    nature = Nature(almanac.find(NATURE, deadline.kind, day).choice)
    policy = almanac.find(deadline.rule, deadline.qualifier, day) if deadline.rule else None
    found, steps = _outcome(deadline, nature, policy, day, almanac)
    deadline.nature, deadline.policy = nature, policy
    deadline.rings = nature is Nature.OBLIGATION and _rings(deadline, policy)
    _date(deadline, found)
    moved = before != found.due_at
    if moved and deadline.taken:
        deadline.round += 1
        deadline.taken, deadline.told = {}, {}
    deadline.steps = rules.written(steps)
    deadline.next_step_at = rules.next_step(steps, rules.read(deadline.taken))
    return moved


def _outcome(
    deadline: Deadline, nature: Nature, policy: PolicyRow | None, day: date, almanac: Almanac
) -> _Outcome:
    """Return date and steps. A clock of days that nobody touched gives all of one day the same: reckoned once."""
    key = (deadline.kind, nature, policy.pk if policy else None, day, deadline.because)
    alone = policy is None or policy.unit in REAL_TIME or deadline.pauses or deadline.extension
    if not alone and key in almanac._by_day:
        return almanac._by_day[key]
    found = dated(terms_of(deadline, policy), almanac.days_off)
    outcome = found, rules.plan_of(found.due_at, almanac.ladder(deadline.kind, nature, day))
    if not alone:
        almanac._by_day[key] = outcome
    return outcome


def terms_of(deadline: Deadline, policy: PolicyRow | None) -> Terms:
    """Return the terms from which the date of a deadline follows."""
    return Terms(
        because=deadline.because,
        anchored_at=deadline.anchored_at,
        clock=clock_of(policy) if policy else None,
        policy=policy.name if policy else "",
        promised_for=deadline.promised_for,
        pauses=deadline.pauses,
        extension=deadline.extension or None,
    )


def clock_of(policy: PolicyRow) -> Clock:
    """Return the clock that a row of policy states."""
    return Clock(int(policy.value), ClockUnit(policy.unit))


def _rings(deadline: Deadline, policy: PolicyRow | None) -> bool:
    """Return whether it is told at any hour: a promise, a clock of minutes or hours, and every high risk."""
    if policy is None:
        return deadline.kind not in COUNTED_IN_DAYS
    return policy.unit in REAL_TIME or deadline.qualifier == HIGH


def _date(deadline: Deadline, found: Dated) -> None:
    deadline.due_at, deadline.basis = found.due_at, found.basis
    deadline.skipped = [[day.isoformat(), name] for day, name in found.skipped]
