"""Lines are counted from the first, whichever test it is that loads them."""

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
RUN = ("-m", "pytest", "-p", "pytest_cov", "-p", "tests.tools.cheap", "--cov=asbcases.sara.rules", "-q")
# Loaded with scipy, where a plan is assessed.
LATE = "asbcases/sara/rules/estimates.py"
TESTS = """
import pytest

@pytest.mark.uncounted
def test_that_loads_it_first():
    import asbcases.sara.rules.estimates

def test_that_is_counted(): pass
"""


def test_rules_that_an_uncounted_test_loads_first_are_counted(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  uncounted\n")
    (tmp_path / "test_it.py").write_text(TESTS)
    told = tmp_path / "told.json"

    subprocess.run(
        [sys.executable, *RUN, f"--cov-report=json:{told}", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=True,
    )

    files = json.loads(told.read_text())["files"]
    late = next(file for name, file in files.items() if name.endswith(LATE))
    assert 3 in late["executed_lines"]
