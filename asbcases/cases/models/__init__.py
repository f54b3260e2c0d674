"""Everything that the file records."""

from asbcases.cases.models.attached import Document, ExternalReference, PublicReport, Restriction
from asbcases.cases.models.callers import CallBack, Reply, SafeContact
from asbcases.cases.models.cases import Case, CaseIncident, CaseParty
from asbcases.cases.models.grants import AccessGrant
from asbcases.cases.models.incident_parts import (
    Attendance,
    Closing,
    CrimeDecision,
    Gathering,
    HateHandover,
    IncidentOperation,
    IncidentParty,
    IncidentVehicle,
    Operation,
)
from asbcases.cases.models.incidents import Classification, Incident, IncidentReport
from asbcases.cases.models.people import (
    Association,
    MatchRuling,
    Membership,
    Person,
    PersonAddress,
    PersonContact,
    PersonVehicle,
)
from asbcases.cases.models.places import Premises, Vehicle
from asbcases.cases.models.reports import Recognition, Report
from asbcases.cases.models.terms import Term
from asbcases.cases.models.triage import Triage, TriageTemplate

__all__ = [
    "AccessGrant",
    "Association",
    "Attendance",
    "CallBack",
    "Case",
    "CaseIncident",
    "CaseParty",
    "Classification",
    "Closing",
    "CrimeDecision",
    "Document",
    "ExternalReference",
    "Gathering",
    "HateHandover",
    "Incident",
    "IncidentOperation",
    "IncidentParty",
    "IncidentReport",
    "IncidentVehicle",
    "MatchRuling",
    "Membership",
    "Operation",
    "Person",
    "PersonAddress",
    "PersonContact",
    "PersonVehicle",
    "Premises",
    "PublicReport",
    "Recognition",
    "Reply",
    "Report",
    "Restriction",
    "SafeContact",
    "Term",
    "Triage",
    "TriageTemplate",
    "Vehicle",
]
