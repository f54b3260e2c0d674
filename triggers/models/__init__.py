"""Everything that is recorded of a case review, beside its root."""

from triggers.models.applications import (
    AgreedDate,
    Application,
    BodyReply,
    PublicApplication,
    StatusLink,
)
from triggers.models.outcomes import DraftPlan, ReviewAppeal, ReviewClosing, ReviewLetter
from triggers.models.packs import ReviewPack
from triggers.models.panels import InformationShared, Panel, PanelAttendee, Recommendation
from triggers.models.procedures import LocalProcedure, PublishedFigures, PublishedReview
from triggers.models.radar import ExplainingLetter, RadarFinding, ReviewExplanation
from triggers.models.worksheets import ComplaintSetAside, ReviewComplaint, ThresholdDecision

__all__ = [
    "AgreedDate",
    "Application",
    "BodyReply",
    "ComplaintSetAside",
    "DraftPlan",
    "ExplainingLetter",
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
    "ReviewPack",
    "StatusLink",
    "ThresholdDecision",
]
