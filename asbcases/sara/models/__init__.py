"""Everything that is recorded of a problem-solving plan, beside its root."""

from asbcases.sara.models.analysis import AnalysisEntry
from asbcases.sara.models.assessments import AftercareCheck, PlanAssessment, PlanClosure, VictimContact
from asbcases.sara.models.plans import Objective, PlanLink, Scanning, Screening
from asbcases.sara.models.responses import PlanResponse, PlanReview
from asbcases.sara.models.youth import YouthSupport

__all__ = [
    "AftercareCheck",
    "AnalysisEntry",
    "Objective",
    "PlanAssessment",
    "PlanClosure",
    "PlanLink",
    "PlanResponse",
    "PlanReview",
    "Scanning",
    "Screening",
    "VictimContact",
    "YouthSupport",
]
