"""Whether all is well, for whoever watches an installation: nobody signs in, and nothing is told but numbers."""

import time
from functools import cache
from threading import Lock, Thread
from typing import Any

import structlog
from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from asbcases.deadlines.heartbeat import Pulse, pulse_of

# What rings leaves within a minute, and what came by the public form is taken in within one; a mail server may be
# away a little longer than that.
LATE_AFTER = 15 * 60
# How long the broker is waited for. No answer depends on it: without it, work only starts later.
PATIENCE = 1.0
# A database that takes longer for so little does not answer anybody.
TIMEOUT = "SET LOCAL statement_timeout = '3s'"
OK, DOWN, UNWELL = "ok", "down", "unwell"
NOTHING_KNOWN = {
    "sweep": {"age_seconds": None, "failed": None},
    "outbox": {"waiting": None, "oldest_seconds": None, "given_up": None},
    "public_reports": {"waiting": None, "oldest_seconds": None, "in_trouble": None},
    "public_applications": {"waiting": None, "oldest_seconds": None, "in_trouble": None},
}

log = structlog.get_logger(__name__)
_asking = Lock()


@require_safe
@login_not_required
@transaction.non_atomic_requests
def health(request: HttpRequest) -> JsonResponse:
    """Say whether deadlines are noticed, messages leave and what the public sends is taken in: 503 where they are not."""
    found: dict[str, Any]
    try:
        with transaction.atomic():
            be_quick()
            sweep, outbox, sent = pulse_of("sweep"), backlog(), sent_by_the_public()
        found = {"database": OK, "sweep": _told(sweep), "outbox": outbox, **sent}
        oldest = max(one["oldest_seconds"] for one in (outbox, *sent.values()))
        well = not sweep.is_stale and oldest <= LATE_AFTER
    except Error as error:
        log.warning("health: the database does not answer", error=type(error).__name__)
        found, well = {"database": DOWN, **NOTHING_KNOWN}, False
    return _answer(well, {**found, "redis": OK if broker_answers() else DOWN})


@require_safe
@login_not_required
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether this program can serve people: 503 without its database, or before that is migrated."""
    try:
        with transaction.atomic():
            be_quick()
            migrated = _is_migrated()
        found = {"database": OK if migrated else "not migrated"}
    except Error as error:
        log.warning("ready: the database does not answer", error=type(error).__name__)
        migrated, found = False, {"database": DOWN}
    return _answer(migrated, {**found, "redis": OK if broker_answers() else DOWN})


def _answer(well: bool, found: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse({"status": OK if well else UNWELL, **found}, status=200 if well else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _told(pulse: Pulse) -> dict[str, float | None]:
    age = pulse.age
    return {
        "age_seconds": None if age is None else round(age.total_seconds(), 1),
        "failed": None if age is None else pulse.failed,
    }


def be_quick() -> None:
    """Let the database take no longer than three seconds for what this transaction asks."""
    with connection.cursor() as cursor:
        cursor.execute(TIMEOUT)


def backlog() -> dict[str, Any]:
    """Return how much waits in the outbox: by a function, since nobody in particular may read no message."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT waiting, oldest_seconds, given_up FROM asb_outbox_backlog()")
        waiting, oldest, given_up = cursor.fetchone()
    return {"waiting": waiting, "oldest_seconds": round(oldest, 1), "given_up": given_up}


def sent_by_the_public() -> dict[str, dict[str, Any]]:
    """Return how much came by the public forms and waits to be taken in: by functions, as for the outbox."""
    return {
        "public_reports": _waits("SELECT waiting, oldest_seconds, in_trouble FROM asb_public_backlog()"),
        "public_applications": _waits(
            "SELECT waiting, oldest_seconds, in_trouble FROM asb_application_backlog()"
        ),
    }


def _waits(asks: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(asks)
        waiting, oldest, in_trouble = cursor.fetchone()
    return {"waiting": waiting, "oldest_seconds": round(oldest, 1), "in_trouble": in_trouble}


def _is_migrated() -> bool:
    """Return whether the newest migration of every app was applied."""
    newest = newest_migrations()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM django_migrations JOIN unnest(%s::text[], %s::text[]) AS m(app, name) USING (app, name)",
            [[app for app, _ in newest], [name for _, name in newest]],
        )
        applied: int = cursor.fetchone()[0]
    return applied >= len(newest)


@cache
def newest_migrations() -> tuple[tuple[str, str], ...]:
    """Return the newest migration of every app, read from the files once."""
    return tuple(MigrationLoader(None).graph.leaf_nodes())


def broker_answers() -> bool:
    """Return whether the broker answers within a second; a name that does not resolve may hang for longer."""
    until = time.monotonic() + PATIENCE
    if not _asking.acquire(timeout=PATIENCE):
        return False
    answered: list[bool] = []
    Thread(target=_ask_broker, args=(answered,), daemon=True).start()
    if _asking.acquire(timeout=max(0.0, until - time.monotonic())):
        _asking.release()
    return bool(answered)


def _ask_broker(answered: list[bool]) -> None:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=PATIENCE)
        answered.append(True)
    except Exception as error:
        # Whatever the reason, it is told by one word: the text of the error may name the host.
        log.info("health: the broker does not answer", error=type(error).__name__)
    finally:
        _asking.release()
