"""What officers do with reports, incidents and cases: one function a verb."""

from asbcases.casework.transitions.call_backs import make_call_back, promise_call_back
from asbcases.casework.transitions.cases import close_case, join_case, open_case
from asbcases.casework.transitions.incidents import attach_report, record_incident
from asbcases.casework.transitions.intake import receive_report
from asbcases.casework.transitions.restriction import lift_restriction, restrict_case
from asbcases.casework.transitions.safe_contact import (
    correct_safe_contact,
    state_safe_contact,
    withdraw_safe_contact,
)

__all__ = [
    "attach_report",
    "close_case",
    "correct_safe_contact",
    "join_case",
    "lift_restriction",
    "make_call_back",
    "open_case",
    "promise_call_back",
    "receive_report",
    "record_incident",
    "restrict_case",
    "state_safe_contact",
    "withdraw_safe_contact",
]
