"""Dispersal: authorisations and directions, ASBCPA 2014 ss.34 to 42."""

from dataclasses import replace
from datetime import datetime, timedelta

from asbcases.law.answers import Answer, allow, block, tell
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import hours_after, london_day
from asbcases.law.ranks import at_least, rank_in, rank_words
from asbcases.law.reasons import answered, event_day, hours_in, judged, names
from asbcases.law.registry import decides
from asbcases.law.windows import days_window, end_after, end_judged, safe_end
from asbcases.law.words import instant_words

LEAST_RANK = "inspector"


@decides("DSP-1")
def authorised_by_an_inspector(facts: Facts, limits: Limits) -> Answer:
    """Block an authorisation by an officer below the rank that the Act names."""
    rank = rank_in(facts, "rank")
    return judged(
        at_least(rank, LEAST_RANK),
        yes=f"Authorised by a police officer of the rank of {rank_words(rank)}.",
        no=f"An inspector or above must authorise it, not a {rank_words(rank)}.",
    )


@decides("DSP-2")
def length_of_the_authorisation(facts: Facts, limits: Limits) -> Answer:
    """Block an authorisation that runs longer than the hours in force on the day it starts."""
    return _within_hours("DSP-2", facts, limits, facts.instant("starts_at"), "The authorisation")


@decides("DSP-3")
def form_of_the_authorisation(facts: Facts, limits: Limits) -> Answer:
    """Block an authorisation that is not in writing, signed, with its grounds and its locality."""
    parts = {
        "in_writing": "be in writing",
        "signed": "be signed",
        "grounds": "state the grounds",
        "locality": "specify the locality",
    }
    reasons = [f"The authorisation must {words}." for fact, words in parts.items() if not facts.shown(fact)]
    return block(*reasons) if reasons else allow("In writing, signed, with grounds and locality.")


@decides("DSP-6")
def conditions_of_a_direction(facts: Facts, limits: Limits) -> Answer:
    """Block a direction outside the locality or the time of the authorisation, or by a constable out of uniform."""
    at, authorised = facts.instant("directed_at"), _authorised(facts)
    faults = (
        (not facts.flag("in_area"), "The person must be in a public place in the authorised locality."),
        (not _live(at, authorised), _outside(at, authorised)),
        (
            not facts.flag("uniform_or_designated"),
            "Only a constable in uniform, or a designated PCSO, may give the direction.",
        ),
    )
    reasons = [why for faulty, why in faults if faulty]
    return block(*reasons) if reasons else allow(f"The authorisation is live at {instant_words(at)}.")


@decides("DSP-7")
def exclusion_period(facts: Facts, limits: Limits) -> Answer:
    """Block an exclusion that starts outside the authorisation or runs longer than the hours in force that day."""
    at, authorised = facts.instant("directed_at"), _authorised(facts)
    start = facts.instant_or_none("starts_at") or at
    answer = _within_hours("DSP-7", facts, limits, start, "The exclusion")
    if _live(start, authorised):
        return answer
    return block(_outside(start, authorised), *answer.reasons, **answer.values)


@decides("DSP-10")
def old_enough_to_be_directed(facts: Facts, limits: Limits) -> Answer:
    """Block a direction to a child who appears to be too young."""
    least = limits.number("DSP-10", event_day(facts, "directed_at"))
    age = _apparent_age(facts)
    return judged(
        age >= least,
        yes=f"The person appears to be {age}.",
        no=f"The person appears to be {age}; no direction may be given to a child under {least}.",
    )


@decides("DSP-11")
def may_be_taken_home(facts: Facts, limits: Limits) -> Answer:
    """Return whether a child may be taken home or to a place of safety."""
    below = limits.number("DSP-11", event_day(facts, "directed_at"))
    age = _apparent_age(facts)
    young = age < below
    return tell(
        f"The person appears to be {age}: "
        + (
            "may be taken home or to a place of safety; record where, who received them, and the referral."
            if young
            else f"removal is only for those believed to be under {below}."
        ),
        under_16_removal=young,
    )


@decides("DSP-12")
def leaves_home_and_duties_open(facts: Facts, limits: Limits) -> Answer:
    """Block a direction that keeps somebody from home, or from where they must be at that time."""
    reasons = []
    if answered(facts, "bars_home"):
        reasons.append("The area contains the person's home, from which a direction cannot bar them.")
    if facts.items("bars_attendance"):
        reasons.append(
            "A direction cannot keep the person from attending at the times required: "
            f"{names(facts, 'bars_attendance')}."
        )
    return block(*reasons) if reasons else allow("The area leaves the person's home and duties open.")


@decides("DSP-13")
def no_picket_or_procession(facts: Facts, limits: Limits) -> Answer:
    """Block a direction to somebody in a lawful picket or a notified or exempt procession."""
    if facts.flag("procession"):
        return block("The person takes part in a public procession that was notified or needs no notice.")
    if answered(facts, "picketing"):
        return block("The person is in a group engaged in lawful picketing.")
    answered(facts, "procession")
    return allow("No lawful picket or public procession is concerned; regard to Articles 10 and 11 is due.")


@decides("DSP-14")
def variation_of_the_exclusion(facts: Facts, limits: Limits) -> Answer:
    """Block a variation that makes the whole exclusion longer than the hours from when it was first given."""
    start = facts.instant("first_given_at")
    return _within_hours(
        "DSP-14", facts, limits, start, "The exclusion as varied", end_name="varied_to_end_at"
    )


@decides("DSP-16")
def surrendered_item(facts: Facts, limits: Limits) -> Answer:
    """Return how long a surrendered item is kept for whoever asks, and from when it may be destroyed."""
    on = facts.day("direction_on")
    window = days_window("DSP-16", limits, on, "Last day to ask for the item", "the day of the direction")
    return tell(window.reason, last_day=window.last_day, disposal_from=window.last_day + timedelta(days=1))


def _within_hours(
    rule: str, facts: Facts, limits: Limits, start: datetime, what: str, *, end_name: str = "ends_at"
) -> Answer:
    """Judge a length or an end against the hours in force on the day of the start (T5), and the clock on the wall."""
    n = limits.number(rule, london_day(start))
    latest = hours_after(start, n)
    values = {"latest_end": latest, "safe_end": safe_end(start, latest)}
    most = f"{what} may run to {instant_words(latest)}: {n} hours from {instant_words(start)}."
    if facts.has(end_name):
        end = end_after(facts, start, end_name)
        answer = end_judged(what, start, end, latest, most)
        return replace(answer, values={**answer.values, "ends_at": end})
    if end_name != "ends_at" or not facts.has("hours"):
        return tell(most, **values)
    hours = hours_in(facts)
    if hours > n:
        return block(f"{what} is for {hours:g} hours.", most, ends_at=hours_after(start, hours), **values)
    return allow(most, ends_at=hours_after(start, hours), **values)


def _authorised(facts: Facts) -> tuple[datetime, datetime]:
    start = facts.instant("authorised_from")
    return start, end_after(facts, start, "authorised_to")


def _live(at: datetime, authorised: tuple[datetime, datetime]) -> bool:
    return authorised[0] <= at < authorised[1]


def _outside(at: datetime, authorised: tuple[datetime, datetime]) -> str:
    return (
        f"At {instant_words(at)} no authorisation is live: it runs from {instant_words(authorised[0])} to "
        f"{instant_words(authorised[1])}."
    )


def _apparent_age(facts: Facts) -> int:
    facts.number("apparent_age")
    return facts.count("apparent_age")
