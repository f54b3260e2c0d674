"""Statements asked of the server straight by libpq, each prepared once: for whoever asks the same ones many times.

A cursor of psycopg finds out anew for each statement how to say its values and how to read its columns, which takes
longer than a short statement itself. A change of which nothing comes back is sent, and its end awaited only before the
next statement; who acts is told where it is another than the statement before was told.
"""

import re
from collections.abc import Iterator
from itertools import count, islice
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import DatabaseError, error_from_result
from psycopg.pq import ExecStatus

from asbcases.db.actor import TELL, current

MARK = re.compile("%s|%%")
# No name is given twice: what was prepared outlives a transaction that is rolled back.
NUMBERS = count(1)


class Answer(NamedTuple):
    """What came of a statement: its rows, none where it returns none, how many it found, added or changed, and as libpq has it."""

    rows: list[Any]
    number: int
    returns: bool
    found: Any = None


class Sent(NamedTuple):
    """What was sent: how its values were said, and how many rows it is to add or change."""

    known: Any
    number: int


class Straight:
    """The statements of one connection; they are asked within a transaction that has begun."""

    def __init__(self, raw: "Connection[Any]") -> None:
        self.raw, self._server = raw, raw.pgconn
        self._statements: dict[str, _Statement] = {}
        # As whom the server takes who acts, where that is known; and what was sent, of which the end is awaited.
        self._told: str | None = None
        # The next numbers of the rows of each table, the last first.
        self.numbers: dict[str, list[int]] = {}
        # What the history of a change was last told that it is part of.
        self.history: dict[str, Any] | None = None
        self._sent: Sent | None = None

    def rows(self, sql: str, values: Any) -> list[Any]:
        """Return the rows that a statement finds with these values."""
        return self.answer(sql, values).rows

    def answer(self, sql: str, values: Any) -> Answer:
        """Return what comes of a statement with these values."""
        self.ready()
        name, said, known = self._said(sql, values)
        found = self._server.exec_prepared(name, said, known.formats)
        if found.status == ExecStatus.COMMAND_OK:
            return Answer([], found.command_tuples or 0, returns=False)
        if found.status != ExecStatus.TUPLES_OK:
            raise error_from_result(found, encoding=known.encoding)
        known.set_pgresult(found)
        return Answer(known.load_rows(0, found.ntuples, tuple), found.ntuples, returns=True, found=found)

    def send(self, sql: str, values: Any, number: int = 1) -> None:
        """Have the server add or change so many rows while we go on; what it refuses is an error of the next statement."""
        self.ready()
        name, said, known = self._said(sql, values)
        self._server.send_query_prepared(name, said, known.formats)
        while self._server.flush():
            pass
        self._sent = Sent(known, number)

    def ready(self) -> None:
        """Have the server be ready for a statement: done with what was sent, and told who acts."""
        if self._sent:
            self._await(self._sent)
        if self._told != (actor := current()):
            self._told = actor
            name, said, known = self._said(TELL, [actor])
            told = self._server.exec_prepared(name, said, known.formats)
            if told.status != ExecStatus.TUPLES_OK:
                raise error_from_result(told, encoding=known.encoding)

    def undo(self) -> None:
        """Pass over what was sent and said: both are undone, and so may be an error of what was sent."""
        self._told = self.history = None
        if self._sent:
            self._ended()

    def _await(self, sent: "Sent") -> None:
        """Wait for the end of what was sent."""
        found = self._ended()
        if found.status != ExecStatus.COMMAND_OK:
            raise error_from_result(found, encoding=sent.known.encoding)
        if found.command_tuples != sent.number:
            raise DatabaseError(f"{sent.number} rows were sent, and {found.command_tuples} added or changed.")

    def _ended(self) -> Any:
        """Return what came of what was sent."""
        self._sent, found = None, self._server.get_result()
        while self._server.get_result():
            pass
        return found

    def _said(self, sql: str, values: Any) -> tuple[bytes, Any, Any]:
        """Return the name of a statement, its values as they are said, and what says them."""
        statement = self._statements.get(sql)
        if statement is None:
            statement = self._statements[sql] = _Statement(sql, Transformer(self.raw))
        known = statement.values
        said = known.dump_sequence(values, [PyFormat.AUTO] * len(values))
        return statement.names.get(known.types) or self._prepare(statement), said, known

    def cursor(self) -> "StraightCursor":
        """Return a cursor that asks straight."""
        return StraightCursor(self, self.raw)

    def _prepare(self, statement: "_Statement") -> bytes:
        """Prepare a statement for values of these types, and return its name."""
        types, name = statement.values.types, b"asb_%d" % next(NUMBERS)
        made = self._server.prepare(name, statement.text, types)
        if made.status != ExecStatus.COMMAND_OK:
            raise error_from_result(made, encoding=statement.values.encoding)
        statement.names[types] = name
        return name


def straight_of(connection: Any) -> Straight:
    """Return how statements are asked straight of the server of a connection of Django's."""
    straight: Straight = connection.straight
    return straight


class StraightCursor:
    """A cursor for Django's own, which asks what has its values in a row; the rest one of psycopg's does."""

    # A name has only one that fetches from the server by and by.
    name = None

    def __init__(self, straight: Straight, raw: "Connection[Any]") -> None:
        self.connection = raw
        self._straight = straight
        self._other: Any = None
        self._answer = Answer([], -1, returns=False)
        self._left: Iterator[Any] = iter(())

    def execute(self, sql: Any, values: Any = None) -> "StraightCursor":
        """Run a statement."""
        undoing = isinstance(sql, str) and sql.startswith("ROLLBACK")
        if undoing or not isinstance(sql, str) or not isinstance(values, list | tuple):
            if undoing:
                self._straight.undo()
            else:
                self._straight.ready()
            self._other = self.connection.cursor()
            self._other.execute(sql, values)
            return self
        self._other = None
        self._answer = self._straight.answer(sql, values)
        self._left = iter(self._answer.rows)
        return self

    @property
    def rowcount(self) -> int:
        """Return how many rows the statement found, added or changed."""
        return int(self._other.rowcount) if self._other else self._answer.number

    @property
    def description(self) -> Any:
        """Return the columns of what was found, each by its name first; None where nothing comes back."""
        if self._other:
            return self._other.description
        found = self._answer.found
        return [(found.fname(place).decode(),) for place in range(found.nfields)] if found else None

    def fetchone(self) -> Any:
        """Return the next row; None after the last."""
        return self._other.fetchone() if self._other else next(self._left, None)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._other.fetchall() if self._other else self._left)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """Return so many of the rows that are left."""
        return list(self._other.fetchmany(size) if self._other else islice(self._left, size))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._other or self._left)

    def executemany(self, sql: Any, values: Any) -> None:
        """Run a statement once for each row of values."""
        self._straight.ready()
        self._other = self.connection.cursor()
        self._other.executemany(sql, values)

    def nextset(self) -> Any:
        """Go on to the next answer; what was asked straight has one."""
        return self._other.nextset() if self._other else None

    def close(self) -> None:
        """Let go of what was found."""
        self._left = iter(())

    def __enter__(self) -> "StraightCursor":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Statement:
    """A statement in PostgreSQL's own writing, under its name for each set of types, and how its values are said."""

    def __init__(self, sql: str, values: Any) -> None:
        numbers = count(1)
        text = MARK.sub(lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", sql)
        self.text, self.values = text.encode(), values
        self.names: dict[tuple[int, ...] | None, bytes] = {}
