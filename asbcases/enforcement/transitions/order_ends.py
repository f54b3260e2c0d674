"""How orders end, recorded as given: discharged by the court, refused by it, or over with their last day."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import drop_approvals
from asbcases.enforcement.choices import Applicant, ChangeKind, MeasureState
from asbcases.enforcement.models import Measure, OrderRequest
from asbcases.enforcement.transitions.clocks import stop
from asbcases.enforcement.transitions.court_acts import (
    end,
    keep_order,
    made_for_good,
    refuse_before_made,
    refuse_future,
    start_of,
    to_be_made,
)
from asbcases.enforcement.transitions.drafting import told_of
from asbcases.enforcement.transitions.order_applications import grant
from asbcases.enforcement.transitions.order_clocks import follow
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words


@transaction.atomic
def discharge_order(
    measure: Measure, *, applicant: Applicant, court: str, made_on: date, words: str, by: User, now: datetime
) -> Measure:
    """Record that the court discharged an order on a day (CBO-16), and return it."""
    measure = made_for_good(measure)
    if not words.strip():
        raise Refused("Say why the court discharged it: the words are kept.")
    refuse_before_made(measure, made_on)
    stated = {"made_on": made_on, "effect_on": made_on, "ends_on": made_on, "variation": True}
    order = keep_order(measure, court, {**stated, "applicant": applicant}, by=by, now=now)
    grant(order, ChangeKind.DISCHARGE, by=by, now=now)
    measure.ends_on = made_on
    end(measure, MeasureState.DISCHARGED, words, now)
    told = told_of(measure, order=order.pk, applicant=Applicant(applicant).label)
    record(
        Verb.MEASURE_DISCHARGED, by=by, now=now, happened_at=start_of(made_on), reason=words,
        case=measure.case, data=told,
    )  # fmt: skip
    follow(measure, why="The court discharged the order", by=by, now=now)
    return measure


@transaction.atomic
def refuse_order(measure: Measure, *, refused_on: date, words: str, by: User, now: datetime) -> Measure:
    """Record that the court made no order, or none for good after an interim one, and return it."""
    measure = to_be_made(measure)
    refuse_future(refused_on, now)
    if not words.strip():
        raise Refused("Say what the court said: the words are kept.")
    request = OrderRequest.objects.select_for_update(of=("self",)).filter(measure=measure).first()
    if request:
        request.refused_on, request.refused_words = refused_on, words.strip()
        request.version += 1
        request.save(update_fields=["refused_on", "refused_words", "version"])
    reason = "The court refused the order"
    kind, subject = ApprovalKind.MEASURE, measure.reference
    drop_approvals(measure.case, reason=reason, kind=kind, subject=subject, by=by, now=now)
    interim = measure.state == MeasureState.ISSUED
    end(measure, MeasureState.DISCHARGED if interim else MeasureState.DROPPED, words, now)
    told = told_of(measure, refused_on=refused_on.isoformat())
    record(
        Verb.ORDER_REFUSED, by=by, now=now, happened_at=start_of(refused_on), reason=words,
        case=measure.case, data=told,
    )  # fmt: skip
    stop(measure, Kind.HEARING, Kind.ORDER_NOTICE, reason=reason, by=by, now=now)
    follow(measure, why=reason, by=by, now=now)
    return measure


@transaction.atomic
def end_order(measure: Measure, *, by: User, now: datetime) -> Measure:
    """Note that the last day of an order is over, and return it."""
    measure = made_for_good(measure)
    if measure.ends_on is None or measure.ends_on >= london_day(now):
        raise Refused("The order runs still: it ends with its last day, or when the court discharges it.")
    end(measure, MeasureState.ENDED, f"Its last day was {day_words(measure.ends_on)}.", now)
    record(Verb.MEASURE_ENDED, by=by, now=now, case=measure.case, data=told_of(measure))
    follow(measure, why="The order is over", by=by, now=now)
    return measure
