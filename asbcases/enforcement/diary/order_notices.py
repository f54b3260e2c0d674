"""When notice of the application for an order is owed (CBO-20), told from the request and from what was weighed alone."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple

from django.db.models import Min

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.diary.told import Told, over_at, within
from asbcases.enforcement.models import OrderMade, OrderRequest, RuleWeighed
from asbcases.law.periods import london_midnight_after

# What was noted of the notice stands with each answer to CBO-20, so that a correction sets the clock again here too.
NOTED = "notice_given_on"


class What(IntEnum):
    """What happened to a request; of what was told at one instant, in this order."""

    WEIGHED = 0
    CLOSED = 1
    OVER = 2


class Event(NamedTuple):
    """One thing that was told, and what was known of the notice from then on."""

    at: datetime
    what: What
    facts: dict[str, Any]


def order_notices(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every clock of a notice: from the asking of the prosecutor until it is served or the court decides."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    found = OrderRequest.objects.filter(case__in=ids, sent_at__isnull=False).select_related("measure")
    made = OrderMade.objects.filter(case__in=ids).values("measure").annotate(at=Min("recorded_at"))
    made_at = dict(made.values_list("measure", "at"))
    rows = RuleWeighed.objects.filter(case__in=ids, rule="CBO-20", facts__has_key=NOTED).order_by("pk")
    weighed = list(rows)
    for request in found.order_by("pk"):
        ends = (made_at.get(request.measure_id), over_at(request.measure))
        events = [
            *(Event(row.weighed_at, What.WEIGHED, row.facts) for row in weighed if row.measure_id == request.measure_id),
            *(Event(at, What.CLOSED, {}) for at in told.closings[request.case_id]),
            *(Event(at, What.OVER, {}) for at in sorted(filter(None, ends))[:1]),
        ]  # fmt: skip
        yield from _lived(request, sorted(events, key=lambda one: one[:2]), told, clockwork)


def _lived(
    request: OrderRequest, events: Sequence[Event], told: Told, clockwork: Clockwork
) -> list[Expected]:
    ever: list[Expected] = []
    owed: Expected | None = None
    over = False
    for event in events:
        if owed and (ruled_at := clockwork.ended_at(owed)) and ruled_at <= event.at:
            owed.end(cancelled_at=ruled_at)
            owed, over = None, True
        again = owed is not None and event.what == What.CLOSED
        if owed:
            owed = _after(owed, event)
        elif event.what == What.WEIGHED and not over:
            again = not event.facts[NOTED]
        if again:
            owed = _owed(request, event.at, told)
            ever.append(owed)
        over = over or event.what == What.OVER
    if owed and (ruled_at := clockwork.ended_at(owed)):
        owed.end(cancelled_at=ruled_at)
    return ever


def _after(owed: Expected, event: Event) -> Expected | None:
    """Return what is still owed of a notice after something was told."""
    served_on = event.facts.get(NOTED)
    if served_on:
        owed.end(met_at=within(date.fromisoformat(served_on), event.at), noted_at=event.at)
    elif event.what != What.WEIGHED:
        owed.end(cancelled_at=event.at)
    return None if owed.ended_at else owed


def _owed(request: OrderRequest, at: datetime, told: Told) -> Expected:
    assert request.sent_at  # noqa: S101 - chosen by it
    last_day = told.day_of("CBO-20", {"decided_on": request.sent_at}, "last_day", at)
    return Expected(
        Kind.ORDER_NOTICE,
        root=request.case_id,
        origin=f"orderrequest:{request.pk}",
        anchored_at=at,
        subject=request.measure.reference,
        promised_for=london_midnight_after(last_day),
    )
