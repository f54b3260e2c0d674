"""A glass is broken at the moment at which the restriction is lifted."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry
from asbcases.casework.transitions import lift_restriction
from asbcases.db.actor import acting
from tests.casework.glasses import breaks, hidden_case

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def let_wait() -> None:
    """Return once another session waits for what this one holds."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            time.sleep(0.01)
    pytest.fail("Nobody waited.")


def test_who_breaks_it_while_it_is_lifted_waits_and_finds_nothing_to_open(
    amira: User, ben: User, cara: User
) -> None:
    with acting("system:test"), transaction.atomic():
        case = hidden_case(amira, ben)

    def ask() -> None:
        breaks(case, cara)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with acting(str(ben.pk)), transaction.atomic():
            lift_restriction(Case.objects.get(), reason="It is over", by=ben, now=timezone.now())
            asked = pool.submit(ask)
            let_wait()
        asked.result()

    with acting("system:test"), transaction.atomic():
        assert GlassTry.objects.get().by == cara
        assert not GlassBreak.objects.exists()
        assert not AccessGrant.objects.filter(source=GrantSource.BREAK_GLASS).exists()
