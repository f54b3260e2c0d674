"""What policy wants approved before it is issued: sent, approved as it stands, returned, or taken back."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval
from asbcases.cases.queries import locked
from asbcases.deadlines.transitions import ask_approval, decide_approval
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.drafts import picture_of
from asbcases.enforcement.queries.measures import terms_of
from asbcases.enforcement.transitions.drafting import kind_words, move, to_draft, told_of
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on

APPROVAL = "measure.approval"
# What nobody has to decide before it is issued.
NONE = "none"


@transaction.atomic
def submit_measure(measure: Measure, *, reason: str, by: User, now: datetime) -> Approval:
    """Ask for the approval that policy wants before issue, and return what was asked."""
    measure = to_draft(measure)
    rank = rank_to_approve(measure, now)
    if rank is None:
        raise Refused(f"Nobody has to approve a {kind_words(measure)}: issue it.")
    approval = ask_approval(
        measure.case,
        kind=ApprovalKind.MEASURE,
        rank=rank,
        subject=measure.reference,
        proposal={
            "measure": measure.reference,
            "kind": measure.kind,
            **picture_of(measure, terms_of(measure)),
        },
        reason=reason,
        by=by,
        now=now,
    )
    measure.approval = approval
    move(measure, MeasureState.SUBMITTED, "approval")
    record(Verb.MEASURE_SUBMITTED, by=by, now=now, case=measure.case, reason=reason, data=told_of(measure))
    return approval


def rank_to_approve(measure: Measure, now: datetime) -> Rank | None:
    """Return the rank that approves a draft of this kind before it is issued; None where nobody has to."""
    choice = limit_on(APPROVAL, measure.kind, london_day(now)).choice
    return None if choice == NONE else Rank(choice)


@transaction.atomic
def decide_measure(
    approval: Approval, *, verdict: Verdict, decision: str, by: User, now: datetime
) -> Approval:
    """Approve a draft as it stands, or return it with the reason; return what was asked."""
    approval = decide_approval(approval, verdict=verdict, decision=decision, by=by, now=now)
    measure = locked(Measure.objects.get(case=approval.case_id, reference=approval.subject))
    granted = verdict == Verdict.GRANTED
    move(measure, MeasureState.APPROVED if granted else MeasureState.DRAFT)
    verb = Verb.MEASURE_APPROVED if granted else Verb.MEASURE_RETURNED
    record(verb, by=by, now=now, case=approval.case, reason=decision, data=told_of(measure))
    return approval


@transaction.atomic
def take_back(approval: Approval) -> None:
    """Make a draft of what waited for an approval that was withdrawn."""
    waiting = Measure.objects.filter(approval=approval, state=MeasureState.SUBMITTED)
    for measure in waiting.select_for_update(of=("self",)):
        move(measure, MeasureState.DRAFT)
