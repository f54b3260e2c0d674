"""What makes the whole suite cheap: lines are counted where they are looked at closely, and memory is tidied seldom."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from coverage import Coverage

from asbcases.web.memory import tidy_seldom
from tests.tools.report import REPOSITORY

# Counting doubles the time of a test. These walk through everything, often, and what they run other tests look at
# closely, line by line; so it counts that those do, and the figures say which lines nobody looks at.
WALKS = (
    "tests/access/test_hostile_input.py",
    "tests/api/test_not_yours_is_not_there.py",
    "tests/bench/",
    "tests/deadlines/test_the_check_over_random_histories.py",
    "tests/journeys/",
    "tests/load/",
    "tests/proof/",
    "tests/public/test_many_at_once.py",
    "tests/risk/test_random_lives_of_incidents.py",
)


def pytest_collection_finish() -> None:
    """Load all rules where lines are counted; look seldom for what nobody refers to, as the programs stay until the end."""
    if Coverage.current():
        load_rules()
    tidy_seldom()


def load_rules() -> None:
    """Load the rules that are loaded only when they are asked, which an uncounted test may be the first to do."""
    for package in ("asbcases", "partners", "risk", "triggers"):
        for path in (REPOSITORY / package).rglob("rules/**/[!_]*.py"):
            import_module(".".join(path.relative_to(REPOSITORY).with_suffix("").parts))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Count no lines while an uncounted test is prepared, runs and is cleared away."""
    with counting_stopped(is_uncounted(item)):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
    """Count no lines while the database is migrated: of migrations none is measured."""
    with counting_stopped(fixturedef.argname == "django_db_setup"):
        return (yield)


@contextmanager
def counting_stopped(whether: bool) -> Iterator[None]:
    """Count no lines until the block ends, if lines are counted at all and this is asked."""
    stopped = []
    # In a process of many the one that counts stands on others, begun with the interpreter, that would take over.
    while whether and (counting := Coverage.current()):
        counting.stop()
        stopped.append(counting)
    try:
        yield
    finally:
        for counting in reversed(stopped):
            counting.start()


def is_uncounted(item: pytest.Item) -> bool:
    """Say whether the lines that a test runs are counted elsewhere."""
    marked = item.get_closest_marker("uncounted") or item.get_closest_marker("browser")
    return bool(marked) or item.nodeid.startswith(WALKS)
