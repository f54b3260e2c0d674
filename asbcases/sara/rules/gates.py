"""The gates of a plan: may it be taken on, may a response begin, may the plan close and as what (practice 4.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from asbcases.law.ranks import at_least

SUPERVISOR = "sergeant"
MET, MERGED, TRANSFERRED = "objective_met", "merged", "transferred"
REASONS = (MET, "reduced_to_acceptable", TRANSFERRED, "not_feasible", MERGED, "no_longer_occurring")
# An action that was called off is closed like one that was done.
ENDED = ("done", "called_off")


@dataclass(frozen=True)
class Gate:
    """Whether something may be done, and by name all that is wanting, sorted."""

    missing: tuple[str, ...] = ()
    marked_immediate: bool = False

    @property
    def allowed(self) -> bool:
        """Return whether nothing is wanting."""
        return not self.missing


@dataclass(frozen=True)
class Start:
    """What is known when a response begins."""

    immediate: bool
    causes: Sequence[str]
    data_sources: Sequence[str]
    measure_frozen_on: date | None
    response_begins_on: date | None


@dataclass(frozen=True)
class Objective:
    """Whether the objective was measured; fewer is better, and at the target or under it is reached."""

    measured: bool
    target: int | None
    value: int | None

    @property
    def is_measured(self) -> bool:
        """Return whether there is a value to hold against the target."""
        return self.measured and self.value is not None

    @property
    def missed(self) -> bool:
        """Return whether what was measured lies above the target."""
        if self.target is None or self.value is None or not self.measured:
            return False
        return self.value > self.target


@dataclass(frozen=True)
class Order:
    """An order on which the plan leans: when it ends, and whether that stands in the diary."""

    ends_on: date | None
    diarised: bool


@dataclass(frozen=True)
class Signature:
    """Who signed a plan off, of which rank."""

    name: str
    rank: str


@dataclass(frozen=True)
class End:
    """What is known when a plan is to be closed."""

    closed_on: date
    owner: str
    reason: str
    objective: Objective
    after_window_ends_on: date | None
    short_reason: str = ""
    victims_contacted: Sequence[bool] = ()
    actions: Sequence[str] = ()
    orders: Sequence[Order] = ()
    transferred_to: str = ""
    transfer_accepted: bool = False
    merged_into: str = ""
    signed_off_by: Signature | None = None
    children_considered: Sequence[bool] = ()


def may_begin(start: Start) -> Gate:
    """Return whether a response may begin: after a cause, a data source and a frozen measure; a quick fix at once."""
    if start.immediate:
        return Gate(marked_immediate=True)
    wanting = {
        "cause": not _said(start.causes),
        "data_source": not _said(start.data_sources),
        "measure": not _frozen_before(start),
    }
    return Gate(_named(wanting))


def may_close(end: End) -> Gate:
    """Return whether a plan may close for the reason that is given."""
    transferred = end.reason == TRANSFERRED
    wanting = {
        "reason": end.reason not in REASONS,
        "objective_measured": not end.objective.is_measured,
        "target_not_reached": end.reason == MET and end.objective.missed,
        "after_window": not _waited(end),
        "victim_contact": not all(end.victims_contacted),
        "actions": any(state not in ENDED for state in end.actions),
        "order_ends": any(_runs_unnoticed(order, end.closed_on) for order in end.orders),
        "transferred_to": transferred and not end.transferred_to.strip(),
        "transfer_accepted": transferred and not end.transfer_accepted,
        "merged_into": end.reason == MERGED and not end.merged_into.strip(),
        "sign_off": not _signed(end),
        "youth_support": not all(end.children_considered),
    }
    return Gate(_named(wanting))


def may_take_on(*, scanned: bool, children_considered: Sequence[bool]) -> Gate:
    """Return whether a plan may be taken on: once it was scanned, with support considered for every child it is about."""
    return Gate(_named({"scan": not scanned, "youth_support": not all(children_considered)}))


def claims_success(reason: str) -> bool:
    """Return whether a plan that closes for this reason counts as a success: only where its objective was met."""
    return reason == MET


def _said(words: Iterable[str]) -> bool:
    return any(each.strip() for each in words)


def _frozen_before(start: Start) -> bool:
    frozen, begins = start.measure_frozen_on, start.response_begins_on
    return frozen is not None and (begins is None or frozen <= begins)


def _waited(end: End) -> bool:
    """Return whether the after-window is over, or it is said why nobody waits: on its last day it is not over."""
    over = end.after_window_ends_on is not None and end.after_window_ends_on < end.closed_on
    return over or bool(end.short_reason.strip())


def _runs_unnoticed(order: Order, on: date) -> bool:
    return not order.diarised and (order.ends_on is None or order.ends_on >= on)


def _signed(end: End) -> bool:
    """Return whether a supervisor signed who does not own the plan."""
    signed = end.signed_off_by
    return signed is not None and at_least(signed.rank, SUPERVISOR) and signed.name != end.owner


def _named(wanting: dict[str, bool]) -> tuple[str, ...]:
    return tuple(sorted(name for name, is_wanting in wanting.items() if is_wanting))
