"""Which verb of the record is answered by which functions: the one list, above all kinds of work.

A quick reaction runs in the transaction that wrote the event; it may use indexed queries only.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import register
from asbcases.notify.choices import Template
from asbcases.notify.public import tell_caller
from risk.transitions import expect_first_assessment

Reaction = Callable[[AuditEvent, datetime, User | None], None]


def _start_first_assessment(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that is opened starts the clock of its first risk assessment."""
    if event.case and by:
        expect_first_assessment(event.case, by=by, now=now)


def _acknowledge(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A caller who may be written to is told that we have their report: once, however it is corrected later."""
    if event.report and event.data.get("change") == "stated":
        told: dict[str, object] = {"reference": event.report.reference}
        tell_caller(event.report, Template.REPORT_RECEIVED, told, now=now)


# Every verb, so that who adds one decides what answers it: nothing is an answer too, but a stated one.
REACTIONS: Mapping[Verb, tuple[Reaction, ...]] = {
    Verb.REPORT_RECEIVED: (),
    Verb.INCIDENT_RECORDED: (),
    Verb.REPORT_ATTACHED: (),
    Verb.INCIDENTS_IMPORTED: (),
    Verb.CASE_OPENED: (_start_first_assessment,),
    Verb.AGENCY_LET_IN: (),
    Verb.CASE_CLOSED: (),
    Verb.ASSESSMENT_COMPLETED: (),
    Verb.RISK_REVIEWED: (),
    Verb.DEADLINE_SET: (),
    Verb.DEADLINE_MET: (),
    Verb.DEADLINE_CANCELLED: (),
    Verb.DEADLINE_WARNED: (),
    Verb.DEADLINE_MISSED: (),
    Verb.DEADLINE_PASSED: (),
    Verb.DEADLINE_ESCALATED: (),
    Verb.DEADLINE_ASKED: (),
    Verb.DEADLINE_RETURNED: (),
    Verb.DEADLINE_EXTENDED: (),
    Verb.DEADLINE_PAUSED: (),
    Verb.DEADLINE_RESUMED: (),
    Verb.DEADLINE_WAIVED: (),
    Verb.DEADLINE_REASSIGNED: (),
    Verb.DEADLINE_REPLANNED: (),
    Verb.CALL_BACK_PROMISED: (),
    Verb.CALL_BACK_MADE: (),
    Verb.SAFE_CONTACT_STATED: (_acknowledge,),
    Verb.CALLER_RECOGNISED: (),
    Verb.REPLY_SENT: (),
    Verb.INCIDENT_TRIAGED: (),
    Verb.INCIDENT_RECLASSIFIED: (),
    Verb.INCIDENT_CLOSED: (),
    Verb.INCIDENT_REOPENED: (),
    Verb.INCIDENT_PLACED: (),
    Verb.CRIME_CONSIDERED: (),
    Verb.HATE_ACCEPTED: (),
    Verb.OFFICER_SENT: (),
    Verb.ATTENDED: (),
    Verb.NOT_ATTENDED: (),
    Verb.INCIDENT_PARTY_ADDED: (),
    Verb.VEHICLE_SEEN: (),
    Verb.OPERATION_JOINED: (),
    Verb.GATHERING_NOTED: (),
    Verb.REFERENCE_NOTED: (),
    Verb.DOCUMENT_ADDED: (),
    Verb.INCIDENT_JOINED_CASE: (),
    Verb.CASE_RESTRICTED: (),
    Verb.RESTRICTION_LIFTED: (),
    Verb.PERSON_RECORDED: (),
    Verb.PERSON_CORRECTED: (),
    Verb.PERSON_DETAIL_NOTED: (),
    Verb.MATCH_DECIDED: (),
    Verb.PREMISES_RECORDED: (),
    Verb.PREMISES_CORRECTED: (),
    Verb.VEHICLE_RECORDED: (),
    Verb.OPERATION_MADE: (),
    Verb.OPERATION_CHANGED: (),
    Verb.TASK_RAISED: (),
    Verb.TASK_DEALT_WITH: (),
    Verb.POLICY_ADDED: (),
    Verb.HOLIDAY_ADDED: (),
    Verb.HOLIDAY_WITHDRAWN: (),
    Verb.SHIFT_SET: (),
    Verb.SHIFT_CANCELLED: (),
    Verb.USER_ENROLLED: (),
    Verb.USER_CHANGED: (),
    Verb.USER_SUSPENDED: (),
    Verb.USER_RESTORED: (),
    Verb.USER_LINK_GIVEN: (),
    Verb.LEAVE_SET: (),
    Verb.TEAM_MADE: (),
    Verb.AGENCY_MADE: (),
    Verb.TEAM_CHANGED: (),
    Verb.AGENCY_CHANGED: (),
}


def answer(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Run every reaction to an event, in the transaction that wrote it."""
    for reaction in REACTIONS[Verb(event.verb)]:
        reaction(event, now, by)


def start() -> None:
    """Have the record call the reactions from now on."""
    register(answer)
