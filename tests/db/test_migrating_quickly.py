"""An empty database is migrated in a quarter of the time: operations that keep apart are applied as one, in order."""

import pytest
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from pgtrigger import Delete, Protect
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from asbcases.db.together import Together, copied_fields, grouped

TABLES = [CreateModel("A", []), CreateModel("B", [])]
COLUMNS = [AddField("a", name, models.TextField()) for name in "xyz"]
INDEX = AddIndex("a", models.Index(fields=["x"], name="x_first"))
CHECK = AddConstraint("a", models.CheckConstraint(condition=models.Q(x="x"), name="x_is_x"))


class AddIndexElsewhere(AddIndex):
    """Whatever a subclass reads is not known."""


def test_operations_that_do_not_build_on_one_another_become_one_and_the_order_stays() -> None:
    alter, sql = AlterField("b", "y", models.IntegerField()), RunSQL("SELECT 1")
    operations = [*COLUMNS, INDEX, CHECK, sql, alter, RemoveTrigger("b", "old"), sql]

    (together,) = grouped(operations)

    assert isinstance(together, Together)
    assert together.operations == operations


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TABLES[0], INDEX),
        (TABLES[0], AddTrigger("a", Protect(name="kept", operation=Delete))),
        (COLUMNS[0], TABLES[0]),
        (COLUMNS[0], AlterField("a", "x", models.IntegerField())),
        (CHECK, RemoveConstraint("a", "x_is_x")),
        (INDEX, RemoveIndex("a", "x_first")),
        (COLUMNS[0], AddIndexElsewhere("a", INDEX.index)),
        (AddIndexElsewhere("a", INDEX.index), COLUMNS[0]),
        (COLUMNS[0], RunPython(RunPython.noop)),
        (COLUMNS[0], RunSQL("SELECT 1", state_operations=[COLUMNS[1]])),
    ],
)
def test_what_may_build_on_the_one_before_stays_alone(before: Operation, after: Operation) -> None:
    alone = [one.operations if isinstance(one, Together) else [one] for one in grouped([before, after])]

    assert alone == [[before], [after]]


@pytest.mark.parametrize("unknown", [AddIndexElsewhere("a", INDEX.index), RunPython(RunPython.noop)])
def test_what_may_read_more_than_it_names_is_applied_as_it_is(unknown: Operation) -> None:
    assert list(grouped([unknown])) == [unknown]


def test_sql_alone_draws_no_models() -> None:
    alone = [RunSQL("SELECT 1"), RunSQL("SELECT 2")]

    assert list(grouped(alone)) == alone


def test_a_copied_field_is_equal_and_newer_and_tied_to_itself() -> None:
    field = models.ForeignKey("a.A", models.PROTECT, related_name="bees")
    with copied_fields():
        twin = field.clone()

    assert twin.deconstruct() == field.deconstruct()
    assert twin.creation_counter > field.creation_counter
    assert twin.remote_field is not field.remote_field
    assert twin.remote_field.field is twin
    assert field.clone.__func__ is models.Field.clone
    assert models.Field.clone.__module__ == "django.db.models.fields"
