"""`check_sweep` says whether the sweep is alive; a sweep by hand at another time is no sign of life."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from asbcases.deadlines.heartbeat import STALE_AFTER, beat
from asbcases.deadlines.models import Heartbeat

pytestmark = pytest.mark.django_db


def run() -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_sweep", "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def test_it_fails_where_no_sweep_ever_ended() -> None:
    said, code = run()

    assert (said["at"], said["age_seconds"], said["stale"], code) == (None, None, True, 1)


def test_it_is_content_with_a_sweep_a_moment_ago() -> None:
    beat("sweep", failed=2)

    said, code = run()

    assert (said["failed"], said["stale"], said["stale_after_seconds"], code) == (2, False, 300, 0)
    assert 0 <= said["age_seconds"] < 60
    assert datetime.fromisoformat(said["at"]).tzinfo is not None


def test_it_fails_when_the_last_sweep_is_too_long_ago() -> None:
    beat("sweep", failed=0)
    Heartbeat.objects.update(at=datetime.now(UTC) - STALE_AFTER - timedelta(seconds=1))

    said, code = run()

    assert (said["stale"], code) == (True, 1)


def test_the_sweep_by_hand_leaves_no_heartbeat() -> None:
    call_command("sweep_deadlines", "--json", "--now", "2026-11-23T12:00:00+00:00", stdout=StringIO())
    call_command("sweep_deadlines", "--json", stdout=StringIO())

    assert not Heartbeat.objects.exists()
