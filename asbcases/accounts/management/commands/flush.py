"""`flush` in tests: the test database is cloned anew, with the rows that the migrations made."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from asbcases.db.creation import DatabaseCreation


class Command(flush.Command):
    """Clones the template again; outside tests nothing here is ever emptied."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Drop and clone the test database."""
        if not DatabaseCreation.template:
            raise CommandError("Nothing is ever emptied here: the record stays (see docs/decisions).")
        connections[options["database"]].creation.clone_again()  # type: ignore[attr-defined]
