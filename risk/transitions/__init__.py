"""What officers do about risk: assess it, rule on it, sign it off, review it; and what cases and incidents make due."""

from risk.transitions.cases import complete_assessment, expect_first_assessment, record_not_assessed
from risk.transitions.incidents import (
    complete_incident_assessment,
    expect_assessment_again,
    expect_incident_assessment,
    record_incident_not_assessed,
    set_incident_assessment_anew,
)
from risk.transitions.levels import ask_to_lower, decide_lowering, lower_level, raise_level
from risk.transitions.reacting import (
    assess_again_since,
    begin_again,
    count_agreement,
    count_entry,
    count_panel_decision,
    count_plan,
)
from risk.transitions.reviewing import review_risk, sign_off
from risk.transitions.taking_over import take_over

__all__ = [
    "ask_to_lower",
    "assess_again_since",
    "begin_again",
    "complete_assessment",
    "complete_incident_assessment",
    "count_agreement",
    "count_entry",
    "count_panel_decision",
    "count_plan",
    "decide_lowering",
    "expect_assessment_again",
    "expect_first_assessment",
    "expect_incident_assessment",
    "lower_level",
    "raise_level",
    "record_incident_not_assessed",
    "record_not_assessed",
    "review_risk",
    "set_incident_assessment_anew",
    "sign_off",
    "take_over",
]
