"""Many operations of one migration applied as one: the models are drawn twice, and not once for every operation."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

# What of the models no other operation of the same kind changes: a run of them may be applied together. Not their
# subclasses, which may read more.
ADDS = {
    CreateModel: "a table",
    AddField: "a column",
    AddIndex: "what hangs on columns",
    AddConstraint: "what hangs on columns",
    AddTrigger: "what hangs on columns",
}


class Together(Operation):
    """Apply operations that do not build on one another's columns as one.

    Django draws every related model anew after each operation, which took a minute for the tables of intake. Here it
    draws them before the first and after the last. So a field that one of them adds, no other may alter.
    """

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change the state by every operation; the models are drawn when they are next asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Apply every operation in its order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Undo every operation, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return the operation in words."""
        return f"{len(self.operations)} operations together"


def grouped(operations: Sequence[Any]) -> Iterator[Any]:
    """Yield the operations in their order, runs of one kind as one."""
    for kind, run in groupby(operations, key=lambda operation: ADDS.get(type(operation))):
        alike = list(run)
        yield from [Together(alike)] if kind and len(alike) > 1 else alike


class QuickExecutor(MigrationExecutor):
    """Migrates an empty database in half the time, by the same statements in the same order."""

    def apply_migration(self, state: Any, migration: Any, *args: Any, **options: Any) -> Any:
        """Run a migration forwards."""
        migration.operations = list(grouped(migration.operations))
        return super().apply_migration(state, migration, *args, **options)
