"""Appeals against a community protection notice (law.md 1.3): until when, and what holds while one is in progress."""

from datetime import date

from asbcases.law.answers import Answer, allow, block, tell, warn_unless
from asbcases.law.facts import FactError, Facts
from asbcases.law.holidays import Calendar
from asbcases.law.limits import Limits
from asbcases.law.periods import working_days_after
from asbcases.law.registry import decides
from asbcases.law.windows import days_window
from asbcases.law.words import day_words

OUTCOMES = ("quash", "modify", "dismiss")


@decides("APP-1")
def last_day_to_appeal(facts: Facts, limits: Limits) -> Answer:
    """Return the day of issue by the way of service, the last day to appeal, and whether an appeal came in time."""
    issued = _issued_on(facts, limits)
    if issued is None:
        why = "E-mail alone does not serve a notice: no time to appeal runs until it is handed over, left or posted."
        return tell(why, issued_on=None, last_day=None)
    window = days_window("APP-1", limits, issued, "Last day to appeal", "the day of issue")
    how, last = window.reason, window.last_day
    lodged = facts.day_or_none("lodged_on")
    if lodged is None:
        return tell(how, issued_on=issued, last_day=last)
    said = f"Lodged on {day_words(lodged)}: {'in time' if lodged <= last else 'out of time'}."
    return tell(how, said, issued_on=issued, last_day=last, in_time=lodged <= last)


def _issued_on(facts: Facts, limits: Limits) -> date | None:
    method = facts.text("service_method", "hand").lower()
    if method == "email":
        return None
    if method == "premises":
        return facts.day("posted_on_premises_at")
    if method == "post":
        posted = facts.day("posted_on")
        given = facts.has("deemed_business_days")
        deemed = facts.count("deemed_business_days") if given else limits.number("APP-1", posted, "deemed")
        return working_days_after(posted, deemed, Calendar())
    if method not in ("hand", "left"):
        raise FactError("Give service_method as hand, left, post, premises or email.")
    return facts.day("issued_on")


@decides("APP-3")
def breach_during_appeal(facts: Facts, limits: Limits) -> Answer:
    """Block a breach of a requirement that has no effect on that day because an appeal is in progress."""
    term = facts.text("term").lower()
    if term not in ("stop", "do", "steps"):
        raise FactError("Give term as stop, do or steps.")
    if not _in_progress(facts, facts.day("breached_on")):
        return allow("No appeal was in progress on that day.", breach=True)
    if term != "stop":
        return block(
            "Requirements to do something have no effect while an appeal is in progress.", breach=False
        )
    if facts.flag("stop_suspended_by_court"):
        return block(
            "The court suspended the requirement to stop while the appeal is in progress.", breach=False
        )
    return allow("Requirements to stop hold while an appeal is in progress.", breach=True)


def _in_progress(facts: Facts, day: date) -> bool:
    """Return whether an appeal was in progress on a day; on its first and last day it was, for who can tell the hour."""
    start, end = facts.day_or_none("appeal_from"), facts.day_or_none("appeal_to")
    return start is not None and start <= day and (end is None or day <= end)


@decides("APP-4")
def outcome_of_appeal(facts: Facts, limits: Limits) -> Answer:
    """Warn where a notice is quashed on which something was built."""
    outcome = facts.text("outcome").lower()
    if outcome not in OUTCOMES:
        raise FactError("Give outcome as quash, modify or dismiss.")
    built = facts.count("later_breach_actions") if outcome == "quash" else 0
    return warn_unless(
        not built, "The notice is quashed: what was done about its breach is void. Ask for legal advice."
    )
