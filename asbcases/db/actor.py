"""Who acts: every transaction tells the database, and row security answers to that name."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from psycopg.pq import TransactionStatus

_actor: ContextVar[str] = ContextVar("asb_actor", default="")

ANONYMOUS = "anonymous"
TELL = "SELECT set_config('asb.actor', %s, true)"


def current() -> str:
    """Return the name of who acts: a user's id, `system:<service>`, `anonymous`, or nothing."""
    return _actor.get()


@contextmanager
def acting(actor: str) -> Iterator[None]:
    """Act as this user or service; a transaction that is already open is told at once."""
    before = _actor.get()
    if actor == before:
        # Whatever transaction is open was told already.
        try:
            yield
        finally:
            act_as(before)
        return
    token = _actor.set(actor)
    _tell_open_transaction(actor)
    try:
        yield
    finally:
        _actor.reset(token)
        _tell_open_transaction(before)


def act_as(actor: str) -> None:
    """Act as another from here on, until the `acting` around it ends: for whoever plays many people in one transaction."""
    if actor != _actor.get():
        _actor.set(actor)
        _tell_open_transaction(actor)


def _tell_open_transaction(actor: str) -> None:
    if not connection.in_atomic_block or connection.needs_rollback:
        return
    if getattr(connection, "straight", None):
        # It asks who acts before each statement, and tells that where it is another than before.
        return
    # A statement has just failed: the transaction only waits for its rollback and takes no more.
    if connection.connection.info.transaction_status != TransactionStatus.INERROR:
        tell(connection, actor)


def tell(wrapper: Any, actor: str) -> None:
    """Set the actor until the open transaction of this connection ends."""
    # Not by Django's own cursor: it would begin a savepoint or log a query that nobody asked for.
    with wrapper.wrap_database_errors, wrapper.connection.cursor() as cursor:
        cursor.execute(TELL, [actor])
