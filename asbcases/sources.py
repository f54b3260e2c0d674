"""For each kind of deadline, the one function that says from the facts on file which there must be."""

from collections.abc import Mapping

from asbcases.casework.diary import (
    approvals,
    call_backs,
    case_actions,
    crime_decisions,
    hate_handovers,
    replies,
    responses,
    retention_reviews,
    triages,
    triages_again,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Source
from partners.diary import ends_of_shares
from risk.diary import (
    action_plans,
    first_assessments,
    panel_decisions,
    re_assessments,
    reviews,
    safety_plans,
    second_reviews,
    sign_offs,
    victim_contacts,
)

# Every kind, so that who adds one says how it is proved.
SOURCES: Mapping[Kind, Source] = {
    Kind.CALL_BACK: call_backs,
    Kind.FIRST_ASSESSMENT: first_assessments,
    Kind.RISK_REVIEW: reviews,
    Kind.SHARE_EXPIRY: ends_of_shares,
    Kind.TRIAGE: triages,
    Kind.RESPONSE: responses,
    Kind.RE_TRIAGE: triages_again,
    Kind.CRIME_DECISION: crime_decisions,
    Kind.HATE_HANDOVER: hate_handovers,
    Kind.REPLY: replies,
    Kind.SIGN_OFF: sign_offs,
    Kind.VICTIM_CONTACT: victim_contacts,
    Kind.RE_ASSESSMENT: re_assessments,
    Kind.SECOND_REVIEW: second_reviews,
    Kind.ACTION_PLAN: action_plans,
    Kind.SAFETY_PLAN: safety_plans,
    Kind.PANEL_DECISION: panel_decisions,
    Kind.CASE_ACTION: case_actions,
    Kind.APPROVAL: approvals,
    Kind.RETENTION_REVIEW: retention_reviews,
}
