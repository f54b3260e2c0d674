"""Closure notices and orders: ASBCPA 2014 ss.76 to 93."""

from dataclasses import replace
from datetime import datetime, timedelta

from asbcases.law.answers import Answer, allow, block, block_unless, counted, tell, warn
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import hours_after, london_day, months_beginning_with
from asbcases.law.ranks import at_least, rank_in, rank_words
from asbcases.law.reasons import answered, event_day, hours_in, judged, nothing_missing
from asbcases.law.registry import decides
from asbcases.law.windows import (
    DaysThat,
    days_window,
    end_after,
    end_judged,
    following_window,
    months_window,
    safe_end,
)
from asbcases.law.words import day_words, instant_words

CHRISTMAS_DAY = DaysThat(lambda day: (day.month, day.day) == (12, 25))
LONGER = (
    "the 48 hours need a superintendent or above, or the signature of the chief executive or their designate"
)


@decides("CLO-1")
def issuer_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block a notice by anybody but an inspector or above, or a local authority."""
    issuer, rank = facts.text("issuer", "police"), rank_in(facts, "issuer_rank")
    if issuer == "local_authority":
        return allow("A local authority may issue a closure notice.")
    if issuer == "registered_provider":
        return block("Registered providers cannot issue closure notices: that power is not in force.")
    return judged(
        issuer == "police" and at_least(rank, "inspector"),
        yes=f"Issued by a police officer of the rank of {rank_words(rank)}.",
        no="A police inspector or above, or a local authority, must issue the notice"
        + (f", not a {rank_words(rank)}." if issuer == "police" else "."),
    )


@decides("CLO-3")
def length_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block a notice for longer than whoever signs it may order."""
    longer = _signs_the_longer(facts)
    n = limits.number("CLO-3", event_day(facts, "starts_at", "issued_on"), "" if longer else "ordinary")
    most = f"The notice may run for {n} hours" + ("." if longer else f"; {LONGER}.")
    start = facts.instant_or_none("starts_at")
    values = {"max_hours": n}
    if start is not None and facts.has("ends_at"):
        latest = hours_after(start, n, CHRISTMAS_DAY if longer else None)
        answer = end_judged("The notice", start, end_after(facts, start), latest, most)
        return replace(answer, values={**answer.values, **values})
    hours = hours_in(facts)
    return allow(most, **values) if hours <= n else block(f"It is for {hours:g} hours.", most, **values)


@decides("CLO-4")
def end_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Return when a notice ends: Christmas Day does not count in the longer period, and does in the 24 hours."""
    start = facts.instant("starts_at")
    latest, hours = _end_of_notice(facts, limits, start)
    how = f"The notice ends by {instant_words(latest)}: {hours:g} hours from {instant_words(start)}"
    skipped = latest - start > timedelta(hours=hours)
    how += ", not counting Christmas Day." if skipped else "."
    if facts.has("ends_at"):
        return end_judged("The notice", start, end_after(facts, start), latest, how)
    return tell(how, latest_end=latest, safe_end=safe_end(start, latest))


@decides("CLO-5")
def extension_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block an extension by the wrong officer, of a longer notice, or beyond 24 hours more and 48 in all."""
    day = event_day(facts, "starts_at", "extended_on")
    total, more = limits.number("CLO-5", day), limits.number("CLO-5", day, "extension")
    ordinary = limits.number("CLO-3", day, "ordinary")
    original, extension = hours_in(facts, "original_hours"), hours_in(facts, "extension_hours")
    faults = (
        (
            not _signs_the_longer(facts),
            "A superintendent or above, or the chief executive or their designate, must extend the notice.",
        ),
        (
            original > ordinary,
            f"Only a notice of {ordinary} hours may be extended; this one is for {original:g}.",
        ),
        (extension > more, f"The extension may be for {more} hours; this one is for {extension:g}."),
        (
            original + extension > total,
            f"The notice may last {total} hours in all; this would be {original + extension:g}.",
        ),
    )
    reasons = [why for faulty, why in faults if faulty]
    values = {"total_hours": original + extension} | _extended_end(facts, original + extension)
    if reasons:
        return block(*reasons, **values)
    return allow(f"The notice lasts {original + extension:g} hours in all, of {total}.", **values)


@decides("CLO-6")
def residents_and_owner_stay_in(facts: Facts, limits: Limits) -> Answer:
    """Block a notice that bars those who live there or own the place."""
    return judged(
        not answered(facts, "bars_resident_or_owner"),
        yes="Nobody who habitually lives there, and no owner, is barred.",
        no="A notice cannot bar people who habitually live there or the owner.",
    )


@decides("CLO-7")
def contents_of_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block printing a notice that does not have all seven contents."""
    return nothing_missing(facts, "The closure notice")


@decides("CLO-8")
def informed_before_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block a notice without a log of efforts to inform residents and those with control or an interest."""
    return block_unless(
        facts.count("informed") > 0,
        "Log the efforts to inform residents and anyone with control, responsibility or an interest.",
    )


@decides("CLO-9")
def consulted_before_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block a notice before anybody was consulted."""
    return block_unless(facts.count("consulted") > 0, "Record whom you consulted before issuing the notice.")


@decides("CLO-12")
def application_follows_the_notice(facts: Facts, limits: Limits) -> Answer:
    """Block closing the record of a notice that was neither cancelled nor followed by an application."""
    return block_unless(
        facts.flag("applied") or facts.flag("cancelled"),
        "Whenever a notice is issued an application is made to a magistrates' court, unless it is cancelled.",
    )


@decides("CLO-13")
def hearing_of_the_application(facts: Facts, limits: Limits) -> Answer:
    """Return by when the court hears the application: Christmas Day alone does not count."""
    served = facts.instant("served_at")
    n = limits.number("CLO-13", london_day(served))
    by = hours_after(served, n, CHRISTMAS_DAY)
    return tell(
        f"Hearing by {instant_words(by)}: {n} hours after first service at {instant_words(served)}; Christmas Day does "
        "not count, weekends and other bank holidays do.",
        hearing_by=by,
    )


@decides("CLO-15")
def period_of_the_order(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of an order at most, and warn of a court's order that runs past it."""
    window = months_window("CLO-15", limits, facts.day("made_on"), "Last day at most", "the day it is made")
    ends_on = facts.day_or_none("ends_on")
    if ends_on is None:
        return tell(window.reason, **window.days)
    late = ends_on > window.last_day
    first = (f"The order is recorded to end on {day_words(ends_on)}.",) if late else ()
    return (warn if late else allow)(*first, window.reason, **window.days)


@decides("CLO-16")
def notice_continued_by_the_court(facts: Facts, limits: Limits) -> Answer:
    """Return when a notice ends that the court continued; here Christmas Day counts."""
    start = facts.instant("continued_at")
    n = limits.number("CLO-16", london_day(start))
    hours = hours_in(facts) if facts.has("hours") else n
    latest = hours_after(start, min(hours, n))
    most = f"The court may continue the notice for {n} hours from {instant_words(start)}; every day counts."
    if hours > n:
        return warn(f"It is recorded as continued for {hours:g} hours.", most, latest_end=latest)
    return tell(most, latest_end=latest)


@decides("CLO-17")
def adjourned_hearing(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to which the hearing may be adjourned."""
    hearing_on = facts.day("hearing_on")
    window = following_window("CLO-17", limits, hearing_on, "Last day of the adjournment", "the hearing")
    return tell(window.reason, last_day=window.last_day)


@decides("CLO-18")
def application_to_extend(facts: Facts, limits: Limits) -> Answer:
    """Block an application to extend after expiry, unconsulted or by the wrong officer; return when to think of it."""
    expires_on, applied_on = facts.day("expires_on"), facts.day_or_none("applied_on")
    before = limits.number("CLO-18", expires_on, "reminder")
    reminder = expires_on - timedelta(days=before)
    police = facts.text("issuer") == "police"
    faults = (
        (
            applied_on is not None and applied_on > expires_on,
            f"The order expired on {day_words(expires_on)}: apply before expiry.",
        ),
        (not facts.flag("other_body_consulted"), _whom_to_consult(facts.text("issuer"))),
        (
            police and not at_least(rank_in(facts, "issuer_rank"), "inspector"),
            "An inspector or above must apply to extend an order of the police.",
        ),
    )
    reasons = [why for faulty, why in faults if faulty]
    clock = counted("Think of an extension", reminder, f"{before} days before the order expires")
    return block(*reasons, clock, reminder_on=reminder) if reasons else allow(clock, reminder_on=reminder)


@decides("CLO-19")
def longest_life_of_an_order(facts: Facts, limits: Limits) -> Answer:
    """Block a draft extension beyond three months more or six in all."""
    made_on, to = facts.day("made_on"), facts.day_or_none("extended_to")
    window = months_window("CLO-19", limits, made_on, "Last day of the order in all", "the day it was made")
    if to is None:
        return tell(window.reason, **window.days)
    reasons = [f"It would end on {day_words(to)}. {window.reason}"] if to > window.last_day else []
    expires_on = facts.day_or_none("expires_on")
    if expires_on is not None:
        each = limits.number("CLO-19", made_on, "extension")
        last = months_beginning_with(expires_on + timedelta(days=1), each)
        if to > last:
            reasons.append(counted("Last day of this extension", last, f"{each} months after the order ends"))
    return block(*reasons, **window.days) if reasons else allow(window.reason, **window.days)


@decides("CLO-21")
def appeal_against_the_decision(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to appeal to the Crown Court."""
    window = days_window(
        "CLO-21", limits, facts.day("decided_on"), "Last day to appeal", "the date of the decision"
    )
    return tell(window.reason, last_day=window.last_day, **window.in_time(facts, "lodged_on"))


@decides("CLO-23")
def costs_of_the_police_or_council(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to apply for the costs of clearing or securing."""
    begins = "the day the order ceased"
    window = months_window("CLO-23", limits, facts.day("ceased_on"), "Last day to apply for costs", begins)
    return tell(window.reason, **window.days)


@decides("CLO-24")
def compensation_of_others(facts: Facts, limits: Limits) -> Answer:
    """Return the last day on which others may claim compensation."""
    begins = "the day of cancellation, refusal or cessation"
    window = months_window("CLO-24", limits, facts.day("ceased_on"), "Last day to claim", begins, public=True)
    return tell(window.reason, **window.days)


@decides("CLO-27")
def closure_and_the_tenancy(facts: Facts, limits: Limits) -> Answer:
    """Return whether a closure meets condition 4 of the absolute ground for possession."""
    n = limits.number("CLO-27", facts.day("made_on"))
    hours = hours_in(facts, "prohibited_hours")
    met = hours > n
    return tell(
        f"Access was prohibited for {hours:g} hours on end: condition 4 of the absolute ground needs more than {n}"
        + ("; tell the landlord." if met else "."),
        condition_met=met,
    )


def _signs_the_longer(facts: Facts) -> bool:
    """Return whether a superintendent or above, or the head of the council's paid service, signs."""
    issuer = facts.text("issuer")
    by_police = issuer in ("", "police") and at_least(rank_in(facts, "issuer_rank"), "superintendent")
    return by_police or (issuer != "police" and facts.flag("signed_by_chief_executive"))


def _end_of_notice(facts: Facts, limits: Limits, start: datetime) -> tuple[datetime, float]:
    """Return the end of a notice by its hours, and the hours; an end alone shows which of the two periods it is."""
    day = london_day(start)
    ordinary = limits.number("CLO-3", day, "ordinary")
    if facts.has("hours"):
        hours = hours_in(facts)
    elif end_after(facts, start) <= hours_after(start, ordinary):
        hours = ordinary
    else:
        hours = limits.number("CLO-3", day)
    return hours_after(start, hours, CHRISTMAS_DAY if hours > ordinary else None), hours


def _extended_end(facts: Facts, hours: float) -> dict[str, datetime]:
    """Return when an extended notice ends; Christmas Day is taken to count in 24 and 24 hours."""
    start = facts.instant_or_none("starts_at")
    return {} if start is None else {"latest_end": hours_after(start, hours)}


def _whom_to_consult(issuer: str) -> str:
    others = {"police": "the local authority", "local_authority": "the chief officer of police"}
    return f"Consult {others.get(issuer, 'the local authority or the chief officer of police')} first."
