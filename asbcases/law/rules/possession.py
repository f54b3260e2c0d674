"""Possession for anti-social behaviour: notices and deadlines of landlord law; solicitors decide."""

from asbcases.law.answers import Answer, allow, block, counted, tell, warn
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import months_after
from asbcases.law.reasons import answered, nothing_missing, one_of
from asbcases.law.registry import decides
from asbcases.law.windows import days_window, months_window, months_words
from asbcases.law.words import day_words

LANDLORDS = ("private", "housing_association")
SERVE = "Last day to serve the notice"


@decides("POS-2")
def notice_after_a_conviction(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to serve under conditions 1, 3 and 5, and the safe day."""
    return _serve_by("POS-2", facts, limits, "convicted_on", "the day of the conviction")


@decides("POS-3")
def notice_after_a_finding(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to serve under condition 2, and the safe day."""
    return _serve_by("POS-3", facts, limits, "found_on", "the day of the finding")


@decides("POS-4")
def notice_after_a_closure(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to serve under condition 4, and the safe day."""
    return _serve_by("POS-4", facts, limits, "made_on", "the day the closure order was made")


@decides("POS-5")
def contents_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block printing a notice on a secure tenancy that does not say all that it must."""
    return nothing_missing(facts, "The notice")


@decides("POS-6")
def earliest_proceedings_on_a_secure_tenancy(facts: Facts, limits: Limits) -> Answer:
    """Return the first day of proceedings: when the tenancy could be ended by notice, or a month after service."""
    served_on = facts.day("served_on")
    if one_of(facts, "tenancy", ("periodic", "fixed_term")) == "periodic":
        first = facts.day("notice_to_quit_could_end_on")
        how = "the day on which a notice to quit given with this notice could end the tenancy"
    else:
        n = limits.number("POS-6", served_on)
        first, how = months_after(served_on, n), f"{months_words(n)} after service"
    return tell(counted("No proceedings before", first, how), earliest_proceedings=first)


@decides("POS-7")
def review_by_the_landlord(facts: Facts, limits: Limits) -> Answer:
    """Return the last day on which a tenant may ask a council landlord for a review."""
    window = days_window(
        "POS-7", limits, facts.day("served_on"), "Last day to ask for a review", "the day of service"
    )
    return tell(window.reason, last_day=window.last_day, **window.in_time(facts, "asked_on"))


@decides("POS-8")
def earliest_proceedings_on_an_assured_tenancy(facts: Facts, limits: Limits) -> Answer:
    """Return the first day of proceedings after notice, by the law of the day of service and the kind of landlord."""
    served_on = facts.day("served_on")
    landlord = one_of(facts, "landlord", LANDLORDS) if facts.has("landlord") else "private"
    n = limits.number("POS-8", served_on, "" if landlord == "private" else landlord)
    first = months_after(served_on, n)
    how = f"{months_words(n)} after service" if n else "at once on notice"
    told = counted("No proceedings before", first, how)
    if landlord == "private":
        return tell(told, earliest_proceedings=first)
    return warn(
        told,
        "When the shorter notice of the Renters' Rights Act 2025 reaches housing associations is not settled: ask a "
        "solicitor.",
        earliest_proceedings=first,
    )


@decides("POS-11")
def tenancies_in_wales(facts: Facts, limits: Limits) -> Answer:
    """Block the whole of possession for homes in Wales."""
    if answered(facts, "wales"):
        return block(
            "Occupation contracts in Wales stand under separate Welsh law, which is not covered here."
        )
    return allow("The home is in England.")


def _serve_by(rule: str, facts: Facts, limits: Limits, from_name: str, begins: str) -> Answer:
    start = facts.day(from_name)
    if facts.has("appeal_ended_on"):
        appeal_ended_on = facts.day("appeal_ended_on")
        if appeal_ended_on < start:
            raise FactError(f"appeal_ended_on lies before {from_name}, {day_words(start)}.")
        start, begins = appeal_ended_on, "the day the appeal ended"
    window = months_window(rule, limits, start, SERVE, begins)
    return tell(window.reason, **window.days, **window.in_time(facts, "served_on"))
