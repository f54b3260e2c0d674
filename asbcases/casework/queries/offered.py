"""Which open cases a report may be added to by whoever took it: those of its own earlier reports, as intake shows them."""

from asbcases.cases.models import Report
from asbcases.casework.queries.history import told_before
from asbcases.casework.queries.matches import OpenCase, open_cases_of


def earlier_incidents(report: Report) -> list[int]:
    """Return the ids of the incidents of which the same caller, or somebody at the same place, told before."""
    return [one.incident.pk for one in told_before(report) if one.incident]


def cases_for(report: Report) -> list[OpenCase]:
    """Return the open cases that a report may be added to, each once."""
    return list({case.reference: case for case in open_cases_of(earlier_incidents(report))}.values())
