"""Incidents of which nothing says that somebody is a victim, and what is sent to close them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Incident
from tests.make import answers_with, make_incident, make_report, make_triage

HOUR = timedelta(hours=1)
PUBLIC = answers_with(threat={"threat_to": ["public"]})
REASON = "The older man walked past and was not troubled"


def nuisance(by: User, place: str = "The bandstand in Castle Park", **fields: Any) -> Incident:
    now = timezone.now() - HOUR
    report = make_report(by=by, now=now, place_text=place)
    incident = make_incident(by=by, report=report, now=now, **{"category": Category.NUISANCE, **fields})
    make_triage(incident, by=by, now=now, answers=PUBLIC)
    incident.refresh_from_db()
    return incident


def address(incident: Incident, page: str = "") -> str:
    return f"/incidents/{incident.reference}/{page + '/' if page else ''}"


def closing(incident: Incident, **said: Any) -> dict[str, Any]:
    return {
        "identifiable_victim": "no",
        "category": "nuisance",
        "result": "They had gone when we came.",
        "crime": "no",
        "not_crime_reason": "Nobody was harmed.",
        "version": incident.version,
        **said,
    }
