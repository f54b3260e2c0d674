"""Criminal behaviour orders (law.md 2): the application, what the court made, and the reviews of young people."""

from datetime import date, timedelta

from asbcases.law.answers import Answer, allow, block, block_unless, counted, listed, tell, warn, warn_unless
from asbcases.law.facts import Facts
from asbcases.law.holidays import Calendar
from asbcases.law.limits import Limits
from asbcases.law.periods import age_on, months_beginning_with, safe_last_day, working_days_after
from asbcases.law.registry import decides
from asbcases.law.words import day_words

REVIEWED = {
    "compliance": "how far the order was complied with",
    "support": "support to help compliance",
    "application": "whether to apply to vary or discharge",
}

# What lets a side apply again after its application was dismissed.
LEAVE = ("consent", "agreement")


@decides("CBO-1")
def conviction(facts: Facts, limits: Limits) -> Answer:
    """Block an application without a conviction had or awaited, or where the sentence leaves no room for an order."""
    if not (facts.has("convicted_on") or facts.flag("charge_awaiting")):
        return block("Link the conviction, or the charge of which a conviction is awaited.")
    if facts.flag("absolute_discharge"):
        return block("No order can be made beside an absolute discharge.")
    return block_unless(
        not facts.flag("sentence_deferred"), "No order can be made while the sentence is deferred."
    )


@decides("CBO-5")
def views_of_youth_team(facts: Facts, limits: Limits) -> Answer:
    """Block the application for a child without the youth offending team's views beforehand."""
    day = facts.day("application_on")
    row = limits.on("CBO-5", day)
    age = facts.age("date_of_birth", "application_on")
    if age >= row.value:
        return allow(
            f"Aged {age} on {day_words(day)}: no views are asked ({row.source}).", yot_required=False
        )
    views = facts.day_or_none("yot_views_on")
    why = f"Aged {age} on {day_words(day)}: get the youth offending team's views first ({row.source})."
    return block_unless(views is not None and views <= day, why, yot_required=True)


@decides("CBO-6")
def clear_of_work_and_school(facts: Facts, limits: Limits) -> Answer:
    """Warn of terms that overlap work, education or other orders."""
    overlaps = [str(item) for item in facts.items("overlaps")]
    return (
        warn(f"Terms overlap {listed(overlaps)}: avoid that as far as practicable.") if overlaps else allow()
    )


@decides("CBO-7")
def supervisors(facts: Facts, limits: Limits) -> Answer:
    """Block requirements that name nobody to supervise them."""
    bare, all_of_them = facts.count("without_supervisor"), facts.count("requirements")
    why = (
        f"{bare} of {max(bare, all_of_them)} requirements have no supervisor: name a person or organisation."
    )
    return block_unless(not bare, why)


@decides("CBO-10")
def length_for_an_adult(facts: Facts, limits: Limits) -> Answer:
    """Warn of an order on an adult that is shorter than the law allows, or without a stated length."""
    made = facts.day("made_on")
    age = facts.age("date_of_birth", "made_on")
    if age < limits.number("CBO-10", made, "age"):
        return allow(f"Made at {age}: the lengths for young people count.")
    row = limits.on("CBO-10", made)
    least = months_beginning_with(_start(facts), int(row.value))
    if facts.flag("indefinite"):
        return allow("Indefinite, as it may be for an adult.", earliest_end=least)
    ends = facts.day_or_none("ends_on")
    how = counted("An adult's order ends not before", least, f"{row.value} months from its start", row.source)
    return warn_unless(ends is not None and ends >= least, how, earliest_end=least)


@decides("CBO-11")
def length_for_a_young_person(facts: Facts, limits: Limits) -> Answer:
    """Warn of an order made before 18 that is indefinite or outside its least and longest length."""
    made = facts.day("made_on")
    age = facts.age("date_of_birth", "made_on")
    if age >= limits.number("CBO-11", made, "age"):
        return allow(f"Made at {age}: the lengths for adults count.")
    longest, least = limits.on("CBO-11", made), limits.number("CBO-11", made, "least")
    first = months_beginning_with(_start(facts), least)
    last = months_beginning_with(_start(facts), int(longest.value))
    if facts.flag("indefinite"):
        return warn(
            f"Made at {age}: it cannot be indefinite ({longest.source}).", earliest_end=first, last_day=last
        )
    ends = facts.day_or_none("ends_on")
    why = (
        f"Made at {age}: it ends from {day_words(first)} to {day_words(last)}, {least} to {longest.value} months "
        f"beginning with its start ({longest.source})."
    )
    return warn_unless(ends is not None and first <= ends <= last, why, earliest_end=first, last_day=last)


def _start(facts: Facts) -> date:
    """Return the day on which an order takes effect: when it is made, or when an earlier one ends."""
    return facts.day_or_none("effect_on") or facts.day("made_on")


@decides("CBO-12")
def interim_hearing(facts: Facts, limits: Limits) -> Answer:
    """Return the hearing until which an interim order holds."""
    day = facts.day("hearing_on")
    return tell(
        f"The interim order holds until the hearing on {day_words(day)} or further order.", hearing_on=day
    )


@decides("CBO-13")
def review_of_young_person(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of a review, or none where the person is grown up or the order is over by then."""
    anchor = facts.day_or_none("varied_on") or facts.day("effect_on")
    row = limits.on("CBO-13", anchor)
    starts, last = _review_period(anchor, int(row.value), facts.count("period") or 1)
    grown = age_on(facts.day("date_of_birth"), last)
    if grown >= limits.number("CBO-13", anchor, "age"):
        return tell(
            f"Aged {grown} on {day_words(last)}, when the period ends: no review is due.", review_by=None
        )
    ends = facts.day_or_none("ends_on")
    if ends is not None and ends < last:
        return tell(
            f"The order ends before {day_words(last)}, when the period ends: no review is due.",
            review_by=None,
        )
    how = f"{row.value} months beginning with {day_words(starts)}"
    return tell(
        counted("Review before the end of", last, how, row.source),
        review_by=last,
        period_from=starts,
        safe_day=safe_last_day(starts, int(row.value)),
    )


def _review_period(anchor: date, months: int, number: int) -> tuple[date, date]:
    """Return the first and last day of a review period; each begins the day after the one before it."""
    last = months_beginning_with(anchor, months)
    for _ in range(number - 1):
        anchor = last + timedelta(days=1)
        last = months_beginning_with(anchor, months)
    return anchor, last


@decides("CBO-15")
def review_is_complete(facts: Facts, limits: Limits) -> Answer:
    """Block closing a review that leaves one of its three questions out."""
    left = [words for part, words in REVIEWED.items() if part not in facts.items("covered")]
    return block(f"The review must also consider {listed(left)}.") if left else allow()


@decides("CBO-16")
def applying_again(facts: Facts, limits: Limits) -> Answer:
    """Warn of an application of a side whose earlier one was dismissed, without consent of the court or agreement."""
    side = "the prosecution" if facts.text("applicant") == "prosecution" else "the offender"
    dismissed = facts.day_or_none("dismissed_on")
    if dismissed is None:
        return tell(
            f"No application of {side} was dismissed: they may apply to the court that made the order."
        )
    other = "offender" if side == "the prosecution" else "prosecution"
    why = (
        f"An application of {side} was dismissed on {day_words(dismissed)}: they apply again only if the court "
        f"consents or the {other} agrees."
    )
    return warn_unless(facts.text("leave") in LEAVE, why, needs_leave=True)


@decides("CBO-18")
def publicity(facts: Facts, limits: Limits) -> Answer:
    """Block a text for the press while the court restricts reporting."""
    barred = facts.flag("press") and facts.flag("restriction")
    return block_unless(not barred, "The court restricted reporting: nothing goes to the press.")


@decides("CBO-19")
def file_is_complete(facts: Facts, limits: Limits) -> Answer:
    """Warn of what the prosecutor's file lacks."""
    missing = [str(item) for item in facts.items("missing")]
    return warn(f"The file lacks {listed(missing)}.") if missing else allow()


@decides("CBO-20")
def notice_of_application(facts: Facts, limits: Limits) -> Answer:
    """Return by when the prosecutor should have served notice; the law says as soon as practicable."""
    day = facts.day("decided_on")
    days = limits.number("CBO-20", day)
    last = working_days_after(day, days, Calendar())
    how = f"{days} working days after the decision to apply; the rules say as soon as practicable"
    return tell(counted("Serve notice of the application by", last, how), last_day=last)
