"""What was recorded in error, a measure or what is said of its breach: it stays, marked so with the reason, and its clocks end."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import OPEN_STATES, MeasureState
from asbcases.enforcement.models import Appeal, Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.transitions import drafting
from asbcases.enforcement.transitions.breach_clocks import end, part_of
from asbcases.enforcement.transitions.clocks import stop
from asbcases.enforcement.transitions.standing import held, refuse_blank
from asbcases.errors import Refused

Struck = Breach | RemedialWork | Seizure
CLOCKS = (Kind.PROSECUTION_LIMIT, Kind.WORKS_APPEAL, Kind.WARRANT_ENTRY, Kind.SEIZED_ITEM)

WHY = "Say why it is wrong: the reason stays beside it."
STANDS = {"recorded_in_error_at__isnull": True}
MARKED = ("recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why", "version")


@transaction.atomic
def measure_in_error(measure: Measure, *, reason: str, by: User, now: datetime) -> Measure:
    """Say that a measure was recorded or issued by mistake, and why; return it. It stays, and counts no more."""
    measure = drafting.held(measure)
    if measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} was marked as recorded in error already: load the page again.")
    if measure.state in (*OPEN_STATES, MeasureState.DROPPED):
        raise Refused(f"{measure.reference} was never issued: drop the draft instead.")
    reason = refuse_blank(reason, WHY)
    _refuse_while_built_on(measure)
    _mark(measure, reason, by, now)
    told = drafting.told_of(measure)
    record(Verb.MEASURE_WRONG, by=by, now=now, reason=reason, case=measure.case, data=told)
    stop(measure, reason=f"{measure.reference} was recorded in error", by=by, now=now)
    return measure


def _refuse_while_built_on(measure: Measure) -> None:
    """Refuse while something stands on it: what follows a measure is never left without it."""
    notice = Measure.objects.filter(warning=measure, **STANDS).exclude(state=MeasureState.DROPPED).first()
    breach = Breach.objects.filter(measure=measure, **STANDS).order_by("number").first()
    works = RemedialWork.objects.filter(measure=measure, **STANDS).order_by("number").first()
    if notice:
        raise Refused(f"{notice.reference} builds on it: drop it, or mark it as recorded in error first.")
    if Appeal.objects.filter(measure=measure, outcome="").exists():
        raise Refused("An appeal against it is in progress: record how it ended first.")
    if breach:
        raise Refused(
            f"Breach {breach.number} stands on it: mark that as recorded in error first, with what hangs on it."
        )
    if works:
        raise Refused(f"Works {works.number} stand on it: mark them as recorded in error first.")


def _mark(row: Struck | Measure, reason: str, by: User, now: datetime) -> None:
    row.recorded_in_error_at, row.recorded_in_error_by, row.recorded_in_error_why = now, by, reason
    row.version += 1
    row.save(update_fields=MARKED)


@transaction.atomic
def part_in_error(row: Struck, *, reason: str, by: User, now: datetime) -> Struck:
    """Say that a breach, works or a warrant was recorded in error, and why; return it."""
    measure = held(row.breach.measure if isinstance(row, Seizure) else row.measure, work=False)
    row = locked(row)
    if row.recorded_in_error_at:
        raise Refused("This was marked as recorded in error already: load the page again.")
    reason = refuse_blank(reason, WHY)
    if isinstance(row, Breach):
        _refuse_while_it_bears(row)
    _mark(row, reason, by, now)
    what = f"{part_of(row)} of {measure.reference}"
    told: dict[str, object] = {"what": what, "kind": str(row._meta.model_name), "id": row.pk}
    record(Verb.PART_WRONG, by=by, now=now, reason=reason, case=measure.case, data=told)
    _stop(row, measure, what, by=by, now=now)
    return row


def _refuse_while_it_bears(breach: Breach) -> None:
    if breach.filed_at:
        raise Refused("The file went to the prosecutor: tell them, and record what came of it.")
    if FixedPenalty.objects.filter(breach=breach, cancelled_at__isnull=True).exists():
        raise Refused("A fixed penalty stands for this breach: cancel it first.")
    if Seizure.objects.filter(breach=breach, **STANDS).exists():
        raise Refused("A warrant hangs on this breach: mark it as recorded in error first.")


def _stop(row: Struck, measure: Measure, what: str, *, by: User, now: datetime) -> None:
    for kind in CLOCKS:
        end(kind, measure, row, reason=f"{what} was recorded in error", by=by, now=now)
