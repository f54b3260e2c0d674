"""Closing a case: every question answered, nothing in the way, by the rank that its level asks for (docs/cases.md)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction
from django.db.models import Max

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind, Blocking, Verdict
from asbcases.cases.choices import Outcome, Stage
from asbcases.cases.models import Approval, Case, CaseAction, CaseClosing
from asbcases.cases.queries import locked
from asbcases.cases.rules import closing as rules
from asbcases.cases.rules import may_move
from asbcases.cases.rules.closing import Answers, BlockingItem, OnFile
from asbcases.cases.rules.retention import Retention
from asbcases.casework.queries.case_ends import (
    closer_on,
    ending_with,
    on_file_of,
    picture_of,
    retention_class_of,
    waivers_of,
)
from asbcases.casework.queries.unexplained import owed_at_closing
from asbcases.casework.transitions.actions import drop_action
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import (
    ask_approval,
    cancel_held,
    decide_approval,
    drop_approvals_held,
    set_deadline,
)
from asbcases.errors import Refused

RETENTION = "retention.review"
NO_VICTIM = "No victim is on the case."


class Said(TypedDict, total=False):
    """What is answered when a case is closed; nothing is answered for whoever closes."""

    outcome: Outcome
    reason: str
    identifiable_victim: bool | None
    somerton_reason: str
    victim_told: bool | None
    told_words: str
    support_offered: bool | None
    support_words: str


@transaction.atomic
def close_case(
    case: Case, *, by: User, now: datetime, approval: Approval | None = None, **said: Unpack[Said]
) -> Case:
    """Close a case of which nothing stands in the way, and return it; what was still to come is cancelled."""
    case, on_file = _to_close(case, said, now)
    closer = closer_on(on_file.counts_as, now)
    found = rules.ending(on_file, answers_of(said), by.rank, closer)
    if found.items:
        raise Refused(_in_the_way(case, found.items, approval))
    if found.asks:
        raise Refused(_takes(on_file, found.asks))
    closing = _closing(case, on_file, said, approval, by=by, now=now)
    kept = retention_class_of(case, now)
    closing.retention_class, closing.clear_from = kept.kept_as, kept.clear_from
    closing.save()
    _end(closing, kept, by=by, now=now)
    return case


@transaction.atomic
def ask_to_close(case: Case, *, by: User, now: datetime, **said: Unpack[Said]) -> Approval:
    """Ask the rank that may close a case to close it with these answers, and return what was asked."""
    case, on_file = _to_close(case, said, now)
    closer = closer_on(on_file.counts_as, now)
    found = rules.ending(on_file, answers_of(said), by.rank, closer)
    if found.items:
        raise Refused(_in_the_way(case, found.items))
    if not found.asks:
        raise Refused(f"You may close {case.reference} yourself: nobody has to be asked.")
    return ask_approval(
        case,
        kind=ApprovalKind.CLOSE,
        rank=found.asks,
        proposal={**said, "outcome": str(said["outcome"]), "before": picture_of(on_file)},
        reason=said["reason"],
        by=by,
        now=now,
    )


@transaction.atomic
def decide_closing(
    approval: Approval, *, verdict: Verdict, decision: str, by: User, now: datetime
) -> Approval:
    """Close the case as it was asked, after every check has been run again, or return it; return what was asked.

    Where the answer whether there is a victim speaks against the file, the decision is the supervisor's reason.
    """
    approval = decide_approval(approval, verdict=verdict, decision=decision, by=by, now=now)
    if verdict == Verdict.GRANTED:
        said = said_in(approval)
        said["somerton_reason"] = decision
        close_case(approval.case, by=by, now=now, approval=approval, **said)
    return approval


def said_in(approval: Approval) -> Said:
    """Return the answers with which a case was asked to be closed."""
    kept = {name: approval.proposal[name] for name in Said.__annotations__ if name in approval.proposal}
    return cast(Said, {**kept, "outcome": Outcome(kept["outcome"])})


def answers_of(said: Said) -> Answers:
    """Return the answers as the rule takes them; what was not said is not answered."""
    given: dict[str, Any] = {name: said[name] for name in Answers.__annotations__ if name in said}  # type: ignore[literal-required]
    return Answers(**given)


def _to_close(case: Case, said: Said, now: datetime) -> tuple[Case, OnFile]:
    """Return the case locked, with what its file says, once outcome and reason are there."""
    case = locked(case)
    # Who says just now that the case review was explained is waited for.
    list(owed_at_closing(case).select_for_update(of=("self",)))
    if not may_move(Stage(case.stage), Stage.CLOSED):
        raise Refused(f"{case.reference} is already closed.")
    if not said.get("outcome"):
        raise Refused("Choose an outcome: nothing is chosen for you.")
    if not said.get("reason", "").strip():
        raise Refused("Say why the case can be closed: the reason is kept.")
    return case, on_file_of(case, terms_of(case, now), now)


def _in_the_way(case: Case, items: Iterable[BlockingItem], approval: Approval | None = None) -> str:
    """Return what stands in the way, in words; where it was asked, it has come up since: nothing stood there then."""
    words = " ".join(dict.fromkeys(told_of(item) for item in items))
    if approval:
        return (
            f"{case.reference} is not closed. Since it was asked this has come up: {words} "
            "Return it with the reason, or see to it first."
        )
    return f"{case.reference} cannot be closed yet. {words} Do it first, then close."


def told_of(item: BlockingItem) -> str:
    """Return an item in words, with the number of the victim whom it concerns."""
    of_a_victim = item.subject and item.code not in (Blocking.LATE, Blocking.EXPLAIN)
    return f"Victim {item.subject}: {item.words}" if of_a_victim else item.words


def _takes(on_file: OnFile, rank: Rank) -> str:
    level = "a victim who was not assessed" if not on_file.level else f"the level {on_file.level}"
    return f"With {level} it takes the rank of {rank.label.lower()} or above to close it: ask for that."


def _closing(
    case: Case, on_file: OnFile, said: Said, approval: Approval | None, *, by: User, now: datetime
) -> CaseClosing:
    highest = CaseClosing.objects.filter(case=case).aggregate(highest=Max("number"))["highest"] or 0
    return CaseClosing(
        case=case,
        number=highest + 1,
        outcome=said["outcome"],
        reason=said["reason"],
        identifiable_victim=bool(said.get("identifiable_victim")),
        somerton_reason=_overruled(case, on_file, said),
        victim_told=bool(said.get("victim_told")),
        told_words=said.get("told_words", "").strip() or ("" if on_file.victims else NO_VICTIM),
        support_offered=bool(said.get("support_offered")),
        support_words=said.get("support_words", "").strip() or ("" if on_file.victims else NO_VICTIM),
        level=on_file.level or "",
        rank=by.rank,
        approval=approval,
        closed_at=now,
        recorded_at=now,
        recorded_by=by,
    )


def _overruled(case: Case, on_file: OnFile, said: Said) -> str:
    """Return the supervisor's reason where the answer speaks against the file: given now, or when it was let go."""
    if not rules.contradiction(on_file, answers_of(said)):
        return ""
    waiver = waivers_of(case).filter(item=Blocking.SOMERTON).last()
    return waiver.reason if waiver else said.get("somerton_reason", "").strip()


def _end(closing: CaseClosing, kept: Retention, *, by: User, now: datetime) -> None:
    """End what is open on the case, close it, and plan the review of what is kept."""
    case, why = closing.case, "The case was closed"
    drop_approvals_held(case, reason=why, by=by, now=now)
    for action in CaseAction.objects.filter(case=case, done_at=None, dropped_at=None).order_by("number"):
        drop_action(action, result=why, by=by, now=now)
    for deadline in ending_with(case, now).select_for_update(of=("self",)):
        cancel_held(deadline, reason=why, by=by, now=now)
    case.stage, case.closed_at = Stage.CLOSED, now
    case.outcome, case.closing_reason = closing.outcome, closing.reason
    case.version += 1
    case.save(update_fields=["stage", "closed_at", "outcome", "closing_reason", "version"])
    _plan_review(closing, kept, by=by, now=now)
    told: dict[str, object] = {
        "outcome": Outcome(closing.outcome).label,
        "closing": closing.pk,
        "level": closing.level,
        "retention_class": closing.retention_class,
        "asked": closing.approval.number if closing.approval else None,
    }
    record(Verb.CASE_CLOSED, by=by, now=now, case=case, reason=closing.reason, data=told)


def _plan_review(closing: CaseClosing, kept: Retention, *, by: User, now: datetime) -> None:
    case, kind, rank = closing.case, Kind.RETENTION_REVIEW, Rank.INSPECTOR
    grown_up = "the youngest respondent grows up" if kept.anchored_at != now else "the case was closed"
    set_deadline(
        kind,
        origin=f"case_closing:{closing.pk}",
        because=grown_up,
        rule=RETENTION,
        qualifier=closing.retention_class,
        rank=rank,
        owner=owner_for(kind, author=None, lead=case.lead, district=case.district, rank=rank, now=now),
        district=case.district,
        anchored_at=kept.anchored_at,
        by=by,
        now=now,
        case=case,
    )
