"""Analysis: causes, data sources, hypotheses, what was tried before, and the sides of the triangle (PAT)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from asbcases.sara.choices import EntryKind, PatSide
from asbcases.sara.models import AnalysisEntry
from asbcases.sara.queries import found, newest_objective
from asbcases.sara.rules.gates import Start, may_begin
from asbcases.sara.rules.words import wanting_words
from asbcases.sara.transitions.shared import locked_at, move, record_on, said

# What was found out later is added to the analysis as well.
OPEN_TO_ENTRIES = (PlanStage.ANALYSIS, PlanStage.RESPONSE, PlanStage.ASSESSMENT)


def add_cause(plan: ProblemPlan, *, words: str, by: User, now: datetime) -> AnalysisEntry:
    """Keep a cause of the problem, and return it."""
    return _add(plan, EntryKind.CAUSE, words, by=by, now=now)


def add_source(plan: ProblemPlan, *, words: str, gaps: str = "", by: User, now: datetime) -> AnalysisEntry:
    """Keep a data source with what it lacks, and return it."""
    return _add(plan, EntryKind.DATA_SOURCE, words, result=gaps, by=by, now=now)


def add_hypothesis(plan: ProblemPlan, *, words: str, by: User, now: datetime) -> AnalysisEntry:
    """Keep a hypothesis of why the problem is there, and return it."""
    return _add(plan, EntryKind.HYPOTHESIS, words, by=by, now=now)


def add_previous(plan: ProblemPlan, *, words: str, result: str, by: User, now: datetime) -> AnalysisEntry:
    """Keep what was tried before and what came of it, and return it."""
    came = said(result, "Say what came of it: what failed is as useful to know.")
    return _add(plan, EntryKind.PREVIOUS, words, result=came, by=by, now=now)


def add_panel(
    plan: ProblemPlan, *, side: PatSide, words: str, controller: str = "", by: User, now: datetime
) -> AnalysisEntry:
    """Keep what is known of the victim, the offender or the location, with who could control that side; return it."""
    return _add(plan, EntryKind.PANEL, words, side=side, controller=controller.strip(), by=by, now=now)


@transaction.atomic
def _add(
    plan: ProblemPlan, kind: EntryKind, words: str, *, result: str = "", by: User, now: datetime, **more: Any
) -> AnalysisEntry:
    plan = locked_at(plan, *OPEN_TO_ENTRIES)
    entry = AnalysisEntry.objects.create(
        plan=plan,
        number=next_number(AnalysisEntry.objects.filter(plan=plan)),
        kind=kind,
        words=said(words, f"Describe the {kind.label}."),
        result=result.strip(),
        recorded_at=now,
        recorded_by=by,
        **more,
    )
    record_on(PlanVerb.PROBLEM_ANALYSED, plan, by=by, now=now, what=kind.label, number=entry.number)
    return entry


@transaction.atomic
def strike_entry(entry: AnalysisEntry, *, reason: str, by: User, now: datetime) -> AnalysisEntry:
    """Mark an entry of the analysis as recorded in error, with the reason, and return it; it stays and counts no more."""
    plan, entry = locked_at(entry.plan, *OPEN_TO_ENTRIES), locked(entry)
    if entry.recorded_in_error_at:
        raise Refused(f"Entry {entry.number} is marked already: load the page again.")
    entry.recorded_in_error_at, entry.recorded_in_error_by = now, by
    entry.recorded_in_error_why = said(reason, "Say what is wrong with it: the reason is kept.")
    entry.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    why = entry.recorded_in_error_why
    record_on(PlanVerb.ANALYSIS_ENTRY_WRONG, plan, by=by, now=now, reason=why, number=entry.number)
    return entry


@transaction.atomic
def complete_analysis(plan: ProblemPlan, *, by: User, now: datetime) -> ProblemPlan:
    """Sign the analysis off, which needs a cause and a data source, and return the plan: it goes on to Response."""
    plan = locked_at(plan, PlanStage.ANALYSIS)
    newest = newest_objective(plan)
    gate = may_begin(
        Start(
            immediate=False,
            causes=found(plan, EntryKind.CAUSE),
            data_sources=found(plan, EntryKind.DATA_SOURCE),
            measure_frozen_on=newest.frozen_at.date(),
            response_begins_on=None,
        )
    )
    if not gate.allowed:
        raise Refused(wanting_words(gate.missing))
    record_on(PlanVerb.ANALYSIS_COMPLETED, plan, by=by, now=now)
    move(plan, PlanStage.RESPONSE, analysed_at=now)
    return plan
