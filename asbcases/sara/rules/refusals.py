"""Why a plan cannot be assessed as it is asked, in sentences that say what to do."""

from asbcases.law.words import day_words
from asbcases.sara.rules.window_shapes import Outcome, Refusal, Windows

REFUSALS = {
    Refusal.BASELINE_BEFORE_RECORDS: (
        "The baseline begins before the records of the district do: change the measure, or enter the counts with their "
        "source."
    ),
    Refusal.BASELINE_OVERLAPS_RESPONSE: (
        "The baseline reaches into the response: what was done then is no part of how it was. Change the measure."
    ),
    Refusal.NO_WHOLE_WEEK: "A window is shorter than a week: each weekday has to occur equally often in both.",
    Refusal.ENDS_BEFORE_IT_BEGINS: "The response ends before it begins: look at its days again.",
    Refusal.NOT_BEGUN: "No response has begun: there is nothing to assess yet.",
    Refusal.SHORT_WITHOUT_REASON: "A window is shorter than policy asks: say why nobody waits for more weeks.",
}
GOES_ON = "A response goes on: what came after it cannot be counted before it is finished or dropped."


def refused_words(windows: Windows) -> str:
    """Return everything for which these windows cannot be measured, in sentences; nothing where they can."""
    if windows.outcome == Outcome.REFUSED:
        return " ".join(REFUSALS[reason] for reason in windows.reasons)
    if windows.outcome != Outcome.TOO_EARLY:
        return ""
    if windows.ready_on is None:
        return GOES_ON
    return f"It is too early: the window after is over from {day_words(windows.ready_on)} on."
