"""Data folders in which a first command has already made the cluster, or the migrated database as well.

The migrated one is made once for all processes of a run, and each takes a copy.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from asbcases.local import lock, places
from asbcases.local.services import Services
from tests.local.tools import Told, two_first_commands


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Told]]:
    """Return the folder in which two first commands began at once, and what they told; nobody changes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with lock.exclusive(shared / "first.lock"):
        told = shared / "first.json"
        if not told.exists():
            said = two_first_commands(shared / "first")
            told.write_text(json.dumps([asdict(one) for one in said]))
    return shared / "first", [Told(**one) for one in json.loads(told.read_text())]


@pytest.fixture(scope="session")
def prepared(first: tuple[Path, list[Told]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that later commands find prepared; no test may use it at the same time as another."""
    # Letters that an address or a command line may trip over.
    return Path(shutil.copytree(first[0], tmp_path_factory.mktemp("Prepared 100% of it") / "var"))


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("made")
    services = Services(var, durable=False, redis=False)
    services.hold()
    services.release()
    return var


@pytest.fixture
def made(_made: Path) -> Iterator[Path]:
    """Return a folder with a cluster that does not run."""
    yield _made
    Services(_made).stop_if_unused()


@pytest.fixture(scope="session")
def running() -> Iterator[Path]:
    """Return the folder of the services that the tests themselves run on."""
    services = Services(places.var_folder(), durable=False)
    services.hold()
    yield services.var
    services.release()
