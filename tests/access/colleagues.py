"""What each of the cast is answered on the pages of who keeps the accounts of an agency: Dev does, of Eastlight Homes."""

from collections.abc import Callable
from typing import Any

ANSWERS = """
# --- The accounts of one's own agency
colleague_list       GET    403   403   403   200   403   302   403   403   403   403   403   403   403   Dina Ray
colleague_new        GET    403   403   403   200   403   302   403   403   403   403   403   403   403   name="username"
colleague_new        POST   403   403   403   302   403   302   403   403   403   403   403   403   403   -
colleague_edit       GET    403   403   403   200   403   302   403   403   403   403   403   403   403   Dina Ray
colleague_edit       POST   403   403   403   302   403   302   403   403   403   403   403   403   403   -
colleague_link       GET    403   403   403   200   403   302   403   403   403   403   403   403   403   Dina Ray
colleague_link       POST   403   403   403   200   403   302   403   403   403   403   403   403   403   Dina Ray
colleague_suspend    GET    403   403   403   200   403   302   403   403   403   403   403   403   403   Dina Ray
colleague_suspend    POST   403   403   403   302   403   302   403   403   403   403   403   403   403   -
colleague_restore    GET    403   403   403   200   403   302   403   403   403   403   403   403   403   Dan Left
colleague_restore    POST   403   403   403   302   403   302   403   403   403   403   403   403   403   -
"""
STATED = {"name": "Dina Ray-Jones", "email": "dina@homes.example"}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "colleague_new": lambda county: {**STATED, "username": "dora"},
    "colleague_edit": lambda county: {**STATED, "version": 1},
    "colleague_link": lambda county: {},
    "colleague_suspend": lambda county: {"reason": "Left the landlord", "version": 1},
    "colleague_restore": lambda county: {"reason": "Came back", "version": 1},
}
