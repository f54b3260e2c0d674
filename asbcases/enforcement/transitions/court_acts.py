"""What the acts of courts on orders have in common: the order locked, its row kept as given, the law weighed and nothing refused."""

from copy import copy
from datetime import UTC, date, datetime, time
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.queries import next_number
from asbcases.enforcement.choices import OPEN_STATES, MeasureKind, MeasureState
from asbcases.enforcement.models import Measure, OrderMade
from asbcases.enforcement.queries.orders import orders_of
from asbcases.enforcement.transitions.drafting import held
from asbcases.enforcement.transitions.weighing import weigh
from asbcases.errors import Refused
from asbcases.law.periods import LONDON, london_day
from asbcases.law.words import day_words


def order_locked(measure: Measure) -> Measure:
    """Return an order locked; courts go on while a case is closed."""
    measure = held(measure)
    if measure.kind != MeasureKind.CBO or measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} is no criminal behaviour order: load the page again.")
    return measure


def to_be_made(measure: Measure) -> Measure:
    """Return an order that the court has not made for good yet."""
    measure = order_locked(measure)
    if measure.state == MeasureState.ISSUED and all(order.interim for order in orders_of(measure)):
        return measure
    if measure.state not in OPEN_STATES:
        raise Refused(f"{measure.reference} is decided already: load the page again.")
    return measure


def in_force(measure: Measure) -> Measure:
    """Return an order in force, for the time being or for good."""
    measure = order_locked(measure)
    if measure.state != MeasureState.ISSUED:
        raise Refused(f"{measure.reference} is not in force: record the order as the court made it first.")
    return measure


def made_for_good(measure: Measure) -> Measure:
    """Return an order in force that was made for good."""
    measure = in_force(measure)
    if all(order.interim for order in orders_of(measure)):
        raise Refused(
            f"{measure.reference} holds for the time being only: record how the court decided first."
        )
    return measure


def keep_order(measure: Measure, court: str, said: dict[str, Any], *, by: User, now: datetime) -> OrderMade:
    """Keep an order as the court made or varied it, whatever it says, and return it; what cannot be is a slip of whoever types."""
    if not court.strip():
        raise Refused("Name the court.")
    refuse_future(said["made_on"], now)
    if said["effect_on"] < said["made_on"]:
        raise Refused("An order takes effect when it is made or later: correct the days (CBO-9).")
    if said.get("indefinite") and said.get("ends_on"):
        raise Refused("It has a last day or it has no end: say one of the two.")
    if said.get("ends_on") and said["ends_on"] < said["effect_on"]:
        raise Refused("The last day lies before the order takes effect: correct the days.")
    return OrderMade.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(OrderMade.objects.filter(measure=measure)),
        court=court.strip(),
        recorded_at=now,
        recorded_by=by,
        **{**said, "reporting_words": said.get("reporting_words", "").strip()},
    )


def refuse_future(day: date, now: datetime) -> None:
    """Refuse a day that is still to come."""
    if day > london_day(now):
        raise Refused(f"{day_words(day)} is still to come: correct the day.")


def refuse_before_made(measure: Measure, day: date) -> None:
    """Refuse a day before the order was made."""
    first = min(order.made_on for order in orders_of(measure) if not order.interim)
    if day < first:
        raise Refused(f"The order was made on {day_words(first)}: correct the day.")


def weigh_given(measure: Measure, facts: dict[str, dict[str, Any]], *, by: User, now: datetime) -> None:
    """Keep what the law says of what a court did: it refuses nothing and asks for no reason."""
    given = copy(measure)
    given.ours = False
    weigh(given, facts, by=by, now=now)


def start_of(day: date) -> datetime:
    """Return the instant at which a London day begins."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)


def end(measure: Measure, state: MeasureState, words: str, now: datetime) -> None:
    """End an order, with the words of how."""
    measure.state, measure.ended_at, measure.ended_why = state, now, words.strip()
    saved(measure)


def saved(measure: Measure) -> None:
    """Save an order as it stands."""
    measure.version += 1
    measure.save()
