"""What `make` does before Python: an instance of its own for each use, wherever the checkout lies."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from asbcases.local.places import REPOSITORY

SHOWS = '#!/bin/sh\necho "$2 $3 in ${ASBCASES_VAR:-no folder of its own}, fsync ${ASBCASES_FSYNC:-on}, walks ${WALK_SCALE:-whole}"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout in an awkward folder whose programs only say how they were called."""
    folder = tmp_path / "O'Brien's copy"
    for place in (".venv/bin", "requirements"):
        (folder / place).mkdir(parents=True)
    shutil.copy(REPOSITORY / "Makefile", folder)
    for name in ("uv", "base", "dev"):
        (folder / "requirements" / f"{name}.txt").touch()
    for name in ("uv", "python", "coverage"):
        program = folder / ".venv" / "bin" / name
        program.write_text(SHOWS)
        program.chmod(0o755)
    (folder / ".venv" / ".synced").touch()
    return folder


def _made(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    said = ("ASBCASES_", "COVERAGE", "LONG", "MAKE", "WALK_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(said)}
    # Old, so that no browser is installed.
    return subprocess.run(
        ["make", "-o", "chromium", *words],
        cwd=checkout,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("run", "up --port in no folder of its own, fsync on, walks whole"),
        ("test", "pytest -n in {var}/test, fsync off, walks 0.03"),
        ("proof", "tests.proof  in {var}/proof, fsync on, walks whole"),
        ("bench", "tests.bench  in {var}/bench, fsync on, walks whole"),
        ("load", "tests.load  in {var}/load, fsync on, walks whole"),
    ],
)
def test_what_make_run_keeps_is_never_touched_by_another_target(
    checkout: Path, target: str, said: str
) -> None:
    done = _made(checkout, target)

    assert done.returncode == 0, done.stderr
    assert said.format(var=checkout / "var") in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("asked", "said"),
    [("ONLY=walks", ["walks"]), ("WITHOUT=walks doors", ["--without=walks", "--without=doors"])],
)
def test_proofs_are_named_or_left_out(checkout: Path, asked: str, said: list[str]) -> None:
    done = _made(checkout, "-n", "proof", asked)

    assert done.stdout.split()[-len(said) - 1 :] == ["tests.proof", *said]


def test_a_folder_that_is_named_holds_them_all(checkout: Path, tmp_path: Path) -> None:
    done = _made(checkout, "test", f"ASBCASES_VAR={tmp_path}/named")

    assert f"pytest -n in {tmp_path}/named/test, fsync off" in done.stdout


def test_every_row_of_the_walks_is_run_where_that_is_asked(checkout: Path) -> None:
    done = _made(checkout, "test", "WALK_SCALE=1")

    assert "fsync off, walks 1\n" in done.stdout


@pytest.mark.parametrize(("words", "leaves"), [((), True), (("LONG=yes",), False)])
def test_what_takes_long_is_run_where_that_is_asked(
    checkout: Path, words: tuple[str, ...], *, leaves: bool
) -> None:
    done = _made(checkout, "test", *words)

    assert ('-m "not long"' in done.stdout) == leaves
    assert "pytest -n in" in done.stdout


@pytest.mark.parametrize(("words", "reports"), [((), 0), (("COVERAGE=yes",), 2)])
def test_lines_are_counted_and_judged_where_that_is_asked(
    checkout: Path, words: tuple[str, ...], reports: int
) -> None:
    done = _made(checkout, "test", *words)

    assert done.stdout.count("coverage report --fail-under") == reports
    assert ("--cov " in done.stdout) == bool(reports)


def test_without_python_it_is_told_what_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")

    done = _made(checkout, "install", "PYTHON=python3.99")

    assert done.returncode != 0
    assert "needs Python 3.11 or newer, and there is no python3.99" in done.stderr
    assert not (checkout / ".venv").exists()
