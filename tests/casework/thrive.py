"""What is typed into the pages of triage: a call about stones thrown at a home, answered letter by letter."""

from typing import Any

from asbcases.accounts.models import District

NOW = "in_progress"
THRIVE: dict[str, Any] = {
    "threat_threat_to": ["caller", "household"], "threat_immediacy": "pattern", "threat_violence": "none",
    "harm_harm_types": ["psychological"], "harm_severity": "1",
    "risk_likelihood": "2",
    "investigation_possible_crime": "no", "investigation_offender": "unknown",
    "vulnerability_state": "none_known",
    "engagement_contact": "phone",
}  # fmt: skip
DECIDED: dict[str, Any] = {
    "reported_facts": "Stones were thrown at her window, three evenings in a row.",
    "view": "She sounded frightened.",
    "interim_level": "medium", "interim_risk": "They may come back tonight.", "interim_measures": ["lock_doors"],
    "grade": "scheduled", "handling": "attend",
    "review_told": "explained", "review_told_how": "By phone, with the words of the card",
    "expectations": "An officer comes tomorrow morning.",
}  # fmt: skip


def first(district: District, **changes: Any) -> dict[str, Any]:
    """Return what is sent to grade a report for the first time."""
    incident = {
        "category": "personal",
        "summary": "Stones thrown at a home",
        "place_text": "14 Mersea Road",
        "district": district.pk,
    }
    return {**THRIVE, **DECIDED, **incident, **changes}


def again(**changes: Any) -> dict[str, Any]:
    """Return what is sent to triage an incident again, of which there was one triage."""
    return {**THRIVE, **DECIDED, "trigger": "new_information", "last": 1, **changes}
