"""Builders of tests by statements that are planned once for a connection: what they run, other tests look at closely.

A case takes four transitions, and thousands of tests begin with one. Transitions and statements are the same; only
each is compiled once in a process and planned once by the server, as where a county is built.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from asbcases.db.prepared import planned_once

Said = ParamSpec("Said")
Built = TypeVar("Built")


def quickly(build: Callable[Said, Built]) -> Callable[Said, Built]:
    """Return the builder, which has its statements planned once where it stands in a transaction."""

    @wraps(build)
    def built(*args: Said.args, **kwargs: Said.kwargs) -> Built:
        wrapper: Any = connection
        if wrapper.straight or not wrapper.in_atomic_block or wrapper.needs_rollback:
            return build(*args, **kwargs)
        with planned_once():
            return build(*args, **kwargs)

    return built
