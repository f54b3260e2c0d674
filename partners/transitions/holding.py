"""The one order in which locks are taken: a case before its clocks, and its clocks before what is asked about it."""

from django.db import connection


def hold_case(case: int | None) -> None:
    """Lock the case of clocks that are locked next, as whoever closes it does; for services, which may change no case.

    Everything about one report alone hangs on no case: nothing is locked then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_hold_case(%s)", [case])
