"""What is done with deadlines: set, met, cancelled; decided about; reckoned anew."""

from asbcases.deadlines.transitions.approvals import (
    ask_approval,
    decide_approval,
    drop_approvals,
    drop_approvals_held,
    may_decide,
    withdraw_approval,
)
from asbcases.deadlines.transitions.replanning import replan, request_replan
from asbcases.deadlines.transitions.rulings import (
    ask_for_time,
    call_off,
    extend,
    hand_over,
    open_request,
    pause,
    pause_at,
    reassign,
    resume,
    return_request,
    waive,
)
from asbcases.deadlines.transitions.setting import cancel, cancel_held, meet, meet_held, set_deadline

__all__ = [
    "ask_approval",
    "ask_for_time",
    "call_off",
    "cancel",
    "cancel_held",
    "decide_approval",
    "drop_approvals",
    "drop_approvals_held",
    "extend",
    "hand_over",
    "may_decide",
    "meet",
    "meet_held",
    "open_request",
    "pause",
    "pause_at",
    "reassign",
    "replan",
    "request_replan",
    "resume",
    "return_request",
    "set_deadline",
    "waive",
    "withdraw_approval",
]
