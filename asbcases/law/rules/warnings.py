"""Community protection warnings (law.md 1.1): what a notice needs before it, and what good practice asks of the paper."""

from asbcases.law.answers import Answer, allow, block, block_unless, counted, listed, tell, warn, warn_unless
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import months_beginning_with, safe_last_day
from asbcases.law.ranks import at_least, rank_in
from asbcases.law.reasons import event_day
from asbcases.law.registry import decides
from asbcases.law.words import instant_words


@decides("CPW-1")
def warned_in_writing(facts: Facts, limits: Limits) -> Answer:
    """Block a notice without a written warning to the same person or body that says a notice will follow."""
    if not facts.has("warning_subject") or not facts.flag("warning_written"):
        return block("No written warning came before this notice: give one first.")
    if not facts.flag("warning_says_notice_follows"):
        return block(
            "The warning does not say that a notice will be issued unless the conduct stops: warn again."
        )
    same = facts.plain("warning_subject") == facts.plain("notice_subject")
    return block_unless(
        same, "The warning was given to somebody else: warn the person or body of this notice first."
    )


@decides("CPW-2")
def enough_time(facts: Facts, limits: Limits) -> Answer:
    """Block a notice before the time to comply has run, unless an inspector or manager says why it was enough."""
    comply_by, notice_at = facts.instant("comply_by"), facts.instant("notice_at")
    until = f"The warning gives until {instant_words(comply_by)}"
    if notice_at >= comply_by:
        return allow(f"{until}, and that time has run.")
    if not facts.text("override_reason").strip():
        return block(
            f"{until}: wait, or have an inspector or manager say in writing why the time was enough."
        )
    if not _may_override(facts):
        return block(f"{until}, and only an inspector or above, or a manager, may say that less was enough.")
    return warn(f"{until}: an earlier notice rests on the written reason that enough time had passed.")


def _may_override(facts: Facts) -> bool:
    return facts.text("override_by_rank") == "manager" or at_least(
        rank_in(facts, "override_by_rank"), "inspector"
    )


@decides("CPW-3")
def warning_is_complete(facts: Facts, limits: Limits) -> Answer:
    """Warn of what good practice puts into a warning and this one lacks."""
    missing = [str(item) for item in facts.items("missing")]
    return warn(f"The warning lacks {listed(missing)}.") if missing else allow()


@decides("CPW-4")
def warning_still_holds(facts: Facts, limits: Limits) -> Answer:
    """Return how long a warning is relied on here, and warn of a notice that relies on an older one."""
    issued = facts.day("issued_on")
    life = facts.count("life_months") if facts.has("life_months") else limits.number("CPW-4", issued)
    last = months_beginning_with(issued, life)
    days = {"last_day": last, "safe_day": safe_last_day(issued, life)}
    how = counted(
        "The warning is relied on until", last, f"{life} months beginning with the day it was given"
    )
    if not facts.has("notice_on"):
        return tell(how, **days)
    if facts.day("notice_on") <= last:
        return allow(how, **days)
    return warn(how, "Say whether the conduct is still the conduct that was warned of.", **days)


@decides("CPW-5")
def warned_at_an_age(facts: Facts, limits: Limits) -> Answer:
    """Warn that no notice can follow a warning to a child."""
    age = facts.age_or_none("date_of_birth", "issue_on")
    least = limits.number("CPW-5", event_day(facts, "issue_on"))
    if age is None:
        return allow(
            f"The date of birth is not known: no notice can follow to anybody under {least}.", age=None
        )
    why = (
        f"Aged {age}: no notice can follow to anybody under {least}. "
        "Write to a parent or guardian and offer early help instead."
    )
    return warn_unless(age >= least, why, age=age)


@decides("CPW-6")
def requirements_were_foreshadowed(facts: Facts, limits: Limits) -> Answer:
    """Warn of requirements that the warning did not speak of."""
    new = facts.count("requirements_not_foreshadowed")
    verb = "was" if new == 1 else "were"
    return warn_unless(not new, f"{new} of the requirements {verb} not foreshadowed in the warning.")
