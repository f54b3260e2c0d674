"""What an administrator types: the shape of it, and faults beside the field where they are mended."""

from asbcases.administration.forms.limits import LimitEndForm, LimitForm
from asbcases.administration.forms.people import (
    AgencyEditForm,
    AgencyForm,
    LeaveForm,
    NewUserForm,
    ReasonForm,
    SearchForm,
    TeamEditForm,
    TeamForm,
    TeamSearchForm,
    UserForm,
)
from asbcases.administration.forms.policies import EndForm, HolidayForm, VersionForm
from asbcases.administration.forms.rota import ImportForm, RotaFilter, ShiftForm

__all__ = [
    "AgencyEditForm",
    "AgencyForm",
    "EndForm",
    "HolidayForm",
    "ImportForm",
    "LeaveForm",
    "LimitEndForm",
    "LimitForm",
    "NewUserForm",
    "ReasonForm",
    "RotaFilter",
    "SearchForm",
    "ShiftForm",
    "TeamEditForm",
    "TeamForm",
    "TeamSearchForm",
    "UserForm",
    "VersionForm",
]
