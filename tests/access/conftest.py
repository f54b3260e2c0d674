"""One county for all tests of a module: built once, in a transaction that is rolled back at the end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from asbcases.db.actor import acting
from tests.access.population import County, populated, signed_in


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Hold one transaction open for the tests of a module; what they write in it is undone."""
    with django_db_blocker.unblock(), acting("system:test"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def county(held: None) -> County:
    """Return the county, and everybody signed in."""
    county = populated()
    county.clients = signed_in(county)
    return county
