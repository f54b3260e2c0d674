"""What the acts of casework do to the risk of victims: the packages of work do not know each other."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import (
    CaseIncident,
    CaseReopening,
    ContactPlan,
    JournalEntry,
    PanelDecision,
    VictimPlan,
)
from asbcases.casework.transitions.joining import cases_take_victims
from risk import transitions as risk
from risk.queries import victims_at
from risk.transitions.struck import end_of_struck_out, expect_said_again


def take_over_risk(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that gets incidents or people takes over the risk to its victims, and owes the first assessment of its own."""
    if event.case and by:
        risk.take_over(event.case, by=by, now=now)


def assess_victims(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A victim of an incident is owed a first assessment, by its case or, where there is none, by itself."""
    again = event.data.get("again")
    if event.incident and by and (again or victims_at(event.incident).exists()):
        with cases_take_victims(event.incident, by=by, now=now) as taken:
            if again:
                told = f"auditevent:{event.pk}"
                expect_said_again(event.incident, again, taken=taken, origin=told, by=by, now=now)
            risk.expect_incident_assessment(event.incident, taken=taken, by=by, now=now)


def end_of_part(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A victim who was put on an incident in error is owed nothing."""
    if event.incident and by and event.data["kind"] == "incidentparty":
        end_of_struck_out(event.incident, event.data["number"], by=by, now=now)


def assess_as_triaged(event: AuditEvent, now: datetime, by: User | None) -> None:
    """The level that a triage saw says by when the victims are assessed."""
    if event.incident and by:
        triages = event.incident.triages.order_by("-number")
        risk.set_incident_assessment_anew(
            event.incident, origin=lambda: f"triage:{triages[0].pk}", by=by, now=now
        )


def assess_since_told(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An earlier report of the same incident says since when the victims wait."""
    if event.incident and by:
        told_by = event.incident.told_by.order_by("-pk")
        risk.set_incident_assessment_anew(
            event.incident, origin=lambda: f"report:{told_by[0].report_id}", by=by, now=now
        )


def assess_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An incident that is opened again owes what its closing ended."""
    if event.incident and by:
        risk.expect_assessment_again(event.incident, by=by, now=now)


def assess_since_joined(event: AuditEvent, now: datetime, by: User | None) -> None:
    """An incident that joins a case has the victims assessed again who were assessed before it did."""
    links = CaseIncident.objects.select_related("case").filter(case=event.case)
    if by and (link := links.filter(incident__reference=event.data["incident"]).first()):
        risk.assess_again_since(link, by=by, now=now)


def count_entry(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A contact or visit that reached a victim is the one that was owed, and the next is counted from it."""
    if by:
        entries = JournalEntry.objects.select_related("party__case")
        risk.count_entry(entries.get(pk=event.data["entry"]), by=by, now=now)


def count_agreement(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What a victim agreed about contact is a contact, and says when the next is due."""
    if by:
        plans = ContactPlan.objects.select_related("party__case")
        risk.count_agreement(plans.get(pk=event.data["plan"]), by=by, now=now)


def count_plan(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A plan made for a victim is the one that was owed."""
    if by:
        plans = VictimPlan.objects.select_related("party__case")
        risk.count_plan(plans.get(pk=event.data["plan"]), by=by, now=now)


def count_panel(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A decision about the panel is the one that was owed."""
    if by:
        decisions = PanelDecision.objects.select_related("party__case")
        risk.count_panel_decision(decisions.get(pk=event.data["decision"]), by=by, now=now)


def begin_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that is opened again owes its victims what they are owed from then on."""
    if by:
        reopenings = CaseReopening.objects.select_related("case")
        risk.begin_again(reopenings.get(pk=event.data["reopening"]), by=by, now=now)
