"""Everything that is recorded of a case review, beside its root."""

from triggers.models.applications import (
    AgreedDate,
    Application,
    BodyReply,
    PublicApplication,
    StatusLink,
)
from triggers.models.outcomes import DraftPlan, ReviewAppeal, ReviewClosing, ReviewLetter
from triggers.models.panels import InformationShared, Panel, PanelAttendee, Recommendation
from triggers.models.procedures import LocalProcedure, PublishedFigures, PublishedReview
from triggers.models.radar import RadarFinding, ReviewExplanation
from triggers.models.worksheets import ReviewComplaint, ThresholdDecision

__all__ = [
    "AgreedDate",
    "Application",
    "BodyReply",
    "DraftPlan",
    "InformationShared",
    "LocalProcedure",
    "Panel",
    "PanelAttendee",
    "PublicApplication",
    "PublishedFigures",
    "PublishedReview",
    "RadarFinding",
    "Recommendation",
    "ReviewAppeal",
    "ReviewClosing",
    "ReviewComplaint",
    "ReviewExplanation",
    "ReviewLetter",
    "StatusLink",
    "ThresholdDecision",
]
