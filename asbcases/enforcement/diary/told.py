"""What the sources of enforcement read of a batch of cases once: when acts were told, closings, and the law as it was known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseClosing
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import AppealOutcome
from asbcases.enforcement.models import Appeal
from asbcases.law.limits import Limits, shipped_limits
from asbcases.law.periods import london_midnight_after
from asbcases.law.registry import consider
from asbcases.policies.models import LegalLimit
from asbcases.policies.queries import as_limit

INSTANT = timedelta(microseconds=1)
# The rows of the file say on which day something was done; the record, when it was told.
TOLD = (
    *(
        Verb.MEASURE_ISSUED,
        Verb.TERM_MET,
        Verb.APPEAL_DECIDED,
        Verb.BREACH_DECIDED,
        Verb.PROCEEDINGS_BEGUN,
        Verb.PENALTY_PAID,
    ),
    *(Verb.WORKS_BILLED, Verb.ITEM_SEIZED, Verb.ITEM_RETURNED),
)


@dataclass(frozen=True, order=True)
class End:
    """What ended a deadline, by the instant at which it was told."""

    told_at: datetime
    met_at: datetime | None = field(default=None, compare=False)

    def of(self, owed: Expected) -> None:
        """End a deadline by it."""
        if self.met_at:
            owed.end(met_at=self.met_at, noted_at=self.told_at)
        else:
            owed.end(cancelled_at=self.told_at)


@dataclass
class Told:
    """The facts of a batch of cases beside the rows themselves."""

    events: dict[tuple[str, int], list[AuditEvent]]
    closings: dict[int, list[datetime]]
    quashings: dict[int, datetime]
    limits: list[LegalLimit]

    @classmethod
    def of(cls, ids: Sequence[int], clockwork: Clockwork) -> "Told":
        """Return the facts of a batch, read once for all sources."""
        found: Told | None = clockwork.read.get("enforcement")
        if found is None:
            found = clockwork.read["enforcement"] = cls._read(ids)
        return found

    @classmethod
    def _read(cls, ids: Sequence[int]) -> "Told":
        events: dict[tuple[str, int], list[AuditEvent]] = defaultdict(list)
        for event in AuditEvent.objects.filter(case__in=ids, verb__in=TOLD).order_by("pk"):
            events[event.verb, int(event.data["id"])].append(event)
        closings: dict[int, list[datetime]] = defaultdict(list)
        for case, at in CaseClosing.objects.filter(case__in=ids).values_list("case", "closed_at"):
            closings[case].append(at)
        quashed = Appeal.objects.filter(case__in=ids, outcome=AppealOutcome.QUASHED)
        quashings = {
            appeal.measure_id: event.recorded_at
            for appeal in quashed
            for event in events[Verb.APPEAL_DECIDED, appeal.pk]
        }
        return cls(events, closings, quashings, list(LegalLimit.objects.order_by("pk")))

    def at(self, verb: Verb, pk: int) -> datetime | None:
        """Return when an act about a row was told; None where it was not."""
        found = self.events.get((verb, pk))
        return found[0].recorded_at if found else None

    def done(self, verb: Verb, pk: int, day: date | None) -> list[End]:
        """Return the end that an act of a day makes, by when it was told."""
        told_at = self.at(verb, pk)
        return [End(told_at, within(day, told_at) if day else told_at)] if told_at else []

    def closed(self, case: int, since: datetime, due_at: datetime, *, window: bool) -> list[End]:
        """Return the closing of a case that ends what is still to come; a window that has passed stays so."""
        later = (at for at in self.closings[case] if at >= since and not (window and at >= due_at))
        return [End(at) for at in later]

    def quashed(self, measure: int, since: datetime) -> list[End]:
        """Return the quashing of a notice that ends a clock."""
        at = self.quashings.get(measure)
        return [End(at)] if at and at >= since else []

    def known(self, at: datetime) -> Limits:
        """Return the limits of the law as they were known at an instant."""
        rows = [as_limit(row, known_at=at) for row in self.limits if row.added_at <= at]
        return shipped_limits().and_also(rows) if rows else shipped_limits()

    def day_of(self, rule: str, facts: dict[str, Any], value: str, at: datetime) -> date:
        """Return the day that a rule answers by what was known at an instant."""
        day: date = consider(rule, facts, self.known(at)).values[value]
        return day


def within(day: date, told_at: datetime) -> datetime:
    """Return an instant of the day on which something was done; of the day on which it was told, that instant."""
    return min(told_at, london_midnight_after(day) - INSTANT)


def ruled(owed: Expected, clockwork: Clockwork) -> list[End]:
    """Return the end that somebody ruled."""
    at = clockwork.ended_at(owed)
    return [End(at)] if at else []


def ended(owed: Expected, ends: Sequence[End]) -> Expected:
    """Return a deadline ended by what was told first; of what was told at one instant, by the first named."""
    if ends:
        min(ends).of(owed)
    return owed
