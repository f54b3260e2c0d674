"""What the migrations made, however sparingly they drew the models, is what the models say: columns, keys, constraints, triggers."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from pgtrigger import registered

pytestmark = pytest.mark.django_db
OURS = ("asbcases.", "risk.", "partners.", "triggers.")
MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith(OURS) and model._meta.managed and not model._meta.proxy
]
COLUMNS = """
SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""


def columns_of(table: str) -> set[tuple[str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [f'"{table}"'])
        return set(cursor.fetchall())


def columns_stated(model: type[models.Model]) -> set[tuple[str, str, bool]]:
    """Return the columns of a table that is made of the fields, as PostgreSQL names their types."""
    fields = model._meta.local_concrete_fields
    stated = [
        f'"{one.column}" {one.db_type(connection)} {"NULL" if one.null else "NOT NULL"}' for one in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE as_stated ({', '.join(stated)}) ON COMMIT DROP")
        found = columns_of("as_stated")
        cursor.execute("DROP TABLE as_stated")
    return found


def constraints_on(table: str) -> dict[str, dict[str, Any]]:
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, table)


def test_there_are_many() -> None:
    assert len(MODELS) > 200


def test_each_table_has_the_columns_of_its_model() -> None:
    for model in MODELS:
        assert columns_of(model._meta.db_table) == columns_stated(model), model


def test_each_relation_is_a_foreign_key_and_each_constraint_and_index_stands() -> None:
    for model in MODELS:
        there = constraints_on(model._meta.db_table)
        keys = {(one["columns"][0], *one["foreign_key"]) for one in there.values() if one["foreign_key"]}
        wanted = {
            (field.column, field.target_field.model._meta.db_table, field.target_field.column)
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.ForeignKey) and field.db_constraint
        }
        named = {one.name for one in (*model._meta.constraints, *model._meta.indexes)}

        assert keys == wanted, model
        assert named <= set(there), model


def test_each_trigger_stands() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        there = set(cursor.fetchall())

    assert {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in registered()} <= there
