"""What happened to each victim of a case, in the order in which it was recorded, as their replay reads it.

At one instant the order is fixed: the case is opened again, the victim is put on file, an incident joins, what was assessed
there is taken over, the risk is assessed; a ruling, a sign-off and a review come, in this order, straight after the
assessment that they read; then contact is agreed, the journal written, a plan made, the panel decided on; last, the
victim turns out to be recorded in error, and the case is closed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from asbcases.cases.case_choices import EntryKind, Reached
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    Case,
    CaseClosing,
    CaseIncident,
    CaseParty,
    CaseReopening,
    ContactPlan,
    JournalEntry,
    PanelDecision,
    VictimPlan,
)
from risk.models import Assessment, LevelRuling, Review, SignOff


class What(IntEnum):
    """Kinds of act, in the order in which they count at one instant."""

    REOPENED = 1
    BEGUN = 2
    JOINED = 3
    TAKEN_OVER = 4
    ASSESSED = 5
    RULED = 6
    SIGNED = 7
    REVIEWED = 8
    AGREED = 9
    MET = 10
    PLANNED = 11
    DECIDED = 12
    WRONG = 13
    CLOSED = 14


OF_ONE_ASSESSMENT = (What.ASSESSED, What.RULED, What.SIGNED, What.REVIEWED)
# Where the row says when it was done: what is told later was done earlier.
DONE_AT = {
    What.TAKEN_OVER: "completed_at",
    What.ASSESSED: "completed_at",
    What.RULED: "ruled_at",
    What.SIGNED: "signed_at",
    What.REVIEWED: "reviewed_at",
    What.AGREED: "agreed_at",
    What.MET: "happened_at",
    What.PLANNED: "made_at",
    What.DECIDED: "decided_at",
}
ORIGINS = {
    What.REOPENED: "case_reopening",
    What.BEGUN: "party",
    What.JOINED: "case_incident",
    What.TAKEN_OVER: "assessment",
    What.ASSESSED: "assessment",
    What.RULED: "level_ruling",
    What.SIGNED: "sign_off",
    What.REVIEWED: "review",
    What.AGREED: "contact_plan",
    What.MET: "journal",
}


class Cause(NamedTuple):
    """The fact that sets a deadline going, and the instant from which its clock runs."""

    origin: str
    since: datetime


@dataclass(frozen=True)
class Act:
    """One thing that happened to a victim or their case, with the row that tells it."""

    at: datetime
    what: What
    pk: int
    row: Any = field(compare=False, default=None)
    assessment: int = 0

    @property
    def done_at(self) -> datetime:
        """Return when it was done, and not when it was told."""
        name = DONE_AT.get(self.what)
        done_at: datetime = getattr(self.row, name) if name else self.at
        return done_at

    @property
    def cause(self) -> Cause:
        """Return it as the cause of what it sets going: clocks run from when it was done."""
        return Cause(f"{ORIGINS[self.what]}:{self.pk}", self.done_at)

    @property
    def order(self) -> tuple[datetime, What, int, What, int]:
        """Return its place: what people made of one assessment stays with it."""
        stage = What.ASSESSED if self.what in OF_ONE_ASSESSMENT else self.what
        return self.at, stage, self.assessment, self.what, self.pk


@dataclass(frozen=True)
class Victim:
    """One victim of a case, recorded in error or not, and what happened to them, in order."""

    party: CaseParty
    case: Case
    acts: tuple[Act, ...]

    @property
    def begins_at(self) -> datetime:
        """Return since when the case answers for the risk to them."""
        return begins_at(self.case, self.party)


def begins_at(case: Case, party: CaseParty) -> datetime:
    """Return since when a case answers for the risk to a victim."""
    return max(case.opened_at, party.recorded_at)


def victims_of(cases: Sequence[int]) -> Iterator[Victim]:
    """Yield the victims of these cases, each with what happened to them, in a fixed number of queries."""
    own: dict[int | None, list[Act]] = defaultdict(list)
    for whose, act in _of_victims(cases):
        own[whose].append(act)
    shared: dict[int, list[Act]] = defaultdict(list)
    for which, act in _of_cases(cases):
        shared[which].append(act)
    parties = CaseParty.objects.filter(case__in=cases, role=PartyRole.VICTIM).select_related("case")
    for party in parties.order_by("pk"):
        acts = [*own[party.pk], *shared[party.case_id], *_of_party(party)]
        yield Victim(party, party.case, tuple(sorted(acts, key=lambda act: act.order)))


def _of_party(party: CaseParty) -> Iterator[Act]:
    yield Act(begins_at(party.case, party), What.BEGUN, party.pk, party)
    if party.recorded_in_error_at:
        yield Act(party.recorded_in_error_at, What.WRONG, party.pk, party)


def _of_victims(cases: Sequence[int]) -> Iterator[tuple[int | None, Act]]:
    for assessment in Assessment.objects.filter(case__in=cases):
        yield assessment.party_id, assessed(assessment)
    for what, model in ((What.RULED, LevelRuling), (What.SIGNED, SignOff), (What.REVIEWED, Review)):
        rows: Any = model._default_manager.filter(case__in=cases)
        for row in rows.select_related("assessment"):
            yield row.assessment.party_id, Act(row.recorded_at, what, row.pk, row, row.assessment_id)
    for plan in ContactPlan.objects.filter(case__in=cases):
        yield plan.party_id, Act(plan.recorded_at, What.AGREED, plan.pk, plan)
    for made in VictimPlan.objects.filter(case__in=cases):
        yield made.party_id, Act(made.recorded_at, What.PLANNED, made.pk, made)
    for decision in PanelDecision.objects.filter(case__in=cases):
        yield decision.party_id, Act(decision.recorded_at, What.DECIDED, decision.pk, decision)
    for entry in _contacts(cases):
        yield entry.party_id, Act(entry.recorded_at, What.MET, entry.pk, entry)


def assessed(assessment: Assessment) -> Act:
    """Return the act of an assessment: made on the case, or taken over from an incident."""
    if assessment.taken_from_id:
        return Act(assessment.recorded_at, What.TAKEN_OVER, assessment.pk, assessment)
    return Act(assessment.recorded_at, What.ASSESSED, assessment.pk, assessment, assessment.pk)


def _contacts(cases: Sequence[int]) -> Iterator[JournalEntry]:
    """Yield the entries by which a victim was reached; those marked wrong since had counted."""
    with_victims = JournalEntry.objects.filter(case__in=cases, kind__in=[EntryKind.CONTACT, EntryKind.VISIT])
    yield from with_victims.filter(reached=Reached.YES, party__isnull=False)


def _of_cases(cases: Sequence[int]) -> Iterator[tuple[int, Act]]:
    for link in CaseIncident.objects.filter(case__in=cases).select_related("case"):
        if link.recorded_at > link.case.opened_at:
            yield link.case_id, Act(link.recorded_at, What.JOINED, link.pk, link)
    closed = set()
    for closing in CaseClosing.objects.filter(case__in=cases):
        closed.add((closing.case_id, closing.closed_at))
        yield closing.case_id, Act(closing.closed_at, What.CLOSED, closing.pk, closing)
    for case in Case.objects.filter(pk__in=cases, closed_at__isnull=False):
        # Cases closed before closings were kept as rows of their own say only when.
        if case.closed_at and (case.pk, case.closed_at) not in closed:
            yield case.pk, Act(case.closed_at, What.CLOSED, case.pk)
    for reopening in CaseReopening.objects.filter(case__in=cases):
        yield reopening.case_id, Act(reopening.reopened_at, What.REOPENED, reopening.pk, reopening)
