"""What is recorded of enforcement."""

from asbcases.enforcement.models.afterwards import Appeal, MeasureChange, MeasureReview
from asbcases.enforcement.models.authorities import Authority
from asbcases.enforcement.models.breaches import Breach, BreachTerm, FixedPenalty, RemedialWork, Seizure
from asbcases.enforcement.models.exhibits import Exhibit, ExhibitMove
from asbcases.enforcement.models.measures import (
    Informed,
    Limb,
    LimbEvidence,
    Measure,
    MeasureService,
    MeasureTerm,
)
from asbcases.enforcement.models.orders import Hearing, OrderApplication, OrderMade, OrderRequest
from asbcases.enforcement.models.papers import NamingReason, Paper
from asbcases.enforcement.models.statements import Statement
from asbcases.enforcement.models.weighed import RuleWeighed

__all__ = [
    "Appeal",
    "Authority",
    "Breach",
    "BreachTerm",
    "Exhibit",
    "ExhibitMove",
    "FixedPenalty",
    "Hearing",
    "Informed",
    "Limb",
    "LimbEvidence",
    "Measure",
    "MeasureChange",
    "MeasureReview",
    "MeasureService",
    "MeasureTerm",
    "NamingReason",
    "OrderApplication",
    "OrderMade",
    "OrderRequest",
    "Paper",
    "RemedialWork",
    "RuleWeighed",
    "Seizure",
    "Statement",
]
