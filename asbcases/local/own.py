"""Servers of one's own, named by DATABASE_URL and REDIS_URL: asked once, before anything relies on them."""

from typing import Any

from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from asbcases.local.errors import LocalServiceError
from asbcases.local.prepare import unapplied


def reach_database() -> None:
    """Refuse to go on when the database of DATABASE_URL does not let us in."""
    try:
        connection.ensure_connection()
    except (DatabaseError, UnicodeError) as error:
        raise LocalServiceError(
            f"The database of DATABASE_URL cannot be used ({_first_line(error)}): start it, or correct DATABASE_URL."
        ) from error
    finally:
        connection.close()


def refuse_unmigrated() -> None:
    """Refuse to go on with a database that this process may not migrate and that lacks a migration."""
    if unapplied():
        raise LocalServiceError(
            "The database of DATABASE_URL lacks tables of this version: set DATABASE_OWNER_URL to the login "
            "that owns them, and they are made."
        )
    connection.close()


def reach_broker(app: Any) -> None:
    """Refuse to start a worker for a broker that does not answer; later it may come and go."""
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=3)
    except (OperationalError, KeyError, ValueError) as error:
        raise LocalServiceError(
            f"The broker of REDIS_URL cannot be used ({_first_line(error)}): start it, or correct REDIS_URL, "
            "as in redis://host:6379/0."
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip("'\" \n").split("\n", 1)[0]
