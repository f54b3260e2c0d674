"""What was known of policy and calendar at an instant, and what people had decided about a deadline by then."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from asbcases.deadlines.choices import RulingVerb
from asbcases.deadlines.models import Replan, Ruling
from asbcases.deadlines.planning import Almanac
from asbcases.law.clocks import Pause
from asbcases.law.holidays import Calendar
from asbcases.policies.models import ExtraHoliday
from asbcases.policies.queries import PolicyBook

INSTANT = timedelta(microseconds=1)
# After these a date was reckoned by what was known then.
RECKONED = {RulingVerb.EXTENDED, RulingVerb.PAUSED, RulingVerb.RESUMED, RulingVerb.REPLANNED}


@dataclass(frozen=True)
class Decided:
    """What rulings came to by an instant: the pauses, the later instant granted, and when it was waived or cancelled."""

    pauses: tuple[Pause, ...] = ()
    extended_to: datetime | None = None
    ended_at: datetime | None = None
    waived: bool = False

    @classmethod
    def by(cls, rulings: Sequence[Ruling], until: datetime | None = None) -> Self:
        """Return what these rulings, in their order, came to by an instant."""
        pauses: list[Pause] = []
        extended_to = ended_at = None
        waived = False
        for ruling in rulings:
            if until is not None and ruling.at > until:
                break
            if ruling.verb == RulingVerb.PAUSED and ruling.until:
                pauses.append(Pause(ruling.at, ruling.until))
            elif ruling.verb == RulingVerb.RESUMED:
                pauses = [_ended(pause, ruling.at) for pause in pauses]
            elif ruling.verb == RulingVerb.EXTENDED:
                extended_to = ruling.until
            elif ruling.verb in (RulingVerb.WAIVED, RulingVerb.CANCELLED):
                ended_at, waived = ruling.at, ruling.verb == RulingVerb.WAIVED
        return cls(tuple(pauses), extended_to, ended_at, waived)


def _ended(pause: Pause, at: datetime) -> Pause:
    return Pause(pause.starts_at, at) if pause.starts_at <= at < pause.ends_at else pause


@dataclass(frozen=True)
class Knowledge:
    """Rows of policy, extra days and re-plans read once; `almanac` is what they said at an instant."""

    book: PolicyBook
    holidays: tuple[ExtraHoliday, ...]
    replans: tuple[Replan, ...]
    _changes: tuple[datetime, ...]
    _almanacs: dict[int, Almanac] = field(default_factory=dict)

    @classmethod
    def whole(cls) -> Self:
        """Return all that was ever known here."""
        book, holidays = PolicyBook.whole(), tuple(ExtraHoliday.objects.order_by("day"))
        rows = [row for page in book.rows.values() for row in page]
        instants = {row.added_at for row in rows} | {row.ended_at for row in rows}
        instants |= {day.added_at for day in holidays} | {day.withdrawn_at for day in holidays}
        changes = tuple(sorted(instant for instant in instants if instant is not None))
        return cls(book, holidays, tuple(Replan.objects.order_by("pk")), changes)

    def almanac(self, at: datetime | None) -> Almanac:
        """Return policy and calendar as they are known now, or were known at an instant."""
        # Between two changes the same was known, so that one almanac serves every instant in between.
        epoch = len(self._changes) + 1 if at is None else bisect_right(self._changes, at)
        if epoch not in self._almanacs:
            known = [day for day in self.holidays if _stood(day, at)]
            days_off = Calendar({day.day: day.name for day in known})
            self._almanacs[epoch] = Almanac(self.book, days_off, at)
        return self._almanacs[epoch]

    def reckoned_by(
        self, rule: str, rulings: Sequence[Ruling], *, set_at: datetime, until: datetime | None
    ) -> Almanac:
        """Return by what knowledge the date of a deadline stands at an instant, or now.

        A change counts once its re-plan is done: until then the date that people see follows from what was known before.
        """
        decided = [ruling.at for ruling in rulings if ruling.verb in RECKONED and _by(ruling.at, until)]
        last = max([set_at, *decided])
        waiting = [
            replan.requested_at
            for replan in self.replans
            if replan.requested_at > last and _waits(replan, until) and _touches(replan, rule)
        ]
        return self.almanac(min(waiting) - INSTANT if waiting else until)


def _stood(day: ExtraHoliday, at: datetime | None) -> bool:
    if at is None:
        return day.withdrawn_at is None
    return day.added_at <= at and (day.withdrawn_at is None or day.withdrawn_at > at)


def _by(instant: datetime, until: datetime | None) -> bool:
    return until is None or instant <= until


def _waits(replan: Replan, until: datetime | None) -> bool:
    done = replan.done_at is not None and _by(replan.done_at, until)
    return _by(replan.requested_at, until) and not done


def _touches(replan: Replan, rule: str) -> bool:
    return not replan.rule or replan.rule.startswith("deadline.") or replan.rule == rule
