"""What stops a service is told in one sentence that says what to do, without a traceback."""

import ast
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from asbcases.local.errors import LocalServiceError, by_full_disk, disk_full, from_os_error
from asbcases.local.places import REPOSITORY
from asbcases.local.services import Services
from tests.local.tools import manage, postmaster, user_of

MANAGE = REPOSITORY / "manage.py"
AS_ROOT = os.geteuid() == 0
PRETEND_OLD = """
import runpy, sys
sys.version_info = (3, 8, 18, "final", 0)
sys.version = "3.8.18 (default)"
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def _one_sentence(text: str) -> str:
    assert "Traceback" not in text
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == 1, text
    return lines[0]


def _trouble_of(var: Path, *before: str, python: str = sys.executable) -> str:
    user = user_of(var, *before, python=python)
    _, told = user.communicate(timeout=120)
    assert user.returncode == 1
    return _one_sentence(told)


def test_an_old_python_is_told_which_one_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRETEND_OLD, str(MANAGE), "check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.8.18" in _one_sentence(done.stderr)


def test_an_old_python_can_read_manage_py() -> None:
    assert ast.parse(MANAGE.read_text(), feature_version=(3, 8))


def test_make_refuses_an_old_python_before_it_makes_anything(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    shown = "import sys; sys.version_info = (3, 8); sys.version = '3.8.18 x'; exec(sys.argv[2])"
    old.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{shown}" "$@"\n')
    old.chmod(0o755)
    for name in ("Makefile", "manage.py", "requirements"):
        (tmp_path / name).symlink_to(REPOSITORY / name)

    done = subprocess.run(
        ["make", "install", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_without_libraries_the_command_that_installs_them_is_named(tmp_path: Path) -> None:
    shutil.copy(MANAGE, tmp_path)

    done = subprocess.run(
        [sys.executable, "-S", "-I", str(tmp_path / "manage.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "run `make install`" in _one_sentence(done.stderr)


def test_data_of_another_major_version_are_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "var" / "postgres"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")

    told = _trouble_of(tmp_path / "var")

    assert "belong to PostgreSQL 15" in told
    assert "move that folder away" in told
    assert (data / "PG_VERSION").read_text() == "15\n"


@pytest.mark.services
def test_a_write_that_the_system_cuts_short_is_told_as_a_full_disk(tmp_path: Path) -> None:
    told = _trouble_of(tmp_path / "var", "/bin/bash", "-c", 'ulimit -f 200; exec "$@"', "limited")

    assert "free at least 200 MB there, or set ASBCASES_VAR" in told
    assert not (tmp_path / "var" / "postgres").exists()


def _on_small_disk(folder: Path, size: str, *also: str) -> list[str]:
    steps = " && ".join([f'mount -t tmpfs -o size={size} none "{folder}"', *also])
    return ["unshare", "-m", "/bin/sh", "-c", f'{steps} && exec "$@"', "small"]


def _may_mount(folder: Path) -> bool:
    if not (AS_ROOT and shutil.which("unshare")):
        return False
    return (
        subprocess.run([*_on_small_disk(folder, "1m"), "true"], capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.services
def test_a_disk_that_is_too_small_is_told_before_anything_is_made(tmp_path: Path) -> None:
    if not _may_mount(tmp_path):
        pytest.skip("a small disk can only be mounted as root")

    assert "is full or limited" in _trouble_of(tmp_path, *_on_small_disk(tmp_path, "20m"))


@pytest.mark.services
def test_a_disk_that_is_full_at_a_later_start_is_told(tmp_path: Path) -> None:
    if not _may_mount(tmp_path):
        pytest.skip("a small disk can only be mounted as root")
    made = tmp_path / "made"
    Services(made, durable=False, redis=False).hold()
    Services(made).release()
    small = tmp_path / "small"
    small.mkdir()
    fill = [f'cp -a "{made}" "{small}/var"', f'(dd if=/dev/zero of="{small}/fill" bs=1M 2>/dev/null || true)']

    told = _trouble_of(small / "var", *_on_small_disk(small, "120m", *fill))

    assert "is full or limited" in told


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    assert "make the folder yours" in _trouble_of(tmp_path / "var")


def test_errors_of_the_file_system_become_sentences() -> None:
    full = from_os_error(OSError(28, "No space left on device"), Path("/srv"))
    closed = from_os_error(PermissionError(13, "Permission denied"), Path("/srv"))

    assert str(full) == str(disk_full(Path("/srv")))
    assert "Cannot write in /srv (Permission denied)" in str(closed)


@pytest.mark.parametrize(
    "cause",
    [
        psycopg.errors.DiskFull(),
        psycopg.OperationalError("FATAL:  could not write init file: No space left on device"),
        OSError(28, "No space left on device"),
    ],
)
def test_a_full_disk_is_found_behind_other_errors(cause: Exception) -> None:
    with pytest.raises(ValueError) as told:
        _raise_over(cause)

    assert by_full_disk(told.value)
    assert not by_full_disk(ValueError())
    assert not by_full_disk(PermissionError(13, "Permission denied"))


def _raise_over(cause: Exception) -> None:
    try:
        raise cause
    except Exception:
        raise ValueError("something else, because of it")  # noqa: B904  as libraries do


def test_a_path_that_the_starter_cannot_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalServiceError, match="set ASBCASES_VAR to another folder"):
        Services(tmp_path / "a$b", redis=False).hold()


@pytest.mark.services
def test_an_ordinary_user_can_run_the_services_and_root_data_are_refused(tmp_path: Path) -> None:
    # Debian's own Python, since one below /root cannot be reached by others.
    python = "/usr/bin/python3"
    if not (
        AS_ROOT and shutil.which("setpriv") and Path(python).exists() and REPOSITORY.stat().st_mode & 0o005
    ):
        pytest.skip("only root can become another user, and the checkout must be readable to it")
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env"]
    as_nobody.append("PYTHONPATH=" + ":".join(path for path in sys.path if "site-packages" in path))
    reach = subprocess.run(
        [*as_nobody, python, "-c", "import asbcases.local.services"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if reach.returncode:
        pytest.skip("this interpreter's libraries cannot be used by another user")
    folder = Path(tempfile.gettempdir()) / f"asb-nobody-{os.getpid()}"
    folder.mkdir()
    try:
        os.chown(folder, 65534, 65534)
        user = user_of(folder / "var", *as_nobody, python=python)
        assert user.stdout is not None
        assert user.stdout.readline() == "held\n"
        assert (folder / "var" / "postgres").stat().st_uid == 65534
        assert postmaster(folder / "var")
        user.communicate()
        shutil.chown(folder / "var" / "postgres", "root")
        assert "belong to another user" in _trouble_of(folder / "var", *as_nobody, python=python)
    finally:
        shutil.rmtree(folder)


def test_a_command_that_does_not_exist_is_bad_usage(tmp_path: Path) -> None:
    done = manage(tmp_path / "var", "import_everything", "--json")

    assert done.returncode == 2
    assert "There is no command 'import_everything'" in _one_sentence(done.stderr)
    assert done.stdout.startswith('{"error": ')


def test_bad_usage_is_told_before_anything_starts(tmp_path: Path) -> None:
    done = manage(tmp_path / "var", "up", "--port", "http")

    assert done.returncode == 2
    assert "give a number from 1 to 65535" in _one_sentence(done.stderr)
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_port_in_use_is_told_with_another_to_choose(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = manage(tmp_path / "var", "up", "--port", str(port))

    assert done.returncode == 1
    assert f"`make run PORT={port + 1}`" in _one_sentence(done.stderr)
    assert not (tmp_path / "var" / "postgres").exists()


def test_help_and_checks_need_no_services(tmp_path: Path) -> None:
    for words in (["check"], ["migrate", "--help"]):
        assert manage(tmp_path / "var", *words).returncode == 0

    assert not (tmp_path / "var" / "postgres").exists()
