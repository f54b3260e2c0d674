"""The stages of a case: to monitoring and back, and open again after it was closed; and who of it was recorded in error."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseIncident, CaseParty, CaseReopening, Incident
from asbcases.cases.queries import locked
from asbcases.cases.rules import may_move
from asbcases.casework.transitions.cases import join_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, drop_approvals
from asbcases.errors import Refused

# Kinds whose subject is not the number of a victim.
OF_OTHERS = (
    *(Kind.APPROVAL, Kind.CASE_ACTION, Kind.GLASS_REVIEW, Kind.SHARE_EXPIRY, Kind.SHARE_REVIEW),
    *(Kind.REFERRAL_ACKNOWLEDGE, Kind.REFERRAL_ACCEPT, Kind.REFERRAL_DECIDE, Kind.QUESTION_REPLY),
    *(Kind.SHARE_REQUEST, Kind.RESTORATIVE_ANSWER, Kind.RESTORATIVE_LOOK),
)


@transaction.atomic
def reopen_case(
    case: Case, *, reason: str, incident: Incident | None = None, by: User, now: datetime
) -> CaseReopening:
    """Open a closed case again, by a decision or because of an incident, which joins it then; return the reopening."""
    case = locked(case)
    if case.stage != Stage.CLOSED:
        raise Refused(f"{case.reference} is not closed: load the page again.")
    if not reason.strip():
        raise Refused("Say why it is opened again: the reason is kept.")
    for review in Deadline.objects.filter(OPEN, kind=Kind.RETENTION_REVIEW, case=case):
        cancel(review, reason="The case was opened again", by=by, now=now)
    case.stage, case.closed_at, case.outcome, case.closing_reason = Stage.OPEN, None, "", ""
    case.version += 1
    case.save(update_fields=["stage", "closed_at", "outcome", "closing_reason", "version"])
    reopening = CaseReopening.objects.create(
        case=case,
        incident=incident,
        reason=reason.strip(),
        reopened_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, object] = {"reopening": reopening.pk, "incident": incident.reference if incident else ""}
    record(Verb.CASE_REOPENED, by=by, now=now, reason=reason, case=case, data=told)
    if incident and not CaseIncident.objects.filter(case=case, incident=incident).exists():
        join_case(incident, case, by=by, now=now)
    return reopening


@transaction.atomic
def monitor_case(case: Case, *, reason: str, by: User, now: datetime) -> Case:
    """Say that nothing more is done but to watch whether it stays quiet, and return the case; its clocks go on."""
    return _moved(case, Stage.MONITORING, Verb.CASE_MONITORED, reason=reason, by=by, now=now)


@transaction.atomic
def work_again(case: Case, *, reason: str, by: User, now: datetime) -> Case:
    """Take a case back from monitoring, and return it."""
    return _moved(case, Stage.OPEN, Verb.CASE_WORKED_AGAIN, reason=reason, by=by, now=now)


def _moved(case: Case, to: Stage, verb: Verb, *, reason: str, by: User, now: datetime) -> Case:
    case = locked(case)
    if case.stage == Stage.CLOSED or not may_move(Stage(case.stage), to):
        raise Refused(f"{case.reference} is {case.get_stage_display().lower()} now: load the page again.")
    if not reason.strip():
        raise Refused("Say why: the reason is kept.")
    case.stage = to
    case.version += 1
    case.save(update_fields=["stage", "version"])
    record(verb, by=by, now=now, reason=reason, case=case)
    return case


@transaction.atomic
def mark_party_wrong(party: CaseParty, *, why: str, by: User, now: datetime) -> CaseParty:
    """Say that somebody was put on a case by mistake, end what is open about them, and return the party; it stays on file."""
    case = locked(party.case)
    party = CaseParty.objects.select_for_update(of=("self",)).select_related("person").get(pk=party.pk)
    if party.recorded_in_error_at:
        raise Refused("This was marked as recorded in error already: load the page again.")
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again first.")
    if not why.strip():
        raise Refused("Say what is wrong: the reason is kept.")
    party.recorded_in_error_at, party.recorded_in_error_by, party.recorded_in_error_why = now, by, why
    party.save(update_fields=["recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"])
    subject, reason = str(party.number), "They were put on the case by mistake"
    drop_approvals(case, reason=reason, subject=subject, by=by, now=now)
    for owed in Deadline.objects.filter(OPEN, case=case, subject=subject).exclude(kind__in=OF_OTHERS):
        cancel(owed, reason=reason, by=by, now=now)
    told: dict[str, object] = {
        "person": party.person.reference,
        "role": PartyRole(party.role).label.lower(),
        "party": party.pk,
    }
    record(Verb.CASE_PARTY_WRONG, by=by, now=now, reason=why, case=case, data=told)
    return party
