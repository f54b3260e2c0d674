"""`check_deadlines`: the whole diary rebuilt from the facts on file, and held against what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from psycopg import IsolationLevel

from asbcases.commands import ProductCommand
from asbcases.deadlines.rebuild import check
from asbcases.sources import SOURCES


class Command(ProductCommand):
    """Finds each deadline that is missing, unfounded or differs from what the facts make of it; exit code 1 then."""

    help = "Rebuild every deadline from its facts, policy and calendar, and list what differs. It changes nothing."
    acts_as = "check"

    def run(self, **options: Any) -> dict[str, Any]:
        """Check the diary and say what differs."""
        with _snapshot(), self.progress(total=None, unit="records") as bar:
            found = check(SOURCES.values(), on_batch=bar.update)
        return {"checked": found.checked, "differences": found.differences, "seconds": self.seconds()}

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether anything differs."""
        return bool(result["differences"])

    def words(self, result: dict[str, Any]) -> str:
        """Return the result for a person, a line for each difference."""
        lines = [
            "{case}: {kind} {type}, {field}: kept {stored}, rebuilt {rebuilt}".format_map(difference)
            for difference in result["differences"]
        ]
        return "\n".join([f"{result['checked']} deadlines checked, {len(lines)} differences.", *lines])


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read everything as it stood at one instant, so that work that goes on meanwhile is no difference."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    connection.connection.isolation_level = IsolationLevel.REPEATABLE_READ
    try:
        with transaction.atomic():
            yield
    finally:
        connection.connection.isolation_level = None
