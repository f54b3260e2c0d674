"""One county for all tests of a run: built once, and for each module a clone, in a transaction that is rolled back."""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

import pytest
from django.db import connection, transaction

from asbcases.db.actor import acting
from tests.access.population import County, populated, signed_in
from tests.make import HOUSES
from tests.tools.filled import clone_filled


@contextmanager
def holding(blocker: Any) -> Iterator[None]:
    """Hold one transaction open; what is written in it is undone."""
    with blocker.unblock(), acting("system:test"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Hold one transaction open for the tests of a module."""
    with holding(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[County]:
    """Have the county stand in the test database, and return it."""
    with django_db_blocker.unblock():
        yield stood(tmp_path_factory)
        connection.creation.clone_again()


def stood(folders: pytest.TempPathFactory) -> County:
    """Have the county stand in the test database, and return it."""
    base = folders.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "county.pickle"
    clone_filled("county", partial(_build, kept))
    county, houses = pickle.loads(kept.read_bytes())  # noqa: S301 (a process of this run wrote it)
    # Another process may have built it: nothing that is made from now on stands at a place that is taken.
    next(islice(HOUSES, houses, None))
    return cast(County, county)


def _build(kept: Path) -> None:
    with acting("system:test"), transaction.atomic():
        kept.write_bytes(pickle.dumps((populated(), next(HOUSES))))


@pytest.fixture(scope="module")
def county(built: County, django_db_blocker: Any) -> Iterator[County]:
    """Return the county, and everybody signed in; what the tests of a module write is undone."""
    with holding(django_db_blocker):
        built.clients = signed_in(built)
        yield built
