"""Which verb of the record is answered by which functions: the one list, above all kinds of work.

A quick reaction runs in the transaction that wrote the event; it may use indexed queries only.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import register
from asbcases.cases.models import (
    CaseIncident,
    CaseReopening,
    ContactPlan,
    JournalEntry,
    PanelDecision,
    VictimPlan,
)
from asbcases.casework.transitions import case_terms
from asbcases.casework.transitions.clocks import expect_reply, expect_triage, link_incident
from asbcases.casework.transitions.joining import cases_take_victims
from asbcases.casework.transitions.restricted_notice import tell_owners
from asbcases.casework.transitions.restriction import follow_restrictions
from asbcases.notify.choices import Template
from asbcases.notify.public import known_by, tell_caller
from risk.closing import terms_of
from risk.transitions import (
    assess_again_since,
    begin_again,
    count_agreement,
    count_entry,
    count_panel_decision,
    count_plan,
    expect_assessment_again,
    expect_incident_assessment,
    set_incident_assessment_anew,
    take_over,
)
from risk.transitions.struck import end_of_struck_out, expect_said_again

Reaction = Callable[[AuditEvent, datetime, User | None], None]


def _take_over_risk(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that gets incidents or people takes over the risk to its victims, and owes the first assessment of its own."""
    if event.case and by:
        take_over(event.case, by=by, now=now)


def _assess_victims(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A victim of an incident is owed a first assessment, by its case or, where there is none, by itself."""
    if event.incident and by:
        with cases_take_victims(event.incident, by=by, now=now) as taken:
            if again := event.data.get("again"):
                told = f"auditevent:{event.pk}"
                expect_said_again(event.incident, again, taken=taken, origin=told, by=by, now=now)
            expect_incident_assessment(event.incident, taken=taken, by=by, now=now)


def _end_of_part(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A victim who was put on an incident in error is owed nothing."""
    if event.incident and by and event.data["kind"] == "incidentparty":
        end_of_struck_out(event.incident, event.data["number"], by=by, now=now)


def _assess_as_triaged(event: AuditEvent, now: datetime, by: User | None) -> None:
    """The level that a triage saw says by when the victims are assessed."""
    if event.incident and by:
        origin = f"triage:{event.incident.triages.order_by('-number')[0].pk}"
        set_incident_assessment_anew(event.incident, origin=origin, by=by, now=now)


def _assess_since_told(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An earlier report of the same incident says since when the victims wait."""
    if event.incident and by:
        origin = f"report:{event.incident.told_by.order_by('-pk')[0].report_id}"
        set_incident_assessment_anew(event.incident, origin=origin, by=by, now=now)


def _assess_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An incident that is opened again owes what its closing ended."""
    if event.incident and by:
        expect_assessment_again(event.incident, by=by, now=now)


def _assess_since_joined(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An incident that joins a case has the victims assessed again who were assessed before it did."""
    links = CaseIncident.objects.select_related("case").filter(case=event.case)
    if by and (link := links.filter(incident__reference=event.data["incident"]).first()):
        assess_again_since(link, by=by, now=now)


def _count_entry(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A contact or visit that reached a victim is the one that was owed, and the next is counted from it."""
    if by:
        entries = JournalEntry.objects.select_related("party__case")
        count_entry(entries.get(pk=event.data["entry"]), by=by, now=now)


def _count_agreement(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What a victim agreed about contact is a contact, and says when the next is due."""
    if by:
        plans = ContactPlan.objects.select_related("party__case")
        count_agreement(plans.get(pk=event.data["plan"]), by=by, now=now)


def _count_plan(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A plan made for a victim is the one that was owed."""
    if by:
        plans = VictimPlan.objects.select_related("party__case")
        count_plan(plans.get(pk=event.data["plan"]), by=by, now=now)


def _count_panel(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A decision about the panel is the one that was owed."""
    if by:
        decisions = PanelDecision.objects.select_related("party__case")
        count_panel_decision(decisions.get(pk=event.data["decision"]), by=by, now=now)


def _begin_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that is opened again owes its victims what they are owed from then on."""
    if by:
        reopenings = CaseReopening.objects.select_related("case")
        begin_again(reopenings.get(pk=event.data["reopening"]), by=by, now=now)


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


# Every verb, so that who adds one decides what answers it: nothing is an answer too, but a stated one.
REACTIONS: Mapping[Verb, tuple[Reaction, ...]] = {
    Verb.REPORT_RECEIVED: (
        _start_clocks_of_report,
        _tell_of_restricted,
    ),
    Verb.INCIDENT_RECORDED: (
        _triage_linked_again,
        _assess_victims,
    ),
    Verb.REPORT_ATTACHED: (_assess_since_told, _keep_restricted),
    Verb.INCIDENTS_IMPORTED: (),
    Verb.CASE_OPENED: (_take_over_risk, _keep_restricted),
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
    Verb.CALLER_RECOGNISED: (_keep_restricted,),
    Verb.REPLY_SENT: (),
    Verb.INCIDENT_TRIAGED: (_assess_as_triaged,),
    Verb.INCIDENT_RECLASSIFIED: (),
    Verb.INCIDENT_CLOSED: (),
    Verb.INCIDENT_REOPENED: (_assess_again,),
    Verb.INCIDENT_PLACED: (),
    Verb.CRIME_CONSIDERED: (),
    Verb.HATE_ACCEPTED: (),
    Verb.OFFICER_SENT: (),
    Verb.ATTENDED: (),
    Verb.NOT_ATTENDED: (),
    Verb.INCIDENT_PARTY_ADDED: (_assess_victims, _take_over_risk, _keep_restricted),
    Verb.VEHICLE_SEEN: (),
    Verb.OPERATION_JOINED: (),
    Verb.GATHERING_NOTED: (),
    Verb.REFERENCE_NOTED: (),
    Verb.DOCUMENT_ADDED: (),
    Verb.DOCUMENT_SCANNED: (),
    Verb.PART_WRONG: (_end_of_part, _keep_restricted),
    Verb.RECORD_WRONG: (),
    Verb.INCIDENT_JOINED_CASE: (_take_over_risk, _assess_since_joined, _keep_restricted),
    Verb.CASE_RESTRICTED: (),
    Verb.RESTRICTION_LIFTED: (),
    Verb.CASE_REOPENED: (_begin_again,),
    Verb.CASE_MONITORED: (),
    Verb.CASE_WORKED_AGAIN: (),
    Verb.CASE_REALLOCATED: (),
    Verb.HAND_OVER_READ: (),
    Verb.SPOC_NAMED: (),
    Verb.CASE_PARTY_WRONG: (),
    Verb.CASE_LINKED: (),
    Verb.CASE_UNLINKED: (),
    Verb.CASE_PLACED: (),
    Verb.CASE_OPERATION_JOINED: (),
    Verb.CASE_PART_WRONG: (),
    Verb.JOURNAL_WRITTEN: (_count_entry,),
    Verb.JOURNAL_WRONG: (),
    Verb.CONTACT_AGREED: (_count_agreement,),
    Verb.ACTION_PLANNED: (),
    Verb.ACTION_DONE: (),
    Verb.ACTION_DROPPED: (),
    Verb.APPROVAL_ASKED: (),
    Verb.APPROVAL_GRANTED: (),
    Verb.APPROVAL_RETURNED: (),
    Verb.APPROVAL_WITHDRAWN: (),
    Verb.CLOSING_WAIVED: (),
    Verb.ASSESSMENT_NOT_MADE: (),
    Verb.ASSESSMENT_SIGNED: (),
    Verb.ASSESSMENT_RETURNED: (),
    Verb.LEVEL_CHANGED: (),
    Verb.PLAN_MADE: (_count_plan,),
    Verb.PANEL_DECIDED: (_count_panel,),
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
    Verb.PERSON_RECORDED: (),
    Verb.PERSON_CORRECTED: (),
    Verb.PERSON_DETAIL_NOTED: (),
    Verb.MATCH_DECIDED: (),
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
    """Have the record call the reactions from now on, and closing ask what the risk says."""
    register(answer)
    case_terms.register(terms_of)
