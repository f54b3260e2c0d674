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

__all__ = [
    "Particulars",
    "change_user",
    "enrol_user",
    "renew_sign_in",
    "restore_user",
    "save_agency",
    "save_team",
    "set_leave",
    "suspend_user",
]
