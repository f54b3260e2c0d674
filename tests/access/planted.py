"""A row of every table under each record that a partner reads something of: plain rows, put there by the owner of the tables."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models
from django.utils import timezone
from psycopg.types.json import Jsonb

# Under which records a row may hang, by the tables of those.
Records = Mapping[str, int]
LOCKED = """SELECT relname::text FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1"""
ROOTS = ("cases_case", "cases_incident", "cases_report", "cases_casereview")
# A restriction that was not lifted would hide the record itself.
RESTRICTING = "cases_restriction"
# Beside the rows of a county these would be others' in part: an answer to a part of another question, a draft by its number.
OF_OTHERS = ("partners_questionanswer", "web_draft")
# What a table asks of its rows: a row that is put in by hand keeps to none of it.
ASKED_OF_ROWS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I CASCADE', conrelid::regclass, conname) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype::text = ANY (%s)
UNION ALL SELECT format('DROP INDEX %%s', i.indexrelid::regclass) FROM pg_index i
    WHERE i.indrelid = %s::regclass AND i.indisunique AND NOT i.indisprimary
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
        AND 'u' = ANY (%s)
"""


def locked_tables() -> list[str]:
    """Return the tables with row security."""
    with connection.cursor() as cursor:
        cursor.execute(LOCKED)
        return [name for (name,) in cursor.fetchall()]


def plant(
    records: Records, people: Mapping[str, int], *, once: bool = False
) -> dict[str, dict[str, list[Any]]]:
    """Put rows into every table, of these people by their tables; return the keys by table and by what the rows hang on.

    What a table asks of its rows is gone from the database afterwards; where a row is put `once`, what may be there once stays so.
    """
    kinds = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    planted: dict[str, dict[str, list[Any]]] = {}
    ways, asked = ((True,), "cf") if once else ((False, True), "cfux")
    with connection.as_owner():  # type: ignore[attr-defined]
        for table in locked_tables():
            if once and table in OF_OTHERS:
                continue
            _ask_nothing(table, asked)
            put = _put_if_free if once else _put
            planted[table] = {
                record: [
                    put(kinds[table], whole, {**people, **records}, column)
                    for whole in ways
                    if whole or table != RESTRICTING
                ]
                for record, column in _hangs_on(kinds[table], records)
            }
    return planted


def seen_of(planted: Mapping[str, Mapping[str, list[Any]]]) -> set[tuple[str, str]]:
    """Return of which tables whoever acts sees a row that was put there, and on which record it hangs."""
    seen = set()
    for table, by_record in planted.items():
        key = _key_of(table)
        for record, keys in by_record.items():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE {key}::text = ANY (%s)", [[*map(str, keys)]]
                )
                if cursor.fetchone()[0]:
                    seen.add((table, record))
    return seen


def _key_of(table: str) -> str:
    (model,) = [each for each in apps.get_models(include_auto_created=True) if each._meta.db_table == table]
    return str(model._meta.pk.column)


def _ask_nothing(table: str, kinds: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ASKED_OF_ROWS, [table, list(kinds), table, list(kinds)])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _hangs_on(model: type[models.Model], records: Records) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each record on which a row of a table may hang, with the column that names it; of none where there is no such column."""
    pointing = [(field.column, _pointed_to(field)) for field in model._meta.local_concrete_fields]
    named = [(column, table) for column, table in pointing if table in records]
    for column, table in named:
        yield table, {column: records[table]}
    if not named:
        yield "", {}


def _pointed_to(field: Any) -> str:
    return str(field.related_model._meta.db_table) if field.related_model else ""


def _put(model: type[models.Model], whole: bool, known: Mapping[str, int], given: Mapping[str, Any]) -> Any:
    """Put one row into a table, with all that it may hold or with as little as it must; return its key."""
    row = dict(given)
    for field in model._meta.local_concrete_fields:
        if field.column in row or isinstance(field, models.AutoField | models.GeneratedField):
            continue
        # A row hangs on one record alone where it may.
        if not field.null or (whole and _pointed_to(field) not in ROOTS):
            row[field.column] = known.get(_pointed_to(field)) or _value_of(field)
    names, gaps = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({gaps}) RETURNING {model._meta.pk.column}",
            list(row.values()),
        )
        return cursor.fetchone()[0]


def _put_if_free(*said: Any) -> Any:
    """Put one row into a table unless such a one is there that may be there once; return its key, if there is one."""
    try:
        return _put(*said)
    except IntegrityError:
        return None


def _value_of(field: Any) -> Any:
    """Return something that a column takes."""
    if field.related_model:
        return _some_key_of(field.related_model)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return "Planted"[: field.max_length or 100]
    for kind, value in _VALUES:
        if isinstance(field, kind):
            return value() if callable(value) else value
    raise AssertionError(f"{field}: say in tests/access/planted.py what stands in such a column")


def _some_key_of(model: type[models.Model]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({model._meta.pk.column}::text) FROM {model._meta.db_table}")
        return cursor.fetchone()[0] or (
            str(uuid.uuid4()) if isinstance(model._meta.pk, models.UUIDField) else "1"
        )


_VALUES: tuple[tuple[Any, Any], ...] = (
    (models.DateTimeField, timezone.now),
    (models.DateField, lambda: timezone.now().date()),
    (models.TimeField, time(12)),
    (models.DurationField, timedelta(hours=1)),
    (models.BooleanField, False),
    (models.UUIDField, uuid.uuid4),
    (models.JSONField, lambda: Jsonb({})),
    (ArrayField, list),
    (models.BinaryField, b"Planted"),
    (models.IntegerField | models.FloatField | models.DecimalField, 1),
)
