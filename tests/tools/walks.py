"""A fixed share of each walk: of a test marked `walk`, whose rows are made over a table, and of a loop inside one test.

WALK_SCALE says how much, all when nothing is said. WALK_FROM=last takes it from the other end of the same order, so that
two shares taken beside each other differ. A test without parameters, such as one that finds the table whole, always runs;
so does each row of `walk(inside=True)`, a test that takes the share of its loop itself.
"""

import os
from collections.abc import Callable, Iterable
from itertools import groupby
from math import ceil
from typing import TypeVar
from zlib import crc32

import pytest

Each = TypeVar("Each")


def scale() -> float:
    """Return how much of each walk is asked for, above 0 and at most 1."""
    said = float(os.environ.get("WALK_SCALE") or 1)
    if not 0 < said <= 1:
        raise pytest.UsageError(f"WALK_SCALE is {said}: it has to be above 0 and at most 1.")
    return said


def share(rows: Iterable[Each], name: Callable[[Each], str] = str) -> list[Each]:
    """Return a fixed share of these rows in their own order, one at least: by their names, whatever process asks."""
    every = list(rows)
    by_name = sorted(every, key=lambda row: (crc32(name(row).encode()), name(row)))
    many = few(len(every))
    taken = by_name[-many:] if os.environ.get("WALK_FROM") == "last" else by_name[:many]
    chosen = set(map(name, taken)) if many else set()
    return [row for row in every if name(row) in chosen]


def few(many: int) -> int:
    """Return how many of so many are asked for: one at least, where there is one."""
    return ceil(many * scale())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out all but the share of each walk that is asked for, and say how many."""
    if scale() == 1:
        return
    rows = sorted(filter(is_row, items), key=walk_of)
    kept = {item.nodeid for _, walk in groupby(rows, walk_of) for item in share(walk, lambda row: row.nodeid)}
    left = [item for item in rows if item.nodeid not in kept]
    if left:
        config.hook.pytest_deselected(items=left)
        gone = {item.nodeid for item in left}
        items[:] = [item for item in items if item.nodeid not in gone]


def is_row(item: pytest.Item) -> bool:
    """Say whether this is one row of a walk."""
    marker = item.get_closest_marker("walk")
    return marker is not None and not marker.kwargs.get("inside") and hasattr(item, "callspec")


def walk_of(item: pytest.Item) -> str:
    """Return the name of the test of which this is a row."""
    return item.nodeid.partition("[")[0]
