"""Conditions that ask a function of the database for ids, once a statement however many rows it looks at."""

from django.db.models import BooleanField, F, Func, Value


def among(column: str, function: str, *arguments: object) -> Func:
    """Return the condition that a column holds one of the ids with which a function of the database answers."""
    ids = Func(
        *(Value(argument) for argument in arguments),
        function=function,
        template="((SELECT %(function)s(%(expressions)s))::bigint[])",
        output_field=BooleanField(),
    )
    return Func(
        F(column), ids, template="(%(expressions)s)", arg_joiner=" = ANY ", output_field=BooleanField()
    )
