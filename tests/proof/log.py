"""Deadlines as the record tells of them; nothing of the diary's own code is asked."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

EVENTS = """
SELECT verb, report_id, incident_id, case_id, actor_id, actor_name, reason, data, happened_at, recorded_at
FROM audit_auditevent WHERE verb LIKE 'deadline.%' ORDER BY id
"""
KINDS = {
    "promised call-back": "call_back",
    "first risk assessment": "first_assessment",
    "risk review": "risk_review",
    "end of a share": "share_expiry",
    "triage of a report": "triage",
    "first response": "response",
    "triage again": "re_triage",
    "decision whether it is a crime": "crime_decision",
    "hand-over to the lead for hate crime": "hate_handover",
    "reply to a councillor or MP": "reply",
}


@dataclass
class Rebuilt:
    """All that the record says of one deadline."""

    id: int
    report_id: int | None
    incident_id: int | None
    case_id: int | None
    kind: str
    subject: str
    rank: str
    owner_id: int
    origin: str
    anchored_at: datetime
    due_at: datetime
    basis: str
    round: int
    set_at: datetime
    pauses: list[dict[str, str]] = field(default_factory=list)
    extension: dict[str, str] = field(default_factory=dict)
    asked_until: datetime | None = None
    taken: dict[str, datetime] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    met_at: datetime | None = None
    met_by_id: int | None = None
    cancelled_at: datetime | None = None
    cancelled_by_id: int | None = None
    cancel_reason: str = ""
    waived: bool = False


@dataclass
class Event:
    """One event of the record about a deadline."""

    verb: str
    report_id: int | None
    incident_id: int | None
    case_id: int | None
    actor_id: int | None
    actor_name: str
    reason: str
    data: dict[str, Any]
    happened_at: datetime
    recorded_at: datetime


def rebuilt() -> tuple[dict[int, Rebuilt], Counter[str]]:
    """Return every deadline whose beginning is recorded, by its number, and how many events of each verb were read."""
    found: dict[int, Rebuilt] = {}
    verbs = Counter[str]()
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(EVENTS)
        for row in cursor.fetchall():
            event = Event(*row[:7], json.loads(row[7]), *row[8:])
            number = event.data["deadline"]
            if event.verb == "deadline.set":
                found[number] = _begun(event)
            if number in found:
                verbs[event.verb] += 1
                _happen(found[number], event)
    return found, verbs


def _begun(event: Event) -> Rebuilt:
    data = event.data
    return Rebuilt(
        id=data["deadline"],
        report_id=event.report_id,
        incident_id=event.incident_id,
        case_id=event.case_id,
        kind=KINDS[data["kind"]],
        subject=data["subject"],
        rank=data["rank"].lower().replace(" ", "_"),
        owner_id=data["owner_id"],
        origin=data["origin"],
        anchored_at=datetime.fromisoformat(data["anchored_at"]),
        due_at=datetime.fromisoformat(data["due_at"]),
        basis=data["basis"],
        round=data["round"],
        set_at=event.recorded_at,
    )


def _happen(row: Rebuilt, event: Event) -> None:
    """Let one event happen to a deadline."""
    data, at = event.data, event.recorded_at
    if data["round"] != row.round:
        row.taken, row.told = {}, {}
    row.round, row.owner_id = data["round"], data["owner_id"]
    row.due_at, row.basis = datetime.fromisoformat(data["due_at"]), data.get("basis", row.basis)
    if "step" in data:
        row.taken[data["step"]], row.told[data["step"]] = at, data["told_id"]
    elif event.verb == "deadline.met":
        row.met_at, row.met_by_id = event.happened_at, event.actor_id
    elif event.verb in ("deadline.cancelled", "deadline.waived"):
        row.cancelled_at, row.cancelled_by_id, row.cancel_reason = at, event.actor_id, event.reason
        row.waived = event.verb == "deadline.waived"
    elif "until" in data or event.verb == "deadline.returned":
        _decided(row, event)


def _decided(row: Rebuilt, event: Event) -> None:
    """Let a decision about the time happen to a deadline."""
    until, by = event.data.get("until"), {"by": event.actor_name, "why": event.reason}
    if event.verb == "deadline.paused":
        row.pauses = [*row.pauses, {"from": event.recorded_at.isoformat(), "until": until, **by}]
    elif event.verb == "deadline.resumed":
        row.pauses = [{**one, "until": _earlier(one, until)} for one in row.pauses]
    elif event.verb == "deadline.extended":
        row.asked_until, row.extension = None, {"to": until, **by}
    else:
        row.asked_until = datetime.fromisoformat(until) if until else None


def _earlier(pause: dict[str, str], until: str) -> str:
    """Return the end of a pause after another was ended: its own, unless it was running then."""
    runs = datetime.fromisoformat(pause["from"]) <= datetime.fromisoformat(until)
    return (
        until
        if runs and datetime.fromisoformat(until) < datetime.fromisoformat(pause["until"])
        else pause["until"]
    )
