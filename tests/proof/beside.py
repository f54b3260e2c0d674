"""An installation beside the prover's own: a new PostgreSQL that asks for passwords, and this checkout's programs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from asbcases.local.places import DATABASE, PORT
from asbcases.local.postgres import SUPERUSER, binaries
from tests.deployment.image import services
from tests.deployment.installation import Done, Installation
from tests.tools.report import REPOSITORY

DEPLOY = REPOSITORY / "docs" / "deploy.md"
# A county is built in minutes where nothing else runs.
PATIENCE = 3600
Session = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def installed(folder: Path, application: Path = REPOSITORY) -> Iterator[Installation]:
    """Run a new server with the two roles as `docker/database/roles.sh` makes them, for the code in a folder."""
    folder.mkdir(parents=True)
    made = Installation(folder)
    made.application, made.libraries, made.patience = application, Path(sys.prefix), PATIENCE
    made.state_secrets()
    made.start_server()
    try:
        well(made.make_roles())
        yield made
    finally:
        made.server.stop()


def well(done: Done) -> str:
    """Return what a program printed; the proof cannot go on where it failed."""
    if done.returncode:
        raise RuntimeError(f"{done.args} failed:\n{(done.stdout or '')[-2000:]}{done.stderr[-4000:]}")
    return done.stdout or ""


def migrated(made: Installation) -> Done:
    """Do what the service `migrate` does: migrate, load the policies, and ask whether row security binds."""
    return made.run(services()["migrate"]["command"], made.of("migrate"))


def bound(made: Installation) -> Done:
    """Ask what the service `migrate` asks last: whether row security binds the role that the pages use."""
    command = services()["migrate"]["command"][-1].rpartition(" && ")[2]
    return made.run(command.split(), made.of("web"))


def checked(made: Installation) -> dict[str, Any]:
    """Return what `check_deadlines` says there, as the runtime role."""
    done = made.run(["python", "manage.py", "check_deadlines", "--json"], made.of("web"))
    said: dict[str, Any] = json.loads(done.stdout) if done.stdout else {"error": done.stderr[-4000:]}
    return said if "error" not in said else {"checked": 0, "differences": [said["error"]]}


def address(made: Installation) -> str:
    """Return the address of the database there, as the runtime role logs in."""
    return (made.secrets / "database_url").read_text().strip()


def on(url: str, settings: str = "test") -> dict[str, str]:
    """Return the environment of a program that works on the database of an address."""
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": f"asbcases.settings.{settings}"}


def session(host: str, name: str = DATABASE) -> Session:
    """Return a session of the superuser."""
    return psycopg.connect(host=host, port=PORT, user=SUPERUSER, dbname=name)


def stated(program: str, name: str = DATABASE) -> list[str]:
    """Return how docs/deploy.md calls a program of PostgreSQL, for a database of this name."""
    found = re.findall(rf"`docker compose exec -T postgres ({program} [^`<>]*) [<>]", DEPLOY.read_text())
    if len(found) != 1:
        raise LookupError(f"docs/deploy.md states {program} {len(found)} times.")
    *words, last = found[0].split()
    return [*words, name] if last == DATABASE else [*words, last]


def dump(words: Sequence[str], host: str, file: Path) -> Done:
    """Run a command of docs/deploy.md that writes a dump, and return how it ended."""
    with file.open("w") as out:
        return _run(words, host, stdout=out)


def restore(file: Path, host: str) -> Done:
    """Restore a dump as docs/deploy.md says, and return how it ended."""
    with file.open() as kept:
        return _run(stated("pg_restore"), host, stdin=kept)


def _run(words: Sequence[str], host: str, **streams: Any) -> Done:
    told = {**os.environ, "PGHOST": host, "PGPORT": PORT}
    program = [str(binaries() / words[0]), *words[1:]]
    return subprocess.run(program, env=told, stderr=subprocess.PIPE, text=True, check=False, **streams)


def named(names: Sequence[str]) -> str:
    """Return some names, or that there are none."""
    return ", ".join(names[:5]) or "none"


def counted(said: dict[str, Any]) -> str:
    """Return in words what `check_deadlines` said."""
    found = said["differences"]
    return f"{said['checked']:,} and {len(found)}" + (f": {found[0]}" if found else "")


def agrees(said: dict[str, Any]) -> bool:
    """Return whether deadlines were checked and none of them differs."""
    return said["checked"] > 0 and not said["differences"]
