"""Of each walk a fixed share is taken, from one end or the other, and nothing else is left out."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import walks

WALKS = """
import pytest

@pytest.mark.walk
@pytest.mark.parametrize("row", range(100))
def test_of_many(row): pass

@pytest.mark.walk
@pytest.mark.parametrize("row", range(2))
def test_of_two(row): pass

@pytest.mark.walk(inside=True)
@pytest.mark.parametrize("row", range(3))
def test_of_shares(row): pass

@pytest.mark.walk
def test_that_leaves_nothing_out(): pass

@pytest.mark.parametrize("row", range(7))
def test_of_other_rows(row): pass
"""
RUN = ("-m", "pytest", "-p", "tests.tools.walks", "--collect-only", "-q")


def collected(folder: Path, **said: str) -> tuple[set[str], str]:
    """Return the tests that are run under what is said, and the last line."""
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = walk\n")
    (folder / "test_it.py").write_text(WALKS)
    done = subprocess.run(
        [sys.executable, *RUN, "--rootdir", str(folder), str(folder)],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **said},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    return {line.partition("::")[2] for line in lines if "::" in line}, (lines or [done.stderr])[-1]


def test_a_tenth_of_each_walk_is_run_and_all_of_the_rest(tmp_path: Path) -> None:
    first, words = collected(tmp_path, WALK_SCALE="0.1")
    last, _ = collected(tmp_path, WALK_SCALE="0.1", WALK_FROM="last")
    again, _ = collected(tmp_path, WALK_SCALE="0.1", PYTHONHASHSEED="7")

    assert (first, len(first), len(last)) == (again, 10 + 1 + 3 + 1 + 7, 22)
    assert words.startswith("22/113 tests collected (91 deselected)")
    assert len(first & last) == 3 + 1 + 7


def test_all_is_run_when_nothing_is_said(tmp_path: Path) -> None:
    every, words = collected(tmp_path)

    assert len(every) == 113
    assert "deselected" not in words


@pytest.mark.parametrize("said", ["0", "-1", "1.5"])
def test_a_share_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("WALK_SCALE", said)

    with pytest.raises(pytest.UsageError, match="above 0"):
        walks.scale()


def test_a_loop_takes_its_share_in_its_own_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALK_SCALE", "0.1")
    first = walks.share(range(30))
    monkeypatch.setenv("WALK_FROM", "last")

    assert first == sorted(first)
    assert len(first) == 3
    assert not set(first) & set(walks.share(range(30)))
    assert (walks.share([]), walks.few(16), walks.few(1)) == ([], 2, 1)
