"""Models as a migration draws them: those that its operations name, and what these build on, instead of all there are."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AlterField, CreateModel
from django.db.migrations.state import ModelState, StateApps
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]


@contextmanager
def drawn_for(operations: Sequence[Any], app_label: str, *states: Any) -> Iterator[None]:
    """Have each state draw only what the operations read, until the block ends; all where that cannot be told."""
    for state in states:
        state.__dict__.pop("apps", None)
        if not any(_may_reach_others(one, app_label, state) for one in operations):
            state.apps = _drawn(state, _read_by(operations, app_label, state))
    try:
        yield
    finally:
        for state in states:
            state.__dict__.pop("apps", None)


def _may_reach_others(operation: Any, app_label: str, state: Any) -> bool:
    """Return whether an operation changes what tables of others may refer to."""
    if type(operation) is not AlterField:
        return False
    fields = [state.models[app_label, operation.model_name_lower].fields[operation.name], operation.field]
    return any(field.primary_key or field.unique for field in fields)


def _read_by(operations: Iterable[Any], app_label: str, state: Any) -> set[Key]:
    """Return the models that the operations name, as far as they stand already, with what their tables refer to."""
    named = {(app_label, name) for one in operations for name in _names(one)} & set(state.models)
    return {key for model in named for key in _with_bases(state, model, _relations)}


def _names(operation: Any) -> list[str]:
    if type(operation) is CreateModel:
        return [operation.name_lower]
    name = getattr(operation, "model_name", None)
    return [name.lower()] if name else []


def _with_bases(state: Any, key: Key, leading: Any) -> Iterator[Key]:
    """Yield a model, what it is made of, and what its relations lead to, as far as their keys need it."""
    if key not in state.models:
        return
    yield key
    model = state.models[key]
    for base in model.bases:
        if isinstance(base, str):
            yield from _with_bases(state, resolve_relation(base, *key), leading)
    for target in leading(model, key):
        if target != key:
            yield from _with_bases(state, target, _relations_of_its_key)


def _relations(model: ModelState, key: Key) -> Iterator[Key]:
    """Yield what every relation of a model leads to and goes through."""
    for field in model.fields.values():
        yield from _targets(field, key)


def _relations_of_its_key(model: ModelState, key: Key) -> Iterator[Key]:
    """Yield what the primary key of a model leads to, and other columns that a relation may name."""
    for field in model.fields.values():
        if field.primary_key or field.unique:
            yield from _targets(field, key)


def _targets(field: Any, key: Key) -> Iterator[Key]:
    if field.remote_field and field.remote_field.model:
        yield resolve_relation(field.remote_field.model, *key)
        if through := getattr(field.remote_field, "through", None):
            yield resolve_relation(through, *key)


def _drawn(state: Any, keys: set[Key]) -> StateApps:
    """Return a registry in which these models stand; what else they refer to stays a name."""
    apps = StateApps(state.real_apps, {})
    apps.render_multiple([state.models[key] for key in sorted(keys)])
    return apps
