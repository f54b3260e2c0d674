"""What the rules say of answers before anything is saved: the grade, its reasons, the category, and what was told before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from asbcases.cases.choices import Category, Grade
from asbcases.cases.models import Incident, Report
from asbcases.cases.rules.grading import History, propose, suggest_category
from asbcases.cases.rules.repeats import Hit
from asbcases.casework.queries.history import Said, counted_before, history_of, hits_of, repeats_of
from asbcases.casework.transitions.triage import limits_on
from asbcases.law.periods import london_day

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Before:
    """What was told before, as it was looked up: the rules that are met, and whether the look-up answered."""

    hits: Sequence[Hit] = ()
    history: History = field(default_factory=History)
    checked: bool = False

    @property
    def words(self) -> list[str]:
        """Return the rules that are met, in words."""
        return [f"{hit.rule}: {hit.why}" for hit in self.hits]


@dataclass(frozen=True)
class Proposed:
    """The grade that the answers ask for, and the category that they suggest, each with its reasons."""

    grade: Grade
    why: str
    facts: list[str]
    bars: list[str]
    category: Category
    category_why: str


def before_report(report: Report, *, hate: bool, now: datetime) -> Before:
    """Return what was told before a report."""

    def look() -> Before:
        said = Said.by(report, hate=hate)
        found = hits_of(said, counted_before([said])[0], london_day(now))
        return Before(found, history_of(found), checked=True)

    return _or_unchecked(look)


def before_incident(incident: Incident, reports: Sequence[Report], *, hate: bool, now: datetime) -> Before:
    """Return what was told before these reports of an incident."""

    def look() -> Before:
        found = repeats_of(incident, reports, hate=hate, now=now)
        return Before(found.found, found.history, checked=True)

    return _or_unchecked(look)


def proposed_for(answers: Mapping[str, Mapping[str, Any]], history: History, now: datetime) -> Proposed:
    """Return what the rules say of the answers given so far."""
    proposal = propose(answers, history, **limits_on(london_day(now))._asdict())
    suggestion = suggest_category(answers)
    return Proposed(
        grade=Grade(proposal.grade),
        why=proposal.why,
        facts=list(proposal.facts.values()),
        bars=[proposal.facts[code] for code in proposal.bars],
        category=Category(suggestion.category),
        category_why=suggestion.why,
    )


def says_hate(answers: Mapping[str, Mapping[str, Any]]) -> bool:
    """Return whether the answers say that hate is part of it."""
    return "hate" in answers.get("vulnerability", {}).get("flags", ())


def _or_unchecked(look: Callable[[], Before]) -> Before:
    try:
        with transaction.atomic():
            return look()
    except DatabaseError as fault:
        log.warning("history not looked up", kind=type(fault).__name__)
        return Before()
