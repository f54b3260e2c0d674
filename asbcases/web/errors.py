"""What to tell when the database itself settled a race between two requests; for pages and the API."""

from django.db import Error
from psycopg import errors as postgres


def conflict_in(exception: BaseException) -> str:
    """Return the sentence for somebody who came second, or nothing when the error is no race."""
    cause = exception.__cause__ if isinstance(exception, Error) else None
    if isinstance(cause, postgres.UniqueViolation):
        return "Somebody else recorded the same at the same moment. Look at what was saved, then decide."
    if isinstance(cause, postgres.LockNotAvailable | postgres.DeadlockDetected):
        return "Somebody else is saving this record now. Wait a moment, look how it stands, and try again."
    return ""
