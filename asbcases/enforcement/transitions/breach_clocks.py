"""The clocks of what follows a notice: proceedings, payment, entry, what was seized, and the bill for works."""

from datetime import date, datetime, timedelta

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.transitions.clocks import about, expect
from asbcases.law.answers import Answer
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

INSTANT = timedelta(microseconds=1)


def within(day: date, told_at: datetime) -> datetime:
    """Return an instant of the day on which something was done; of the day on which it was told, that instant."""
    return min(told_at, london_midnight_after(day) - INSTANT)


def part_of(row: Breach | FixedPenalty | RemedialWork | Seizure) -> str:
    """Return how a clock names what it is about, beside the reference of the notice."""
    match row:
        case FixedPenalty():
            return row.reference
        case RemedialWork():
            return f"works {row.number}"
        case Seizure():
            return f"breach {row.breach.number} item {row.number}"
    return f"breach {row.number}"


def sentence(answer: Answer) -> str:
    """Return the sentence of a clock, as the basis of a deadline goes on from it."""
    return answer.reasons[0].removesuffix(".")


def start(
    kind: Kind,
    measure: Measure,
    row: Breach | FixedPenalty | RemedialWork | Seizure,
    answer: Answer,
    last_day: date,
    *,
    by: User,
    now: datetime,
) -> None:
    """Set the clock that a rule of the law counts for a row."""
    expect(
        kind,
        measure,
        origin=f"{row._meta.model_name}:{row.pk}",
        because=sentence(answer),
        last_day=last_day,
        subject=part_of(row),
        anchored_at=now,
        by=by,
        now=now,
    )


def end(
    kind: Kind,
    measure: Measure,
    row: Breach | FixedPenalty | RemedialWork | Seizure,
    *,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    """Cancel the clock of a row where it runs."""
    for clock in _open(kind, measure, row):
        cancel(clock, reason=reason, by=by, now=now)


def done(
    kind: Kind,
    measure: Measure,
    row: Breach | FixedPenalty | RemedialWork | Seizure,
    on: date,
    *,
    by: User,
    now: datetime,
) -> None:
    """Meet the clock of a row where it runs, by what was done on a day."""
    done_at, subject = within(on, now), about(measure, part_of(row))
    meet(kind, subject=subject, by=by, now=now, done_at=done_at, case=measure.case)


def _open(
    kind: Kind, measure: Measure, row: Breach | FixedPenalty | RemedialWork | Seizure
) -> list[Deadline]:
    subject = about(measure, part_of(row))
    return list(Deadline.objects.filter(OPEN, case=measure.case_id, kind=kind, subject=subject))


def expect_prosecution(breach: Breach, *, by: User, now: datetime) -> None:
    """Set the last day to begin proceedings for the breach of a notice (CPB-3), unless it runs or has passed."""
    measure = breach.measure
    if measure.kind != MeasureKind.CPN or _open(Kind.PROSECUTION_LIMIT, measure, breach):
        return
    answer = consider("CPB-3", {"offence_on": london_day(breach.happened_at)}, limits_in_force(now))
    last_day: date = answer.values["last_day"]
    if london_day(now) <= last_day:
        start(Kind.PROSECUTION_LIMIT, measure, breach, answer, last_day, by=by, now=now)


def no_prosecution(breach: Breach, *, reason: str, by: User, now: datetime) -> None:
    """End the clock of proceedings that will not begin."""
    end(Kind.PROSECUTION_LIMIT, breach.measure, breach, reason=reason, by=by, now=now)
