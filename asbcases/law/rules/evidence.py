"""Evidence in civil proceedings of magistrates' courts."""

from datetime import timedelta

from asbcases.law.answers import Answer, counted, tell, warn
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.registry import decides
from asbcases.law.windows import following_window
from asbcases.law.words import day_words


@decides("EVD-2")
def hearsay_notice(facts: Facts, limits: Limits) -> Answer:
    """Return by when a hearsay notice is served before a hearing, the safe day, and the time to answer it."""
    hearing_on, served_on = facts.day("hearing_on"), facts.day_or_none("notice_served_on")
    n = limits.number("EVD-2", hearing_on)
    last = hearing_on - timedelta(days=n)
    safe = last - timedelta(days=1)
    how = f"{n} days before the hearing on {day_words(hearing_on)}; by {day_words(safe)} if clear days are meant"
    reasons = [counted("Last day to serve a hearsay notice", last, how)]
    values = {"last_day": last, "safe_day": safe}
    if served_on is not None:
        answer = following_window(
            "EVD-2", limits, served_on, "The other side may answer until", "service", name="answer"
        )
        values["answer_by"] = answer.last_day
        reasons.append(answer.reason)
    if facts.flag("closure") or (served_on is not None and served_on > last):
        return warn("Ask the court to shorten or waive the time for the hearsay notice.", *reasons, **values)
    return tell(*reasons, **values)
