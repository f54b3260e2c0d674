"""`migrate` as the owner of the tables; afterwards the runtime role gets its rights."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from asbcases.accounts.grants import grant_rights
from asbcases.db.together import QuickExecutor

# Django's command asks its own module for it.
migrate.MigrationExecutor = QuickExecutor  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Migrates as the owner, then states what the runtime role may do."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every migration, then grant."""
        connection = connections[options["database"]]
        with connection.as_owner():  # type: ignore[attr-defined]
            super().handle(*args, **options)
            grant_rights(connection)
