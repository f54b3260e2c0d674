"""What a report, an incident or a case that changes brings with it: its clocks, its restriction, who is told, what is closed."""

from datetime import datetime

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.casework.transitions.clocks import INTAKE, expect_reply, expect_triage, link_incident
from asbcases.casework.transitions.restricted_notice import tell_owners
from asbcases.casework.transitions.restriction import follow_restrictions
from asbcases.db.actor import acting, current
from asbcases.notify.choices import Template
from asbcases.notify.public import known_by, tell_caller
from partners.transitions.questions import close_questions_with_case
from partners.transitions.referrals import close_with_case
from partners.transitions.share_answering import end_with_case


def acknowledge(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A caller who may be written to is told that we have their report: once, however it is corrected later."""
    if event.report and event.data.get("change") == "stated":
        told: dict[str, object] = {"reference": known_by(event.report)}
        tell_caller(event.report, Template.REPORT_RECEIVED, told, now=now)


def tell_of_restricted(event: AuditEvent, now: datetime, by: User | None) -> None:
    """The lead of a restricted case is told of a new report that may concern it."""
    if event.report:
        tell_owners(event.report, now=now)


def keep_restricted(event: AuditEvent, now: datetime, by: User | None) -> None:
    """What is added to a restricted case is restricted with it."""
    if by:
        follow_restrictions(case=event.case, incident=event.incident, report=event.report, by=by, now=now)


def of_police(by: User | None) -> User | None:
    """Return who acted if they are police: nobody else owes what follows from a report."""
    return by if by and by.role in POLICE_WORK else None


def start_clocks_of_report(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A report is graded within a time of its channel, and some are owed a reply: by police, whoever recorded it."""
    if event.report:
        officer = of_police(by)
        with acting(current() if officer == by else INTAKE):
            expect_triage(event.report, by=officer, now=now)
            expect_reply(event.report, by=officer, now=now)


def triage_linked_again(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A new incident at the same place or of the same caller has the open ones looked at again."""
    if event.incident:
        link_incident(event.incident, now=now)


def end_what_was_asked(event: AuditEvent, now: datetime, by: User | None) -> None:
    """With a case, what partners are asked about it is closed, and what they asked for of it ends: they are told."""
    if event.case and by:
        close_with_case(event.case, by=by, now=now)
        close_questions_with_case(event.case, by=by, now=now)
        end_with_case(event.case, by=by, now=now)
