"""Closing an incident, and opening it again: no victim is lost in how it is closed (docs/closing.md)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Category, ClassifiedAt, Source
from asbcases.cases.models import Closing, Incident
from asbcases.cases.queries import locked
from asbcases.cases.rules.somerton import SHORTEST_REASON, contradiction, objection
from asbcases.casework.queries.signals import crime_decisions_of, is_assessed, signals_of
from asbcases.casework.queries.unexplained import owed_at_closing, words_of
from asbcases.casework.transitions.clocks import end_clocks, expect_anew, expect_hate_handover
from asbcases.casework.transitions.codes import (
    CODES,
    Code,
    channel_of,
    classified,
    code_of,
    hands_of,
    refuse_unless_open,
    save_changed,
    words_of_change,
)
from asbcases.casework.transitions.crime import CRIME_NOT_DECIDED, Crime, decide_crime
from asbcases.errors import Refused

NOT_TRIAGED = "{reference} has never been triaged: triage it first, then close."
NOT_ASSESSED = (
    "A victim can be identified, but their risk was never assessed: assess it first, "
    "or have a sergeant close it with a reason of at least 20 characters why it is not assessed."
)


@transaction.atomic
def close_incident(
    incident: Incident,
    *,
    identifiable_victim: bool | None,
    category: Category,
    subtype: str = "",
    qualifiers: Sequence[str] = (),
    result: str,
    supervisor_reason: str = "",
    no_assessment_reason: str = "",
    by: User,
    now: datetime,
    **crime: Unpack[Crime],
) -> Closing:
    """Close an incident with its closing codes, what came of it and whether there is a victim; return the closing.

    The call type stays: it says how the call was taken, not what was found.
    """
    incident = locked(incident)
    _refuse_unless_ready(incident, result)
    _refuse_unless_explained(incident)
    closing = Closing(
        incident=incident,
        identifiable_victim=bool(identifiable_victim),
        signals=signals_of(incident, now),
        category=Category(category),
        result=result,
        channel=channel_of(incident),
        **hands_of(by)._asdict(),
        recorded_at=now,
        recorded_by=by,
    )
    closing.supervisor_reason = _overruled(closing, identifiable_victim, supervisor_reason, by)
    closing.no_assessment_reason = _unassessed(closing, no_assessment_reason, by)
    _decide_crime(incident, crime, by=by, now=now)
    closing.save()
    _close(closing, subtype, tuple(sorted(set(qualifiers))), by=by, now=now)
    return closing


def _close(closing: Closing, subtype: str, qualifiers: tuple[str, ...], *, by: User, now: datetime) -> None:
    """Give the incident its closing codes, leave the event, and end its clocks."""
    incident, reason = closing.incident, closing.supervisor_reason
    before = code_of(incident)
    code = Code(Category(closing.category), subtype, before.call_type, qualifiers)
    stage, channel = ClassifiedAt.CLOSING, closing.channel
    decision = classified(incident, stage, code, reason=reason, channel=channel, by=by, now=now)
    decision.save()
    incident.closed_at, incident.closing_override = now, reason
    incident.identifiable_victim = closing.identifiable_victim
    save_changed(incident, *CODES, "closed_at", "closing_override", "identifiable_victim")
    told = words_of_change(before, code) | {
        "identifiable_victim": closing.identifiable_victim,
        "signals": closing.signals,
        "no_assessment_reason": closing.no_assessment_reason,
    }
    record(Verb.INCIDENT_CLOSED, by=by, now=now, reason=reason, incident=incident, data=told)
    expect_hate_handover(incident, ground=decision, by=by, now=now)
    end_clocks(incident, reason="The incident was closed", by=by, now=now)


def _refuse_unless_ready(incident: Incident, result: str) -> None:
    refuse_unless_open(incident)
    if not incident.grade:
        raise Refused(NOT_TRIAGED.format(reference=incident.reference))
    if not result.strip():
        raise Refused("Say what came of it: the result is kept with the incident.")


def _refuse_unless_explained(incident: Incident) -> None:
    """Refuse while a victim who reported it has yet to hear of the case review; who says so just now is waited for."""
    owed = list(owed_at_closing(incident).select_for_update(of=("self",)))
    if owed:
        raise Refused(f"{incident.reference} is not closed. {' '.join(map(words_of, owed))}")


def _overruled(closing: Closing, answer: bool | None, reason: str, by: User) -> str:
    """Return the supervisor's reason where one was needed; refuse to close without it."""
    category, signals = Category(closing.category), closing.signals
    if refused := objection(answer, category, signals, supervisor=is_supervisor(by), reason=reason):
        raise Refused(f"{closing.incident.reference} is not closed. {refused}")
    return reason.strip() if contradiction(bool(answer), category, signals) else ""


def _unassessed(closing: Closing, reason: str, by: User) -> str:
    """Return a sergeant's reason why a victim's risk was not assessed, where one was needed."""
    if not closing.identifiable_victim or is_assessed(closing.incident):
        return ""
    if not is_supervisor(by) or len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"{closing.incident.reference} is not closed. {NOT_ASSESSED}")
    return reason.strip()


def _decide_crime(incident: Incident, crime: Crime, *, by: User, now: datetime) -> None:
    """Keep the decision that comes with the closing; without one, an earlier one must stand."""
    if crime.get("crime") is not None:
        decide_crime(incident, by=by, now=now, **crime)
    elif not crime_decisions_of(incident).exists():
        raise Refused(f"{incident.reference} is not closed. {CRIME_NOT_DECIDED}")


@transaction.atomic
def reopen_incident(incident: Incident, *, reason: str, by: User, now: datetime) -> Incident:
    """Open a closed incident again; the question is asked anew before the next closing."""
    incident = locked(incident)
    if incident.source != Source.OWN or not incident.closed_at:
        raise Refused(f"{incident.reference} is not closed: load the page again.")
    if not reason.strip():
        raise Refused("Say why it is opened again: the reason is kept.")
    incident.closed_at, incident.identifiable_victim, incident.closing_override = None, None, ""
    save_changed(incident, "closed_at", "identifiable_victim", "closing_override")
    opened = record(Verb.INCIDENT_REOPENED, by=by, now=now, reason=reason, incident=incident)
    expect_anew(incident, opened, by=by, now=now)
    return incident
