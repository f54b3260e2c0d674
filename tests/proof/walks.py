"""The walks of the suite and what takes long in it, run by pytest on services of their own.

`make test` takes one end of each walk and leaves what takes long; this takes the other end, and all of the rest.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from tests.tools.report import REPOSITORY, Line, Section

RUN = ("-m", "pytest", "-m", "walk or long", "-q", "--tb=short", "--dist", "worksteal")
HEAD = ("tests of a file", "ran", "failed", "skipped")


@dataclass(frozen=True, order=True)
class Row:
    """One row of a walk, and what became of it."""

    place: str
    name: str
    outcome: str = ""


def prove(var: Path, scale: float) -> Section:
    """Run so much of every walk, and all that takes long, and tell what became of it."""
    report = var / "walks.xml"
    done = subprocess.run(
        [sys.executable, *RUN, "-n", str(os.cpu_count() or 1), f"--junitxml={report}"],
        cwd=REPOSITORY,
        env={**os.environ, **stated(var, scale)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, flush=True)  # noqa: T201  which rows failed, and how
    return section(rows_of(report) if report.exists() else [], done.returncode)


def stated(var: Path, scale: float) -> dict[str, str]:
    """Return what is said to the tests: how much of each walk, and that their services are not those of the proofs."""
    return {
        "ASBCASES_VAR": str(var / "walks"),
        "ASBCASES_FSYNC": "off",
        "DJANGO_SETTINGS_MODULE": "asbcases.settings.test",
        "WALK_SCALE": str(min(scale, 1.0)),
        "WALK_FROM": "last",
    }


def rows_of(report: Path) -> list[Row]:
    """Return what pytest wrote of each row."""
    cases = ElementTree.parse(report).iter("testcase")  # noqa: S314  pytest wrote it, a moment ago
    return [Row(case.get("classname", ""), case.get("name", ""), _outcome(case)) for case in cases]


def _outcome(case: ElementTree.Element) -> str:
    told = [part.tag for part in case if part.tag in {"failure", "error", "skipped"}]
    return told[0] if told else ""


def section(rows: Iterable[Row], code: int) -> Section:
    """Return the table: a line for each file, and one for each row that failed; it holds where pytest ended well."""
    every = sorted(rows)
    of_files = groupby(every, lambda row: row.place)
    lines = [_counted(place.replace(".", "/") + ".py", list(found)) for place, found in of_files]
    wrong = [f"{row.place}::{row.name}" for row in every if row.outcome in {"failure", "error"}]
    lines += [Line(f"FAILED {name}", ("", "", ""), holds=False) for name in wrong]
    whole = _counted("all of them", every)
    lines.append(Line(whole.what, whole.found, holds=whole.holds and bool(every) and code == 0))
    words = (
        "Every row of the tests that go through a whole table (routes, operations, records, forms, pages, lives by "
        "chance), of which `make test` takes 3 in 100, and what it leaves out: installations, faults and floods, the "
        "demonstration, journeys from end to end."
    )
    return Section("Walks of the suite, and what takes long", words, lines, HEAD)


def _counted(what: str, rows: list[Row]) -> Line:
    told = Counter(row.outcome for row in rows)
    failed, skipped = told["failure"] + told["error"], told["skipped"]
    return Line(what, (f"{len(rows) - skipped:,}", f"{failed:,}", f"{skipped:,}"), holds=not failed)
