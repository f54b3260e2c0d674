"""Public spaces protection orders: ASBCPA 2014 ss.59 to 75."""

from datetime import date, timedelta
from decimal import Decimal

from asbcases.law.answers import Answer, allow, block, counted, tell
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import months_before, months_beginning_with
from asbcases.law.reasons import event_day, judged, nothing_missing
from asbcases.law.registry import decides
from asbcases.law.windows import days_window, following_window, months_window, months_words
from asbcases.law.words import day_words

MAKERS = {
    "district": "a district council",
    "unitary": "a unitary council",
    "london_borough": "a London borough",
    "county_without_district": "a county council where there is no district",
}
DAY = timedelta(days=1)


@decides("PSP-1")
def maker_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Block an order by a body that the Act does not name."""
    maker = facts.text("maker")
    return judged(
        maker in MAKERS,
        yes=f"The order is made by {MAKERS.get(maker)}.",
        no=f"Only these may make the order: {'; '.join(MAKERS.values())}.",
    )


@decides("PSP-4")
def contents_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Block an order that does not say all that it must."""
    return nothing_missing(facts, "The order")


@decides("PSP-5")
def period_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Block an order that runs for longer than the Act allows."""
    window = months_window("PSP-5", limits, facts.day("starts_on"), "Last day at most", "the day it starts")
    return _within(facts.day_or_none("ends_on"), window.last_day, window.reason, safe_day=window.safe_day)


@decides("PSP-6")
def extension_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Block an extension after expiry or for too long; return when to think of one."""
    expires_on, extended_on = facts.day("expires_on"), facts.day_or_none("extended_on")
    n = limits.number("PSP-6", expires_on, "reminder")
    reminder = months_before(expires_on, n)
    clock = counted("Review the order", reminder, f"{months_words(n)} before it expires")
    if extended_on is None:
        return tell(clock, reminder_on=reminder)
    if extended_on > expires_on:
        return block(
            f"The order expired on {day_words(expires_on)}: it can be extended only before it expires.",
            clock,
            reminder_on=reminder,
        )
    last = months_beginning_with(expires_on + DAY, limits.number("PSP-6", extended_on))
    most = counted("Last day of the extension at most", last, "3 years beginning with the day after expiry")
    return _within(facts.day_or_none("extended_to"), last, most, given=True, reminder_on=reminder)


@decides("PSP-7")
def consultation_on_the_order(facts: Facts, limits: Limits) -> Answer:
    """Block an order before everybody was consulted and notified and the text was published."""
    return nothing_missing(facts, "The log of consultation, notice and publication")


@decides("PSP-9")
def challenge_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to challenge an order, or its variation, in the High Court."""
    varied_on = facts.day_or_none("varied_on")
    on, begins = (
        (varied_on, "the date it was varied") if varied_on else (facts.day("made_on"), "the date it was made")
    )
    window = days_window("PSP-9", limits, on, "Last day to challenge", begins)
    return tell(window.reason, last_day=window.last_day, **window.in_time(facts, "lodged_on"))


@decides("PSP-11")
def fixed_penalty_for_a_breach(facts: Facts, limits: Limits) -> Answer:
    """Block a penalty above the maximum of its day, or an early payment that is no earlier; return its dates."""
    day = event_day(facts, "fpn_on")
    reasons, values = _penalty_faults(facts, limits, day), {}
    told: tuple[str, ...] = ()
    if facts.has("fpn_on"):
        window = following_window("PSP-11", limits, day, "Pay by", "the date of the notice", name="wait")
        values = {"pay_by": window.last_day, "earliest_proceedings": window.last_day + DAY}
        told = (window.reason,)
    return block(*reasons, *told, **values) if reasons else allow(*told, **values)


@decides("PSP-13")
def expedited_order(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of an expedited order and the first day of the next, and block one too long or too soon."""
    ceased_on, starts_on = facts.day_or_none("ceased_on"), facts.day_or_none("starts_on")
    if ceased_on is None and starts_on is None:
        raise FactError("Give starts_on, ceased_on of the order before it, or both.")
    values: dict[str, date] = {}
    told, faults = [], []
    if ceased_on is not None:
        gap = months_window(
            "PSP-13", limits, ceased_on, "No second order here until after", "the day it ceased", name="gap"
        )
        values["next_from"] = gap.last_day + DAY
        told.append(gap.reason)
    if starts_on is not None:
        window = months_window("PSP-13", limits, starts_on, "Last day at most", "the day it starts")
        values |= window.days
        told.append(window.reason)
        faults = _expedited_faults(facts, starts_on, values)
    return block(*faults, *told, **values) if faults else allow(*told, **values)


def _within(ends_on: date | None, last: date, most: str, *, given: bool = False, **values: date) -> Answer:
    """Judge an end against the last day; without an end there is nothing to decide unless something was given."""
    values["last_day"] = last
    if ends_on is not None and ends_on > last:
        return block(f"It would end on {day_words(ends_on)}.", most, **values)
    return allow(most, **values) if given or ends_on else tell(most, **values)


def _penalty_faults(facts: Facts, limits: Limits, day: date) -> list[str]:
    faults = []
    most = limits.on("PSP-11", day).value
    if facts.has("amount") and Decimal(str(facts.number("amount"))) > most:
        faults.append(f"The penalty may be at most £{most} on {day_words(day)}.")
    below = limits.number("PSP-11", day, "early")
    if facts.has("early_days") and not 1 <= facts.count("early_days") < below:
        faults.append(f"The lower amount may be offered for payment within 1 to {below - 1} days.")
    return faults


def _expedited_faults(facts: Facts, starts_on: date, values: dict[str, date]) -> list[str]:
    faults = []
    if starts_on < values.get("next_from", starts_on):
        faults.append(f"The next order here may start on {day_words(values['next_from'])}, not before.")
    ends_on = facts.day_or_none("ends_on")
    if ends_on is not None and ends_on > values["last_day"]:
        faults.append(f"It would end on {day_words(ends_on)}.")
    return faults
