"""Everything that the file records."""

from asbcases.cases.models.cases import Case, CaseIncident, CaseParty
from asbcases.cases.models.grants import AccessGrant
from asbcases.cases.models.incidents import Classification, Incident, IncidentReport
from asbcases.cases.models.people import Person
from asbcases.cases.models.reports import CallBack, Report, SafeContact

__all__ = [
    "AccessGrant",
    "CallBack",
    "Case",
    "CaseIncident",
    "CaseParty",
    "Classification",
    "Incident",
    "IncidentReport",
    "Person",
    "Report",
    "SafeContact",
]
