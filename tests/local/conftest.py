"""A data folder in which a first command has already made and migrated the database."""

from pathlib import Path

import pytest

from tests.local.tools import manage


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that later commands find prepared; no test may use it at the same time as another."""
    var = tmp_path_factory.mktemp("prepared")
    done = manage(var, "shell", "--verbosity", "0", "-c", "print('prepared')")
    assert done.stdout == "prepared\n", done.stderr
    return var
