"""Which clocks orders of courts set going, told from the file alone.

A hearing that is still to come when it is recorded runs until it is held. What runs on an order in force follows from
what was on file: so it is looked at again at each thing that was recorded, in the order in which it was recorded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from asbcases.cases.models import CaseClosing
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.diary.told import over_at
from asbcases.enforcement.models import Hearing, Measure, MeasureReview, OrderMade, OrderRequest, RuleWeighed
from asbcases.enforcement.queries.measures import born_on, is_body
from asbcases.enforcement.queries.orders import anchor_of, days_of, newest_order
from asbcases.enforcement.rules.order_clocks import KINDS, Standing, Wanted, still_runs, wanted
from asbcases.law.limits import Limits, shipped_limits
from asbcases.policies.models import LegalLimit
from asbcases.policies.queries import as_limit


def hearings(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the time of each hearing that was still to come; closing the case has it set again at once."""
    if root != "case":
        return
    found = Hearing.objects.filter(case__in=ids).select_related("measure").order_by("pk")
    rows = [hearing for hearing in found if hearing.at > hearing.recorded_at]
    closings = closings_of([row.case_id for row in rows])
    refused = _refused([row.measure for row in rows])
    for hearing in rows:
        gone = (refused.get(hearing.measure_id), hearing.measure.recorded_in_error_at)
        over = min((at for at in gone if at), default=None)
        yield from _of_hearing(hearing, closings[hearing.case_id], over)


def _of_hearing(hearing: Hearing, closings: list[datetime], gone_at: datetime | None) -> Iterator[Expected]:
    ends = [at for at in (hearing.held_at, gone_at) if at and at >= hearing.recorded_at]
    over = min(ends, default=None)
    begun = hearing.recorded_at
    for closed_at in closings:
        if begun <= closed_at < hearing.at and (over is None or closed_at < over):
            yield _hearing(hearing, begun, cancelled_at=closed_at)
            begun = closed_at
    if over is None or over == hearing.held_at:
        yield _hearing(hearing, begun, met_at=over)
    else:
        yield _hearing(hearing, begun, cancelled_at=over)


def _hearing(
    hearing: Hearing, begun: datetime, *, met_at: datetime | None = None, cancelled_at: datetime | None = None
) -> Expected:
    return Expected(
        Kind.HEARING,
        root=hearing.case_id,
        origin=f"hearing:{hearing.pk}",
        anchored_at=begun,
        subject=f"{hearing.measure.reference} hearing {hearing.number}",
        promised_for=hearing.at,
        met_at=met_at,
        cancelled_at=cancelled_at,
    )


def _refused(measures: Sequence[Measure]) -> Mapping[int, datetime]:
    """Return when the court's refusal was recorded, by measure: with it all hearings still to come are over."""
    found = OrderRequest.objects.filter(measure__in=measures, refused_on__isnull=False)
    rows = found.values_list("measure", "measure__ended_at")
    return {measure: at for measure, at in rows if at}


def order_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every review that was ever owed of the orders on young people."""
    yield from _of_kind(Kind.ORDER_REVIEW, root, ids, clockwork)


def order_ends(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the last day of each order, as it stood."""
    yield from _of_kind(Kind.MEASURE_END, root, ids, clockwork)


def order_birthdays(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the 18th birthday of each young person under an order."""
    yield from _of_kind(Kind.EIGHTEENTH_BIRTHDAY, root, ids, clockwork)


def _of_kind(kind: Kind, root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    if root != "case":
        return
    if "orders" not in clockwork.read:
        clockwork.read["orders"] = [one for life in _lives(ids) for one in life.lived(clockwork)]
    yield from (one for one in clockwork.read["orders"] if one.kind == kind)


def _lives(ids: Sequence[int]) -> Iterator["_Life"]:
    """Yield the life of each order that a court ever made on these cases."""
    found = Measure.objects.filter(case__in=ids, kind=MeasureKind.CBO, issued_at__isnull=False)
    measures = list(found.select_related("subject").order_by("pk"))
    orders = _by_measure(OrderMade.objects.filter(measure__in=measures).order_by("number"))
    reviews = _by_measure(MeasureReview.objects.filter(measure__in=measures).order_by("number"))
    known = _by_measure(RuleWeighed.objects.filter(measure__in=measures, rule="FAIR-6").order_by("pk"))
    closings = closings_of([measure.case_id for measure in measures])
    limits = list(LegalLimit.objects.order_by("pk"))
    for measure in measures:
        made, held = orders[measure.pk], reviews[measure.pk]
        yield _Life(measure, made, held, known[measure.pk], closings[measure.case_id], limits)


def _by_measure(rows: Any) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(row)
    return found


def closings_of(cases: Sequence[int]) -> Mapping[int, list[datetime]]:
    """Return when each of these cases was closed, the first time first."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = CaseClosing.objects.filter(case__in=cases).order_by("closed_at", "pk")
    for case, closed_at in rows.values_list("case", "closed_at"):
        found[case].append(closed_at)
    return found


@dataclass
class _Life:
    """One order, looked at again at each thing that was recorded of it."""

    measure: Measure
    orders: list[OrderMade]
    reviews: list[MeasureReview]
    known: list[RuleWeighed]
    closings: list[datetime]
    limits: list[LegalLimit]
    open: dict[Kind, Expected] = field(default_factory=dict)
    ever: list[Expected] = field(default_factory=list)
    let_go: list[str] = field(default_factory=list)

    def lived(self, clockwork: Clockwork) -> list[Expected]:
        """Return every clock that there must have been, and how each ended."""
        for at in self._instants():
            self._rule(clockwork, at)
            if at in self.closings:
                self._close(at)
            self._look(at)
        while self._rule(clockwork, None):
            pass
        self._look_by_age()
        return self.ever

    def _instants(self) -> list[datetime]:
        rows = (*self.orders, *self.reviews)
        told = {row.recorded_at for row in rows} | {row.weighed_at for row in self.known}
        begun = min((order.recorded_at for order in self.orders), default=None)
        over = over_at(self.measure)
        ended = {over} if over else set()
        closed = {at for at in self.closings if begun and at >= begun}
        return sorted(told | ended | closed)

    def _rule(self, clockwork: Clockwork, until: datetime | None) -> bool:
        """End a review that somebody let go by an instant, or ever; one that was waived has the next one set at once."""
        owed = self.open.get(Kind.ORDER_REVIEW)
        ruled_at = clockwork.ended_at(owed) if owed else None
        if owed is None or ruled_at is None or (until is not None and ruled_at > until):
            return False
        owed.end(cancelled_at=ruled_at)
        del self.open[Kind.ORDER_REVIEW]
        self.let_go.append(owed.origin)
        if clockwork.waived(owed):
            self._look(ruled_at)
        return True

    def _close(self, at: datetime) -> None:
        for kind, one in list(self.open.items()):
            if kind == Kind.ORDER_REVIEW or (one.promised_for and one.promised_for > at):
                one.end(cancelled_at=at)
                del self.open[kind]

    def _look(self, at: datetime) -> None:
        standing = self._standing(at)
        needed = wanted(standing, self._limits(at)) if standing else {}
        for kind in KINDS:
            self._follow(kind, needed.get(kind), at)

    def _follow(self, kind: Kind, one: Wanted | None, at: datetime) -> None:
        running = self.open.get(kind)
        if running and one and (running.origin, running.promised_for) == (one.origin, one.at):
            return
        if running:
            self._end(running, at)
            del self.open[kind]
        if one and still_runs(kind, one, at):
            self.open[kind] = Expected(
                kind,
                root=self.measure.case_id,
                origin=one.origin,
                anchored_at=at,
                subject=self.measure.reference,
                promised_for=one.at,
            )
            self.ever.append(self.open[kind])

    def _end(self, running: Expected, at: datetime) -> None:
        review = next((row for row in self.reviews if row.recorded_at == at), None)
        if running.kind == Kind.ORDER_REVIEW and review:
            running.end(met_at=review.reviewed_at, noted_at=at)
        else:
            running.end(cancelled_at=at)

    def _standing(self, at: datetime) -> Standing | None:
        """Return what was on file at an instant; None where the order was over by then."""
        orders = [order for order in self.orders if order.recorded_at <= at]
        ended = over_at(self.measure)
        over = ended is not None and ended <= at
        newest, anchor = newest_order(orders), anchor_of(orders)
        if over or newest is None:
            return None
        begins = f"order_made:{anchor.order}:" if anchor else "none"
        return Standing(
            measure=self.measure.pk,
            anchor=anchor,
            ends_on=None if newest.indefinite else newest.ends_on,
            born=self._born(at),
            held=tuple(days_of(row for row in self.reviews if row.recorded_at <= at)),
            let_go=[int(one.rpartition(":")[2]) for one in self.let_go if one.startswith(begins)],
        )

    def _born(self, at: datetime) -> date | None:
        """Return the date of birth by which the order was looked at last."""
        if is_body(self.measure.subject):
            return None
        known = [row for row in self.known if row.weighed_at <= at]
        stated = known[-1].facts["date_of_birth"] if known else None
        return date.fromisoformat(stated) if stated else None

    def _look_by_age(self) -> None:
        """A date of birth that was corrected with nothing set anew shows as a difference."""
        at = self._instants()[-1]
        standing = self._standing(at)
        born = None if is_body(self.measure.subject) else born_on(self.measure.subject)
        if standing and standing.born != born:
            needed = wanted(replace(standing, born=born), self._limits(at))
            for kind in KINDS:
                self._follow(kind, needed.get(kind), at)

    def _limits(self, at: datetime) -> Limits:
        known = [row for row in self.limits if row.added_at <= at]
        return shipped_limits().and_also(as_limit(row, known_at=at) for row in known)
