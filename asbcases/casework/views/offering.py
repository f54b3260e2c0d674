"""The open cases to which a report may be added; where the look-up fails, none is offered and the page goes on."""

import structlog
from django.db import DatabaseError, transaction

from asbcases.cases.models import Report
from asbcases.casework.queries.matches import OpenCase
from asbcases.casework.queries.offered import cases_for

log = structlog.get_logger(__name__)


def offered_to(report: Report) -> list[OpenCase]:
    """Return the cases that are offered to whoever grades a report."""
    try:
        with transaction.atomic():
            return cases_for(report)
    except DatabaseError as fault:
        log.warning("open cases were not looked up", kind=type(fault).__name__)
        return []
