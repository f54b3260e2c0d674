"""Works in default, their bill and seized items (law.md 1.4)."""

from asbcases.law.answers import Answer, allow, block, listed, tell
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.registry import decides
from asbcases.law.windows import days_window, following_window


@decides("WRK-2")
def consents(facts: Facts, limits: Limits) -> Answer:
    """Block works elsewhere than on open land without the consents; an owner whom nobody can reach is not asked."""
    if facts.flag("open_land"):
        return allow("The land is open to the air: no consent is needed.")
    lacks = []
    if not facts.flag("defaulter_consents"):
        lacks.append("the consent of whoever had to do the work")
    if not (facts.flag("owner_consents") or facts.flag("owner_efforts_failed")):
        lacks.append("the consent of the owner, or reasonable efforts to reach the owner")
    return block(f"Record {listed(lacks)}.") if lacks else allow("The consents are recorded.")


@decides("WRK-3")
def bill(facts: Facts, limits: Limits) -> Answer:
    """Return the last day to appeal against the amount of the bill."""
    what, issued = "Last day to appeal against the amount", facts.day("issued_on")
    window = days_window("WRK-3", limits, issued, what, "the day of issue")
    return tell(window.reason, last_day=window.last_day)


@decides("WRK-5")
def warrant(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of entry under a warrant to seize."""
    window = following_window(
        "WRK-5", limits, facts.day("issued_on"), "Last day of entry", "the day of issue"
    )
    return tell(window.reason, last_day=window.last_day)


@decides("WRK-6")
def seized(facts: Facts, limits: Limits) -> Answer:
    """Return the day by which proceedings start or what was seized goes back."""
    what, day = "Last day to start proceedings or return the item", facts.day("seized_on")
    window = following_window("WRK-6", limits, day, what, "the day of seizure")
    return tell(window.reason, last_day=window.last_day)
