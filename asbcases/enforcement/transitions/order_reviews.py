"""What follows from an order in force: reviews of young people's orders, supervisors told, and words for the press."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import next_number
from asbcases.enforcement.choices import MeasureKind, MeasureState
from asbcases.enforcement.models import Informed, Measure, MeasureReview
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.queries.orders import anchor_of, newest_order, orders_of, restricted
from asbcases.enforcement.transitions.drafting import held, told_of
from asbcases.enforcement.transitions.evidence import note_informed
from asbcases.enforcement.transitions.order_clocks import follow
from asbcases.enforcement.transitions.standing import weigh_act
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words

# What a supervisor is told of (CBO-8).
DUTIES = (
    "Told to make arrangements, to promote compliance, and to tell prosecution and police of success or failure "
    "(Sentencing Code s.333)."
)


@transaction.atomic
def review_order(
    measure: Measure,
    *,
    reviewed_at: datetime,
    compliance: str,
    support: str,
    application: str,
    police: str,
    council: str,
    others: str = "",
    decision: str,
    by: User,
    now: datetime,
) -> MeasureReview:
    """Keep a review of an order, and return it: what was considered (CBO-15), and who took part (CBO-14)."""
    measure = _in_force(measure)
    said = {"compliance": compliance, "support": support, "application": application}
    covered = [name for name, words in said.items() if words.strip()]
    weigh_act(measure, {"CBO-15": {"covered": covered}}, by=by, now=now)
    if not police.strip() or not council.strip():
        raise Refused("Say who of the police and who of the council took part (CBO-14).")
    if not decision.strip():
        raise Refused("Say what was decided.")
    _refuse_untimely(measure, reviewed_at, now)
    named = {"Police": police, "Council": council, "Others": others}
    review = MeasureReview.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(MeasureReview.objects.filter(measure=measure)),
        reviewed_at=reviewed_at,
        bodies="\n".join(f"{who}: {words.strip()}" for who, words in named.items() if words.strip()),
        decision=decision.strip(),
        recorded_at=now,
        recorded_by=by,
        **{name: words.strip() for name, words in said.items()},
    )
    told = told_of(measure, review=review.pk)
    record(Verb.MEASURE_REVIEWED, by=by, now=now, happened_at=reviewed_at, case=measure.case, data=told)
    follow(measure, review=review, why="The order was reviewed", by=by, now=now)
    return review


def _refuse_untimely(measure: Measure, reviewed_at: datetime, now: datetime) -> None:
    if reviewed_at > now:
        raise Refused("The review is still to come: correct date and time.")
    anchor = anchor_of(orders_of(measure))
    if anchor is None:
        raise Refused(f"{measure.reference} holds for the time being only: nothing is reviewed yet.")
    if london_day(reviewed_at) < anchor.effect_on:
        raise Refused(
            f"The order takes effect on {day_words(anchor.effect_on)}: correct the day of the review."
        )


@transaction.atomic
def tell_supervisor(
    measure: Measure, *, supervisor: str, how: str, told_at: datetime, by: User, now: datetime
) -> Informed:
    """Keep that somebody who supervises a requirement was told what that asks of them (CBO-8); return it."""
    measure = _in_force(measure)
    if supervisor not in {term.supervisor for term in terms_of(measure) if term.supervisor}:
        raise Refused("They supervise no requirement of this order: choose one who does.")
    return note_informed(measure, body=supervisor, how=how, words=DUTIES, told_at=told_at, by=by, now=now)


@transaction.atomic
def press_words(measure: Measure, *, by: User, now: datetime) -> list[str]:
    """Return words for the press about an order, without the conduct; refused while a restriction stands (CBO-18)."""
    measure = _in_force(measure)
    orders = orders_of(measure)
    weigh_act(measure, {"CBO-18": {"press": True, "restriction": restricted(orders)}}, by=by, now=now)
    order = newest_order(orders)
    assert order  # noqa: S101 - an order in force was made
    first = next((one for one in reversed(orders) if not one.variation), order)
    varied = f"{order.court} varied it on {day_words(order.made_on)}. " if order.variation else ""
    until = f"until {day_words(order.ends_on)}" if order.ends_on else "until further order"
    terms = [f"{term.get_kind_display()}: {term.words}" for term in terms_of(measure)]
    made = f"{first.court} made a criminal behaviour order against {measure.subject.name}"
    return [
        f"On {day_words(first.made_on)} {made}. {varied}It runs {until}.",
        *terms,
        "To breach a criminal behaviour order without reasonable excuse is an offence (Sentencing Code s.339).",
    ]


def _in_force(measure: Measure) -> Measure:
    measure = held(measure)
    if measure.kind != MeasureKind.CBO or measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} is no criminal behaviour order: load the page again.")
    if measure.state != MeasureState.ISSUED:
        raise Refused(f"{measure.reference} is not in force: nothing follows from it.")
    return measure
