"""Which clocks appeals, breaches, penalties, works and seizures set going, told from the file alone."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import BreachDecision, MeasureKind
from asbcases.enforcement.diary.told import End, Told, ended, over_at, ruled
from asbcases.enforcement.models import Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.law.periods import london_day, london_midnight_after

# After these nobody is prosecuted.
NO_COURT = (BreachDecision.NONE, BreachDecision.WARNING, BreachDecision.VARY)


def times_to_appeal(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the time to appeal against each notice of ours; it passes, or ends with the notice or the case."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    issued = Measure.objects.filter(case__in=ids, kind=MeasureKind.CPN, ours=True, issued_on__isnull=False)
    for measure in issued.order_by("pk"):
        set_at = told.at(Verb.MEASURE_ISSUED, measure.pk) or measure.recorded_at
        last_day = told.day_of("APP-1", {"issued_on": measure.issued_on}, "last_day", set_at)
        owed = Expected(
            Kind.APPEAL_WINDOW,
            root=measure.case_id,
            origin=f"measure:{measure.pk}",
            anchored_at=measure.issued_at or set_at,
            subject=measure.reference,
            promised_for=london_midnight_after(last_day),
            set_at=set_at,
        )
        yield ended(owed, [*_over(owed, told, clockwork, window=True), *_measure_over(measure)])


def _measure_over(measure: Measure) -> list[End]:
    at = over_at(measure)
    return [End(at)] if at else []


def _over(
    owed: Expected, told: Told, clockwork: Clockwork, *, window: bool, measure: int | None = None
) -> list[End]:
    """Return what ends any clock of enforcement: a ruling, the closing of the case, a notice that is quashed."""
    since = owed.set_at or owed.anchored_at
    due_at = owed.promised_for or since
    closed = told.closed(owed.root, since, due_at, window=window)
    quashed = told.quashed(measure, since) if measure else []
    return [*ruled(owed, clockwork), *closed, *quashed]


def penalty_payments(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the days to pay each fixed penalty; they pass, or end when it is paid or cancelled."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    penalties = FixedPenalty.objects.filter(case__in=ids).select_related("breach__measure")
    for penalty in penalties.order_by("pk"):
        measure, at = penalty.breach.measure, penalty.recorded_at
        last_day = told.day_of("CPB-6", {"fpn_on": penalty.fpn_on}, "pay_by", at)
        owed = _owed(Kind.PENALTY_PAYMENT, penalty, measure, penalty.reference, at, last_day)
        cancelled = [End(penalty.cancelled_at)] if penalty.cancelled_at else []
        paid = told.done(Verb.PENALTY_PAID, penalty.pk, penalty.paid_on)
        over = _over(owed, told, clockwork, window=True, measure=measure.pk)
        yield ended(owed, [*paid, *cancelled, *over])


def prosecution_limits(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the last day to begin proceedings for each breach of a notice, again where a court was decided on anew."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    breaches = Breach.objects.filter(case__in=ids, measure__kind=MeasureKind.CPN)
    penalties: dict[int, list[FixedPenalty]] = {}
    for penalty in FixedPenalty.objects.filter(case__in=ids, paid_on__isnull=False).order_by("pk"):
        penalties.setdefault(penalty.breach_id, []).append(penalty)
    for breach in breaches.select_related("measure").order_by("pk"):
        yield from _limits_of(breach, penalties.get(breach.pk, []), told, clockwork)


def _limits_of(
    breach: Breach, paid: list[FixedPenalty], told: Told, clockwork: Clockwork
) -> Iterator[Expected]:
    """A clock that ended starts again only when a court is decided on."""
    day, decided = london_day(breach.happened_at), told.events[Verb.BREACH_DECIDED, breach.pk]
    starts = [breach.recorded_at, *(event.recorded_at for event in decided if not _no_court(event))]
    ends = [End(event.recorded_at) for event in decided if _no_court(event)]
    ends += [End(at) for at in (breach.concluded_at, breach.recorded_in_error_at) if at]
    ends += told.done(Verb.PROCEEDINGS_BEGUN, breach.pk, breach.proceedings_on)
    ends += [End(at) for penalty in paid if (at := _barred_at(penalty, told))]
    free_from = datetime.min.replace(tzinfo=breach.recorded_at.tzinfo)
    for at in starts:
        last_day = told.day_of("CPB-3", {"offence_on": day}, "last_day", at)
        if at < free_from or london_day(at) > last_day:
            continue
        owed = _owed(Kind.PROSECUTION_LIMIT, breach, breach.measure, f"breach {breach.number}", at, last_day)
        over = _over(owed, told, clockwork, window=False, measure=breach.measure_id)
        yield ended(owed, [end for end in (*ends, *over) if end.told_at >= at])
        if owed.known_until is None:
            return
        free_from = owed.known_until


def _no_court(event: AuditEvent) -> bool:
    return event.data.get("choice") in NO_COURT


def _barred_at(penalty: FixedPenalty, told: Told) -> datetime | None:
    """Return when it was told that a penalty was paid in its days."""
    pay_by = told.day_of("CPB-6", {"fpn_on": penalty.fpn_on}, "pay_by", penalty.recorded_at)
    in_time = penalty.paid_on is not None and penalty.paid_on <= pay_by
    return told.at(Verb.PENALTY_PAID, penalty.pk) if in_time else None


def warrant_entries(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the days to enter under each warrant; they pass, or end when the item is seized."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    for seizure in _seizures(ids):
        measure, at = seizure.breach.measure, seizure.recorded_at
        last_day = told.day_of("WRK-5", {"issued_on": seizure.warrant_on}, "last_day", at)
        owed = _owed(Kind.WARRANT_ENTRY, seizure, measure, _item(seizure), at, last_day)
        seized = told.done(Verb.ITEM_SEIZED, seizure.pk, seizure.seized_on)
        over = _over(owed, told, clockwork, window=True, measure=measure.pk)
        yield ended(owed, [*seized, *_struck(seizure), *over])


def seized_items(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield by when proceedings began or each item went back; nothing where they had begun before it was seized."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    for seizure in _seizures(ids):
        breach, at = seizure.breach, told.at(Verb.ITEM_SEIZED, seizure.pk)
        begun = told.done(Verb.PROCEEDINGS_BEGUN, breach.pk, breach.proceedings_on)
        if at is None or any(end.told_at < at for end in begun):
            continue
        last_day = told.day_of("WRK-6", {"seized_on": seizure.seized_on}, "last_day", at)
        owed = _owed(Kind.SEIZED_ITEM, seizure, breach.measure, _item(seizure), at, last_day)
        returned = told.done(Verb.ITEM_RETURNED, seizure.pk, seizure.returned_on)
        over = _over(owed, told, clockwork, window=False)
        yield ended(owed, [*returned, *begun, *_struck(seizure), *over])


def works_appeals(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the time to appeal against the bill of each works; it passes."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    billed = RemedialWork.objects.filter(case__in=ids, billed_on__isnull=False).select_related("measure")
    for works in billed.order_by("pk"):
        at = told.at(Verb.WORKS_BILLED, works.pk) or works.recorded_at
        last_day = told.day_of("WRK-3", {"issued_on": works.billed_on}, "last_day", at)
        owed = _owed(Kind.WORKS_APPEAL, works, works.measure, f"works {works.number}", at, last_day)
        yield ended(owed, [*_struck(works), *_over(owed, told, clockwork, window=True)])


def _owed(
    kind: Kind,
    row: Breach | FixedPenalty | RemedialWork | Seizure,
    measure: Measure,
    part: str,
    at: datetime,
    last_day: date,
) -> Expected:
    return Expected(
        kind,
        root=row.case_id,
        origin=f"{row._meta.model_name}:{row.pk}",
        anchored_at=at,
        subject=f"{measure.reference} {part}",
        promised_for=london_midnight_after(last_day),
    )


def _seizures(ids: Sequence[int]) -> Iterator[Seizure]:
    found = Seizure.objects.filter(case__in=ids).select_related("breach__measure")
    return iter(found.order_by("pk"))


def _item(seizure: Seizure) -> str:
    return f"breach {seizure.breach.number} item {seizure.number}"


def _struck(row: RemedialWork | Seizure) -> list[End]:
    return [End(row.recorded_in_error_at)] if row.recorded_in_error_at else []
