"""What `manage.py` does before a command: services, migrations and policies, once and for several at a time."""

from pathlib import Path

import pytest

from asbcases.local.services import Services
from tests.local.tools import COUNT, Told, begun, manage

pytestmark = pytest.mark.services


def test_a_command_stops_what_it_started(prepared: Path) -> None:
    done = manage(prepared, "shell", "--verbosity", "0", "-c", COUNT)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "0\n"
    assert not Services(prepared).alive()


def test_two_first_commands_at_once_both_find_a_prepared_database(first: tuple[Path, list[Told]]) -> None:
    var, told = first

    assert [(one.code, one.out) for one in told] == [(0, "0\n")] * 2, told
    assert not Services(var).alive()


def test_a_terminated_command_stops_the_services_too(prepared: Path) -> None:
    wait = "import time; print('working', flush=True); time.sleep(60)"
    running = begun(prepared, "shell", "--verbosity", "0", "-c", wait)
    assert running.stdout is not None
    assert running.stdout.readline() == "working\n"

    running.terminate()

    running.communicate(timeout=120)
    assert running.returncode == 143
    assert not Services(prepared).alive()


def test_a_database_that_dies_under_a_command_is_told_in_a_sentence(prepared: Path) -> None:
    server = prepared / "postgres" / "postmaster.pid"
    shoot = f"import os, signal; os.kill(int(open({str(server)!r}).readline()), signal.SIGKILL)"

    done = manage(
        prepared, "shell", "--verbosity", "0", "-c", f"{COUNT}; {shoot}\nwhile True: User.objects.count()"
    )

    assert done.returncode == 1
    assert done.stdout == "0\n"
    assert done.stderr.startswith("The database broke off while it worked")
    assert done.stderr.count("\n") == 1


def test_a_database_of_ones_own_is_not_embedded(tmp_path: Path) -> None:
    done = manage(
        tmp_path, "shell", "--verbosity", "0", "-c", COUNT, DATABASE_URL="postgres://a@127.0.0.1:1/none"
    )

    assert done.returncode == 1
    assert done.stderr.startswith("The database of DATABASE_URL cannot be used (")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "postgres").exists()
