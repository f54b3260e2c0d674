"""Deadlines as triage sets them, and the answers and closings that set and end them."""

from datetime import timedelta
from typing import Any

from asbcases.cases.choices import Category
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.make import answers_with

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CRIME = answers_with(investigation={"possible_crime": "unknown"})
HATE = answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
CLOSING: dict[str, Any] = {
    "identifiable_victim": True,
    "category": Category.PERSONAL,
    "result": "The neighbours talked it over.",
    "crime": False,
    "not_crime_reason": "No offence is made out.",
    "no_assessment_reason": "The victim did not want to be asked anything.",
}


def of_kind(kind: Kind, **root: Any) -> Deadline:
    """Return the newest deadline of a kind."""
    found = Deadline.objects.filter(kind=kind, **root).order_by("-pk").first()
    assert found is not None
    return found
