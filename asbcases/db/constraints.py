"""Check constraints that several packages state in the same words."""

from collections.abc import Iterable
from enum import Enum

from django.db.models import CheckConstraint, Q, TextChoices


def one_of(field: str, choices: Iterable[TextChoices], *, name: str, blank: bool = False) -> CheckConstraint:
    """Return the constraint that a column holds a declared choice, whatever wrote it."""
    allowed = [choice.value for choice in choices] + ([""] if blank else [])
    return CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


class Roots(Enum):
    """How many of its possible roots a row of the work names."""

    EXACTLY_ONE = "exactly one"
    AT_MOST_ONE = "at most one"


def roots(how_many: Roots, *fields: str, name: str) -> CheckConstraint:
    """Return the constraint that a row hangs on exactly (or at most) one of these foreign keys."""
    ways = [Q(**{f"{other}__isnull": other != field for other in fields}) for field in fields]
    if how_many is Roots.AT_MOST_ONE:
        ways.append(Q(**{f"{field}__isnull": True for field in fields}))
    condition = ways[0]
    for way in ways[1:]:
        condition |= way
    return CheckConstraint(condition=condition, name=name)
