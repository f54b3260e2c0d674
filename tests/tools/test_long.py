"""What takes long is told by what a test needs and where it stands; nothing else is left to the proofs."""

import subprocess
import sys
from pathlib import Path

from tests.tools.long import PLACES

REPOSITORY = Path(__file__).parents[2]
TESTS = """
import pytest

@pytest.fixture
def demo_built(): pass

@pytest.fixture
def november(demo_built): pass

@pytest.mark.services
def test_of_programs(): pass

def test_of_a_county(demo_built): pass

@pytest.fixture
def november_built(): pass

def test_of_one_monday(november_built): pass

def test_of_a_fixture_upon_it(november): pass

@pytest.mark.browser
def test_of_the_suite(): pass
"""
RUN = ("-m", "pytest", "-p", "tests.tools.long", "--collect-only", "-q")


def collected(folder: Path, asked: str) -> set[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  long\n  services\n  browser\n")
    (folder / "test_it.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, *RUN, "-m", asked, "--rootdir", str(folder), str(folder)],
        env={"PYTHONPATH": str(REPOSITORY), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return {line.partition("::")[2] for line in done.stdout.splitlines() if "::" in line}


def test_what_starts_programs_or_opens_the_demonstration_takes_long(tmp_path: Path) -> None:
    assert collected(tmp_path, "not long") == {"test_of_the_suite"}
    assert len(collected(tmp_path, "long")) == 4


def test_each_place_that_takes_long_stands() -> None:
    assert [place for place in PLACES if not (REPOSITORY / place).exists()] == []
