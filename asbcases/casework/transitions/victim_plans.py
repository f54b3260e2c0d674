"""What is planned for a victim: action and safety plans, and whether the multi-agency panel takes them up."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import PlanKind
from asbcases.cases.models import Case, CaseParty, PanelDecision, VictimPlan
from asbcases.cases.queries import locked
from asbcases.casework.transitions.support import about, locked_of_victim
from asbcases.errors import Refused


@transaction.atomic
def make_plan(
    case: Case,
    *,
    party: CaseParty,
    kind: PlanKind,
    words: str,
    shared_with_victim: bool,
    by: User,
    now: datetime,
) -> VictimPlan:
    """Keep an action plan or a safety plan for a victim, and return it; the newest of a kind holds."""
    case = locked_of_victim(case, party)
    if not words.strip():
        raise Refused("Say what is planned: who does what, and by when.")
    plan = VictimPlan.objects.create(
        case=case,
        party=party,
        kind=kind,
        words=words,
        shared_with_victim=shared_with_victim,
        made_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = {**about(party), "kind": PlanKind(kind).label.lower(), "plan": plan.pk}
    record(Verb.PLAN_MADE, by=by, now=now, case=case, data=told)
    return plan


@transaction.atomic
def decide_panel(
    case: Case, *, party: CaseParty, referred: bool, panel: str = "", reason: str, by: User, now: datetime
) -> PanelDecision:
    """Keep whether a victim's case goes to the multi-agency panel, with the reason, and return the decision."""
    case = locked_of_victim(case, party)
    if referred and not panel.strip():
        raise Refused("Name the panel to which the case is referred.")
    if not reason.strip():
        raise Refused("Say why: the reason is kept with the decision.")
    decision = PanelDecision.objects.create(
        case=case,
        party=party,
        referred=referred,
        panel=panel.strip() if referred else "",
        reason=reason,
        decided_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    words = f"referred to {decision.panel}" if referred else "not referred"
    told = {**about(party), "decision": decision.pk, "words": words}
    record(Verb.PANEL_DECIDED, by=by, now=now, reason=reason, case=case, data=told)
    return decision


@transaction.atomic
def agree_panel_exit(decision: PanelDecision, *, words: str, by: User, now: datetime) -> PanelDecision:
    """Keep that the panel agreed to end its part, and return the decision; a high-risk case closes after it."""
    locked_of_victim(decision.case, decision.party)
    decision = locked(decision)
    if not decision.referred:
        raise Refused("The case was not referred to a panel: there is no part to end.")
    if decision.exit_agreed_at:
        raise Refused("The panel has agreed to this already: load the page again.")
    if not words.strip():
        raise Refused("Say what the panel agreed, and when it met.")
    decision.exit_agreed_at, decision.exit_words = now, words
    decision.version += 1
    decision.save(update_fields=["exit_agreed_at", "exit_words", "version"])
    told = {**about(decision.party), "decision": decision.pk}
    record(Verb.PANEL_EXIT_AGREED, by=by, now=now, reason=words, case=decision.case, data=told)
    return decision
