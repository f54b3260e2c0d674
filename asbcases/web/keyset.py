"""Pages of a list by key: where a page begins is the last row of the page before, never a count of rows.

However long the list, a page costs one look into the index of its order. The order is total: its last field is
unique, and all fields run the same way, because PostgreSQL compares rows only so. The cursor is signed and holds the
values of the order's fields, so an order never names a field with personal data: cursors stand in addresses.
"""

import json
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import BadRequest, EmptyResultSet, ValidationError
from django.db import connection
from django.db.models import F, Field, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
SIZE = 50
COUNTED_TO = 1000


class BadCursorError(ValueError):
    """A cursor was not made by us for this list."""


@dataclass(frozen=True)
class Part(Generic[Row]):
    """One page of rows, with the cursors of the page before and after, empty where there is none."""

    rows: list[Row]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows with the addresses around it, as `{% pager page %}` shows them."""

    rows: list[Row]
    previous_url: str = ""
    next_url: str = ""
    shown: str = ""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_part(
    queryset: QuerySet[Row], order: Sequence[str], *, cursor: str = "", size: int = SIZE
) -> Part[Row]:
    """Return the rows of a list that the cursor points to; no cursor is the beginning.

    `order` is such as ("-opened_at", "-id").
    """
    return read_merged([queryset], order, cursor=cursor, size=size)


def read_merged(
    querysets: Sequence[QuerySet[Row]], order: Sequence[str], *, cursor: str = "", size: int = SIZE
) -> Part[Row]:
    """Return the rows of several lists of one model as of one list, each read from its own index."""
    keys = _Keys(querysets[0], order)
    if not cursor:
        rows = _nearest(querysets, order, size + 1)
        return Part(rows[:size], after=keys.cursor("after", rows[size - 1]) if len(rows) > size else "")
    direction, values = keys.opened(cursor)
    backwards = direction == "before"
    beyond = [keys.beyond(queryset, values, backwards=backwards) for queryset in querysets]
    rows = _nearest(beyond, keys.towards(backwards=backwards), size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Part(
        rows,
        before=keys.cursor("before", rows[0]) if rows and (more or not backwards) else "",
        after=keys.cursor("after", rows[-1]) if rows and (more or backwards) else "",
    )


def _nearest(querysets: Sequence[QuerySet[Row]], order: Sequence[str], most: int) -> list[Row]:
    """Return the first rows of lists taken together; a row that stands in several counts once."""
    first, *others = [queryset.order_by(*order)[:most] for queryset in querysets]
    return list(first.union(*others).order_by(*order)[:most] if others else first)


def page_of(
    request: HttpRequest, queryset: QuerySet[Row], order: Sequence[str], *, size: int = SIZE
) -> Page[Row]:
    """Return the page that the address asks for by `?page=`, keeping the rest of the address in its links."""
    return merged_page_of(request, [queryset], order, size=size)


def merged_page_of(
    request: HttpRequest, querysets: Sequence[QuerySet[Row]], order: Sequence[str], *, size: int = SIZE
) -> Page[Row]:
    """Return the page that the address asks for of several lists of one model, taken together."""
    cursor = request.GET.get("page", "")
    try:
        part = read_merged(querysets, order, cursor=cursor, size=size)
    except BadCursorError as error:
        raise BadRequest("This address is broken: go back to the beginning of the list.") from error
    # Rows may have left the list since the cursor was made: an empty page still leads back.
    start = address(request, "") if cursor and not part.rows else ""
    return Page(
        part.rows,
        previous_url=address(request, part.before) if part.before else start,
        next_url=address(request, part.after) if part.after else "",
    )


def address(request: HttpRequest, cursor: str) -> str:
    """Return the address of this list at another cursor; without one, of its beginning."""
    query = request.GET.copy()
    query.pop("page", None)
    if cursor:
        query["page"] = cursor
    return f"{request.path}?{query.urlencode()}" if query else request.path


def counted(queryset: QuerySet[Row]) -> str:
    """Return how many rows there are, in words that stop at "1,000+"."""
    return _in_words(queryset.order_by()[: COUNTED_TO + 1].count())


def counted_at_once(querysets: Sequence[QuerySet[Any]]) -> list[str]:
    """Return how many rows each of several lists has, in the same words and in one statement."""
    asked = [_to_count(queryset) for queryset in querysets]
    counts = ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _ in asked)  # noqa: S608  written by Django
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", [value for _, values in asked for value in values])
        return [_in_words(found) for found in cursor.fetchone()]


def _to_count(queryset: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    try:
        return queryset.order_by().values("pk")[: COUNTED_TO + 1].query.sql_with_params()
    except EmptyResultSet:
        return "SELECT WHERE false", ()


def _in_words(found: int) -> str:
    return f"{COUNTED_TO:,}+" if found > COUNTED_TO else f"{found:,}"


class _Keys:
    """The order of one list, and the cursors that belong to it and to no other."""

    def __init__(self, queryset: QuerySet[Any], order: Sequence[str]) -> None:
        self.descending = order[0].startswith("-")
        if any(name.startswith("-") != self.descending for name in order):
            raise ValueError("All fields of a keyset order run the same way.")
        self.order = order
        self.names = [name.removeprefix("-") for name in order]
        self.fields: list[Field[object, object]] = [_field(queryset, name) for name in self.names]
        self.signer = signing.Signer(salt=f"keyset {queryset.model._meta.label} {' '.join(order)}")

    def cursor(self, direction: str, row: Model) -> str:
        """Return the signed cursor of the page before or after this row."""
        values = [field.value_to_string(row) for field in self.fields]
        return self.signer.sign_object([direction, *values])

    def opened(self, cursor: str) -> tuple[str, list[object]]:
        """Return the direction and the values of a cursor that we have signed for this list."""
        try:
            direction, *values = self.signer.unsign_object(cursor)
            return direction, [
                field.to_python(value) for field, value in zip(self.fields, values, strict=True)
            ]
        except (signing.BadSignature, ValidationError, ValueError, json.JSONDecodeError) as error:
            raise BadCursorError("The cursor is not one of this list.") from error

    def towards(self, *, backwards: bool) -> list[str]:
        """Return the order in which rows are nearest first on one side of a cursor."""
        sign = "-" if self.descending != backwards else ""
        return [sign + name for name in self.names]

    def beyond(self, queryset: QuerySet[Row], values: list[object], *, backwards: bool) -> QuerySet[Row]:
        """Return the rows on one side of these values."""
        smaller = self.descending != backwards
        # A row comparison: `a < x or (a = x and b < y)` says the same but walks the index from its start.
        lookup = TupleLessThan if smaller else TupleGreaterThan
        return queryset.filter(lookup(Tuple(*map(F, self.names)), tuple(values)))


def _field(queryset: QuerySet[Any], name: str) -> "Field[object, object]":
    if name in queryset.query.annotations:
        # What the list works out for each row; who made the list saw to it that it is never null.
        field = copy(queryset.query.annotations[name].output_field)
        field.set_attributes_from_name(name)
        return field
    found = queryset.model._meta.get_field(name)
    if not isinstance(found, Field) or (found.null and not found.primary_key):
        raise ValueError(f"A keyset cannot run over {name}: it may be null.")
    return found
