"""What an administrator does: one function a verb."""

from asbcases.administration.transitions.bodies import save_agency, save_team
from asbcases.administration.transitions.people import (
    Particulars,
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    set_leave,
    suspend_user,
)
from asbcases.administration.transitions.policies import (
    add_holiday,
    end_policy,
    load_policies,
    set_policy,
    withdraw_holiday,
)

__all__ = [
    "Particulars",
    "add_holiday",
    "change_user",
    "end_policy",
    "enrol_user",
    "load_policies",
    "renew_sign_in",
    "restore_user",
    "save_agency",
    "save_team",
    "set_leave",
    "set_policy",
    "suspend_user",
    "withdraw_holiday",
]
