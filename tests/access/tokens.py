"""What each of the cast is answered on the pages of tokens: their own, Amira's one, and those of a program of Eastlight Homes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.test import Client

from asbcases.accounts.choices import Scope
from asbcases.accounts.models import User
from asbcases.administration.transitions import make_token

ANSWERS = """
# --- Tokens of the API
token_list           GET    200   200-  200-  200-  200-  302   200-  200-  200-  200-  200-  200-  200-  Her own copy
token_new            GET    200-  200-  200-  200-  200-  302   200-  200-  200-  200-  200-  200-  200-  -
token_new            POST   200-  200-  200-  200-  200-  302   200-  200-  200-  200-  200-  200-  200-  -
token_revoke         POST   302   404   404   404   404   302   404   404   404   404   404   404   404   -
token_list_of        GET    403   403   403   200   403   302   403   403   403   403   403   403   200   Nightly figures
token_new_of         GET    403   403   403   200   403   302   403   403   403   403   403   403   200   Housing system
token_new_of         POST   403   403   403   200   403   302   403   403   403   403   403   403   200   Housing system
token_revoke_of      POST   403   403   403   302   403   302   403   403   403   403   403   403   302   -
"""


def _new(county: Any) -> dict[str, Any]:
    return {"name": "Nightly copy", "scopes": [Scope.READ.value], "days": 30}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "token_new": _new,
    "token_new_of": _new,
    "token_revoke": lambda county: {},
    "token_revoke_of": lambda county: {},
}


def numbers_of_tokens(people: Mapping[str, User], now: datetime) -> dict[str, int]:
    """Return which token each route is asked to revoke."""
    stated: dict[str, Any] = {"scopes": [Scope.READ], "days": 30, "factor_shown": True}
    own = make_token(people["amira"], name="Her own copy", **stated, by=people["amira"], now=now)
    of_program = make_token(people["box"], name="Nightly figures", **stated, by=people["dev"], now=now)
    return {"token_revoke:number": own.token.pk, "token_revoke_of:number": of_program.token.pk}


def prove(client: Client, user: User) -> None:
    """Have a browser's session know that its person has shown lately who they are, for as long as the tests take."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, "password", reauthenticated=True)
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 86400
    session.save()
