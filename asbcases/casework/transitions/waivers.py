"""What stands in the way of closing and is let go by a supervisor, with a reason for each, kept and counted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind, Blocking, Verdict
from asbcases.cases.choices import Stage
from asbcases.cases.models import Approval, Case, ClosingWaiver
from asbcases.cases.queries import locked
from asbcases.cases.rules.closing import (
    MAY_BE_WAIVED,
    Answers,
    OnFile,
    contradiction,
    known_before,
    waiver_rank,
)
from asbcases.cases.rules.somerton import SHORTEST_REASON
from asbcases.casework.queries.case_ends import on_file_of
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import ask_approval, decide_approval, waive
from asbcases.errors import Refused

DONE_ELSEWHERE = {
    Blocking.LATE: "What is late is waived where it stands in the diary: open it there.",
    Blocking.EXPLAIN: "Say on the page of the report that the case review was explained, or why not.",
}
NOT_IN_THE_WAY = "Nothing of this kind stands in the way of closing now: load the page again."


@transaction.atomic
def waive_item(
    case: Case,
    *,
    item: Blocking,
    subject: str = "",
    reason: str,
    by: User,
    now: datetime,
    approval: Approval | None = None,
) -> ClosingWaiver:
    """Let one thing go that stands in the way of closing, with the reason, and return the waiver."""
    case = locked(case)
    on_file = on_file_of(case, terms_of(case, now), now)
    _refuse_unless_in_the_way(case, on_file, item, subject)
    rank = waiver_rank(on_file.level)
    if not is_supervisor(by) or Rank(by.rank).order < rank.order:
        raise Refused(f"It takes a supervisor with the rank of {rank.label.lower()} or above: ask one.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"Say why in at least {SHORTEST_REASON} characters: the reason is kept and counted.")
    waiver = ClosingWaiver.objects.create(
        case=case,
        item=item,
        subject=subject,
        reason=reason.strip(),
        rank=by.rank,
        approval=approval,
        waived_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    label = Blocking(item).label
    told: dict[str, object] = {"item": label[:1].lower() + label[1:], "waiver": waiver.pk, "subject": subject}
    record(Verb.CLOSING_WAIVED, by=by, now=now, reason=reason, case=case, data=told)
    return waiver


@transaction.atomic
def ask_to_waive(
    case: Case,
    *,
    item: Blocking,
    subject: str = "",
    deadline: Deadline | None = None,
    reason: str,
    by: User,
    now: datetime,
) -> Approval:
    """Ask a supervisor to let one thing go that stands in the way, or what is late in the diary; return what was asked."""
    case = locked(case)
    on_file = on_file_of(case, terms_of(case, now), now)
    rank, proposal = waiver_rank(on_file.level), _proposal(item, subject, deadline)
    if deadline:
        if not deadline.is_open or deadline.case_id != case.pk:
            raise Refused(NOT_IN_THE_WAY)
        rank = max(rank, Rank(deadline.rank), key=lambda one: one.order)
    else:
        _refuse_unless_in_the_way(case, on_file, item, subject)
    waiting = Approval.objects.filter(case=case, kind=ApprovalKind.WAIVE, verdict="")
    if any(_asked(one) == _asked(proposal) for one in waiting.values_list("proposal", flat=True)):
        raise Refused("This was asked already: wait for the decision, or withdraw it.")
    about: dict[str, Any] = {"rank": rank, "subject": subject, "proposal": proposal}
    return ask_approval(case, kind=ApprovalKind.WAIVE, **about, reason=reason, by=by, now=now)


@transaction.atomic
def decide_waiver(
    approval: Approval, *, verdict: Verdict, decision: str, by: User, now: datetime
) -> Approval:
    """Let go what was asked, with the supervisor's own reason, or return it; return what was asked."""
    approval = decide_approval(approval, verdict=verdict, decision=decision, by=by, now=now)
    if verdict != Verdict.GRANTED:
        return approval
    asked = approval.proposal
    if pk := asked.get("deadline"):
        deadline = Deadline.objects.get(pk=pk, case=approval.case)
        waive(deadline, reason=decision, by=by, now=now)
    else:
        item, subject = Blocking(asked["item"]), str(asked.get("subject", ""))
        waive_item(
            approval.case, item=item, subject=subject, reason=decision, by=by, now=now, approval=approval
        )
    return approval


def _proposal(item: Blocking, subject: str, deadline: Deadline | None) -> dict[str, Any]:
    if deadline:
        return {"deadline": deadline.pk, "words": f"Late: {deadline.get_kind_display()}"}
    return {"item": item.value, "subject": subject, "words": Blocking(item).label}


def _asked(proposal: dict[str, Any]) -> tuple[Any, ...]:
    return proposal.get("deadline"), proposal.get("item"), proposal.get("subject", "")


def _refuse_unless_in_the_way(case: Case, on_file: OnFile, item: Blocking, subject: str) -> None:
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: nothing stands in the way any more.")
    if item in DONE_ELSEWHERE:
        raise Refused(DONE_ELSEWHERE[item])
    if item not in MAY_BE_WAIVED:
        raise Refused("This is a question, and no is an answer to it: say why not, when you close the case.")
    if (item.value, subject) in on_file.waived:
        raise Refused("A supervisor has let this go already: load the page again.")
    if item == Blocking.SOMERTON:
        answered = (Answers(identifiable_victim=answer) for answer in (True, False))
        if any(contradiction(on_file, answers) for answers in answered):
            return
    elif any((one.code, one.subject) == (item, subject) for one in known_before(on_file)):
        return
    raise Refused(NOT_IN_THE_WAY)
