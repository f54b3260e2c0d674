"""Civil injunctions: ASBCPA 2014 Part 1, ss.1 to 21."""

from datetime import date, timedelta

from asbcases.law.answers import Answer, allow, block, block_unless, tell, warn, warn_unless
from asbcases.law.facts import Facts
from asbcases.law.holidays import bank_holidays
from asbcases.law.limits import Limits
from asbcases.law.periods import hours_after, london_day
from asbcases.law.reasons import judged, names, one_of
from asbcases.law.registry import decides
from asbcases.law.windows import DaysThat, Window, months_from, months_window
from asbcases.law.words import day_words, instant_words

APPLICANTS = {
    "local_authority": "a local authority",
    "housing_provider": "a housing provider",
    "chief_officer": "a chief officer of police",
    "btp": "the British Transport Police",
    "tfl": "Transport for London",
    "environment_agency": "the Environment Agency",
    "natural_resources_wales": "the Natural Resources Body for Wales",
    "nhs_security": "an NHS security body",
}
TERMS = ("prohibition", "activity_requirement", "other_requirement")
SUNDAY = 6
CHRISTMAS = (12, 25)


@decides("INJ-1")
def respondent_is_old_enough(facts: Facts, limits: Limits) -> Answer:
    """Block an application against a child who is too young on the day of application."""
    on = facts.day("application_on")
    age, least = facts.age("date_of_birth", "application_on"), limits.number("INJ-1", on)
    return judged(
        age >= least,
        yes=f"The respondent is {age} on {day_words(on)}.",
        no=f"The respondent is {age} on {day_words(on)}; an injunction needs a respondent of {least} or over.",
        age=age,
    )


@decides("INJ-3")
def applicant_is_on_the_list(facts: Facts, limits: Limits) -> Answer:
    """Block an applicant whom the Act does not name."""
    applicant = facts.text("applicant")
    return judged(
        applicant in APPLICANTS,
        yes=f"The Act lets {APPLICANTS.get(applicant)} apply.",
        no=f"Only these may apply: {'; '.join(APPLICANTS.values())}.",
    )


@decides("INJ-4")
def housing_provider_shows_a_nexus(facts: Facts, limits: Limits) -> Answer:
    """Block a housing provider that does not say how the behaviour touches its housing management."""
    if facts.text("applicant") != "housing_provider":
        return allow("Only a housing provider must show how the behaviour touches its housing management.")
    return judged(
        facts.shown("nexus"),
        yes="How the behaviour relates to or affects housing management functions is stated.",
        no="State how the behaviour directly or indirectly relates to or affects housing management functions.",
    )


@decides("INJ-5")
def court_for_the_age(facts: Facts, limits: Limits) -> Answer:
    """Return the court that hears the application, by the age on the day of application."""
    on = facts.day("application_on")
    age, adult = facts.age("date_of_birth", "application_on"), limits.number("INJ-5", on)
    court, words = (
        ("youth_court", "the youth court")
        if age < adult
        else ("county_or_high_court", "the county court or the High Court")
    )
    return tell(f"Aged {age} on {day_words(on)}: apply to {words}.", court=court, age=age)


@decides("INJ-6")
def youth_offending_team_before_applying(facts: Facts, limits: Limits) -> Answer:
    """Block an application on notice against a child before the youth offending team was consulted."""
    on, consulted_on = facts.day("application_on"), facts.day_or_none("yot_consulted_on")
    if facts.flag("without_notice"):
        return allow(
            "Without notice: the youth offending team is consulted before the first hearing on notice.",
            yot_required=False,
        )
    consulted = consulted_on is not None and consulted_on <= on
    return _consulted("INJ-6", facts, limits, on, consulted, "applying")


@decides("INJ-7")
def youth_offending_team_before_the_hearing(facts: Facts, limits: Limits) -> Answer:
    """Return by when the youth offending team is consulted where the application was made without notice."""
    on = facts.day("hearing_on")
    age, adult = facts.age("date_of_birth", "hearing_on"), limits.number("INJ-7", on)
    if age >= adult:
        return tell(f"The respondent is {age} at the hearing on {day_words(on)}.", yot_required=False)
    by = on - timedelta(days=1)
    return tell(
        f"Consult the youth offending team by {day_words(by)}: before the first hearing on notice on "
        f"{day_words(on)}, when the respondent is {age}.",
        yot_required=True,
        last_day=by,
    )


@decides("INJ-8")
def interim_without_notice_asks_for_no_activities(facts: Facts, limits: Limits) -> Answer:
    """Block a draft that makes a respondent take part in activities before having been heard."""
    bare = facts.flag("without_notice") and facts.flag("interim")
    return block_unless(
        not (bare and facts.count("activity_requirements")),
        "An interim injunction made without notice cannot require the respondent to take part in activities.",
    )


@decides("INJ-9")
def period_of_the_injunction(facts: Facts, limits: Limits) -> Answer:
    """Warn of a court's period beyond the limit, and block one in our own draft."""
    on, ends_on, open_ended = (
        facts.day("granted_on"),
        facts.day_or_none("ends_on"),
        facts.flag("until_further_order"),
    )
    refuse = block if facts.flag("draft") else warn
    age, adult = facts.age("date_of_birth", "granted_on"), limits.number("INJ-9", on, "age")
    if age >= adult:
        return judged(
            open_ended or ends_on is not None,
            yes=f"The respondent is {age} on {day_words(on)}: any period, or until further order.",
            no="The injunction must state its period, or that it runs until further order.",
            otherwise=refuse,
            age=age,
        )
    window = months_window("INJ-9", limits, on, "Last day of the injunction at most", "the day it is granted")
    values = {"age": age, **window.days}
    if open_ended or ends_on is None:
        return refuse(
            f"Granted at {age}: it must state a period and cannot run until further order.",
            window.reason,
            **values,
        )
    if ends_on > window.last_day:
        return refuse(f"It would end on {day_words(ends_on)}.", window.reason, **values)
    return allow(window.reason, **values)


@decides("INJ-10")
def terms_leave_room_for_work_and_school(facts: Facts, limits: Limits) -> Answer:
    """Warn of terms that overlap work, education or another order."""
    return warn_unless(
        not facts.items("overlaps"),
        f"So far as practicable the terms must avoid: {names(facts, 'overlaps')}.",
    )


@decides("INJ-11")
def requirements_have_supervisors(facts: Facts, limits: Limits) -> Answer:
    """Block a draft in which nobody supervises a requirement."""
    bare = facts.count("without_supervisor")
    return judged(
        bare == 0,
        yes=f"Somebody supervises each of {facts.count('requirements')} requirements.",
        no=f"Name who supervises each requirement: {bare} of {facts.count('requirements')} without.",
    )


@decides("INJ-12")
def power_of_arrest_fits_the_term(facts: Facts, limits: Limits) -> Answer:
    """Block a power of arrest on an activity requirement, or where there is neither violence nor a risk of harm."""
    term = one_of(facts, "term", TERMS)
    if not facts.flag("power_of_arrest"):
        return allow("No power of arrest is asked for.")
    if term == "activity_requirement":
        return block("A power of arrest cannot attach to a requirement to take part in activities.")
    return judged(
        facts.flag("violence_or_risk"),
        yes="Violence was used or threatened, or there is a significant risk of harm to others.",
        no="Show that violence was used or threatened, or that there is a significant risk of harm to others.",
    )


@decides("INJ-13")
def exclusion_from_home(facts: Facts, limits: Limits) -> Answer:
    """Block an exclusion from home unless age, applicant and danger are all as the Act asks."""
    on, applicant = facts.day("order_on"), facts.text("applicant")
    age, adult = facts.age("date_of_birth", "order_on"), limits.number("INJ-13", on)
    owner = applicant == "housing_provider" and facts.flag("owns_or_manages")
    faults = (
        (age < adult, f"The respondent is {age} on {day_words(on)} and must be {adult} or over."),
        (
            not owner and applicant not in ("local_authority", "chief_officer"),
            "Only a local authority, the chief officer of police for the area, or the housing provider that owns or "
            "manages the premises may ask for it.",
        ),
        (
            not facts.flag("violence_or_risk"),
            "Show that violence was used or threatened, or that there is a significant risk of harm to others.",
        ),
    )
    reasons = [why for faulty, why in faults if faulty]
    return block(*reasons, age=age) if reasons else allow("The conditions for exclusion are met.", age=age)


@decides("INJ-14")
def brought_before_a_judge(facts: Facts, limits: Limits) -> Answer:
    """Return by when somebody arrested is brought before a judge: Sundays, Christmas and Good Friday do not count."""
    at = facts.instant("arrested_at")
    n = limits.number("INJ-14", london_day(at))
    by = hours_after(at, n, DaysThat(_is_no_court_day))
    return tell(
        f"Before a judge by {instant_words(by)}: {n} hours beginning with the arrest at {instant_words(at)}; Christmas "
        "Day, Good Friday and Sundays do not count.",
        before_judge_by=by,
    )


@decides("INJ-18")
def order_on_a_child_for_breach(facts: Facts, limits: Limits) -> Answer:
    """Return the last day of a supervision or detention order, and block detention of a child who is too young."""
    order, on = one_of(facts, "order", ("supervision", "detention")), facts.day("made_on")
    window = months_from(
        "INJ-18", limits, on, f"Last day of {order} at most", "the day of the order", name=order
    )
    if order == "supervision":
        return tell(window.reason, last_day=window.last_day)
    return _detention(facts, limits, on, window)


@decides("INJ-19")
def youth_offending_team_before_varying(facts: Facts, limits: Limits) -> Answer:
    """Block an applicant's request to vary or discharge against a child before the youth offending team was consulted."""
    if facts.text("applied_by") == "respondent":
        return allow("The respondent applies: the duty to consult is the applicant's.", yot_required=False)
    on = facts.day("application_on")
    return _consulted("INJ-19", facts, limits, on, facts.flag("yot_consulted"), "varying or discharging")


def _consulted(rule: str, facts: Facts, limits: Limits, on: date, consulted: bool, before: str) -> Answer:
    age, adult = facts.age("date_of_birth", "application_on"), limits.number(rule, on)
    if age >= adult:
        return allow(
            f"The respondent is {age} on {day_words(on)}: the youth offending team need not be consulted.",
            yot_required=False,
            age=age,
        )
    who = f"the respondent is {age} on {day_words(on)}"
    return judged(
        consulted,
        yes=f"The youth offending team was consulted; {who}.",
        no=f"Consult the youth offending team before {before}: {who}.",
        yot_required=True,
        age=age,
    )


def _detention(facts: Facts, limits: Limits, on: date, window: Window) -> Answer:
    age, least = facts.age("date_of_birth", "made_on"), limits.number("INJ-18", on, "age")
    if age < least:
        return block(
            f"The respondent is {age} on {day_words(on)}; detention needs {least} or over.",
            age=age,
            last_day=window.last_day,
        )
    return allow(window.reason, age=age, last_day=window.last_day)


def _is_no_court_day(day: date) -> bool:
    return (
        day.weekday() == SUNDAY
        or (day.month, day.day) == CHRISTMAS
        or bank_holidays(day.year).get(day) == "Good Friday"
    )
