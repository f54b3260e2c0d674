"""What people rule on a level: raise it, lower it, or ask for a lower one; and what a supervisor decides of that."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval, CaseParty
from asbcases.deadlines.transitions.approvals import ask_approval, decide_approval, refuse_unless_waiting
from asbcases.errors import Refused
from risk import ruling_rules
from risk.choices import Level, RulingKind
from risk.models import Assessment, LevelRuling
from risk.queries import assessed_of, clock_level, standing_of
from risk.ruling_rules import Objection
from risk.transitions.cases import (
    drop_approvals_about,
    locked_while_open,
    refuse_unless_victim,
    say_changed,
)
from risk.transitions.clocks import Clocks, open_lowering

RULED_OTHERWISE = "Another level was ruled meanwhile"


@transaction.atomic
def raise_level(assessment: Assessment, *, level: Level, reason: str, by: User, now: datetime) -> LevelRuling:
    """Rule that a risk is higher than what stands, at once, and return the ruling."""
    party, standing = _standing(assessment)
    _refuse(ruling_rules.objection_to_raising(standing, level, reason))
    return _rule(
        RulingKind.RAISED, assessment, party, before=standing, level=level, reason=reason, by=by, now=now
    )


@transaction.atomic
def lower_level(
    assessment: Assessment,
    *,
    level: Level,
    reason: str,
    by: User,
    now: datetime,
    approval: Approval | None = None,
) -> LevelRuling:
    """Rule, as a supervisor, that a risk is lower than what stands, and return the ruling."""
    party, standing = _standing(assessment)
    own = assessment.recorded_by_id == by.pk
    floor = floor_of(assessment)
    _refuse(ruling_rules.objection_to_lowering(standing, level, reason, floor=floor, rank=by.rank, own=own))
    return _rule(
        RulingKind.LOWERED,
        assessment,
        party,
        before=standing,
        level=level,
        reason=reason,
        by=by,
        now=now,
        below_floor=ruling_rules.is_below(level, floor),
        approval=approval,
    )


@transaction.atomic
def ask_to_lower(assessment: Assessment, *, level: Level, reason: str, by: User, now: datetime) -> Approval:
    """Ask a supervisor to lower a level, and return what was asked; until it is granted the level stands."""
    party, standing = _standing(assessment)
    _refuse(ruling_rules.objection_to_asking(standing, level, reason))
    floor = floor_of(assessment)
    return ask_approval(
        party.case,
        kind=ApprovalKind.LOWER_RISK,
        rank=ruling_rules.rank_to_lower(level, floor),
        subject=str(party.number),
        proposal={
            "assessment": assessment.pk,
            "party": party.number,
            "before": standing.value,
            "level": level.value,
            "floor": floor or "",
        },
        reason=reason,
        by=by,
        now=now,
    )


@transaction.atomic
def decide_lowering(approval: Approval, *, granted: bool, decision: str, by: User, now: datetime) -> Approval:
    """Grant or return what was asked about a level, and return it; granting lowers the level in the same act."""
    approval = refuse_unless_waiting(approval)
    verdict = Verdict.GRANTED if granted else Verdict.RETURNED
    approval = decide_approval(approval, verdict=verdict, decision=decision, by=by, now=now)
    if granted:
        assessment = Assessment.objects.get(pk=approval.proposal["assessment"])
        level = Level(approval.proposal["level"])
        lower_level(assessment, level=level, reason=decision, by=by, now=now, approval=approval)
    return approval


def floor_of(assessment: Assessment) -> Level | None:
    """Return the least level that the answers set, or None."""
    return Level(assessment.floor_level) if assessment.floor_level else None


def _standing(assessment: Assessment) -> tuple[CaseParty, Level]:
    """Return whose level is ruled on and what stands for them, with the case locked."""
    party = assessment.party
    if party is None:
        raise Refused("A level is ruled on in a case: open a case on the incident first.")
    case = locked_while_open(party.case)
    refuse_unless_victim(party, case)
    party.case = case
    standing = standing_of(assessment)
    if standing is None or assessment != assessed_of(party):
        raise Refused("The level of another assessment stands: load the page again, then rule on that one.")
    return party, standing


def _refuse(objection: Objection | None) -> None:
    if objection:
        raise Refused(objection.value)


def _rule(
    kind: RulingKind,
    assessment: Assessment,
    party: CaseParty,
    *,
    reason: str,
    by: User,
    now: datetime,
    **ruled: Any,
) -> LevelRuling:
    """Keep a ruling, plan what follows from it, and return it."""
    clock_before = clock_level(party)
    ruling = LevelRuling.objects.create(
        case=party.case,
        assessment=assessment,
        kind=kind,
        reason=reason.strip(),
        rank=by.rank,
        ruled_at=now,
        recorded_at=now,
        recorded_by=by,
        **ruled,
    )
    _drop_moot(ruling, party, by=by, now=now)
    clocks = Clocks(
        party,
        clock_level(party) or Level.MEDIUM,
        f"level_ruling:{ruling.pk}",
        now,
        f"the risk to victim {party.number} was {kind.label.lower()} to {ruling.get_level_display().lower()}",
        by=by,
        now=now,
        before=clock_before,
    )
    if clocks.level != clock_before:
        clocks.assess_reviews()
        clocks.contact(anew=True)
        clocks.plans()
    if ruling.below_floor:
        clocks.review_below_floor()
    say_changed(clocks, Level(ruling.before), Level(ruling.level))
    return ruling


def _drop_moot(ruling: LevelRuling, party: CaseParty, *, by: User, now: datetime) -> None:
    """Withdraw what waits about the level where nothing is left of it to decide."""
    waiting = open_lowering(party)
    if waiting is None:
        return
    overtaken = Level(waiting.proposal["level"]).order >= Level(ruling.level).order
    seen_higher = ruling.kind == RulingKind.RAISED and "victim_view" in waiting.proposal
    if overtaken or seen_higher:
        drop_approvals_about(party, RULED_OTHERWISE, by=by, now=now)
