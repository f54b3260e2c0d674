"""Doing what was granted: rows that go, rows that come, another last day; what a court varied holds from its own day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.queries import next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import cancel
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure, MeasureChange, MeasureTerm
from asbcases.enforcement.queries.conditions import proposed_term
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.transitions.clocks import about, open_clocks, stop
from asbcases.enforcement.transitions.starting import start_end, start_review, start_term
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.law.words import day_words
from asbcases.policies.queries import limits_in_force


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a proposal as JSON keeps it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def vary(change: MeasureChange, *, by: User, now: datetime) -> None:
    """Take out and add what was proposed; what was to be done by a day is expected by its own clock.

    What a court varied on appeal holds from the day of its decision, whenever it is entered.
    """
    measure, proposal = change.measure, change.proposal
    first = next_number(MeasureTerm.objects.filter(measure=measure))
    court_on = change.appeal.decided_on if change.appeal else None
    for term in terms_of(measure):
        if term.number in proposal["take_out"]:
            _take_out(term, measure, court_on, by=by, now=now)
    for number, row in enumerate(proposal["terms"], start=first):
        _add(measure, number, row, court_on, by=by, now=now)
    if "ends_on" in proposal:
        _move_end(change, by=by, now=now)
    measure.version += 1
    measure.save()


def _take_out(term: MeasureTerm, measure: Measure, court_on: date | None, *, by: User, now: datetime) -> None:
    term.ended_at, term.court_out_on = now, court_on
    term.save(update_fields=["ended_at", "court_out_on"])
    part = about(measure, f"term {term.number}")
    for clock in open_clocks(measure, Kind.TERM_DUE):
        if clock.subject == part:
            cancel(clock, reason="The requirement was varied", by=by, now=now)


def _add(
    measure: Measure, number: int, row: Mapping[str, Any], court_on: date | None, *, by: User, now: datetime
) -> None:
    term = proposed_term(measure, row)
    term.number, term.court_in_on, term.recorded_at, term.recorded_by = number, court_on, now, by
    term.save()
    start_term(term, anchored_at=now, by=by, now=now)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _move_end(change: MeasureChange, *, by: User, now: datetime) -> None:
    """Set another last day, with its own clocks; the request keeps which days there were before."""
    measure, ends_on = change.measure, _day(change.proposal["ends_on"])
    _refuse_past_end(change, ends_on, now)
    change.proposal["before"] = plain({"ends_on": measure.ends_on, "review_on": measure.review_on})
    stop(measure, Kind.MEASURE_END, Kind.MEASURE_REVIEW, reason="The last day was varied", by=by, now=now)
    measure.ends_on = ends_on
    origin = f"measurechange:{change.pk}"
    start_end(measure, origin=origin, anchored_at=now, by=by, now=now)
    # A warning is reviewed by its age, whatever its last day.
    rule, last = ("CPN-13", {"ends_on": ends_on}) if measure.kind == MeasureKind.CPN else ("CPW-4", {})
    answers = {rule: consider(rule, {"issued_on": measure.issued_on, **last}, limits_in_force(now))}
    start_review(measure, answers, origin=origin, anchored_at=now, by=by, now=now)
    change.proposal["after"] = plain({"ends_on": measure.ends_on, "review_on": measure.review_on})


def _refuse_past_end(change: MeasureChange, ends_on: date | None, now: datetime) -> None:
    """What a court decided is kept as given: of its last day we may be told when it is over."""
    court_on = change.appeal.decided_on if change.appeal else None
    if ends_on and court_on and ends_on < court_on:
        raise Refused(
            f"The last day lies before {day_words(court_on)}, when the court decided. Correct the day."
        )
    if ends_on and not court_on and ends_on < london_day(now):
        raise Refused("The last day would lie in the past: discharge it instead.")
