"""What the table asks of attending incidents: one to which Ravi is sent, with a victim whose risk he assessed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Incident
from asbcases.casework.transitions import send_officer
from risk.models import Assessment
from tests.make import make_incident
from tests.risk.answers import HIGH, assess_at, sent, victim_at

ROUTES = (
    "incident_risk",
    "incident_not_assessed",
    "incident_assessment",
    "incident_attend",
    "incident_none_attended",
    "api_incident_attendance",
)


def attended(people: Mapping[str, User], now: datetime) -> tuple[Incident, Assessment]:
    """Return an incident to which Ravi is sent, and what he assessed there."""
    incident = make_incident(by=people["amira"], now=now)
    victim_at(incident, by=people["amira"], now=now)
    ravi = people["ravi"]
    send_officer(incident, officer=ravi, agency=ravi.agency, sent_at=now, by=people["ben"], now=now)
    return incident, assess_at(incident, HIGH, by=ravi, now=now)


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "incident_send": lambda county: {
        "officer": "", "unit": "EA12", "agency": county.people["ben"].agency_id, "at_day": "2026-01-02", "at_time": "9am",
    },
    "incident_attend": lambda county: {
        "found": "over", "victim": "nobody", "note": "", "at_day": "2026-01-02", "at_time": "9am", "version": 1,
        "unit": "", "agency": county.people["ben"].agency_id,
    },
    "incident_none_attended": lambda county: {"why": "no_unit", "reason": "All at the derby."},
    "incident_risk": lambda county: sent(HIGH),
    "incident_not_assessed": lambda county: {"result": "refused", "reason": "He does not want to."},
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_incident_attendances": lambda county: {
        "none_attended": "no_unit",
        "none_reason": "All at the derby.",
    },
}
