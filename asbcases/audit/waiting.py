"""Events that wait and are written many at once: for a county, which is one transaction of many acts by many people.

Each is numbered when it is recorded and added as whoever acted then, by the policies that held then: what takes from
what somebody may see has the events that wait written first, and so has whatever reads the record.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection

from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting, current

COLUMNS = [field.attname for field in AuditEvent._meta.concrete_fields]
_NAMES = ", ".join(COLUMNS)
ADD = (
    f"INSERT INTO audit_auditevent ({_NAMES}) "  # noqa: S608  names of columns, none of them told by anybody
    f"SELECT {_NAMES} FROM json_populate_recordset(NULL::audit_auditevent, %s::json)"
)
NUMBERS = "SELECT nextval('audit_auditevent_id_seq') FROM generate_series(1, 200)"
# Before which statements the events that wait are written: what reads them, what changes who sees what, and a savepoint.
WANTED = re.compile(
    r'(FROM|JOIN|UPDATE) "?audit_auditevent"?|(UPDATE|DELETE FROM) "?(accounts_|cases_accessgrant)'
    r'|INTO "?cases_restriction"?|UPDATE "cases_(report|incident|case)" SET .*"district_id" = |SAVEPOINT'
)
OWN_WANTED = re.compile(r"asb_let_out_again")
# Others who add events take later numbers than those that wait, and earlier ones than those that follow.
ADDED_BY_OTHERS = re.compile(r"INTO audit_auditevent \(")
UNDONE = re.compile(r"ROLLBACK TO SAVEPOINT")
_waiting: ContextVar["Waiting | None"] = ContextVar("asb_waiting_events", default=None)


@contextmanager
def written_together() -> Iterator[None]:
    """Have the events recorded within wait for one another; an error drops them, as the transaction drops the rest."""
    waiting = Waiting()
    with connection.execute_wrapper(waiting):
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        waiting.write()


def write(event: AuditEvent) -> None:
    """Write an event, or have it wait for others within `written_together`."""
    waiting = _waiting.get()
    if waiting is None:
        event.save()
    else:
        waiting.add(event)


class Waiting:
    """The events that wait, by who added them, and the numbers that the next ones get."""

    def __init__(self) -> None:
        self.events: dict[str, list[str]] = defaultdict(list)
        self.numbers: list[int] = []
        self.before: dict[str, Callable[[], None] | None] = {ADD: None, NUMBERS: None}

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Run a statement, after what has to be done before it."""
        if sql not in self.before:
            self.before[sql] = self._before(str(sql))
        if before := self.before[sql]:
            before()
        return execute(sql, params, many, context)

    def _before(self, sql: str) -> Callable[[], None] | None:
        """Return what has to be done before a statement, if anything."""
        answers: dict[re.Pattern[str], Callable[[], None]] = {
            UNDONE: self.events.clear,
            WANTED: self.write,
            OWN_WANTED: self.write_own,
            ADDED_BY_OTHERS: self.numbers.clear,
        }
        return next((answer for what, answer in answers.items() if what.search(sql)), None)

    def add(self, event: AuditEvent) -> None:
        """Number an event and have it wait, as it stands now."""
        if not self.numbers:
            self.numbers.extend(_numbers())
        event.pk = self.numbers.pop()
        event._state.adding, event._state.db = False, connection.alias
        columns = {name: getattr(event, name) for name in COLUMNS}
        self.events[current()].append(json.dumps(columns, default=datetime.isoformat))

    def write(self) -> None:
        """Write all that wait, each as whoever added it."""
        for actor in list(self.events):
            self._write(actor)

    def write_own(self) -> None:
        """Write those that were added by who acts now."""
        self._write(current())

    def _write(self, actor: str) -> None:
        if rows := self.events.pop(actor, None):
            with acting(actor):
                _add(f"[{','.join(rows)}]", len(rows))


def _add(rows: str, number: int) -> None:
    """Add so many events; who asks straight goes on meanwhile."""
    if straight := connection.straight:  # type: ignore[attr-defined]
        with connection.wrap_database_errors:
            straight.send(ADD, [rows], number)
        return
    with connection.cursor() as cursor:
        cursor.execute(ADD, [rows])


def _numbers() -> list[int]:
    """Return the next numbers of events, the first one last."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS)
        return [number for (number,) in cursor.fetchall()][::-1]
