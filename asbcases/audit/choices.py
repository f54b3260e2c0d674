"""The verbs of the record, each with the sentence that people read."""

from django.db.models import TextChoices


class Verb(TextChoices):
    """What happened; the label is the sentence, filled from the event's own data."""

    REPORT_RECEIVED = "report.received", "received a report by {channel}"
    INCIDENT_RECORDED = "incident.recorded", "recorded the incident as {category}"
    REPORT_ATTACHED = "report.attached", "added report {report} to the incident"
    INCIDENTS_IMPORTED = "incidents.imported", "imported {imported} incidents from {file}"
    CASE_OPENED = "case.opened", "opened the case, led by {lead}"
    AGENCY_LET_IN = "case.agency_let_in", "let {agency} see the case: {tier}"
    CASE_CLOSED = "case.closed", "closed the case: {outcome}"
    ASSESSMENT_COMPLETED = "assessment.completed", "assessed the risk to {party} as {level}"
    RISK_REVIEWED = "risk.reviewed", "reviewed the {level} risk to {party}"
    DEADLINE_SET = "deadline.set", "set the deadline for {kind}: {basis}"
    DEADLINE_MET = "deadline.met", "met the deadline for {kind}"
    DEADLINE_CANCELLED = "deadline.cancelled", "cancelled the deadline for {kind}"
    DEADLINE_WARNED = "deadline.warned", "warned that {kind} is due soon"
    DEADLINE_MISSED = "deadline.missed", "noticed that {kind} is late"
    DEADLINE_PASSED = "deadline.passed", "noticed that {kind} has passed"
    DEADLINE_ESCALATED = "deadline.escalated", "told the {rank} that {kind} is late"
    USER_ENROLLED = "user.enrolled", "made an account for {name}"
    USER_CHANGED = "user.changed", "changed the account of {name}"
    USER_SUSPENDED = "user.suspended", "suspended the account of {name}"
    USER_RESTORED = "user.restored", "restored the account of {name}"
    USER_LINK_GIVEN = "user.link_given", "gave {name} a new sign-in link"
    LEAVE_SET = "leave.set", "set the leave of {name}"
    TEAM_MADE = "team.made", "made the team {name}"
    AGENCY_MADE = "agency.made", "made the agency {name}"
    TEAM_CHANGED = "team.changed", "changed the team {name}"
    AGENCY_CHANGED = "agency.changed", "changed the agency {name}"


class Look(TextChoices):
    """What somebody looked at (Data Protection Act 2018 s.62: consultation and disclosure)."""

    PAGE = "page", "opened the page"
    LIST = "list", "listed"
    EXPORT = "export", "exported"
    API = "api", "read through the API"
