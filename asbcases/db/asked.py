"""Conditions on ids that are asked of the database or known already, once a statement however many rows it looks at."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, Value

IDS = ArrayField(BigIntegerField())


def among(column: str, function: str, *arguments: object) -> Func:
    """Return the condition that a column holds one of the ids with which a function of the database answers."""
    ids = Func(
        *(Value(argument) for argument in arguments),
        function=function,
        template="((SELECT %(function)s(%(expressions)s))::bigint[])",
        output_field=BooleanField(),
    )
    return _any(column, ids)


def among_these(column: str, ids: Collection[int]) -> Q:
    """Return the condition that a column holds one of these ids: one value for them all, however many they are."""
    if not ids:
        return Q(**{f"{column}__in": ()})
    # Selected: of a plain array PostgreSQL weighs every id while it plans.
    these = Func(
        Value(list(ids), output_field=IDS), template="((SELECT %(expressions)s)::bigint[])", output_field=IDS
    )
    return Q(_any(column, these))


def _any(column: str, ids: "Func[Any]") -> Func:
    return Func(
        F(column), ids, template="(%(expressions)s)", arg_joiner=" = ANY ", output_field=BooleanField()
    )
