"""Compiles what adds or changes one row once for its columns, and sends it: the row's number is drawn before it is added.

Used within `planned_once`. Whatever else there is, Django compiles itself and waits for.
"""

from collections.abc import Hashable
from typing import Any

from django.db.backends.postgresql.compiler import SQLInsertCompiler as PlainInsertCompiler
from django.db.backends.postgresql.compiler import SQLUpdateCompiler as PlainUpdateCompiler
from django.db.models.expressions import Col
from django.db.models.lookups import Exact
from django.db.models.sql.constants import ROW_COUNT
from pghistory import runtime
from psycopg.types.json import Jsonb

from asbcases.db.numbered import NUMBERED
from asbcases.db.straight import straight_of

# Of the record some may wait to be written: whoever adds to it, or takes from what somebody may see, is heard by those
# who wait, and so is whoever changes people, grants or the district of a record.
HEARD = "audit_auditevent"
ADDING_HEARD = (HEARD, "cases_restriction")
CHANGING_HEARD = ("accounts_", HEARD, "cases_accessgrant", "cases_restriction")
FEW, MANY = 4, 64
# A statement that history is told with, and that is in force anyway.
ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"
DRAW = "SELECT nextval(pg_get_serial_sequence(%s, %s)::regclass) FROM generate_series(1, %s)"

_adding: dict[Hashable, tuple[str, Any]] = {}
_changing: dict[Hashable, str | None] = {}


class SQLInsertCompiler(PlainInsertCompiler):
    """Django's compiler of what is added, which knows the statement again that adds one row with the same columns."""

    def execute_sql(self, returning_fields: Any = None) -> list[Any]:  # type: ignore[override]
        """Add the row and return what the database made of it, as its key."""
        query: Any = self.query
        table = query.get_meta().db_table
        fitting = returning_fields and query.fields and len(query.objs) == 1 and not query.raw
        values = [self._value(field) for field in query.fields] if fitting and not query.on_conflict else None
        if values is None or table in ADDING_HEARD or any(hasattr(value, "as_sql") for value in values):
            # Others may add to it here, and the numbers that follow are to be later ones.
            straight_of(self.connection).numbers.pop(table, None)
            return super().execute_sql(returning_fields)
        shape = (query.model, tuple(query.fields), tuple(returning_fields))
        if shape not in _adding:
            _adding[shape] = self._statement(returning_fields)
        known = _adding[shape]
        with self.connection.wrap_database_errors:
            if known[1] is None:
                return [(self._sent(known[0], table, values),)]
            rows = straight_of(self.connection).rows(known[0], values)
        return list(self.apply_converters(rows, known[1])) if known[1] else rows

    def _value(self, field: Any) -> Any:
        return self.prepare_value(field, self.pre_save_val(field, self.query.objs[0]))

    def _sent(self, sql: str, table: str, values: list[Any]) -> int:
        """Have a row added under the next number of its table, and return that."""
        straight = straight_of(self.connection)
        left = straight.numbers.get(table)
        if not left:
            how_many = FEW if left is None else MANY
            rows = straight.rows(DRAW, [f'"{table}"', self.query.get_meta().pk.column, how_many])
            left = straight.numbers[table] = [number for (number,) in rows][::-1]
        number: int = left.pop()
        straight.send(sql, [number, *values])
        return number

    def _statement(self, returning_fields: Any) -> tuple[str, Any]:
        """Return the statement, and how what comes back is read; None where nothing but the number would."""
        self.returning_fields = returning_fields
        ((sql, _),) = self.as_sql()
        meta = self.query.get_meta()
        if self._is_numbered(meta, returning_fields):
            own = self.connection.ops.quote_name(str(meta.pk.column))
            added = sql.partition(" RETURNING ")[0].replace(" (", f" ({own}, ", 1)
            return added.replace(" VALUES (", " VALUES (%s, ", 1), None
        return sql, self.get_converters([field.get_col(meta.db_table) for field in returning_fields])

    def _is_numbered(self, meta: Any, returning_fields: Any) -> bool:
        """Return whether a row takes the next number of its table, and nothing else is asked of it."""
        own = list(returning_fields) == [meta.pk] and meta.pk not in self.query.fields
        return own and meta.db_table in NUMBERED


class SQLUpdateCompiler(PlainUpdateCompiler):
    """Django's compiler of what is changed, which knows the statement again that changes these columns of one row."""

    query: Any

    def execute_sql(self, result_type: Any) -> int:  # type: ignore[override]
        """Change the row and return how many were: one, or the statement after it fails."""
        key, fields = self._key(), [field for field, _, _ in self.query.values]
        if result_type != ROW_COUNT or key is None or not self._fitting(fields):
            return super().execute_sql(result_type)
        values = [self._value(field, value) for field, _, value in self.query.values]
        shape = (self.query.model, tuple(fields), tuple(value is None for value in values))
        said = [*(value for value in values if value is not None), key]
        if shape not in _changing:
            _changing[shape] = self._first_of(said)
        sql = _changing[shape]
        if sql is None:
            return super().execute_sql(result_type)
        self._tell_history()
        with self.connection.wrap_database_errors:
            straight_of(self.connection).send(sql, said)
        return 1

    def _tell_history(self) -> None:
        """Have the history of the change say what it is part of, where that is another than before."""
        straight, part_of = straight_of(self.connection), runtime._tracker.value.metadata
        if straight.history != part_of:
            straight.history = dict(part_of)
            with self.connection.cursor() as cursor:
                cursor.execute(ONCE)

    def _key(self) -> Any:
        """Return the key of the one row that is changed; None where it is not said by its key alone."""
        where: Any = self.query.where
        if where.negated or len(where.children) != 1 or self.query.related_updates or self.query.annotations:
            return None
        (one,) = where.children
        if not isinstance(one, Exact) or type(one.lhs) is not Col or not one.lhs.target.primary_key:
            return None
        if not isinstance(one.rhs, int) or one.lhs.alias != self.query.base_table:
            return None
        return one.process_rhs(self, self.connection)[1][0]

    def _fitting(self, fields: list[Any]) -> bool:
        """Return whether nobody has to be heard before such a change, and only values are set."""
        table = self.query.get_meta().db_table
        moved = table.startswith("cases_") and any(field.name == "district" for field in fields)
        computed = any(hasattr(value, "resolve_expression") for _, _, value in self.query.values)
        return bool(fields) and not moved and not computed and not table.startswith(CHANGING_HEARD)

    def _value(self, field: Any, value: Any) -> Any:
        if hasattr(value, "prepare_database_save"):
            value = value.prepare_database_save(field)
        return field.get_db_prep_save(value, connection=self.connection)

    def _first_of(self, said: list[Any]) -> str | None:
        """Return the statement, unless the values that Django says with it are others."""
        sql, own = self.as_sql()
        same = [type(one) for one in own] == [type(one) for one in said]
        return (
            sql
            if same and all(a == b or isinstance(a, Jsonb) for a, b in zip(own, said, strict=True))
            else None
        )
