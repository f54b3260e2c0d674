"""When we were first told, and what is owed since."""

from datetime import timedelta

from asbcases.cases.models import Incident
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.make import NOW

HOUR = timedelta(hours=1)
RECEIVED = NOW - 3 * HOUR


def owed(incident: Incident) -> Deadline:
    return Deadline.objects.filter(incident=incident, kind=Kind.FIRST_ASSESSMENT).latest("pk")
