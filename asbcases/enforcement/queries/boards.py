"""What is live: warnings, notices and orders in the order in which they end or fall due, and the drafts that wait."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value

from asbcases.cases.models import Person, Premises
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import TO_ANSWER, Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import STANDS, live_on, of_person

# Whatever runs about a measure.
CLOCKS = (
    *TO_ANSWER,
    *(Kind.MEASURE_COMPLIANCE, Kind.TERM_DUE, Kind.APPEAL_WINDOW, Kind.MEASURE_END),
    *(Kind.PENALTY_PAYMENT, Kind.HEARING, Kind.HEARSAY_NOTICE, Kind.EIGHTEENTH_BIRTHDAY),
)
DRAFTS = (MeasureState.DRAFT, MeasureState.APPROVED)
WITH = ("subject", "premises", "case__district", "case__lead")


def live_measures(day: date) -> QuerySet[Measure]:
    """Return what is in force on a day."""
    return Measure.objects.filter(live_on(day)).select_related(*WITH)


def waiting_measures() -> QuerySet[Measure]:
    """Return the drafts that wait for approval."""
    return Measure.objects.filter(STANDS, state=MeasureState.SUBMITTED).select_related(*WITH)


def drafted_measures() -> QuerySet[Measure]:
    """Return the drafts that wait for nobody: not sent yet, or approved and not issued."""
    return Measure.objects.filter(STANDS, state__in=DRAFTS).select_related(*WITH)


def with_last_day(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Return the measures that end on a day, with it as `last_day`, by which a list of them runs."""
    return rows.filter(ends_on__isnull=False).annotate(last_day=F("ends_on"))


def about(person: Person | None, premises: Premises | None) -> Q:
    """Return the condition on measures about somebody, by whichever record, or at premises."""
    found = Q()
    if person:
        found &= Q(of_person(person))
    return found & Q(premises=premises) if premises else found


def owed_answers(wanted: Q) -> QuerySet[Deadline]:
    """Return the replies and reviews that are owed, of the measures that fit a condition; of all, where it asks nothing."""
    owed = Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION, kind__in=TO_ANSWER).select_related("owner")
    if not wanted:
        return owed
    # What a clock is about stands in it as a reference; by its case the few clocks of few measures are found.
    first_word = Func(F("subject"), Value(" "), Value(1), function="split_part", output_field=TextField())
    measure = Measure.objects.filter(wanted, case=OuterRef("case_id"), reference=OuterRef("about"))
    return owed.annotate(about=first_word).filter(Exists(measure))


def by_reference(rows: Iterable[Deadline]) -> dict[str, Measure]:
    """Return the measures that clocks are about, by reference, in one query."""
    named = {reference_of(row) for row in rows}
    found = Measure.objects.filter(STANDS, reference__in=named).select_related(*WITH)
    return {measure.reference: measure for measure in found}


def next_clocks(measures: Iterable[Measure]) -> Mapping[str, Deadline]:
    """Return the first clock of each of these measures, by its reference, in one query."""
    cases = {measure.case_id for measure in measures}
    rows = Deadline.objects.filter(OPEN, case__in=cases, kind__in=CLOCKS).select_related("owner")
    first: dict[str, Any] = {}
    for row in rows.order_by("due_at", "pk"):
        first.setdefault(reference_of(row), row)
    return first


def reference_of(clock: Deadline) -> str:
    """Return the reference of the measure that a clock is about."""
    return clock.subject.partition(" ")[0]
