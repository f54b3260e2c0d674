"""What the sources of enforcement read of a batch of cases once: when acts were told, closings, and the law as it was known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseClosing
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import AppealOutcome
from asbcases.enforcement.models import Appeal, Measure
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
        Verb.CHANGE_DECIDED,
        Verb.ORDER_VARIED,
        Verb.MEASURE_ENDED,
        Verb.MEASURE_DISCHARGED,
        Verb.MEASURE_WRONG,
        Verb.APPEAL_LODGED,
        Verb.APPEAL_DECIDED,
        Verb.APPEAL_HEARSAY,
        Verb.BREACH_DECIDED,
        Verb.PROCEEDINGS_BEGUN,
        Verb.PENALTY_PAID,
    ),
    *(Verb.WORKS_BILLED, Verb.ITEM_SEIZED, Verb.ITEM_RETURNED),
)


# Told of a case, and not of a row.
STAGES = (Verb.CASE_CLOSED, Verb.CASE_REOPENED)
OVER = (Verb.MEASURE_ENDED, Verb.MEASURE_DISCHARGED, Verb.MEASURE_WRONG)
# Of what has no number of its own: it ends what else was done at its instant, and is never before it.
LAST = 2**63


class Moment(NamedTuple):
    """When something was told: the instant, and its place in the record, for two acts may fall on one instant."""

    at: datetime
    place: int


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
    quashings: dict[int, Moment]
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
        for event in AuditEvent.objects.filter(case__in=ids, verb__in=STAGES).order_by("pk"):
            events[event.verb, event.case_id or 0].append(event)
        closings: dict[int, list[datetime]] = defaultdict(list)
        for case, at in CaseClosing.objects.filter(case__in=ids).values_list("case", "closed_at"):
            closings[case].append(at)
        quashed = Appeal.objects.filter(case__in=ids, outcome=AppealOutcome.QUASHED)
        quashings = {
            appeal.measure_id: Moment(event.recorded_at, event.pk)
            for appeal in quashed
            for event in events[Verb.APPEAL_DECIDED, appeal.pk]
        }
        return cls(events, closings, quashings, list(LegalLimit.objects.order_by("pk")))

    def at(self, verb: Verb, pk: int) -> datetime | None:
        """Return when an act about a row was told; None where it was not."""
        found = self.events.get((verb, pk))
        return found[0].recorded_at if found else None

    def moment(self, verb: Verb, pk: int, number: object = None) -> "Moment | None":
        """Return when an act about a row was told, of the row's part with a number where one is given; None if never."""
        found = [one for one in self.events.get((verb, pk), ()) if number in (None, one.data.get("number"))]
        return Moment(found[0].recorded_at, found[0].pk) if found else None

    def over(self, measure: Measure) -> "Moment | None":
        """Return when we were told that a measure is over; None while it stands."""
        told = [moment for verb in OVER if (moment := self.moment(verb, measure.pk))]
        told += [self.quashings[measure.pk]] if measure.pk in self.quashings else []
        at = over_at(measure)
        return min(told, default=Moment(at, LAST) if at else None)

    def case_closed(self, case: int, at: "Moment") -> bool:
        """Return whether a case was closed when something was told."""
        moments = [
            (Moment(one.recorded_at, one.pk), verb) for verb in STAGES for one in self.events[verb, case]
        ]
        newest = max((one for one in moments if one[0] <= at), default=None)
        return newest is not None and newest[1] == Verb.CASE_CLOSED

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
        told = self.quashings.get(measure)
        return [End(told.at)] if told and told.at >= since else []

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


def over_at(measure: Measure) -> datetime | None:
    """Return when we were told that a measure is over, or that it was recorded in error; None while it stands."""
    return min((at for at in (measure.ended_at, measure.recorded_in_error_at) if at), default=None)


def ruled(owed: Expected, clockwork: Clockwork) -> list[End]:
    """Return the end that somebody ruled."""
    at = clockwork.ended_at(owed)
    return [End(at)] if at else []


def ended(owed: Expected, ends: Sequence[End]) -> Expected:
    """Return a deadline ended by what was told first; of what was told at one instant, by the first named."""
    if ends:
        min(ends).of(owed)
    return owed
