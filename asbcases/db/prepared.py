"""Statements that are compiled and planned once: for a long transaction that asks the same things again and again.

Row security makes a short statement long, and PostgreSQL plans it anew each time: that took half of its time. Django
compiles it anew each time, which took a third of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import TransactionStatus

from asbcases.db.changing import ONCE

HISTORY = "SELECT set_config('pghistory.context_id'"


@contextmanager
def planned_once() -> Iterator[None]:
    """Have the server plan every statement of this transaction once, whatever its values, and keep it for the next such."""
    raw: Any = connection.connection
    features: Any = connection.features
    ops: Any = connection.ops
    wrapper: Any = connection
    with pghistory.context(), connection.execute_wrapper(_HistoryApart()):
        features.uses_server_side_binding = True
        ops.compiler_module, ops._cache = "asbcases.db.compiled", None
        raw.cursor_factory, before = ServerBindingCursor, raw.cursor_factory
        wrapper.straight = wrapper.lasting_straight()
        _run(ONCE)
        try:
            yield
            with connection.wrap_database_errors:
                wrapper.straight.ready()
        finally:
            wrapper.straight.undo()
            # Whoever adds rows meanwhile takes later ones.
            wrapper.straight.numbers.clear()
            if not connection.needs_rollback and raw.info.transaction_status != TransactionStatus.INERROR:
                _run("SET LOCAL plan_cache_mode = auto")
            wrapper.straight = None
            raw.cursor_factory = before
            features.uses_server_side_binding = False
            del ops.compiler_module
            ops._cache = None


def plan_anew() -> None:
    """Have the server plan every statement once more: what it plans while a table is empty is for an empty one."""
    _run("DISCARD PLANS")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


class _HistoryApart:
    """Tells the database what its history is about when that changes, not before each statement: one at a time is planned."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if isinstance(sql, str) and sql.startswith(HISTORY):
            telling, sql = sql.split("; ", 1)
            params, told = self._apart(params)
            if told != self.told:
                self.told = told
                execute(telling, told, False, context)
        return execute(sql, params, many, context)

    def _apart(self, params: Any) -> tuple[Any, Any]:
        """Return the statement's own values, and those of the history."""
        if not isinstance(params, dict):
            return params[2:], params[:2]
        own = {name: value for name, value in params.items() if not name.startswith("pghistory__")}
        return own, {name: value for name, value in params.items() if name not in own}
