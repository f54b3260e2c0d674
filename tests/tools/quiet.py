"""Counts no lines while Django builds, sends and reads a statement: none of ours is run there, and it is most of a test.

Python 3.11 asks whoever counts at every line of every library, which nearly doubles the time of a test.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from coverage.tracer import CTracer
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler

# What calls nothing of ours, but for a few lines of asbcases/db.
QUIET: dict[type, tuple[str, ...]] = {
    CursorWrapper: ("execute", "executemany"),
    Model: ("__init__", "save_base"),
    Query: ("add_annotation", "add_ordering", "add_q", "clone", "get_aggregation"),
    QuerySet: ("_fetch_all",),
    SQLCompiler: ("execute_sql",),
    SQLInsertCompiler: ("execute_sql",),
    SQLUpdateCompiler: ("execute_sql",),
}


def pytest_sessionstart() -> None:
    """Have whoever traces look away meanwhile."""
    for owner, names in QUIET.items():
        for name in names:
            setattr(owner, name, untraced(getattr(owner, name)))


def untraced(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same function, of which the tracer of coverage sees nothing; a debugger sees it as before."""

    @wraps(function)
    def quietly(*args: Any, **kwargs: Any) -> Any:
        tracer = sys.gettrace()
        if not isinstance(tracer, CTracer):
            return function(*args, **kwargs)
        sys.settrace(None)
        try:
            return function(*args, **kwargs)
        finally:
            tracer.start()

    return quietly
