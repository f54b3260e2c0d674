"""Who shares under an agreement, or extends or widens a share, and who changes or ends one wait for each other: no share outlasts what it is given under."""

from django.db import connection

LOCK = "SELECT {}(hashtextextended('agreements on sharing', 0))"


def let_agreements_stand() -> None:
    """Have every agreement stand until the transaction ends; any number share at once."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format("pg_advisory_xact_lock_shared"))


def wait_for_shares() -> None:
    """Wait until whoever shares now is done, and have others wait to share until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format("pg_advisory_xact_lock"))
