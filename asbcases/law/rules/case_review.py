"""ASB case review: ASBCPA 2014 ss.104 and 105, Sch. 4; every count of days is the area's own."""

from datetime import date
from itertools import pairwise

from asbcases.law.answers import Answer, Decision, allow, counted, tell, warn_unless
from asbcases.law.facts import FactError, Facts
from asbcases.law.holidays import Calendar
from asbcases.law.limits import Limit, Limits, NoLimitError
from asbcases.law.periods import days_following, months_after, months_beginning_with, working_days_after
from asbcases.law.reasons import STATED_ON, answered, judged, names
from asbcases.law.registry import decides
from asbcases.law.windows import Window, months_window
from asbcases.law.words import day_words

COMPLAINT = ("behaviour_on", "complaint_on")


@decides("ACR-4")
def consent_to_a_third_party(facts: Facts, limits: Limits) -> Answer:
    """Block an application by somebody else without the victim's consent; a draft may be kept."""
    if not facts.flag("third_party"):
        return allow("The victim applies.")
    if facts.flag("consent"):
        return allow("The victim's consent is recorded.")
    return judged(
        facts.flag("draft"),
        yes="Kept as a draft: the victim's consent must be recorded before it is an application.",
        no="Record the victim's consent to an application by somebody else, or keep it as a draft.",
    )


@decides("ACR-6")
def complaint_soon_after_the_behaviour(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to complain about behaviour, and whether a complaint was in time."""
    behaviour_on = facts.day("behaviour_on")
    window = _to_complain(limits, behaviour_on)
    return _qualified(window, behaviour_on, facts.day_or_none("complaint_on"))


@decides("ACR-7")
def application_soon_after_the_complaint(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to apply after a complaint, and whether an application was in time."""
    complaint_on = facts.day("complaint_on")
    window = _to_apply(limits, complaint_on)
    return _qualified(window, complaint_on, facts.day_or_none("applied_on"))


@decides("ACR-9")
def threshold_that_binds(facts: Facts, limits: Limits) -> Answer:
    """Decide that the threshold is met once enough complaints qualify; anything else a person decides."""
    applied_on = facts.day("applied_on")
    least = facts.count("minimum") if facts.has("minimum") else limits.number("ACR-9", applied_on)
    if least < 1:
        raise FactError("Give minimum as a whole number of 1 or more.")
    why_not = [_why_not(one, limits, applied_on) for one in facts.each("complaints", COMPLAINT)]
    qualifying = why_not.count("")
    met = qualifying >= least
    words = f"{qualifying} of {len(why_not)} complaints qualify; {least} are enough" + (
        ": the bodies must decide that the threshold is met."
        if met
        else ": a person decides under the area's procedures, with reasons."
    )
    return Answer(
        {"qualifying": qualifying, "minimum": least},
        (words, *filter(None, why_not)),
        Decision.THRESHOLD_MET if met else Decision.HUMAN_DECISION,
    )


@decides("ACR-10")
def minimum_no_higher_than_three(facts: Facts, limits: Limits) -> Answer:
    """Warn of a procedure that asks for more complaints than the guidance allows."""
    most = limits.number("ACR-10", STATED_ON)
    n = facts.number("minimum")
    return warn_unless(
        n <= most, f"The procedures ask for {n:g} complaints; they should ask for no more than {most}."
    )


@decides("ACR-11")
def nobody_is_rejected_by_machine(facts: Facts, limits: Limits) -> Answer:
    """Block a rejection that no person decided."""
    return judged(
        not answered(facts, "automatic"),
        yes="A person decides, with reasons on persistence, harm and the adequacy of the response.",
        no="A person must decide, with reasons on persistence, harm and the adequacy of the response.",
    )


@decides("ACR-12")
def no_extra_hurdles(facts: Facts, limits: Limits) -> Answer:
    """Warn of local hurdles that the threshold does not know."""
    return warn_unless(
        not facts.items("exclusions"),
        f"The threshold is about reports. These local hurdles are criticised: {names(facts, 'exclusions')}.",
    )


@decides("ACR-13")
def threshold_told_by(facts: Facts, limits: Limits) -> Answer:
    """Return by when the applicant is told of the threshold, where the area has a number for it."""
    return _local("ACR-13", limits, facts.day("received_on"), "Tell the applicant the decision", "receipt")


@decides("ACR-15")
def outcome_told_by(facts: Facts, limits: Limits) -> Answer:
    """Return by when the applicant is told the outcome, where the area has a number for it."""
    return _local("ACR-15", limits, facts.day("reviewed_on"), "Tell the applicant the outcome", "the review")


@decides("ACR-16")
def reporting_period(facts: Facts, limits: Limits) -> Answer:
    """Warn of a reporting period that is longer than the Act allows."""
    window = months_window(
        "ACR-16", limits, facts.day("period_start"), "Last day of the period at most", "its first day"
    )
    ends_on = facts.day("period_end")
    return warn_unless(
        ends_on <= window.last_day,
        f"The period ends on {day_words(ends_on)}. {window.reason}",
        **window.days,
    )


@decides("ACG-1")
def second_report_is_explained(facts: Facts, limits: Limits) -> Answer:
    """Return whether a second report by the same victim within six months asks for the review to be explained."""
    for first, second in pairwise(sorted(facts.days("reports_on"))):
        last = _second_report_by(limits, first, second)
        if last is not None and second <= last:
            return tell(
                f"Reports on {day_words(first)} and {day_words(second)}, the second by {day_words(last)}: the guidance "
                "asks to explain the case review to the victim, whether or not the threshold is met.",
                explain=True,
                second_on=second,
            )
    return tell("No second report within six months of another asks for an explanation.", explain=False)


@decides("ACG-5")
def chair_is_independent(facts: Facts, limits: Limits) -> Answer:
    """Warn of a chair who worked the case."""
    return warn_unless(
        not answered(facts, "chair_worked_case"),
        "The chair worked this case: an independent chair is recommended.",
    )


def _to_complain(limits: Limits, behaviour_on: date) -> Window:
    return months_window(
        "ACR-6", limits, behaviour_on, "Last day to complain", "the day of the behaviour", public=True
    )


def _to_apply(limits: Limits, complaint_on: date) -> Window:
    return months_window(
        "ACR-7", limits, complaint_on, "Last day to apply", "the day of the complaint", public=True
    )


def _qualified(window: Window, begins: date, done_on: date | None) -> Answer:
    values = {} if done_on is None else {"qualifies": begins <= done_on <= window.last_day}
    return tell(window.reason, **window.days, **values)


def _why_not(complaint: Facts, limits: Limits, applied_on: date) -> str:
    """Return why a complaint does not count, or nothing where it does."""
    behaviour_on, complaint_on = complaint.day("behaviour_on"), complaint.day("complaint_on")
    of = f"The complaint of {day_words(complaint_on)} does not count"
    if complaint_on < behaviour_on:
        return f"{of}: the behaviour was later, on {day_words(behaviour_on)}."
    if applied_on < complaint_on:
        return f"{of}: the application was earlier, on {day_words(applied_on)}."
    try:
        made, applied = _to_complain(limits, behaviour_on), _to_apply(limits, complaint_on)
    except NoLimitError as error:
        return f"{of}. {error}"
    if complaint_on > made.last_day:
        return f"{of}. {made.reason}"
    return f"{of}. {applied.reason}" if applied_on > applied.last_day else ""


def _local(rule: str, limits: Limits, day: date, what: str, begins: str) -> Answer:
    """Return the last day by the area's own number of its own unit; without one the application waits for a person."""
    try:
        limit = limits.on(rule, day)
    except NoLimitError:
        return tell(
            f"{what}: the area has no number for it and the law has none, so a person must set the day.",
            last_day=None,
        )
    last = _counted(limit, day)
    n, unit = int(limit.value), limit.unit.replace("_", " ")
    return tell(
        counted(what, last, f"{n} {unit} after {begins}, by the area's own procedures"), last_day=last
    )


def _counted(limit: Limit, day: date) -> date:
    n = int(limit.value)
    match limit.unit:
        case "working_days":
            return working_days_after(day, n, Calendar())
        case "days" | "weeks":
            return days_following(day, n * (7 if limit.unit == "weeks" else 1))
        case "months":
            return months_after(day, n)
    raise FactError(f"Give the unit of the limit of {limit.rule} as working_days, days, weeks or months.")


def _second_report_by(limits: Limits, first: date, second: date) -> date | None:
    """Return by when a second report asks for an explanation, or nothing before that duty began."""
    try:
        return months_beginning_with(first, limits.number("ACG-1", second))
    except NoLimitError:
        return None
