"""Tokens of the API: made by a person for themselves, or for a program by who keeps its account; and revoked."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from asbcases.accounts.models import Token, User
from asbcases.accounts.rules import objection_to_token
from asbcases.accounts.tokens import digest_of, in_force, new_secret
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on


class Made(NamedTuple):
    """A new token, and what its program is to send: nobody can be told it again."""

    token: Token
    secret: str


def longest_days(user: User, now: datetime) -> int:
    """Return for how many days policy lets a token of this account last."""
    qualifier = "program" if user.is_program else "person"
    return int(limit_on("token.days", qualifier, london_day(now)).value)


@transaction.atomic
def make_token(
    user: User,
    *,
    name: str,
    scopes: Collection[str],
    days: int,
    factor_shown: bool,
    by: User,
    now: datetime,
) -> Made:
    """Make a token of an account and return it with its secret; `factor_shown` is whether a second factor was."""
    user = locked(user)
    _must_be_for(user, by)
    name = name.strip()
    objection = objection_to_token(name, scopes, days, longest_days(user, now))
    if objection:
        raise Refused(objection)
    if in_force(now).filter(user=user, name=name).exists():
        raise Refused(f"There is a token called {name} already: revoke it first, or choose another name.")
    secret = new_secret()
    token = Token.objects.create(
        user=user, name=name, scopes=sorted(set(scopes)), digest=digest_of(secret),
        factor_shown=user.is_program or factor_shown, made_at=now, made_by=by,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    _record(Verb.TOKEN_MADE, token, by=by, now=now)
    return Made(token, secret)


@transaction.atomic
def revoke_token(token: Token, *, by: User | None, now: datetime) -> Token:
    """End a token with its next request, and return it; one that was revoked already stays as it is."""
    token = locked(token)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now, by
        token.save(update_fields=["revoked_at", "revoked_by"])
        _record(Verb.TOKEN_REVOKED, token, by=by, now=now)
    return token


def revoke_tokens_of(user: User, *, by: User | None, now: datetime) -> None:
    """End every token of an account with its sign-in."""
    for token in in_force(now).filter(user=user).order_by("pk"):
        revoke_token(token, by=by, now=now)


def _must_be_for(user: User, by: User) -> None:
    """Refuse a token by which somebody would act under another person's name."""
    if user != by and not user.is_program:
        raise Refused(
            f"{user.name} is a person, who makes their own tokens: make an account for the program."
        )
    if not user.is_active:
        raise Refused(f"{user.name} is suspended: restore the account first.")


def _record(verb: Verb, token: Token, *, by: User | None, now: datetime) -> None:
    data: dict[str, object] = {
        "token": token.name,
        "number": token.pk,
        "name": token.user.name,
        "user": token.user_id,
        "scopes": token.scopes,
        "expires_at": token.expires_at.isoformat(),
    }
    record(verb, by=by, now=now, data=data)
