"""What is done on a case review: one function for each verb of the record."""

from triggers.transitions.agreeing import agree_date
from triggers.transitions.applications import (
    acknowledge,
    receive_application,
    record_consent,
    withdraw_application,
)
from triggers.transitions.bodies import record_reply, tell_bodies
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.public import leave_application, take_in, take_in_or_note
from triggers.transitions.worksheets import (
    add_complaint,
    correct_complaint,
    decide_duplicate,
    mark_complaint_wrong,
)

__all__ = [
    "acknowledge",
    "add_complaint",
    "agree_date",
    "correct_complaint",
    "decide_duplicate",
    "decide_threshold",
    "leave_application",
    "mark_complaint_wrong",
    "receive_application",
    "record_consent",
    "record_reply",
    "take_in",
    "take_in_or_note",
    "tell_bodies",
    "withdraw_application",
]
