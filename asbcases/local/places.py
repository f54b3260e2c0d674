"""Where the embedded services keep their data and their sockets (docs/decisions/0003). Imports no Django: settings read it."""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from asbcases.local.errors import LocalServiceError, from_os_error

REPOSITORY = Path(__file__).resolve().parents[2]
PORT = "5432"
DATABASE = "asbcases"
APP_ROLE = "asbcases_app"
OWNER_ROLE = "asbcases_owner"
LONGEST_SOCKET = 100  # the kernel takes 107 bytes; PostgreSQL makes a lock file beside the socket


def var_folder() -> Path:
    """Return the folder of the services' data: ASBCASES_VAR, else `var` in the checkout."""
    return Path(os.environ.get("ASBCASES_VAR") or REPOSITORY / "var").absolute()


def socket_folder(var: Path) -> Path:
    """Return the folder of the sockets: inside `var`, or one of ours elsewhere where that path cannot be used."""
    key = hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]
    aside = f"asbcases-{os.getuid()}-{key}"
    return next(
        (run for run in (var / "run", Path(tempfile.gettempdir()) / aside) if _takes_sockets(run)),
        Path("/tmp") / aside,  # noqa: S108  made closed to others, and refused when it is another's
    )


def _takes_sockets(run: Path) -> bool:
    """Say whether a socket's path would be short enough, and no list of hosts, as a comma makes it for PostgreSQL."""
    return len(os.fsencode(run / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET and "," not in str(run)


def valkey_socket(var: Path) -> Path:
    """Return the socket of the embedded Valkey."""
    return socket_folder(var) / "valkey.sock"


def database_settings(var: Path) -> dict[str, Any]:
    """Return what Django's DATABASES needs for the embedded PostgreSQL; the runtime role is not the owner (docs/decisions/0001)."""
    return {
        "HOST": str(socket_folder(var)),
        "PORT": PORT,
        "NAME": DATABASE,
        "USER": APP_ROLE,
        "PASSWORD": "",
        "OWNER": {"USER": OWNER_ROLE, "PASSWORD": ""},
    }


def redis_url(var: Path) -> str:
    """Return Celery's address of the embedded Valkey."""
    return f"redis+socket://{quote(str(valkey_socket(var)))}"


def secret_key(var: Path) -> str:
    """Return the signing key of this instance, made once and kept beside its data."""
    kept = var / "secret_key"
    try:
        var.mkdir(parents=True, exist_ok=True)
        fresh = var / f"secret_key.{os.getpid()}"
        if not kept.exists():
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(50))
            _keep_first(fresh, kept)
        return kept.read_text()
    except OSError:
        # A command that needs no database must work where nothing can be written.
        return secrets.token_urlsafe(50)


def _keep_first(fresh: Path, kept: Path) -> None:
    """Give the file its name unless another process was quicker."""
    try:
        os.link(fresh, kept)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def make_folders(var: Path) -> None:
    """Make the folders of data and sockets, closed to others; refuse a socket folder that somebody else made."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        run = socket_folder(var)
        run.mkdir(mode=0o700, exist_ok=True)
        seen = run.lstat()
    except OSError as error:
        raise from_os_error(error, var) from error
    if not stat.S_ISDIR(seen.st_mode) or not (os.geteuid() == 0 or seen.st_uid == os.geteuid()):
        raise LocalServiceError(
            f"The socket folder {run} belongs to another user: set ASBCASES_VAR to a folder of your own."
        )
    if os.geteuid() == seen.st_uid:
        run.chmod(0o700)
