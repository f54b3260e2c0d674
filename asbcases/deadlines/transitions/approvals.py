"""What somebody asks a supervisor to decide: asked, decided by another than whoever asked, or withdrawn.

What is decided is known to whoever asked the question: here stand the asking, the clock of it, and the answer. Whoever
grants does what was asked in the same transaction. The case is locked before its approvals, as every act on it does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval, Case
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions.recording import path_of
from asbcases.deadlines.transitions.setting import cancel, meet, set_deadline
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue

RULE = "approval.decide"
VERBS = {
    Verdict.GRANTED: Verb.APPROVAL_GRANTED,
    Verdict.RETURNED: Verb.APPROVAL_RETURNED,
    Verdict.WITHDRAWN: Verb.APPROVAL_WITHDRAWN,
}


@transaction.atomic
def ask_approval(
    case: Case,
    *,
    kind: ApprovalKind,
    rank: Rank,
    subject: str = "",
    proposal: Mapping[str, Any],
    reason: str,
    by: User,
    now: datetime,
) -> Approval:
    """Ask a supervisor of a rank to decide something on a case, and return what was asked; it changes nothing else."""
    case = locked(case)
    if not reason.strip():
        raise Refused("Say why: whoever decides reads the reason.")
    waiting = Approval.objects.filter(case=case, kind=kind, subject=subject, verdict="")
    if kind != ApprovalKind.WAIVE and (open_one := waiting.first()):
        raise Refused(
            f"This was asked already (number {open_one.number}): wait for the decision, or withdraw it."
        )
    approval = Approval.objects.create(
        case=case,
        number=_next_number(case),
        kind=kind,
        rank=max(Rank(rank), Rank.SERGEANT, key=lambda one: one.order),
        subject=subject,
        proposal=dict(proposal),
        reason=reason.strip(),
        asked_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    _set_clock(approval, by=by, now=now)
    record(Verb.APPROVAL_ASKED, by=by, now=now, reason=reason, case=case, data=told_of(approval))
    return approval


@transaction.atomic
def decide_approval(
    approval: Approval, *, verdict: Verdict, decision: str, by: User, now: datetime
) -> Approval:
    """Grant or return what was asked, with the reason, tell whoever asked, and return it."""
    approval = refuse_unless_waiting(approval)
    refuse_unless_decides(approval, by)
    if verdict not in (Verdict.GRANTED, Verdict.RETURNED):
        raise Refused("Choose: grant it, or return it with the reason.")
    if not decision.strip():
        raise Refused("Say why: whoever asked reads the reason.")
    _end(approval, verdict, decision, by=by, now=now)
    meet(Kind.APPROVAL, subject=str(approval.number), rank=approval.rank, by=by, now=now, case=approval.case)
    _tell(approval, now)
    return approval


@transaction.atomic
def withdraw_approval(approval: Approval, *, reason: str, by: User, now: datetime) -> Approval:
    """Take back what oneself asked before anybody has decided, and return it."""
    approval = refuse_unless_waiting(approval)
    if approval.recorded_by_id != by.pk:
        raise Refused("Only whoever asked can withdraw it: ask them, or have it returned.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn: the reason is kept.")
    return _withdrawn(approval, reason, by=by, now=now)


@transaction.atomic
def drop_approvals(
    case: Case,
    *,
    reason: str,
    subject: str | None = None,
    kind: ApprovalKind | None = None,
    by: User,
    now: datetime,
) -> list[Approval]:
    """Withdraw whatever waits on a case, or of one victim of it, because its ground is gone; return what waited."""
    return drop_approvals_held(locked(case), reason=reason, subject=subject, kind=kind, by=by, now=now)


def drop_approvals_held(
    case: Case,
    *,
    reason: str,
    subject: str | None = None,
    kind: ApprovalKind | None = None,
    by: User,
    now: datetime,
) -> list[Approval]:
    """Withdraw the same, where the caller holds the case as it stands."""
    waiting = Approval.objects.filter(case=case, verdict="").order_by("number")
    if subject is not None:
        waiting = waiting.filter(subject=subject)
    if kind is not None:
        waiting = waiting.filter(kind=kind)
    dropped = [
        _withdrawn(approval, reason, by=by, now=now) for approval in waiting.select_for_update(of=("self",))
    ]
    for approval in dropped:
        _tell(approval, now)
    return dropped


def refuse_unless_waiting(approval: Approval) -> Approval:
    """Return it locked, with its case; refuse where somebody was quicker."""
    case = locked(approval.case)
    approval = locked(approval)
    # The row of the case that is locked, and no second reading of it.
    approval.case = case
    if approval.verdict:
        raise Refused(
            f"This was {approval.get_verdict_display().lower()} already by {cast(User, approval.decided_by).name}: "
            "load the page again."
        )
    return approval


def refuse_unless_decides(approval: Approval, by: User) -> None:
    """Refuse whoever asked, and whoever has not the rank."""
    if approval.recorded_by_id == by.pk:
        raise Refused("You asked for this yourself: somebody else decides it.")
    if not may_decide(approval, by):
        rank = Rank(approval.rank).label.lower()
        officer = ", or an ASB officer," if approval.kind == ApprovalKind.MEASURE else ""
        raise Refused(
            f"It takes a supervisor with the rank of {rank} or above{officer} to decide this: ask one."
        )


def may_decide(approval: Approval, by: User) -> bool:
    """Return whether somebody may decide this, whoever they are to the case; never whoever asked.

    What is to be issued an ASB officer decides too, who knows the wording of notices.
    """
    able = is_supervisor(by) and Rank(by.rank).order >= Rank(approval.rank).order
    knows = approval.kind == ApprovalKind.MEASURE and by.is_active and by.role == Role.ASB_OFFICER
    return (able or knows) and approval.recorded_by_id != by.pk


def told_of(approval: Approval) -> dict[str, object]:
    """Return what every event of the record says about it."""
    what = approval.get_kind_display()
    return {"what": what[:1].lower() + what[1:], "approval": approval.pk, "number": approval.number}


def _next_number(case: Case) -> int:
    return next_number(Approval.objects.filter(case=case))


def _set_clock(approval: Approval, *, by: User, now: datetime) -> None:
    case, rank = approval.case, approval.rank
    owner = owner_for(Kind.APPROVAL, author=None, lead=case.lead, district=case.district, rank=rank, now=now)
    if owner == by:
        # Whoever asks does not decide: where there is anybody else it is theirs.
        owner = Roster.on(now).supervisor_of(case.district_id, rank, besides=by) or by
    set_deadline(
        Kind.APPROVAL,
        origin=f"approval:{approval.pk}",
        because="the decision was asked for",
        rule=RULE,
        qualifier=approval.kind,
        subject=str(approval.number),
        rank=rank,
        owner=owner,
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
        case=case,
    )


def _withdrawn(approval: Approval, reason: str, *, by: User, now: datetime) -> Approval:
    _end(approval, Verdict.WITHDRAWN, reason, by=by, now=now)
    clock = Deadline.objects.filter(
        OPEN, kind=Kind.APPROVAL, case=approval.case_id, subject=str(approval.number)
    ).first()
    if clock:
        cancel(clock, reason="What was asked was withdrawn", by=by, now=now)
    return approval


def _end(approval: Approval, verdict: Verdict, decision: str, *, by: User, now: datetime) -> None:
    approval.verdict, approval.decision = verdict, decision.strip()
    approval.decided_at, approval.decided_by = now, by
    approval.version += 1
    approval.save(update_fields=["verdict", "decision", "decided_at", "decided_by", "version"])
    record(VERBS[verdict], by=by, now=now, reason=decision, case=approval.case, data=told_of(approval))


def _tell(approval: Approval, now: datetime) -> None:
    """Tell whoever asked what was decided: that it was, on which case, and no word of what."""
    who, case = approval.recorded_by, approval.case
    if who is None or who == approval.decided_by:
        return
    context: dict[str, object] = {
        "kind": "a decision that you asked for",
        "reference": case.reference,
        "path": f"{path_of(case)}approvals/{approval.number}/",
        "verdict": approval.verdict,
    }
    key, template = f"approval:{approval.pk}:{who.pk}", Template.APPROVAL_DECIDED
    queue([message_of(key, who, template, context, now=now, rings=False, case=case)])
