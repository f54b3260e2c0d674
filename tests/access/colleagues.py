"""What each of the cast is answered on the pages of who keeps the accounts of an agency: Dev does, of Eastlight Homes."""

from collections.abc import Callable, Mapping
from typing import Any

from asbcases.accounts.models import User
from asbcases.web.api.etags import etag_of

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
api_colleagues       GET    403   403   403   200   403   401   403   403   403   403   403   403   403   Dina Ray
api_colleagues       POST   403   403   403   201   403   401   403   403   403   403   403   403   403   -
api_colleague        GET    403   403   403   200   403   401   403   403   403   403   403   403   403   Dina Ray
api_colleague_change  POST   403   403   403   200   403   401   403   403   403   403   403   403   403   Dina Ray-Jones
api_colleague_link   POST   403   403   403   200   403   401   403   403   403   403   403   403   403   Dina Ray
api_colleague_suspend  POST   403   403   403   200   403   401   403   403   403   403   403   403   403   Dina Ray
api_colleague_restore  POST   403   403   403   200   403   401   403   403   403   403   403   403   403   Dan Left
"""
STATED = {"name": "Dina Ray-Jones", "email": "dina@homes.example"}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "colleague_new": lambda county: {**STATED, "username": "dora"},
    "colleague_edit": lambda county: {**STATED, "version": 1},
    "colleague_link": lambda county: {},
    "colleague_suspend": lambda county: {"reason": "Left the landlord", "version": 1},
    "colleague_restore": lambda county: {"reason": "Came back", "version": 1},
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_colleagues": FORMS["colleague_new"],
    "api_colleague_change": lambda county: STATED,
    "api_colleague_link": lambda county: {},
    "api_colleague_suspend": lambda county: {"reason": "Left the landlord"},
    "api_colleague_restore": lambda county: {"reason": "Came back"},
}


def colleagues_by_route(people: Mapping[str, User]) -> dict[str, User]:
    """Return whose account each route is asked for: Dina's, and to be restored Dan's."""
    dina, dan = people["dina"], people["dan"]
    of_dina = ("colleague", *(f"api_colleague{act}" for act in ("", "_change", "_link", "_suspend")))
    of_tokens = dict.fromkeys(("token_list_of", "token_new_of", "token_revoke_of"), people["box"])
    of_dan = dict.fromkeys(("colleague_restore", "api_colleague_restore"), dan)
    return {**dict.fromkeys(of_dina, dina), **of_dan, **of_tokens}


def _as_read(name: str) -> Callable[[Any], dict[str, str]]:
    return lambda county: {"If-Match": etag_of(county.people[name])}


HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {
    "api_colleague_change": _as_read("dina"),
    "api_colleague_suspend": _as_read("dina"),
    "api_colleague_restore": _as_read("dan"),
}
