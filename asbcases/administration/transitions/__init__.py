"""What an administrator does: one function a verb."""

from asbcases.administration.transitions.bodies import save_agency, save_team
from asbcases.administration.transitions.limits import SignOff, add_legal_limit, end_legal_limit
from asbcases.administration.transitions.people import (
    Particulars,
    change_user,
    enrol_user,
    keep_own_authenticator,
    renew_sign_in,
    restore_user,
    set_leave,
    suspend_user,
    take_off_authenticator,
)
from asbcases.administration.transitions.policies import (
    Change,
    add_holiday,
    choices_of,
    end_policy,
    in_words,
    load_policies,
    set_policy,
    withdraw_holiday,
)
from asbcases.administration.transitions.rota import (
    Hours,
    LinesRefused,
    cancel_shift,
    how_many,
    may_keep_rota_of,
    set_shift,
    set_shifts,
)
from asbcases.administration.transitions.tokens import Made, longest_days, make_token, revoke_token

__all__ = [
    "Change",
    "Hours",
    "LinesRefused",
    "Made",
    "Particulars",
    "SignOff",
    "add_holiday",
    "add_legal_limit",
    "cancel_shift",
    "change_user",
    "choices_of",
    "end_legal_limit",
    "end_policy",
    "enrol_user",
    "how_many",
    "in_words",
    "keep_own_authenticator",
    "load_policies",
    "longest_days",
    "make_token",
    "may_keep_rota_of",
    "renew_sign_in",
    "restore_user",
    "revoke_token",
    "save_agency",
    "save_team",
    "set_leave",
    "set_policy",
    "set_shift",
    "set_shifts",
    "suspend_user",
    "take_off_authenticator",
    "withdraw_holiday",
]
