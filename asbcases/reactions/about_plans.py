"""What answers the verbs of problem-solving plans: nothing yet, which is stated all the same."""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent

ANSWERS: Mapping[Verb, tuple[Callable[[AuditEvent, datetime, User | None], None], ...]] = {
    Verb.PROBLEM_STARTED: (),
    Verb.PROBLEM_LINKED: (),
    Verb.PROBLEM_UNLINKED: (),
    Verb.MEASURE_FROZEN: (),
    Verb.PROBLEM_MEASURE_CHANGED: (),
    Verb.PROBLEM_SCANNED: (),
    Verb.PROBLEM_SCREENED: (),
    Verb.PROBLEM_ANALYSED: (),
    Verb.ANALYSIS_ENTRY_WRONG: (),
    Verb.ANALYSIS_COMPLETED: (),
    Verb.RESPONSE_ADDED: (),
    Verb.RESPONSE_BEGUN: (),
    Verb.RESPONSE_DONE: (),
    Verb.RESPONSE_DROPPED: (),
    Verb.PROBLEM_REVIEWED: (),
    Verb.PROBLEM_VICTIM_ASKED: (),
    Verb.PROBLEM_ASSESSED: (),
    Verb.PROBLEM_CLOSED: (),
    Verb.PROBLEM_TRANSFERRED: (),
    Verb.PROBLEM_AFTERCARE: (),
}
