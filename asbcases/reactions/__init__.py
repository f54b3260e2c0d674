"""Which verb of the record is answered by which functions: the one list, above all kinds of work.

A quick reaction runs in the transaction that wrote the event; it may use indexed queries only.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import register
from asbcases.casework.transitions import case_terms
from asbcases.casework.transitions.clocks import expect_reply, expect_triage, link_incident
from asbcases.casework.transitions.restricted_notice import tell_owners
from asbcases.casework.transitions.restriction import follow_restrictions
from asbcases.notify.choices import Template
from asbcases.notify.public import known_by, tell_caller
from asbcases.reactions import (
    about_measures,
    about_orders,
    about_radar,
    about_reviews,
    about_risk,
    about_sharing,
)
from partners.transitions.questions import close_questions_with_case
from partners.transitions.referrals import close_with_case
from risk.closing import terms_of

Reaction = Callable[[AuditEvent, datetime, User | None], None]


def _acknowledge(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A caller who may be written to is told that we have their report: once, however it is corrected later."""
    if event.report and event.data.get("change") == "stated":
        told: dict[str, object] = {"reference": known_by(event.report)}
        tell_caller(event.report, Template.REPORT_RECEIVED, told, now=now)


def _tell_of_restricted(event: AuditEvent, now: datetime, by: User | None) -> None:
    """The lead of a restricted case is told of a new report that may concern it."""
    if event.report:
        tell_owners(event.report, now=now)


def _keep_restricted(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What is added to a restricted case is restricted with it."""
    if by:
        follow_restrictions(case=event.case, incident=event.incident, report=event.report, by=by, now=now)


def _start_clocks_of_report(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A report is graded within a time of its channel, and some are owed a reply."""
    if event.report:
        expect_triage(event.report, by=by, now=now)
        expect_reply(event.report, by=by, now=now)


def _triage_linked_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A new incident at the same place or of the same caller has the open ones looked at again."""
    if event.incident:
        link_incident(event.incident, now=now)


def _end_what_was_asked(event: AuditEvent, now: datetime, by: User | None) -> None:
    """With a case, what partners are asked about it is closed: they are told, and owe nothing more."""
    if event.case and by:
        close_with_case(event.case, by=by, now=now)
        close_questions_with_case(event.case, by=by, now=now)


# Every verb, so that who adds one decides what answers it: nothing is an answer too, but a stated one.
REACTIONS: Mapping[Verb, tuple[Reaction, ...]] = {
    Verb.REPORT_RECEIVED: (
        _start_clocks_of_report,
        _tell_of_restricted,
        about_radar.watch_report,
    ),
    Verb.INCIDENT_RECORDED: (
        _triage_linked_again,
        about_risk.assess_victims,
        about_radar.watch_hate,
    ),
    Verb.REPORT_ATTACHED: (about_risk.assess_since_told, _keep_restricted),
    Verb.INCIDENTS_IMPORTED: (),
    Verb.CASE_OPENED: (about_risk.take_over_risk, _keep_restricted),
    Verb.AGENCY_LET_IN: (),
    Verb.SHARE_CHANGED: (),
    Verb.SHARE_RECALLED: (),
    Verb.SHARE_REVIEWED: (),
    Verb.SHARE_CORRECTED: (),
    Verb.REFERRAL_DRAFTED: (),
    Verb.REFERRAL_CHANGED: (),
    Verb.REFERRAL_SENT: (),
    Verb.REFERRAL_ACKNOWLEDGED: (),
    Verb.REFERRAL_ACCEPTED: (),
    Verb.REFERRAL_DECLINED: (),
    Verb.REFERRAL_RETURNED: (),
    Verb.REFERRAL_CLOSED: (),
    Verb.QUESTION_ASKED: (),
    Verb.QUESTION_ANSWERED: (),
    Verb.QUESTION_CLOSED: (),
    Verb.GLASS_BROKEN: (),
    Verb.GLASS_REVIEWED: (),
    Verb.CASE_CLOSED: (about_orders.keep_watch, _end_what_was_asked),
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
    Verb.DEADLINE_WAIVED: (about_orders.next_period,),
    Verb.DEADLINE_REASSIGNED: (),
    Verb.DEADLINE_REPLANNED: (),
    Verb.CALL_BACK_PROMISED: (),
    Verb.CALL_BACK_MADE: (),
    Verb.SAFE_CONTACT_STATED: (_acknowledge,),
    Verb.CALLER_RECOGNISED: (_keep_restricted, about_radar.watch_recognised),
    Verb.REPLY_SENT: (),
    Verb.INCIDENT_TRIAGED: (
        about_risk.assess_as_triaged,
        about_radar.watch_hate,
        about_radar.count_telling,
    ),
    Verb.INCIDENT_RECLASSIFIED: (about_radar.watch_hate,),
    Verb.INCIDENT_CLOSED: (),
    Verb.INCIDENT_REOPENED: (about_risk.assess_again,),
    Verb.INCIDENT_PLACED: (),
    Verb.CRIME_CONSIDERED: (),
    Verb.HATE_ACCEPTED: (),
    Verb.OFFICER_SENT: (),
    Verb.ATTENDED: (),
    Verb.NOT_ATTENDED: (),
    Verb.INCIDENT_PARTY_ADDED: (about_risk.assess_victims, about_risk.take_over_risk, _keep_restricted),
    Verb.VEHICLE_SEEN: (),
    Verb.OPERATION_JOINED: (),
    Verb.GATHERING_NOTED: (),
    Verb.REFERENCE_NOTED: (),
    Verb.DOCUMENT_ADDED: (),
    Verb.DOCUMENT_SCANNED: (),
    Verb.PART_WRONG: (about_risk.end_of_part, _keep_restricted),
    Verb.RECORD_WRONG: (),
    Verb.INCIDENT_JOINED_CASE: (about_risk.take_over_risk, about_risk.assess_since_joined, _keep_restricted),
    Verb.CASE_RESTRICTED: (about_sharing.end_let_out,),
    Verb.RESTRICTION_LIFTED: (),
    Verb.CASE_REOPENED: (about_risk.begin_again,),
    Verb.CASE_MONITORED: (),
    Verb.CASE_WORKED_AGAIN: (),
    Verb.CASE_REALLOCATED: (),
    Verb.HAND_OVER_READ: (),
    Verb.SPOC_NAMED: (),
    Verb.CASE_PARTY_WRONG: (about_sharing.tell_of_part,),
    Verb.CASE_LINKED: (),
    Verb.CASE_UNLINKED: (),
    Verb.CASE_PLACED: (),
    Verb.CASE_OPERATION_JOINED: (),
    Verb.CASE_PART_WRONG: (about_sharing.tell_of_part,),
    Verb.JOURNAL_WRITTEN: (about_risk.count_entry,),
    Verb.JOURNAL_WRONG: (),
    Verb.CONTACT_AGREED: (about_risk.count_agreement,),
    Verb.ACTION_PLANNED: (),
    Verb.ACTION_DONE: (),
    Verb.ACTION_DROPPED: (),
    Verb.APPROVAL_ASKED: (),
    Verb.APPROVAL_GRANTED: (),
    Verb.APPROVAL_RETURNED: (),
    Verb.APPROVAL_WITHDRAWN: (about_measures.draft_again,),
    Verb.CLOSING_WAIVED: (),
    Verb.ASSESSMENT_NOT_MADE: (),
    Verb.ASSESSMENT_SIGNED: (),
    Verb.ASSESSMENT_RETURNED: (),
    Verb.LEVEL_CHANGED: (),
    Verb.PLAN_MADE: (about_risk.count_plan,),
    Verb.PANEL_DECIDED: (about_risk.count_panel,),
    Verb.PANEL_EXIT_AGREED: (),
    Verb.NEEDS_ASSESSED: (),
    Verb.SUPPORT_OFFERED: (),
    Verb.SUPPORT_ANSWERED: (),
    Verb.ENTITLEMENT_TOLD: (),
    Verb.SAMPLE_DRAWN: (),
    Verb.SAMPLED_CASE_REVIEWED: (),
    Verb.INSTRUMENT_DRAFTED: (),
    Verb.INSTRUMENT_CHANGED: (),
    Verb.INSTRUMENT_SUBMITTED: (),
    Verb.INSTRUMENT_APPROVED: (),
    Verb.INSTRUMENT_RETURNED: (),
    Verb.INSTRUMENT_RETIRED: (),
    Verb.MEASURE_DRAFTED: (),
    Verb.MEASURE_CHANGED: (),
    Verb.MEASURE_DROPPED: (about_orders.none_applies,),
    Verb.MEASURE_SUBMITTED: (),
    Verb.MEASURE_APPROVED: (),
    Verb.MEASURE_RETURNED: (),
    Verb.MEASURE_ISSUED: (),
    Verb.MEASURE_RECORDED: (),
    Verb.MEASURE_SERVED: (),
    Verb.MEASURE_INFORMED: (),
    Verb.MEASURE_EVIDENCED: (),
    Verb.MEASURE_ANSWERED: (),
    Verb.MEASURE_REVIEWED: (),
    Verb.MEASURE_DISCHARGED: (),
    Verb.MEASURE_ENDED: (),
    Verb.MEASURE_WRONG: (),
    Verb.TERM_MET: (),
    Verb.CHANGE_ASKED: (),
    Verb.CHANGE_DECIDED: (),
    Verb.APPEAL_LODGED: (),
    Verb.APPEAL_DECIDED: (),
    Verb.APPEAL_HEARSAY: (),
    Verb.BREACH_ALLEGED: (),
    Verb.BREACH_EVIDENCED: (),
    Verb.BREACH_EXPLAINED: (),
    Verb.BREACH_DECIDED: (),
    Verb.BREACH_TOLD: (),
    Verb.BREACH_FILED: (),
    Verb.PROCEEDINGS_BEGUN: (),
    Verb.BREACH_ORDERED: (),
    Verb.BREACH_CONCLUDED: (),
    Verb.PENALTY_OFFERED: (),
    Verb.PENALTY_PAID: (),
    Verb.PENALTY_CANCELLED: (),
    Verb.WORKS_PROPOSED: (),
    Verb.WORKS_CONSENTED: (),
    Verb.WORKS_DONE: (),
    Verb.WORKS_BILLED: (),
    Verb.WARRANT_NOTED: (),
    Verb.ITEM_SEIZED: (),
    Verb.ITEM_RETURNED: (),
    Verb.ORDER_REQUESTED: (),
    Verb.YOT_VIEWS_NOTED: (),
    Verb.HEARING_SET: (),
    Verb.HEARING_HELD: (),
    Verb.ORDER_MADE: (),
    Verb.ORDER_VARIED: (),
    Verb.ORDER_REFUSED: (),
    Verb.ORDER_NOTICE_NOTED: (),
    Verb.ORDER_APPLIED: (),
    Verb.APPLICATION_DECIDED: (),
    Verb.STATEMENT_TAKEN: (),
    Verb.STATEMENT_SIGNED: (),
    Verb.STATEMENT_WITHHELD: (),
    Verb.STATEMENT_NOTIFIED: (),
    Verb.STATEMENT_WRONG: (),
    Verb.EXHIBIT_ADDED: (),
    Verb.EXHIBIT_MOVED: (),
    Verb.EXHIBIT_DISPOSED: (),
    Verb.PAPER_MADE: (),
    Verb.NAMING_ALLOWED: (),
    Verb.AUTHORITY_GIVEN: (),
    Verb.AUTHORITY_ENDED: (),
    Verb.LIMIT_ADDED: (),
    Verb.LIMIT_ENDED: (),
    **about_reviews.ANSWERS,
    Verb.PERSON_RECORDED: (),
    Verb.PERSON_CORRECTED: (about_measures.look_at_age, about_orders.by_age, about_sharing.tell_of_person),
    Verb.PERSON_DETAIL_NOTED: (),
    Verb.MATCH_DECIDED: (about_measures.look_at_age, about_orders.by_age, about_radar.watch_person),
    Verb.PREMISES_RECORDED: (),
    Verb.PREMISES_CORRECTED: (),
    Verb.VEHICLE_RECORDED: (),
    Verb.VEHICLE_CORRECTED: (),
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
    Verb.USER_CHANGED: (about_sharing.end_of_moved,),
    Verb.USER_SUSPENDED: (),
    Verb.USER_RESTORED: (),
    Verb.USER_LINK_GIVEN: (),
    Verb.LEAVE_SET: (),
    Verb.TEAM_MADE: (),
    Verb.AGENCY_MADE: (),
    Verb.TEAM_CHANGED: (),
    Verb.AGENCY_CHANGED: (),
    Verb.AGREEMENT_ENTERED: (),
    Verb.AGREEMENT_CHANGED: (),
    Verb.AGREEMENT_SIGNED: (),
    Verb.AGREEMENT_LEFT: (),
    Verb.AGREEMENT_ENDED: (),
    Verb.LOOKS_EXAMINED: (),
}


def answer(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Run every reaction to an event, in the transaction that wrote it."""
    for reaction in REACTIONS[Verb(event.verb)]:
        reaction(event, now, by)


def start() -> None:
    """Have the record call the reactions from now on, and closing ask what the risk says."""
    register(answer)
    case_terms.register(terms_of)
