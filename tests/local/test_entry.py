"""What `manage.py` does before a command: services, migrations and policies, once and for several at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from asbcases.local import places
from asbcases.local.services import Services
from tests.local.tools import environment, manage

pytestmark = pytest.mark.services
COUNT = "from asbcases.accounts.models import User; print(User.objects.count())"


def test_a_command_stops_what_it_started(prepared: Path) -> None:
    done = manage(prepared, "shell", "--verbosity", "0", "-c", COUNT)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "0\n"
    assert not Services(prepared).alive()


def test_two_first_commands_at_once_both_find_a_prepared_database(tmp_path: Path) -> None:
    command = [sys.executable, str(places.REPOSITORY / "manage.py"), "shell", "--verbosity", "0", "-c", COUNT]

    both = [
        subprocess.Popen(
            command, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [one.communicate(timeout=120) for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert [out for out, _ in told] == ["0\n", "0\n"]
    assert not Services(tmp_path).alive()


def test_a_terminated_command_stops_the_services_too(prepared: Path) -> None:
    wait = "import time; print('working', flush=True); time.sleep(60)"
    command = [sys.executable, str(places.REPOSITORY / "manage.py"), "shell", "--verbosity", "0", "-c", wait]
    running = subprocess.Popen(command, env=environment(prepared), stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "working\n"

    running.terminate()

    assert running.wait(20) == 143
    assert not Services(prepared).alive()


def test_a_database_of_ones_own_is_not_embedded(tmp_path: Path) -> None:
    done = manage(
        tmp_path, "shell", "--verbosity", "0", "-c", COUNT, DATABASE_URL="postgres://a@127.0.0.1:1/none"
    )

    assert done.returncode == 1
    assert not (tmp_path / "postgres").exists()
