"""The cast, the clock and who acts; nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.local.services import ensure_running
from tests.make import make_agency, make_user

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

pytest_plugins = [
    "tests.browser.browser",
    "tests.tools.cheap",
    "tests.tools.filled",
    "tests.tools.long",
    "tests.tools.quiet",
    "tests.tools.walks",
]


def pytest_configure() -> None:
    """Start the embedded services of the tests, an instance of their own."""
    if not os.environ.get("DATABASE_URL"):
        ensure_running(durable=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, else one process would end alone with it; skip what lacks its public data."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("long", "browser"))))
    if SHARED.is_dir():
        return
    reason = "the public data do not stand beside this checkout (../shared)"
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _system_acts() -> Iterator[None]:
    with acting("system:test"):
        yield


@pytest.fixture
def shared() -> Path:
    """Return the folder of the public data."""
    return SHARED


@pytest.fixture
def amira(db: None) -> User:
    """Return the officer in Colchester who leads cases."""
    return make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei")


@pytest.fixture
def ben(db: None) -> User:
    """Return her sergeant."""
    return make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")


@pytest.fixture
def cara(db: None) -> User:
    """Return an officer of another district."""
    return make_user("cara", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="basildon", name="Cara Webb")


@pytest.fixture
def dev(db: None) -> User:
    """Return a housing officer, with whom a case may be shared."""
    return make_user(
        "dev", Role.PARTNER, name="Dev Patel", agency=make_agency("Eastlight Homes", AgencyKind.HOUSING)
    )


@pytest.fixture
def eve(db: None) -> User:
    """Return a council officer with whom nothing is shared."""
    return make_user(
        "eve",
        Role.PARTNER,
        name="Eve Marsh",
        agency=make_agency("Colchester City Council", AgencyKind.COUNCIL),
    )
