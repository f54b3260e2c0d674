"""Orders recorded as the court gave them: made for the time being or for good, varied, with their terms."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.queries import next_number
from asbcases.deadlines.transitions import drop_approvals
from asbcases.enforcement.choices import (
    Applicant,
    ChangeKind,
    HearingKind,
    MeasureState,
    Restriction,
    TermKind,
)
from asbcases.enforcement.models import Measure, MeasureTerm, OrderMade
from asbcases.enforcement.queries.measures import born_on, is_body
from asbcases.enforcement.queries.orders import newest_order, orders_of
from asbcases.enforcement.transitions.court_acts import (
    in_force,
    keep_order,
    made_for_good,
    refuse_before_made,
    saved,
    start_of,
    to_be_made,
    weigh_given,
)
from asbcases.enforcement.transitions.drafting import refuse_unless_clear, told_of
from asbcases.enforcement.transitions.hearings import set_hearing
from asbcases.enforcement.transitions.order_applications import grant
from asbcases.enforcement.transitions.order_clocks import follow
from asbcases.enforcement.transitions.order_notices import end_notice
from asbcases.errors import Refused
from asbcases.law.periods import london_day


class AsMade(TypedDict, total=False):
    """What a court says of an order: until when, and what may be reported."""

    ends_on: date | None
    indefinite: bool
    reporting: Restriction
    reporting_words: str


@transaction.atomic
def make_order(
    measure: Measure,
    *,
    court: str,
    made_on: date,
    effect_on: date | None = None,
    interim: bool = False,
    hearing_at: datetime | None = None,
    left_out: Iterable[int] = (),
    by: User,
    now: datetime,
    **said: Unpack[AsMade],
) -> OrderMade:
    """Record an order as the court made it, whatever it says, and return it; `left_out` are draft terms it did not make.

    An interim order holds until a hearing; the lengths of the law are not asked of it (CBO-12).
    """
    measure = to_be_made(measure)
    stated = {"made_on": made_on, "effect_on": effect_on or made_on, **said}
    if interim and hearing_at is None and measure.ours:
        raise Refused("Give the hearing until which the interim order holds (CBO-12).")
    if not interim and not said.get("ends_on") and not said.get("indefinite"):
        raise Refused("Give the last day, or say that the order has no end.")
    first = measure.state != MeasureState.ISSUED
    order = keep_order(measure, court, {**stated, "interim": interim}, by=by, now=now)
    if first:
        reason = "The court made the order"
        kind, subject = ApprovalKind.MEASURE, measure.reference
        drop_approvals(measure.case, reason=reason, kind=kind, subject=subject, by=by, now=now)
        end_notice(measure, reason=reason, by=by, now=now)
        measure.state, measure.issued_at, measure.issued_on = MeasureState.ISSUED, now, order.effect_on
    measure.ends_on = order.ends_on
    saved(measure)
    _end_terms(measure, left_out, order.effect_on)
    weigh_given(measure, _lengths(measure, order), by=by, now=now)
    told = told_of(measure, order=order.pk, interim=interim)
    record(Verb.ORDER_MADE, by=by, now=now, happened_at=start_of(made_on), case=measure.case, data=told)
    if interim and hearing_at:
        set_hearing(measure, kind=HearingKind.ADJOURNED, court=order.court, at=hearing_at, by=by, now=now)
        weigh_given(measure, {"CBO-12": {"hearing_on": london_day(hearing_at)}}, by=by, now=now)
    follow(measure, why="The court made the order for good", by=by, now=now)
    return order


@transaction.atomic
def vary_order(
    measure: Measure,
    *,
    applicant: Applicant,
    court: str,
    made_on: date,
    left_out: Iterable[int] = (),
    by: User,
    now: datetime,
    **said: Unpack[AsMade],
) -> OrderMade:
    """Record an order as the court varied it (CBO-16), and return it; the periods of review begin anew (CBO-13)."""
    measure = made_for_good(measure)
    if not said.get("ends_on") and not said.get("indefinite"):
        raise Refused("Give the last day as it stands now, or say that the order has no end.")
    refuse_before_made(measure, made_on)
    stated = {"made_on": made_on, "effect_on": made_on, "variation": True, "applicant": applicant, **said}
    order = keep_order(measure, court, stated, by=by, now=now)
    newest = newest_order(orders_of(measure))
    measure.ends_on = newest.ends_on if newest else order.ends_on
    saved(measure)
    _end_terms(measure, left_out, made_on)
    grant(order, ChangeKind.VARY, by=by, now=now)
    told = told_of(measure, order=order.pk, applicant=Applicant(applicant).label)
    record(Verb.ORDER_VARIED, by=by, now=now, happened_at=start_of(made_on), case=measure.case, data=told)
    follow(measure, why="The court varied the order", by=by, now=now)
    return order


@transaction.atomic
def add_court_term(
    measure: Measure,
    *,
    kind: TermKind,
    words: str,
    supervisor: str = "",
    place: str = "",
    hours: Sequence[Sequence[str]] = (),
    until_on: date | None = None,
    by: User,
    now: datetime,
) -> MeasureTerm:
    """Record a term as the court made it, in force from the newest order on, and return it."""
    measure = in_force(measure)
    if kind not in (TermKind.PROHIBITION, TermKind.REQUIREMENT):
        raise Refused("A term of an order is a prohibition or a requirement: choose one.")
    newest = newest_order(orders_of(measure))
    from_on = newest.effect_on if newest else measure.issued_on
    term = MeasureTerm(
        case=measure.case,
        measure=measure,
        number=next_number(MeasureTerm.objects.filter(measure=measure)),
        kind=kind,
        words=words.strip(),
        supervisor=supervisor.strip(),
        place=place.strip(),
        hours=[list(row) for row in hours],
        from_on=from_on,
        until_on=until_on,
        court_in_on=from_on,
        recorded_at=now,
        recorded_by=by,
    )
    refuse_unless_clear(term)
    term.save()
    required = kind == TermKind.REQUIREMENT
    facts = {"requirements": int(required), "without_supervisor": int(required and not term.supervisor)}
    weigh_given(measure, {"CBO-7": facts}, by=by, now=now)
    saved(measure)
    told = told_of(measure, term=term.number)
    record(Verb.ORDER_MADE, by=by, now=now, case=measure.case, data=told)
    return term


def _lengths(measure: Measure, order: OrderMade) -> dict[str, dict[str, Any]]:
    """Return what the law is asked of the length of an order for good; nothing where the age cannot be told."""
    born = None if is_body(measure.subject) else born_on(measure.subject)
    if order.interim or born is None or born > order.made_on:
        return {}
    facts = {
        "date_of_birth": born,
        "made_on": order.made_on,
        "effect_on": order.effect_on,
        "ends_on": order.ends_on,
        "indefinite": order.indefinite,
    }
    return {"CBO-10": facts, "CBO-11": facts}


def _end_terms(measure: Measure, numbers: Iterable[int], day: date) -> None:
    """End terms with the beginning of a day: what the court did not make never held."""
    chosen = MeasureTerm.objects.filter(measure=measure, number__in=list(numbers), ended_at__isnull=True)
    chosen.update(ended_at=start_of(day), court_out_on=day)
