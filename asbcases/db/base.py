"""PostgreSQL with an identity in every transaction, and a second login for the owner of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base as postgresql
from psycopg.adapt import Loader

from asbcases.db import actor
from asbcases.db.creation import DatabaseCreation
from asbcases.db.straight import Straight


class InstantLoader(Loader):
    """Reads an instant as PostgreSQL writes it, by the reader of ISO 8601 that Python has: a tenth of the time of psycopg's."""

    timezone = UTC

    def load(self, data: Any) -> datetime:
        """Return the instant, in UTC."""
        return datetime.fromisoformat(bytes(data).decode())


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """Connects as the runtime role; `as_owner` is for migrations and test databases only."""

    creation_class = DatabaseCreation
    _as_owner = False
    # For whoever asks the same statements many times; nothing where nobody does.
    straight: Straight | None = None
    _lasting: Straight | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app_role: str = self.settings_dict["USER"]

    def get_new_connection(self, conn_params: Any) -> Any:
        """Return a connection that reads instants quickly, where its instants are in UTC."""
        connection = super().get_new_connection(conn_params)
        if self.timezone == UTC:
            connection.adapters.register_loader("timestamptz", InstantLoader)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor; one that asks straight for whoever asks the same statements many times."""
        if self.straight and not name:
            return self.straight.cursor()
        if self.straight:
            self.straight.ready()
        return super().create_cursor(name)

    def lasting_straight(self) -> Straight:
        """Return what asks straight by this connection, with all that was prepared on it before."""
        if self._lasting is None or self._lasting.raw is not self.connection:
            self._lasting = Straight(self.connection)
        return self._lasting

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Connect as the owner of the tables until the block ends; refused inside a transaction."""
        if self._as_owner:
            yield
            return
        if self.in_atomic_block:
            raise RuntimeError("as_owner() cannot begin inside a transaction.")
        saved = self._log_in_as(self._owner(), owner=True)
        try:
            yield
        finally:
            self._log_in_as(saved, owner=False)

    def _owner(self) -> dict[str, str]:
        owner = self.settings_dict.get("OWNER")
        if not owner:
            raise ImproperlyConfigured(
                "This process may not migrate: set DATABASE_OWNER_URL to the role that owns the tables."
            )
        return {key: owner[key] for key in ("USER", "PASSWORD")}

    def _log_in_as(self, login: dict[str, str], *, owner: bool) -> dict[str, str]:
        saved = {key: self.settings_dict[key] for key in ("USER", "PASSWORD")}
        self.close()
        self.settings_dict.update(login)
        self._as_owner = owner
        return saved

    def _set_autocommit(self, autocommit: bool) -> None:
        """Django calls this where an outermost transaction begins: there the actor is told."""
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and actor.current() and not self._as_owner:
            actor.tell(self, actor.current())
