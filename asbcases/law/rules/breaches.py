"""Breach of a community protection notice (law.md 1.4): prosecution and fixed penalties."""

from datetime import timedelta
from decimal import Decimal

from asbcases.law.answers import Answer, allow, block, block_unless, listed, tell, warn_unless
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import days_following
from asbcases.law.reasons import event_day
from asbcases.law.registry import decides
from asbcases.law.windows import following_window, months_from
from asbcases.law.words import day_words


@decides("CPB-2")
def penalty(facts: Facts, limits: Limits) -> Answer:
    """Return the highest fine, for the text of the notice; a body's has no limit."""
    if facts.flag("is_body"):
        return tell("A body can be fined without limit.", maximum_fine=None)
    most = limits.number("CPB-2", event_day(facts, "offence_on"))
    return tell(f"An individual can be fined up to level 4, £{most:,}.", maximum_fine=most)


@decides("CPB-3")
def start_of_prosecution(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to start a prosecution."""
    what, day = "Last day to start a prosecution", facts.day("offence_on")
    window = months_from("CPB-3", limits, day, what, "the day of the offence")
    return tell(window.reason, last_day=window.last_day)


@decides("CPB-4")
def notice_in_force(facts: Facts, limits: Limits) -> Answer:
    """Block a fixed penalty for a day on which the notice was not in force."""
    offence, starts, ends = (
        facts.day("offence_on"),
        facts.day("in_force_from"),
        facts.day_or_none("in_force_to"),
    )
    in_force = starts <= offence and (ends is None or offence <= ends)
    return block_unless(in_force, f"The notice was not in force on {day_words(offence)}.")


@decides("CPB-5")
def amount(facts: Facts, limits: Limits) -> Answer:
    """Block a fixed penalty above the maximum of its day."""
    asked, day = facts.number("amount"), facts.day("fpn_on")
    if asked < 0:
        raise FactError("Give amount as a number of pounds, 0 or more.")
    most = limits.on("CPB-5", day).value
    why = f"£{_pounds(asked)} is more than £{_pounds(most)}, the most on {day_words(day)}."
    return block_unless(Decimal(str(asked)) <= most, why, maximum=most)


def _pounds(value: float | Decimal) -> str:
    return f"{value:,.2f}".removesuffix(".00")


@decides("CPB-6")
def proceedings(facts: Facts, limits: Limits) -> Answer:
    """Return until when a fixed penalty may be paid; block proceedings before it has run, or after payment."""
    day = facts.day("fpn_on")
    window = following_window("CPB-6", limits, day, "Last day to pay", "the date of the penalty notice")
    how, last, earliest = window.reason, window.last_day, window.last_day + timedelta(days=1)
    dates = {"pay_by": last, "earliest_proceedings": earliest}
    paid, started = facts.day_or_none("paid_on"), facts.day_or_none("proceedings_on")
    if paid is not None and paid <= last:
        return block(how, f"Paid on {day_words(paid)}: nobody can be convicted of this offence.", **dates)
    if started is None:
        return tell(how, **dates)
    if started < earliest:
        return block(how, f"Proceedings cannot begin before {day_words(earliest)}.", **dates)
    return allow(how, **dates)


@decides("CPB-7")
def early_payment(facts: Facts, limits: Limits) -> Answer:
    """Block a lower amount that is offered for no days or too many, or that is not lower."""
    if not facts.has("early_days"):
        return allow("No lower amount is offered.")
    days, below = facts.count("early_days"), limits.number("CPB-7", event_day(facts, "fpn_on"))
    if not 1 <= days < below:
        return block(f"A lower amount for {days} days: it may be offered for 1 to {below - 1} days.")
    dates = {"early_by": days_following(facts.day("fpn_on"), days)} if facts.has("fpn_on") else {}
    if facts.has("early_amount") and facts.has("amount"):
        lower = facts.number("early_amount") < facts.number("amount")
        return block_unless(lower, "The amount for early payment must be lower than the full one.", **dates)
    return allow(**dates)


@decides("CPB-8")
def contents(facts: Facts, limits: Limits) -> Answer:
    """Block a fixed penalty notice that lacks one of its five contents."""
    missing = [str(item) for item in facts.items("missing")]
    return block(f"The penalty notice lacks {listed(missing)}.") if missing else allow()


@decides("CPB-9")
def penalty_for_a_child(facts: Facts, limits: Limits) -> Answer:
    """Warn of a fixed penalty for a child, which many authorities do not give."""
    age = facts.age_or_none("date_of_birth", "fpn_on")
    if age is None:
        return allow("No date of birth is known.", age=None)
    least = limits.number("CPB-9", facts.day("fpn_on"))
    return warn_unless(
        age >= least, f"Aged {age}: fixed penalties are often not given under {least}.", age=age
    )
