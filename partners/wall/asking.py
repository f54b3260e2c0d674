"""Asking as somebody, inside a transaction that is never kept: what came back, by which statements and which plans."""

import logging  # noqa: TID251  what is refused is no news here
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.test import Client

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import KNOWN
from asbcases.db.actor import acting
from partners.wall.routes import Address
from partners.wall.rules import Answer, without, without_what_is_new

A_DAY = 86_400
# What a statement begins with that has a plan.
FIGURES = re.compile(r"\d+")
PLANNED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class Asker:
    """A browser in which somebody is signed in; whatever an answer wrote is undone before the next question."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client(raise_request_exception=False, HTTP_HOST=_host(), headers={"accept": "*/*"})
        self.session = _session_of(user)
        self.plans: dict[tuple[str, str], str] = {}

    def ask(
        self,
        address: Address,
        query: Mapping[str, str] | None = None,
        *,
        plans: bool = False,
        send: str = "",
    ) -> tuple[Answer, str]:
        """Return the answer as it is compared with others, and its text as it came.

        `send` asks by POST, and names the field of the form that holds the word of the question.
        """
        words = [(query or {}).get(send, "")] if send else (query or {}).values()
        asked = (*address.asked, *words)
        statements: list[tuple[str, Any]] = []
        # Whatever the answer before said of cookies.
        self.client.cookies.clear()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with undone(), only(_noting(statements)):
            ask = self.client.post if send else self.client.get
            response = ask(address.path, query or {}, secure=settings.SECURE_SSL_REDIRECT)
            text = _text_of(response)
        shapes = self._plans_of(statements, asked) if plans else ()
        compared = without(without_what_is_new(text), asked)
        headed = f"{response.headers.get('Location', '')} {response.headers.get('Content-Type', '')}"
        body = f"{without(headed, asked)}\n{compared}"
        return Answer(
            response.status_code, body, tuple(without(sql, asked) for sql, _ in statements), shapes
        ), text

    def _plans_of(self, statements: list[tuple[str, Any]], asked: tuple[str, ...]) -> tuple[str, ...]:
        with acting(str(self.user.pk)):
            return tuple(without(self._plan_of(sql, given), asked) for sql, given in statements)

    def _plan_of(self, sql: str, given: Any) -> str:
        """Return the shape of the plan of a statement, asked once for the same values."""
        key = (sql, repr(given))
        if key not in self.plans:
            with undone(), only(), connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", given)
                self.plans[key] = FIGURES.sub("0", "\n".join(row[0] for row in cursor.fetchall()))
        return self.plans[key]


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Hold one transaction open in which everybody is asked, and undo it at the end; no log is written of what is refused."""
    logging.disable()
    try:
        with undone():
            yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end of the block whatever is written in it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def only(*wrappers: Any) -> Iterator[None]:
    """Have statements pass these alone: what else tells histories by whom a row was changed writes into the statement."""
    before, connection.execute_wrappers = connection.execute_wrappers, list(wrappers)
    try:
        yield
    finally:
        connection.execute_wrappers = before


def _noting(statements: list[tuple[str, Any]]) -> Any:
    """Return what notes each statement that has a plan."""

    def note(execute: Any, sql: str, given: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(PLANNED):
            statements.append((sql, given))
        return execute(sql, given, many, context)

    return note


def _text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(body.decode(errors="replace"))


def _session_of(user: User) -> str:
    """Return the key of a session in which somebody is signed in; it goes with the transaction."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    # The wall is knocked on from behind the sign-in, code and all.
    session[KNOWN] = True
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    _have_shown_lately(session, user)
    session.save()
    return str(session.session_key)


def _have_shown_lately(session: Any, user: User) -> None:
    """Note in a session that its person has shown who they are, for as long as the walk takes."""
    request: Any = SimpleNamespace(session=session)
    record_authentication(request, user, "password", reauthenticated=True)
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += A_DAY


def _host() -> str:
    named = [host for host in settings.ALLOWED_HOSTS if host[:1] not in ("*", ".")]
    return named[0] if named else "localhost"
