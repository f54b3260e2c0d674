"""Many operations of one migration applied as one: the models they read are drawn twice, and not once for every one."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.models import Field
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from asbcases.db.sparing import drawn_for

# What each changes of its model: of one table a column, a constraint, an index, a trigger. Not their subclasses, which
# may read more.
CHANGES = {
    AddField: lambda one: one.name_lower,
    AlterField: lambda one: one.name_lower,
    AddConstraint: lambda one: one.constraint.name,
    RemoveConstraint: lambda one: one.name,
    AddIndex: lambda one: one.index.name,
    RemoveIndex: lambda one: one.name,
    AddTrigger: lambda one: one.trigger.name,
    RemoveTrigger: lambda one: one.name,
}


class Together(Operation):
    """Apply operations that do not build on one another's columns as one.

    Django draws every related model anew after each operation, which took a minute for the tables of intake. Here those
    that they read are drawn before the first and after the last. So a field that one of them adds, no other may alter.
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
        with drawn_for(self.operations, app_label, from_state, to_state):
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
    """Yield the operations in their order, runs of those that do not build on one another as one."""
    run = _Run()
    for operation in operations:
        if not run.takes(operation):
            yield from run.applied()
            run = _Run()
        run.add(operation)
    yield from run.applied()


class _Run:
    """Operations that may be applied together: none reads what another has changed."""

    def __init__(self) -> None:
        self.operations: list[Any] = []
        self.created: set[str] = set()
        self.changed: set[tuple[str, str]] = set()

    def takes(self, operation: Any) -> bool:
        """Return whether the operation reads nothing that those before it have changed."""
        if self.operations and not _known(self.operations[-1]):
            return False
        if type(operation) is CreateModel:
            # A table is made with all that its model has after the run.
            return operation.name_lower not in {model for model, _ in self.changed}
        if type(operation) in CHANGES:
            model = operation.model_name.lower()
            return model not in self.created and (model, _changed(operation)) not in self.changed
        return _known(operation) or not self.operations

    def add(self, operation: Any) -> None:
        """Take the operation in."""
        self.operations.append(operation)
        if type(operation) is CreateModel:
            self.created.add(operation.name_lower)
        elif type(operation) in CHANGES:
            self.changed.add((operation.model_name.lower(), _changed(operation)))

    def applied(self) -> list[Any]:
        """Return the operations as one, or as they are if none is known to read no more than it names."""
        drawing = [one for one in self.operations if _known(one) and not isinstance(one, RunSQL)]
        return [Together(self.operations)] if drawing else self.operations


def _changed(operation: Any) -> str:
    return str(CHANGES[type(operation)](operation))


def _known(operation: Any) -> bool:
    """Return whether an operation may stand in a run: SQL reads no models."""
    if isinstance(operation, RunSQL):
        return not operation.state_operations
    return type(operation) in {CreateModel, *CHANGES}


class QuickExecutor(MigrationExecutor):
    """Migrates an empty database in a fraction of the time, by the same statements in the same order."""

    def migrate(self, *args: Any, **options: Any) -> Any:
        """Run the migrations of a plan."""
        with copied_fields():
            return super().migrate(*args, **options)

    def _migrate_all_forwards(self, state: Any, plan: Any, full_plan: Any, **options: Any) -> Any:
        """Run each migration of the plan; Django draws all models before, which here each operation asks for itself."""
        to_run = {migration for migration, _ in plan}
        for migration in [one for one, _ in full_plan if one in to_run]:
            state = self.apply_migration(state, migration, **options)
        return state

    def apply_migration(self, state: Any, migration: Any, *args: Any, **options: Any) -> Any:
        """Run a migration forwards."""
        migration.operations = list(grouped(migration.operations))
        return super().apply_migration(state, migration, *args, **options)


@contextmanager
def copied_fields() -> Iterator[None]:
    """Have models drawn with copies of their fields: Django builds each anew, and asks every model for each relation."""
    clone = Field.clone
    Field.clone = _copied  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Field.clone = clone  # type: ignore[method-assign]


def _copied(field: Any) -> Any:
    """Return a copy of a field that belongs to no model yet, as the newest of all fields."""
    twin = copy.deepcopy(field)
    twin.creation_counter = Field.creation_counter
    Field.creation_counter += 1
    return twin
