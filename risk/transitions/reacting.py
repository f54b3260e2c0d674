"""What other work on a case does to the clocks of its victims: each answers one event, in the same transaction."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, PlanKind, Reached
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import (
    CaseIncident,
    CaseParty,
    CaseReopening,
    ContactPlan,
    JournalEntry,
    PanelDecision,
    VictimPlan,
)
from asbcases.deadlines.choices import Kind
from risk import rules
from risk.models import Assessment
from risk.queries import DONE, clock_level, victims_of
from risk.transitions.clocks import PLAN_KINDS, Clocks, open_about

SPOKEN = (EntryKind.CONTACT, EntryKind.VISIT)


@transaction.atomic
def assess_again_since(link: CaseIncident, *, by: User, now: datetime) -> None:
    """Have the victims assessed again since an incident joined the case: those who were assessed before it did."""
    case = link.case
    if link.recorded_at <= case.opened_at:
        return
    before = Assessment.objects.filter(DONE, case=case, recorded_at__lt=link.recorded_at)
    for party in victims_of(case).filter(pk__in=before.values("party")).select_related("case"):
        because = f"a new incident joined the case of victim {party.number}"
        _clocks(party, f"case_incident:{link.pk}", link.recorded_at, because, by=by, now=now).assess_again()


@transaction.atomic
def count_entry(entry: JournalEntry, *, by: User, now: datetime) -> None:
    """Have a contact or visit that reached a victim meet the contact that was owed, and set the next."""
    if entry.kind not in SPOKEN or entry.reached != Reached.YES or entry.party is None:
        return
    _count_contact(entry.party, f"journal:{entry.pk}", entry.happened_at, by=by, now=now)


@transaction.atomic
def count_agreement(agreed: ContactPlan, *, by: User, now: datetime) -> None:
    """Have an agreement about contact count as one, and set the next by it."""
    _count_contact(agreed.party, f"contact_plan:{agreed.pk}", agreed.agreed_at, by=by, now=now)


def _count_contact(party: CaseParty, origin: str, at: datetime, *, by: User, now: datetime) -> None:
    level = clock_level(party) if _owes(party) else None
    if level is None:
        return
    owed = open_about(party).filter(kind=Kind.VICTIM_CONTACT).first()
    if owed is None or at > owed.anchored_at:
        because = f"victim {party.number} was spoken to"
        Clocks(party, level, origin, at, because, by=by, now=now).contacted()


@transaction.atomic
def count_plan(plan: VictimPlan, *, by: User, now: datetime) -> None:
    """Have a plan meet the one that was owed."""
    _meet(plan.party, PLAN_KINDS[PlanKind(plan.kind)], plan.made_at, by=by, now=now)


@transaction.atomic
def count_panel_decision(decision: PanelDecision, *, by: User, now: datetime) -> None:
    """Have a decision about the panel meet the one that was owed."""
    _meet(decision.party, Kind.PANEL_DECISION, decision.decided_at, by=by, now=now)


def _meet(party: CaseParty, kind: Kind, at: datetime, *, by: User, now: datetime) -> None:
    _clocks(party, "", at, "", by=by, now=now).met(kind, done_at=at)


@transaction.atomic
def begin_again(reopening: CaseReopening, *, by: User, now: datetime) -> None:
    """Owe what a victim is owed from the reopening on: the closing ended all that ran before."""
    origin, at = f"case_reopening:{reopening.pk}", reopening.reopened_at
    for party in victims_of(reopening.case).select_related("case"):
        clocks = _clocks(party, origin, at, "the case was opened again", by=by, now=now)
        if clock_level(party) is None:
            clocks.assess_first()
            continue
        clocks.assess_again()
        clocks.contact(anew=False)
        clocks.plan_reviews(rules.REVIEWERS)
        clocks.plans()


def _owes(party: CaseParty) -> bool:
    """Return whether this is somebody whose clocks run: a victim of a case that is not closed."""
    is_victim = party.role == PartyRole.VICTIM and party.recorded_in_error_at is None
    return is_victim and party.case.stage != Stage.CLOSED


def _clocks(party: CaseParty, origin: str, at: datetime, because: str, *, by: User, now: datetime) -> Clocks:
    return Clocks(party, None, origin, at, because, by=by, now=now)
