"""Bring the embedded database up to date before a command uses it (interfaces.md)."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from asbcases.local import lock, places


def embedded() -> bool:
    """Say whether the settings point at the embedded PostgreSQL."""
    return bool(settings.DATABASES["default"].get("HOST") == str(places.socket_folder(places.var_folder())))


def embedded_redis() -> bool:
    """Say whether the settings point at the embedded Valkey."""
    return bool(places.redis_url(places.var_folder()) == settings.CELERY_BROKER_URL)


def prepare_database(
    step: Callable[[str], AbstractContextManager[None]] = lambda name: nullcontext(),
) -> None:
    """Migrate when migrations are missing, then load the policies; several processes may ask at once."""
    with lock.exclusive(places.var_folder() / "prepare.lock"):
        with step("Migrations"):
            if unapplied():
                call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)
        with step("Policies"):
            if "load_policies" in get_commands():
                call_command("load_policies", verbosity=0, stdout=sys.stderr)
    # A command that forks must not share this connection with its children.
    connection.close()


def unapplied() -> bool:
    """Say whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
