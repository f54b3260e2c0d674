"""Scanning: the problem by the five questions of CHEERS, and whether the plan is taken on."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import next_number
from asbcases.errors import Refused
from asbcases.sara.choices import Decision
from asbcases.sara.models import Scanning, Screening
from asbcases.sara.queries.youth import children_considered
from asbcases.sara.rules.gates import may_take_on
from asbcases.sara.rules.words import wanting_words
from asbcases.sara.transitions import clocks
from asbcases.sara.transitions.shared import locked_at, move, record_on, refuse_unless_supervisor, said

ASKED = {
    "description": "Describe the problem.",
    "community": "Say which community is affected.",
    "harm": "Say which harm is done.",
    "expectation": "Say what the community expects of the police.",
    "events": "Say which separate events recur.",
    "similarity": "Say what the events have in common.",
    "harmed": "Say who is harmed.",
    "why_now": "Say why it is taken up now.",
}


@dataclass(frozen=True)
class Cheers:
    """The problem in words, and an answer to each of the five questions."""

    description: str
    community: str
    harm: str
    expectation: str
    events: str
    similarity: str
    harmed: str
    why_now: str
    cost: str = ""


@transaction.atomic
def scan_plan(plan: ProblemPlan, answers: Cheers, *, by: User, now: datetime) -> Scanning:
    """Keep the problem as it was scanned, and return it; an earlier scan stays beside it."""
    plan = locked_at(plan, PlanStage.SCANNING)
    wanting = [asks for name, asks in ASKED.items() if not getattr(answers, name).strip()]
    if wanting:
        raise Refused(" ".join(wanting))
    scan = Scanning.objects.create(
        plan=plan,
        number=next_number(Scanning.objects.filter(plan=plan)),
        recorded_at=now,
        recorded_by=by,
        **{name: words.strip() for name, words in asdict(answers).items()},
    )
    record_on(PlanVerb.PROBLEM_SCANNED, plan, by=by, now=now, number=scan.number)
    return scan


def wanting_to_screen(plan: ProblemPlan, decision: Decision, *, now: datetime) -> tuple[str, ...]:
    """Return by name all that is wanting before it is decided so about a plan; nobody is supported by one that ends here."""
    children = children_considered(plan, now=now) if decision == Decision.ACCEPT else []
    return may_take_on(scanned=plan.scans.exists(), children_considered=children).missing


@transaction.atomic
def screen_plan(plan: ProblemPlan, *, decision: Decision, reason: str, by: User, now: datetime) -> Screening:
    """Decide whether a scanned plan is taken on, and return the decision: one that is rejected ends here."""
    plan = locked_at(plan, PlanStage.SCANNING)
    refuse_unless_supervisor(by, plan.owner, "screens a plan")
    if missing := wanting_to_screen(plan, decision, now=now):
        raise Refused(wanting_words(missing))
    screening = Screening.objects.create(
        plan=plan,
        decision=decision,
        reason=said(reason, "Say why: the reason is kept with the decision."),
        decided_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = screening.get_decision_display().lower()
    record_on(PlanVerb.PROBLEM_SCREENED, plan, by=by, now=now, reason=screening.reason, decision=told)
    if decision == Decision.ACCEPT:
        move(plan, PlanStage.ANALYSIS)
    else:
        clocks.end_all(plan, why="The plan was not taken on", by=by, now=now)
        move(plan, PlanStage.CLOSED, closed_at=now)
    return screening
