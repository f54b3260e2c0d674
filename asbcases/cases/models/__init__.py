"""Everything that the file records."""

from asbcases.cases.models.attached import Document, ExternalReference, PublicReport, Restriction
from asbcases.cases.models.callers import CallBack, Reply, SafeContact
from asbcases.cases.models.case_ends import (
    Approval,
    CaseClosing,
    CaseReopening,
    ClosingWaiver,
)
from asbcases.cases.models.case_parts import CaseLink, CaseOperation, CasePremises, HandOver
from asbcases.cases.models.cases import Case, CaseIncident, CaseParty
from asbcases.cases.models.glass import GlassBreak, GlassTry
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
from asbcases.cases.models.journal import CaseAction, ContactPlan, JournalEntry
from asbcases.cases.models.names import KnownName
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
from asbcases.cases.models.plans import ProblemPlan
from asbcases.cases.models.reports import Recognition, Report
from asbcases.cases.models.reviews import CaseReview
from asbcases.cases.models.samples import DipSample, Rubric, SampledCase
from asbcases.cases.models.support import (
    EntitlementTold,
    NeedsAssessment,
    PanelDecision,
    SupportOffer,
    VictimPlan,
)
from asbcases.cases.models.terms import Term
from asbcases.cases.models.triage import Triage, TriageTemplate

__all__ = [
    "AccessGrant",
    "Approval",
    "Association",
    "Attendance",
    "CallBack",
    "Case",
    "CaseAction",
    "CaseClosing",
    "CaseIncident",
    "CaseLink",
    "CaseOperation",
    "CaseParty",
    "CasePremises",
    "CaseReopening",
    "CaseReview",
    "Classification",
    "Closing",
    "ClosingWaiver",
    "ContactPlan",
    "CrimeDecision",
    "DipSample",
    "Document",
    "EntitlementTold",
    "ExternalReference",
    "Gathering",
    "GlassBreak",
    "GlassTry",
    "HandOver",
    "HateHandover",
    "Incident",
    "IncidentOperation",
    "IncidentParty",
    "IncidentReport",
    "IncidentVehicle",
    "JournalEntry",
    "KnownName",
    "MatchRuling",
    "Membership",
    "NeedsAssessment",
    "Operation",
    "PanelDecision",
    "Person",
    "PersonAddress",
    "PersonContact",
    "PersonVehicle",
    "Premises",
    "ProblemPlan",
    "PublicReport",
    "Recognition",
    "Reply",
    "Report",
    "Restriction",
    "Rubric",
    "SafeContact",
    "SampledCase",
    "SupportOffer",
    "Term",
    "Triage",
    "TriageTemplate",
    "Vehicle",
    "VictimPlan",
]
