"""How the demonstration's incidents are triaged, attended and decided about: from a few words of each story."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import Grade, Handling, RiskLevel, Told, Trigger
from asbcases.cases.models import Incident
from asbcases.casework.transitions import accept_hate, consider_crime, triage_incident
from asbcases.casework.transitions.attendance import record_attendance

# How long after the triage somebody was there.
THERE_AFTER = {
    Grade.EMERGENCY: timedelta(minutes=11),
    Grade.PRIORITY: timedelta(minutes=42),
    Grade.SCHEDULED: timedelta(hours=20),
}
DECIDED_AFTER, HANDED_OVER_AFTER = timedelta(hours=3), timedelta(hours=5)
INTERIM = "It may happen again before somebody comes: told to keep away and to ring 999 if it does."


def triage(incident: Incident, told: Mapping[str, Any], facts: str, *, by: User, now: datetime) -> None:
    """Triage an incident as its story has it."""
    partner = Agency.objects.get(name=told["partner"]) if "partner" in told else None
    triage_incident(
        incident,
        trigger=Trigger.FIRST,
        answers=_answers(told),
        reported_facts=facts,
        interim_level=RiskLevel(told.get("level", "medium")),
        interim_risk=INTERIM,
        grade=Grade(told["grade"]),
        handling=Handling(told.get("handling", "attend")),
        partner=partner,
        review_told=Told.EXPLAINED,
        review_told_how="By telephone",
        expectations="Told what happens next, and when",
        by=by,
        now=now,
    )


def _answers(told: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    vulnerable = {name: told[name] for name in ("factors", "flags") if name in told}
    answers: dict[str, dict[str, Any]] = {
        "threat": {
            "threat_to": told["to"],
            "immediacy": told.get("when", "pattern"),
            "violence": told.get("violence", "none"),
        },
        "harm": {"severity": told["severity"], "occurred": told.get("harm_done", "no")},
        "risk": {"likelihood": told["likelihood"]},
        "investigation": {
            "possible_crime": told.get("crime", "no"),
            "offender": told.get("offender", "unknown"),
        },
        "vulnerability": vulnerable,
        "engagement": {"contact": "phone"},
    }
    return {
        letter: {"state": "answered", **said} if said else {"state": "none_known"}
        for letter, said in answers.items()
    }


def attend(incident: Incident, told: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Note that the officer came, and what was found."""
    record_attendance(
        incident, agency=by.agency, unit="CPT", arrived_at=now, result=told["found"], by=by, now=now
    )


def decide_crime(incident: Incident, told: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Decide that it is a crime, with its reference."""
    consider_crime(incident, crime=True, crime_reference=told["reference"], by=by, now=now)


def hand_over(incident: Incident, *, by: User, now: datetime) -> None:
    """Take over what the incident says of hate."""
    accept_hate(incident, note="Spoke to her today: we meet on Thursday.", by=by, now=now)
