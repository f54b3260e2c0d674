"""Test databases are clones of one template, which the owner migrates once for each set of migrations."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql import creation


class DatabaseCreation(creation.DatabaseCreation):
    """Builds `tpl_<hash>` once and clones it: for each worker, and after each test that commits."""

    # On the class: while a browser's event loop runs, Django hands out other wrapper objects.
    template = ""

    connection: Any
    _get_test_db_name: Any
    _nodb_cursor: Any

    def create_test_db(
        self,
        verbosity: int = 1,
        autoclobber: bool = False,
        serialize: bool | None = None,
        keepdb: bool = False,
    ) -> str:
        """Return the name of a fresh clone of the migrated template."""
        name: str = self._get_test_db_name()
        with self._alone():
            DatabaseCreation.template = self._ensure_template(verbosity)
            self._drop_what_other_runs_filled()
        self._clone(name)
        self._use(name)
        return name

    def clone_filled(self, name: str, fill: Callable[[], object]) -> None:
        """Have the test database be a clone of one that `fill` wrote into, once for all processes of a run.

        It is for tests that commit: after each of them the test database is what the migrations made again.
        """
        filled = f"filled_{_run()}_{name}"
        with self._alone(name):
            if filled not in self._databases("filled_"):
                self._fill(filled, fill)
        self.connection.close()
        self._clone(self.connection.settings_dict["NAME"], filled)

    def _fill(self, name: str, fill: Callable[[], object]) -> None:
        half_built, before = f"building_{name}", self.connection.settings_dict["NAME"]
        self._clone(half_built)
        self._use(half_built)
        try:
            fill()
        finally:
            self._use(before)
        self._as_maintenance(f'ALTER DATABASE "{half_built}" RENAME TO "{name}"')

    def _drop_what_other_runs_filled(self) -> None:
        filled = self._databases("filled_") + self._databases("building_filled_")
        self._as_maintenance(*(_drop(name) for name in filled if f"filled_{_run()}_" not in name))

    def clone_again(self) -> None:
        """Give the test database back the rows that the migrations made: drop it and clone it anew."""
        name = self.connection.settings_dict["NAME"]
        self.connection.close()
        self._clone(name)

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        self._as_maintenance(_drop(test_database_name))

    def _clone(self, name: str, template: str = "") -> None:
        self._as_maintenance(
            _drop(name), f'CREATE DATABASE "{name}" TEMPLATE "{template or self.template}" STRATEGY file_copy'
        )

    def _ensure_template(self, verbosity: int) -> str:
        name = f"tpl_{_fingerprint()}"
        present = self._databases("tpl_")
        if name in present:
            return name
        half_built = f"building_{name}"
        self._as_maintenance(*map(_drop, present), _drop(half_built), f'CREATE DATABASE "{half_built}"')
        self._migrate(half_built, verbosity)
        self._as_maintenance(f'ALTER DATABASE "{half_built}" RENAME TO "{name}"')
        return name

    def _migrate(self, name: str, verbosity: int) -> None:
        before = self.connection.settings_dict["NAME"]
        self._use(name)
        call_command(
            "migrate", verbosity=max(verbosity - 1, 0), interactive=False, database=self.connection.alias
        )
        self._let_builders_act()
        call_command("load_policies", verbosity=0)
        self._use(before)

    def _let_builders_act(self) -> None:
        """Free the identity `system:test` of row security, in test databases only."""
        with self.connection.as_owner(), self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION asb_unrestricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE "
                "AS $$ SELECT asb_actor() = 'system:test' $$"
            )

    def _use(self, name: str) -> None:
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name

    def _databases(self, begin: str) -> list[str]:
        present = self._as_maintenance("SELECT datname::text FROM pg_database")
        return [name for name in present if name.startswith(begin)]

    def _as_maintenance(self, *statements: str) -> list[Any]:
        """Run statements as the owner, each on its own, connected to the maintenance database."""
        rows: list[Any] = []
        with self.connection.as_owner(), self._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                rows = [row[0] for row in cursor.fetchall()] if cursor.description else []
        return rows

    @contextmanager
    def _alone(self, about: str = "") -> Iterator[None]:
        place = (
            str(self.connection.settings_dict["HOST"]) + str(self.connection.settings_dict["PORT"]) + about
        )
        key = hashlib.sha256(place.encode()).hexdigest()[:12]
        with (Path(tempfile.gettempdir()) / f"asbcases-template-{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _drop(name: str) -> str:
    return f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'


def _run() -> str:
    """Return what tells this run of the tests from others; its processes share it."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


def _fingerprint() -> str:
    """Return a hash of everything that shapes an empty database: migrations, grants and shipped rows."""
    shaping = (
        "**/migrations/*.py",
        "**/data/*.toml",
        "**/grants.py",
        "**/places.py",
        "**/loading.py",
        "db/*.py",
    )
    digest = hashlib.sha256()
    for package in ("asbcases", "risk", "partners", "triggers"):
        for pattern in shaping:
            for file in sorted((settings.BASE_DIR / package).glob(pattern)):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
