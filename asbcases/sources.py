"""For each kind of deadline, the one function that says from the facts on file which there must be."""

from collections.abc import Mapping

from asbcases.casework.diary import (
    call_backs,
    case_actions,
    crime_decisions,
    hate_handovers,
    replies,
    responses,
    triages,
    triages_again,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Source
from partners.diary import ends_of_shares
from risk.diary import first_assessments, reviews

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
    Kind.CASE_ACTION: case_actions,
}
