"""What answers the verbs of problem-solving plans: nothing yet, which is stated all the same."""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import PlanVerb, RemedyVerb
from asbcases.audit.verbs import AnyVerb

ANSWERS: Mapping[AnyVerb, tuple[Callable[[AuditEvent, datetime, User | None], None], ...]] = {
    PlanVerb.PROBLEM_STARTED: (),
    PlanVerb.PROBLEM_LINKED: (),
    PlanVerb.PROBLEM_UNLINKED: (),
    PlanVerb.MEASURE_FROZEN: (),
    PlanVerb.PROBLEM_MEASURE_CHANGED: (),
    PlanVerb.PROBLEM_SCANNED: (),
    PlanVerb.PROBLEM_SCREENED: (),
    PlanVerb.PROBLEM_ANALYSED: (),
    PlanVerb.ANALYSIS_ENTRY_WRONG: (),
    PlanVerb.ANALYSIS_COMPLETED: (),
    PlanVerb.RESPONSE_ADDED: (),
    PlanVerb.RESPONSE_BEGUN: (),
    PlanVerb.RESPONSE_DONE: (),
    PlanVerb.RESPONSE_DROPPED: (),
    PlanVerb.PROBLEM_REVIEWED: (),
    PlanVerb.PROBLEM_VICTIM_ASKED: (),
    PlanVerb.PROBLEM_ASSESSED: (),
    PlanVerb.PROBLEM_CLOSED: (),
    PlanVerb.PROBLEM_TRANSFERRED: (),
    PlanVerb.PROBLEM_AFTERCARE: (),
    PlanVerb.PROBLEM_SHARED: (),
    PlanVerb.PROBLEM_UNSHARED: (),
    PlanVerb.PROBLEM_NOTED: (),
    PlanVerb.PROBLEM_YOUTH_SUPPORT: (),
    **dict.fromkeys(RemedyVerb, ()),
}
