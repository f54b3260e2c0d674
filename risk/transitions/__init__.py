"""What officers do about risk: assess it with the victim, and review it; and what cases and incidents make due."""

from risk.transitions.cases import complete_assessment, expect_first_assessment, review_risk
from risk.transitions.incidents import (
    complete_incident_assessment,
    expect_assessment_again,
    expect_incident_assessment,
    set_incident_assessment_anew,
)
from risk.transitions.taking_over import take_over

__all__ = [
    "complete_assessment",
    "complete_incident_assessment",
    "expect_assessment_again",
    "expect_first_assessment",
    "expect_incident_assessment",
    "review_risk",
    "set_incident_assessment_anew",
    "take_over",
]
