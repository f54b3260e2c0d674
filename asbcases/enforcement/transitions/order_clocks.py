"""The clocks of an order in force, set anew after whatever changes them: the court, a review, a corrected date of birth."""

from datetime import date, datetime

from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import cancel, meet
from asbcases.enforcement.choices import MeasureKind, MeasureState
from asbcases.enforcement.models import Hearing, Measure, MeasureReview, RuleWeighed
from asbcases.enforcement.queries.measures import STANDS, records_of
from asbcases.enforcement.queries.orders import standing_of
from asbcases.enforcement.rules.order_clocks import KINDS, Wanted, still_runs, wanted
from asbcases.enforcement.transitions.clocks import expect, open_clocks
from asbcases.enforcement.transitions.hearings import watch
from asbcases.enforcement.transitions.weighing import plain
from asbcases.law.answers import Answer
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

UNKNOWN = "The date of birth is not known: nobody can say whether the order is to be reviewed."


def follow(
    measure: Measure, *, why: str, review: MeasureReview | None = None, by: User | None, now: datetime
) -> None:
    """Set, keep, meet or end the clocks of an order by what is on file; `why` is the reason of those that end."""
    standing = standing_of(measure)
    limits = limits_in_force(now)
    needed = wanted(standing, limits) if standing else {}
    if standing:
        keep_age(measure, standing.born, by=by, now=now)
    for kind in KINDS:
        _follow(kind, measure, needed.get(kind), why=why, review=review, by=by, now=now)


def keep_age(measure: Measure, born: date | None, *, by: User | None, now: datetime) -> Answer | None:
    """Keep by which date of birth clocks are set, and return what the law says of it: a correction sets them anew."""
    facts = {"date_of_birth": born}
    answer = consider("FAIR-6", facts, limits_in_force(now)) if born else None
    RuleWeighed.objects.create(
        case=measure.case,
        measure=measure,
        rule="FAIR-6",
        decision="",
        facts=plain(facts),
        answer={**plain(answer.values), "reasons": list(answer.reasons)}
        if answer
        else {"reasons": [UNKNOWN]},
        rank=by.rank if by else "",
        weighed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    return answer


def _follow(
    kind: Kind,
    measure: Measure,
    one: Wanted | None,
    *,
    why: str,
    review: MeasureReview | None,
    by: User | None,
    now: datetime,
) -> None:
    running = next(iter(open_clocks(measure, kind)), None)
    if running and one and _same(running, one):
        return
    if running and review and kind == Kind.ORDER_REVIEW:
        meet(kind, subject=measure.reference, case=measure.case, done_at=review.reviewed_at, by=by, now=now)
    elif running:
        cancel(running, reason=why, by=by, now=now)
    if one and still_runs(kind, one, now):
        expect(
            kind, measure, origin=one.origin, because=one.because, at=one.at, anchored_at=now, by=by, now=now
        )


def _same(running: Deadline, one: Wanted) -> bool:
    return running.origin == one.origin and running.promised_for == one.at


# --- What happens elsewhere ----------------------------------------------------------------------
def follow_case(case: Case, *, why: str, by: User, now: datetime) -> None:
    """Set again what a closed case still owes: an order binds, and is reviewed, whatever becomes of the case."""
    for measure in _in_force(Measure.objects.filter(case=case)):
        follow(measure, why=why, by=by, now=now)
    for hearing in Hearing.objects.filter(case=case, held_at=None, at__gt=now).select_related("measure"):
        gone = hearing.measure.state == MeasureState.DROPPED or hearing.measure.recorded_in_error_at
        if not gone and not _watched(hearing):
            hearing.measure.case = case
            watch(hearing, by=by, now=now)


def follow_person(person: Person, *, by: User, now: datetime) -> None:
    """Set anew what hangs on the age of a person, after a correction or a decision on who they are."""
    for measure in _in_force(Measure.objects.filter(subject__in=records_of(person))):
        follow(measure, why="The date of birth was corrected", by=by, now=now)


def _in_force(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    live = measures.filter(STANDS, kind=MeasureKind.CBO, state=MeasureState.ISSUED)
    return live.select_related("case__lead", "case__district", "subject").order_by("pk")


def _watched(hearing: Hearing) -> bool:
    return any(
        clock.origin == f"hearing:{hearing.pk}" for clock in open_clocks(hearing.measure, Kind.HEARING)
    )
