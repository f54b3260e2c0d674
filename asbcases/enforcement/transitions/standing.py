"""What acts about a notice in force have in common: the rows locked in order, days that have come, the law weighed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.queries import locked
from asbcases.enforcement.choices import AppealOutcome, MeasureState, TermKind
from asbcases.enforcement.models import Appeal, Breach, Measure, MeasureTerm
from asbcases.enforcement.queries.measures import born_on, is_body
from asbcases.enforcement.transitions.weighing import (
    Facts,
    Weighed,
    refuse_blocked,
    refuse_without_reason,
    weigh,
    weighed,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.law.words import day_words
from asbcases.policies.queries import limits_in_force

Over = Mapping[str, str] | None
STANDARD_TERMS = (TermKind.STOP, TermKind.DO, TermKind.STEPS)


def held(measure: Measure, *, work: bool = True) -> Measure:
    """Return a measure that was issued, locked after its case; refuse work on a closed case.

    What courts do, and what is paid or given back, is recorded on a closed case too.
    """
    case = locked(measure.case)
    if work and case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before anything is done on it.")
    measure = locked(measure)
    measure.case = case
    if measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} was recorded in error: nothing can follow from it.")
    if measure.issued_on is None:
        raise Refused(f"{measure.reference} was not issued: nothing can follow from it.")
    return measure


def held_breach(breach: Breach, *, work: bool = True) -> Breach:
    """Return a breach that stands, locked after its case and measure."""
    measure = held(breach.measure, work=work)
    breach = locked(breach)
    if breach.recorded_in_error_at:
        raise Refused(f"Breach {breach.number} was recorded in error: load the page again.")
    breach.measure, breach.case = measure, measure.case
    return breach


def weigh_act(
    measure: Measure, facts: Facts, *, over: Over = None, by: User, now: datetime
) -> dict[str, list[Weighed]]:
    """Weigh an act of ours and return each answer by its rule; the statute binds it whoever issued the notice."""
    if not measure.ours:
        found = weighed(facts, limits_in_force(now))
        refuse_blocked(found)
        refuse_without_reason(found, over or {})
    return by_rule(weigh(measure, facts, over=over, by=by, now=now))


def weigh_given(
    measure: Measure, facts: Facts, *, over: Over = None, by: User, now: datetime
) -> dict[str, list[Weighed]]:
    """Weigh what a court or a council did, and return each answer by its rule."""
    return by_rule(weigh(measure, facts, over=over, by=by, now=now))


def by_rule(found: list[Weighed]) -> dict[str, list[Weighed]]:
    """Return answers by the rule that gave them."""
    answers: dict[str, list[Weighed]] = {}
    for one in found:
        answers.setdefault(one.rule, []).append(one)
    return answers


def answer_of(found: Mapping[str, list[Weighed]], rule: str, value: str) -> Any:
    """Return a value of the one answer of a rule."""
    return found[rule][0].answer.values[value]


def refuse_unless_between(day: date, first: date | None, now: datetime, what: str) -> None:
    """Refuse a day that has not come, or that lies before what it follows."""
    if day > london_day(now):
        raise Refused(f"{what}: {day_words(day)} is still to come. Correct the day.")
    if first and day < first:
        raise Refused(
            f"{what}: {day_words(day)} lies before {day_words(first)}, which it follows. Correct the day."
        )


def refuse_unless_past(at: datetime, now: datetime, what: str) -> None:
    """Refuse an instant that has not come."""
    if at > now:
        raise Refused(f"{what} is still to come: correct date and time.")


def refuse_blank(words: str, fault: str) -> str:
    """Return words without blanks around them; refuse none."""
    if not words.strip():
        raise Refused(fault)
    return words.strip()


def about_breach(breach: Breach, **more: object) -> dict[str, object]:
    """Return what every event of the record says about a breach."""
    return {"measure": breach.measure.reference, "id": breach.pk, "number": breach.number, **more}


# --- Facts of rules -----------------------------------------------------------------------------
def force_facts(measure: Measure, day: date) -> dict[str, Any]:
    """Return from when to when a notice was in force, as CPB-4 asks."""
    ends = [end for end in (measure.ends_on, _ended_on(measure)) if end]
    return {"offence_on": day, "in_force_from": measure.issued_on, "in_force_to": min(ends, default=None)}


def _ended_on(measure: Measure) -> date | None:
    quashed = Appeal.objects.filter(measure=measure, outcome=AppealOutcome.QUASHED).order_by("pk").first()
    if quashed:
        return quashed.decided_on
    return london_day(measure.ended_at) if measure.ended_at else None


def suspension_facts(measure: Measure, terms: list[MeasureTerm], day: date) -> list[dict[str, Any]]:
    """Return for each term of a notice the appeal that may have suspended it on a day, as APP-3 asks."""
    appeal = appeal_on(measure, day)
    return [
        {"about": f"Term {term.number}", "term": term.kind, "breached_on": day, **_progress(appeal)}
        for term in terms
        if term.kind in STANDARD_TERMS
    ]


def appeal_on(measure: Measure, day: date) -> Appeal | None:
    """Return the appeal in time that was in progress on a day, if there was one."""
    appeals = Appeal.objects.filter(measure=measure, in_time=True, lodged_on__lte=day).order_by(
        "-lodged_on", "-pk"
    )
    running = (one for one in appeals if one.decided_on is None or day <= one.decided_on)
    return next(running, None)


def _progress(appeal: Appeal | None) -> dict[str, Any]:
    if appeal is None:
        return {}
    return {
        "appeal_from": appeal.lodged_on,
        "appeal_to": appeal.decided_on,
        "stop_suspended_by_court": appeal.stop_suspended,
    }


def quash_facts(measure: Measure) -> dict[str, dict[str, Any]]:
    """Return the warning that goes with whatever is done about a breach of a notice that was quashed (APP-4)."""
    if measure.state != MeasureState.QUASHED:
        return {}
    return {"APP-4": {"outcome": "quash", "later_breach_actions": 1}}


def is_child(measure: Measure, now: datetime) -> bool:
    """Return whether the person bound is known to be under 18 (FAIR-6)."""
    born = None if is_body(measure.subject) else born_on(measure.subject)
    if born is None:
        return False
    adult_on: date = consider("FAIR-6", {"date_of_birth": born}, limits_in_force(now)).values["turns_18_on"]
    return london_day(now) < adult_on
