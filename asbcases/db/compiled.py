"""Compiles a query once for each of its shapes: what differs are the values, and those are asked of the query each time.

Django compiles every query anew, which takes longer than to send it. Used within `planned_once`, as a county is built.
Only plain queries are known again: columns compared with values, and with what other plain queries find. Whatever else
there is, Django compiles itself, and so it does where its own values for the first query of a shape are not those that
are found here.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
)
from django.db.backends.postgresql.compiler import SQLCompiler as PlainCompiler
from django.db.models import Count, Exists, Value
from django.db.models.expressions import Col, NegatedExpression, Star
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    IsNull,
    LessThan,
    LessThanOrEqual,
)
from django.db.models.sql import Query
from django.db.models.sql.constants import GET_ITERATOR_CHUNK_SIZE, MULTI, SINGLE
from django.db.models.sql.where import WhereNode

from asbcases.db.changing import HEARD, SQLInsertCompiler, SQLUpdateCompiler
from asbcases.db.kept import kept
from asbcases.db.straight import straight_of

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]

COMPARING = (Exact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, In)
# Of a query: what says by its value alone what is asked.
STATED = (
    *("default_cols", "default_ordering", "standard_ordering", "extra_order_by", "low_mark", "high_mark"),
    *("distinct", "distinct_fields", "select_for_update", "select_for_update_nowait"),
    *("select_for_update_skip_locked", "select_for_update_of", "select_for_no_key_update", "alias_prefix"),
)
# And what makes it another than a plain one.
UNUSUAL = ("group_by", "combinator", "explain_info", "extra", "extra_tables", "_filtered_relations")
# What Django's compiler notes of a query while it compiles, and is asked for when the rows come.
NOTED = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select", "_meta_ordering")
# People, their teams and places: open to all, and read once by whoever keeps what hardly changes.
LASTING = "accounts_"


class _Unknown(Exception):  # noqa: N818  no error: the query is left to Django
    """Something in a query of which nothing is known here."""


@dataclass
class Compiled:
    """The statement of a shape, and what was noted of it."""

    sql: str
    noted: dict[str, Any]
    tables: frozenset[str]
    converters: dict[int, Any] | None = None


_compiled: dict[Hashable, Compiled | None] = {}


class SQLCompiler(PlainCompiler):
    """Django's compiler, which looks first whether the like was compiled before."""

    elide_empty: bool
    _known: Compiled | None = None
    _asked: tuple[str, Any] | None = None
    _tables: set[str]

    def execute_sql(
        self,
        result_type: Any = MULTI,
        chunked_fetch: bool = False,
        chunk_size: int = GET_ITERATOR_CHUNK_SIZE,
    ) -> Any:
        """Ask a statement that is known straight of the server; it changes nothing, and nobody listens to it."""
        try:
            self._asked = self.as_sql()
        except EmptyResultSet:
            return super().execute_sql(result_type, chunked_fetch, chunk_size)
        known, asked = self._known, self._asked
        if known is None or chunked_fetch or result_type not in (MULTI, SINGLE) or HEARD in known.tables:
            return super().execute_sql(result_type, chunked_fetch, chunk_size)
        if all(table.startswith(LASTING) for table in known.tables) and not self.query.select_for_update:
            rows = kept(asked, lambda: self._rows(*asked))
        else:
            rows = self._rows(*asked)
        if result_type == SINGLE:
            return rows[0] if rows else None
        return [rows]

    def _rows(self, sql: str, values: Any) -> list[Any]:
        with self.connection.wrap_database_errors:
            return straight_of(self.connection).rows(sql, values)

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, Any]:
        """Return the statement of a query, and its values."""
        if self._asked:
            asked, self._asked = self._asked, None
            return asked
        if not with_limits or with_col_aliases:
            return super().as_sql(with_limits, with_col_aliases)
        try:
            shape, values = self._shape()
        except (_Unknown, EmptyResultSet, FullResultSet):
            return super().as_sql()
        if shape not in _compiled:
            return self._first_of(shape, values)
        self._known = _compiled[shape]
        if self._known is None:
            return super().as_sql()
        self.__dict__.update(self._known.noted)
        return self._known.sql, tuple(values)

    def _first_of(self, shape: Hashable, values: list[Any]) -> tuple[str, Any]:
        sql, own = super().as_sql()
        same = list(own) == values and [type(one) for one in own] == [type(one) for one in values]
        noted = {name: getattr(self, name) for name in NOTED}
        _compiled[shape] = (
            Compiled(sql, noted, frozenset(self._tables)) if same and not self.has_extra_select else None
        )
        return sql, own

    def get_converters(self, expressions: Any) -> Any:
        """Return how what the database returns becomes what the fields hold."""
        if self._known is None:
            return super().get_converters(expressions)
        if self._known.converters is None:
            self._known.converters = super().get_converters(expressions)
        return self._known.converters

    def _shape(self) -> tuple[Hashable, list[Any]]:
        """Return what two queries have in common that are one statement with different values, and the values."""
        query, values = self.query, list[Any]()
        if not self.elide_empty or query.subquery:
            raise _Unknown
        if query.select_for_update and not self.connection.in_atomic_block:
            raise _Unknown
        self._tables = set[str]()
        return self._shape_of(query, values), values

    def _shape_of(self, query: Any, values: list[Any]) -> Hashable:
        """Return the shape of a query, or of one within it, and add its values in the order of the statement."""
        if type(query) is not Query or any(getattr(query, name) for name in UNUSUAL):
            raise _Unknown
        if not all(isinstance(name, str) for name in query.order_by):
            raise _Unknown
        self._tables |= {table.table_name for table in query.alias_map.values()}
        return (
            query.model,
            *(getattr(query, name) for name in STATED),
            query.order_by,
            (frozenset(query.deferred_loading[0]), query.deferred_loading[1]),
            _followed(query.select_related),
            tuple(map(_column, query.select)),
            None if query.selected is None else tuple(query.selected.items()),
            tuple(query.external_aliases.items()),
            tuple(self._marks(query, values)),
            tuple(_joins(query)),
            tuple(self._conditions(query.where, values)),
        )

    def _marks(self, query: Any, values: list[Any]) -> Iterator[Hashable]:
        """Yield what is selected beside columns: the mark by which it is asked whether there is any row, or how many are."""
        if query.annotation_select_mask not in (None, query.annotations.keys()):
            raise _Unknown
        for name, mark in query.annotations.items():
            if type(mark) is Count and _of_rows(mark):
                yield name, Count
                continue
            if type(mark) is not Value or type(mark.value) is not int:
                raise _Unknown
            values.extend(mark.as_sql(self, self.connection)[1])
            yield name

    def _conditions(self, node: Any, values: list[Any]) -> Iterator[Hashable]:
        """Yield the shape of each condition, and add its values."""
        if type(node) is WhereNode:
            yield (node.connector, node.negated, len(node.children))
            for child in node.children:
                yield from self._conditions(child, values)
        elif type(node) is Exact and type(node.lhs) in (Exists, NegatedExpression):
            # So Django keeps a condition that stands by itself.
            yield Exact, node.rhs
            yield from self._conditions(node.lhs, values)
        elif type(node) is NegatedExpression:
            yield NegatedExpression
            yield from self._conditions(node.expression, values)
        elif type(node) is Exists and not node.extra:
            yield Exists, self._shape_of(node.query, values)
        else:
            yield self._comparison(node, values)

    def _comparison(self, lookup: Any, values: list[Any]) -> Hashable:
        if not isinstance(lookup, (*COMPARING, IsNull)) or lookup.bilateral_transforms:
            raise _Unknown
        rhs, how = lookup.rhs, (type(lookup), _column(lookup.lhs))
        if isinstance(lookup, IsNull) or isinstance(rhs, bool):
            return (*how, rhs)
        if isinstance(lookup, In) and type(rhs) is Query:
            return (*how, self._shape_of(rhs, values))
        if type(rhs) is Col:
            return (*how, _column(rhs))
        if not lookup.rhs_is_direct_value():
            raise _Unknown
        text, found = lookup.process_rhs(self, self.connection)
        values.extend(found)
        return (*how, text)


def _of_rows(count: Any) -> bool:
    """Return whether all rows are counted."""
    return [type(one) for one in count.get_source_expressions() if one] == [Star] and not count.distinct


def _column(expression: Any) -> Hashable:
    if type(expression) is not Col:
        raise _Unknown
    return expression.alias, expression.target, expression.output_field


def _joins(query: Any) -> Iterator[Hashable]:
    for alias, table in query.alias_map.items():
        counted, joined = query.alias_refcount[alias] > 0, id(getattr(table, "join_field", None))
        yield alias, counted, table.table_name, table.join_type, table.parent_alias, joined


def _followed(related: Any) -> Hashable:
    if isinstance(related, dict):
        return tuple((name, _followed(further)) for name, further in related.items())
    return bool(related)
