"""Imports that run at once, or are killed in the middle, leave each row exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Incident
from tests.casework.imports.street import row, written

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

# A process of its own on this test's database: the settings know only the name of the database in use.
PROGRAM = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
call_command("import_incidents", *sys.argv[2:], "--source", "police-uk", "--json")
"""
ROWS = 4000


def started(*paths: Path) -> subprocess.Popen[str]:
    name = str(connection.settings_dict["NAME"])
    words = [sys.executable, "-c", PROGRAM, name, *map(str, paths)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "asbcases.settings.test"}
    return subprocess.Popen(words, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)


def months(folder: Path, number: int) -> list[Path]:
    """Write one file a month, in which every row stands twice."""
    return [
        written(
            folder / f"2025-{month:02}.csv.gz",
            *(row(month=f"2025-{month:02}", location=f"On or near {place // 2}") for place in range(ROWS)),
        )
        for month in range(1, number + 1)
    ]


def stored(model: type[Model] = Incident) -> int:
    with transaction.atomic():
        return model._default_manager.count()


def until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.002)


def test_a_killed_import_leaves_whole_files_and_is_finished_by_the_next(tmp_path: Path) -> None:
    files = months(tmp_path, 8)
    running = started(*files)
    until(lambda: stored() > 0)
    time.sleep(0.05)

    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    left = stored()
    call_command("import_incidents", *map(str, files), source="police-uk", json=True)

    assert left % ROWS == 0
    assert 0 < left < 8 * ROWS
    assert stored() == 8 * ROWS
    assert stored(AuditEvent) == 8


def test_two_imports_at_once_load_each_row_once(tmp_path: Path) -> None:
    files = months(tmp_path, 4)

    both = [started(*files), started(*reversed(files))]
    results = [json.loads(one.communicate(timeout=120)[0]) for one in both]

    assert [one.returncode for one in both] == [0, 0]
    assert sum(result["imported"] for result in results) == 4 * ROWS
    assert sum(result["already"] for result in results) == 4 * ROWS
    assert stored() == 4 * ROWS
