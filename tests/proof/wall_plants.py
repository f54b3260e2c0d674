"""Has every text of a database tell where it stands: a word of its own before it, which no other text has."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection

from partners.wall.ground import tables, texts_of
from partners.wall.rules import places

# Twelve letters that stand in no word of ours, and differ for each field of each row.
MARK = "'zq' || substr(md5('{table}.{column}.' || {key}::text), 1, 10)"


def plant() -> tuple[int, list[str]]:
    """Mark every text that tells of somebody; return how many texts were marked, and the fields that take no mark."""
    marked, unmarked = 0, list[str]()
    with connection.as_owner(), _unwatched():  # type: ignore[attr-defined]
        for table, column, model in _fields():
            done = _mark(table, column, model)
            marked += max(done, 0)
            unmarked += [f"{table}.{column}"] if done < 0 else []
    return marked, unmarked


def _fields() -> Iterator[tuple[str, str, Any]]:
    placed = places()
    for table, like, model in tables():
        for column in texts_of(model):
            if column in placed.told.get(like, ()) and not column.endswith("reference"):
                yield table, column, model


@contextmanager
def _unwatched() -> Iterator[None]:
    """Have no trigger keep a history of the marks, or refuse them to what is never changed."""
    names = {table for table, _, _ in _fields()}
    for do in ("DISABLE", "ENABLE"):
        with connection.cursor() as cursor:
            for table in names:
                cursor.execute(f"ALTER TABLE {table} {do} TRIGGER USER")
        if do == "DISABLE":
            yield


def _mark(table: str, column: str, model: Any) -> int:
    """Return how many texts took the mark; -1 where the database refuses it, as it does in a reference or a number."""
    field = next(field for field in model._meta.local_concrete_fields if field.column == column)
    key = model._meta.pk.column
    if field.get_internal_type() == "JSONField":
        return _mark_json(table, column, key)
    mark = MARK.format(table=table, column=column, key=key)
    whole = f"{mark} || ' ' || {column}"
    return max(
        _set(table, column, value) for value in (f"left({whole}, {field.max_length or 100_000})", mark)
    )


def _set(table: str, column: str, value: str) -> int:
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                f"UPDATE {table} SET {column} = {value} WHERE {column} <> '' AND {column} NOT LIKE 'zq%'"
            )
        except DatabaseError:
            return -1
        return int(cursor.rowcount)


def _mark_json(table: str, column: str, key: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {column}::text FROM {table} WHERE {column} IS NOT NULL")
        rows = cursor.fetchall()
        for number, (row, said) in enumerate(rows):
            mark = f"zq{abs(hash((table, column))) % 10**5:05d}{number:05d}"
            marked = json.dumps(_marked(json.loads(said), mark))
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [marked, row])
    return len(rows)


def _marked(said: Any, mark: str) -> Any:
    if isinstance(said, str):
        return f"{mark} {said}" if " " in said.strip() else said
    if isinstance(said, dict):
        return {name: _marked(each, mark) for name, each in said.items()}
    return [_marked(each, mark) for each in said] if isinstance(said, list) else said
