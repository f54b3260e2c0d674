"""Community protection notices (law.md 1.2): to whom, on what grounds, by whom, with which requirements, served how."""

from collections.abc import Mapping
from typing import Any

from asbcases.law.answers import (
    Answer,
    allow,
    block,
    block_unless,
    counted,
    listed,
    tell,
    warn,
    warn_unless,
)
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits
from asbcases.law.periods import (
    months_before,
    months_beginning_with,
    safe_last_day,
)
from asbcases.law.reasons import event_day
from asbcases.law.registry import decides
from asbcases.law.windows import following_window
from asbcases.law.words import day_words

LIMBS = {
    "detrimental": "a detrimental effect on the quality of life of those in the locality",
    "persistent": "persistent or continuing",
    "unreasonable": "unreasonable",
}
# s.43(3): to stop doing things, to do things, to take reasonable steps.
TYPES = ("stop", "do", "steps")
# s.55 and, for premises whose occupier nobody found, s.45.
SERVED = ("hand", "left", "post", "premises")


@decides("CPN-1")
def old_enough(facts: Facts, limits: Limits) -> Answer:
    """Block a notice to a child; where the date of birth is not known, ask for what the age rests on."""
    if facts.flag("is_body"):
        return allow("Issued to a body: no age is asked.")
    least = limits.number("CPN-1", event_day(facts, "issue_on"))
    age = facts.age_or_none("date_of_birth", "issue_on")
    if age is not None:
        why = f"Aged {age} on {day_words(facts.day('issue_on'))}: a notice needs {least} or over on the day of issue."
        return block_unless(age >= least, why, age=age)
    if facts.text("age_basis").strip():
        return warn(
            f"The date of birth is not known: {least} or over rests on the recorded basis alone.", age=None
        )
    return block(
        f"The date of birth is not known: record it, or what shows that the person is {least} or over.",
        age=None,
    )


@decides("CPN-2")
def three_limbs(facts: Facts, limits: Limits) -> Answer:
    """Block a notice unless each limb of the test has a reason and evidence."""
    limbs = facts.parts("limbs")
    open_limbs = [words for limb, words in LIMBS.items() if not _shown(limbs.get(limb))]
    why = f"Give a reason and link evidence to show that the conduct is or has: {'; '.join(open_limbs)}."
    return block_unless(not open_limbs, why)


def _shown(limb: Any) -> bool:
    if limb is None:
        return False
    if not isinstance(limb, Mapping):
        raise FactError("Give each of limbs as an object with reason and evidence.")
    shown = Facts(limb, ("reason", "evidence"))
    return bool(shown.text("reason").strip()) and shown.count("evidence") > 0


@decides("CPN-3")
def still_having_the_effect(facts: Facts, limits: Limits) -> Answer:
    """Block a notice without evidence from after the warning."""
    why = "Link an incident or evidence from after the warning: the conduct must still have the effect."
    return block_unless(facts.count("evidence_after_warning") > 0, why)


@decides("CPN-4")
def authorised(facts: Facts, limits: Limits) -> Answer:
    """Block a notice by somebody whom no authority covers on the day."""
    day = facts.day("issue_on")
    held = any(
        one.day("from") <= day and (not one.has("to") or day <= one.day("to"))
        for one in facts.each("authorities", ("from", "to"))
    )
    return block_unless(
        held, f"No authority to issue notices is on record for {day_words(day)}: register it first."
    )


@decides("CPN-6")
def type_of_requirement(facts: Facts, limits: Limits) -> Answer:
    """Block a requirement that is none of the three types."""
    known = facts.text("type").lower() in TYPES
    return block_unless(
        known, "A requirement is to stop doing, to do, or to take reasonable steps: choose one."
    )


@decides("CPN-7")
def wording_of_requirement(facts: Facts, limits: Limits) -> Answer:
    """Warn of a requirement without a reason, with vague words, or that bans from an area without map or hours."""
    faults = []
    if not facts.text("reason").strip():
        faults.append("Say why the requirement is reasonable to prevent or reduce the effect.")
    if vague := [str(word) for word in facts.items("vague")]:
        faults.append(f"Say exactly what is meant by {listed(vague)}.")
    if facts.flag("area_ban") and not (facts.flag("map") and facts.flag("hours")):
        faults.append("Add a map and the hours of the area that is banned.")
    return warn(*faults) if faults else allow()


@decides("CPN-8")
def date_of_requirement(facts: Facts, limits: Limits) -> Answer:
    """Warn of something to do that has no date; what must stop stops at once."""
    if facts.text("type").lower() == "stop":
        return allow("A requirement to stop takes effect at once.")
    return warn_unless(facts.has("by"), "Give the date by which it must be done.")


@decides("CPN-9")
def contents(facts: Facts, limits: Limits) -> Answer:
    """Block a notice that does not identify the conduct and explain what sections 46 to 51 mean."""
    lacks = []
    if not facts.flag("conduct_identified"):
        lacks.append("identify the conduct")
    if not facts.flag("effect_explained"):
        lacks.append("explain appeal, remedial action, offence, remedial orders, forfeiture and seizure")
    return block(f"The notice must {listed(lacks)}.") if lacks else allow()


@decides("CPN-11")
def posted_on_premises(facts: Facts, limits: Limits) -> Answer:
    """Return the day of issue of a notice posted on premises, and warn where the enquiries before it are not shown."""
    day = facts.day("posted_on_premises_at")
    how = f"Issued on {day_words(day)}, when it was posted on the premises."
    lacks = [
        words
        for fact, words in (("enquiries", "the enquiries made"), ("photo", "a photograph of the posting"))
        if not facts.has(fact)
    ]
    return warn(how, f"Record {listed(lacks)}.", issued_on=day) if lacks else allow(how, issued_on=day)


@decides("CPN-12")
def served(facts: Facts, limits: Limits) -> Answer:
    """Block a notice that is sent in no way the Act knows; e-mail may only come beside one."""
    methods = [str(method).lower() for method in facts.items("methods")]
    why = "E-mail alone does not serve a notice" if "email" in methods else "No way of service is chosen"
    good = not set(SERVED).isdisjoint(methods)
    return block_unless(good, f"{why}: hand it over, leave it at the proper address, or post it.")


@decides("CPN-13")
def end_and_review(facts: Facts, limits: Limits) -> Answer:
    """Warn of a notice without an end or with a far one, and return when to review it."""
    issued, ends = facts.day("issued_on"), facts.day_or_none("ends_on")
    months = limits.number("CPN-13", issued)
    last = months_beginning_with(issued, months)
    days = {"last_day": last, "safe_day": safe_last_day(issued, months), "review_on": None}
    if ends is None:
        return warn("The notice has no end: notices should normally be limited in time.", **days)
    days["review_on"] = months_before(ends, limits.number("CPN-13", issued, "review"))
    if ends < issued:
        return warn("The notice ends before it is issued.", **days)
    why = counted("The notice ends after", last, f"{months} months beginning with the day of issue")
    return warn_unless(ends <= last, why, **days)


@decides("CPN-14")
def reply_to_request(facts: Facts, limits: Limits) -> Answer:
    """Return when somebody who asks for a notice to be varied or discharged is to be answered."""
    asked = facts.day("asked_on")
    window = following_window("CPN-14", limits, asked, "Last day to reply", "the day of the request")
    return tell(window.reason, last_day=window.last_day)


@decides("CPN-15")
def child(facts: Facts, limits: Limits) -> Answer:
    """Warn of a notice to a child of whom the youth offending team does not know."""
    age = facts.age_or_none("date_of_birth", "issue_on")
    if age is None:
        return allow("No date of birth is known.", age=None)
    grown = age >= limits.number("CPN-15", facts.day("issue_on"))
    why = f"Aged {age}: speak to the youth offending team and a parent or guardian first."
    return warn_unless(grown or facts.flag("yot_contacted"), why, age=age)
