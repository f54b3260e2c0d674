"""Start, attach to, hold and stop the two embedded services.

Each process that uses them holds a shared lock; whoever finds itself alone at its end stops both. The kernel
drops the lock of a process that was killed, so a lost user never keeps the servers up for ever.
"""

import atexit
import os
from dataclasses import dataclass
from pathlib import Path

from asbcases.local import lock, places
from asbcases.local.postgres import Postgres
from asbcases.local.valkey import Valkey


@dataclass
class Services:
    """The services of one data folder, as one process sees them."""

    var: Path
    durable: bool = True
    postgres: bool = True
    redis: bool = True
    keep: bool = False
    _held: int | None = None
    _holder: int = 0

    def hold(self) -> None:
        """Have the services run, and count as a user of them until `release` or the end of the process."""
        places.make_folders(self.var)
        with lock.exclusive(self._start_lock):
            # First the share: a last user that is about to stop waits for the start lock and then finds us.
            if self._held is None:
                self._held, self._holder = lock.share(self._users_lock), os.getpid()
                atexit.register(self.release)
            self._ensure()

    def revive(self) -> None:
        """Start again what has died meanwhile."""
        with lock.exclusive(self._start_lock):
            self._ensure()

    def alive(self) -> bool:
        """Say, cheaply, whether everything asked for still runs."""
        return (not self.postgres or self._postgres.running()) and (not self.redis or self._valkey.ready())

    def release(self) -> bool:
        """Stop using the services; the last user stops them. Say whether they were stopped."""
        if self._held is None or self._holder != os.getpid():
            return False
        atexit.unregister(self.release)
        with lock.exclusive(self._start_lock):
            os.close(self._held)
            self._held = None
            return False if self.keep else self._stop_if_last()

    def stop_if_unused(self) -> bool:
        """Stop what nobody uses any more, as after a killed user; say whether it was stopped."""
        places.make_folders(self.var)
        with lock.exclusive(self._start_lock):
            return self._stop_if_last()

    def _ensure(self) -> None:
        if self.postgres:
            self._postgres.ensure()
        if self.redis:
            self._valkey.ensure()

    def _stop_if_last(self) -> bool:
        with lock.alone(self._users_lock) as last:
            if last:
                self._valkey.stop()
                self._postgres.stop()
        return last

    @property
    def _postgres(self) -> Postgres:
        return Postgres(self.var, self.durable)

    @property
    def _valkey(self) -> Valkey:
        return Valkey(self.var)

    @property
    def _start_lock(self) -> Path:
        return self.var / "start.lock"

    @property
    def _users_lock(self) -> Path:
        return self.var / "users.lock"


_running: dict[Path, Services] = {}


def ensure_running(
    var: Path | None = None,
    *,
    durable: bool = True,
    postgres: bool = True,
    redis: bool = True,
    keep: bool = False,
) -> Services:
    """Start or attach to the services and hold them until this process ends; asking again only adds.

    `durable=False` (or ASBCASES_FSYNC=off) starts PostgreSQL without waiting for the disk, for tests;
    `keep=True` (or ASBCASES_KEEP_SERVICES=1) leaves the services up afterwards.
    """
    folder = var or places.var_folder()
    services = _running.setdefault(folder, Services(folder, postgres=False, redis=False))
    services.durable = durable and os.environ.get("ASBCASES_FSYNC") != "off"
    services.keep = keep or os.environ.get("ASBCASES_KEEP_SERVICES") == "1"
    services.postgres, services.redis = services.postgres or postgres, services.redis or redis
    services.hold()
    return services
