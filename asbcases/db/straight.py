"""Statements asked of the server straight by libpq, each prepared once: for whoever asks the same ones many times.

A cursor is made for each statement else, and finds out anew how to say its values and how to read its columns, which
takes longer than a short statement itself.
"""

import re
from itertools import count
from typing import Any

from psycopg import Connection
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

MARK = re.compile("%s|%%")
# No name is given twice: what was prepared outlives a transaction that is rolled back.
NUMBERS = count(1)


class Straight:
    """The statements of one connection; they are asked within a transaction that has begun."""

    def __init__(self, raw: "Connection[Any]") -> None:
        self._raw, self._server = raw, raw.pgconn
        self._statements: dict[str, _Statement] = {}

    def rows(self, sql: str, values: Any) -> list[Any]:
        """Return the rows that a statement finds with these values."""
        statement = self._statements.get(sql)
        if statement is None:
            statement = self._statements[sql] = _Statement(sql, Transformer(self._raw))
        known = statement.values
        said = known.dump_sequence(values, [PyFormat.AUTO] * len(values))
        name = statement.names.get(known.types) or self._prepare(statement)
        found = self._server.exec_prepared(name, said, known.formats)
        if found.status != ExecStatus.TUPLES_OK:
            raise error_from_result(found, encoding=known.encoding)
        known.set_pgresult(found)
        rows: list[Any] = known.load_rows(0, found.ntuples, tuple)
        return rows

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


class _Statement:
    """A statement in PostgreSQL's own writing, under its name for each set of types, and how its values are said."""

    def __init__(self, sql: str, values: Any) -> None:
        numbers = count(1)
        text = MARK.sub(lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", sql)
        self.text, self.values = text.encode(), values
        self.names: dict[tuple[int, ...] | None, bytes] = {}
