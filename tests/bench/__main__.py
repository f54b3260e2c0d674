"""Run the benchmarks, or those that are named, and print their tables. BENCH_SCALE=0.1 is a tenth, and keeps nothing."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.tools import instance
from tests.tools.report import REPOSITORY, Section, printed, renew

PAGE = REPOSITORY / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench` at full size, one section after another: each bears the commit and the machine at which it was
measured, and stands until it is measured again. `make bench ONLY="law orders"` measures some of them. Every figure is a
median and stands beside a floor measured in the same run, so that the ratios mean something on another machine; the
times belong to the machine and the load that are named. PostgreSQL does not wait for the disk here, which would cost
both sides the same and flatter the ratios. What misses its aim says so.

The sections that begin with *Under load* are written by `make load`: there PostgreSQL waits for the disk, people work over
the network of the machine, and times are those that they wait.

A page passes the whole of the site's stack in this process, without a network. Its floor is the sum of an empty page
behind the same middleware and sign-in, and of the page's own statements, captured with their values and sent as they are
through a plain cursor in one transaction of the same person; much of their time is planning, for PostgreSQL plans the
policies of row security into each. The rest of a page is Python: building queries, rows into objects, templates. What
pages cost must not grow with the tables: buffers, the blocks of 8 kB that PostgreSQL touches, do not depend on how busy
the machine is.
"""
Measure = Callable[[Path, float], Iterable[Section]]


def _of(module: str) -> Any:
    """Return a module of the benchmarks: they import models, which needs the settings that the instance sets."""
    return import_module(f"tests.bench.{module}")


# In the order in which they are run: each finds what it needs, or makes it.
MEASURES: Mapping[str, Measure] = {
    "law": lambda var, scale: [_of("law").measure(scale)],
    "papers": lambda var, scale: [_of("papers").measure(scale)],
    "import": lambda var, scale: [_of("importing").measure(var, scale)],
    "pages": lambda var, scale: _of("pages").measure(scale),
    "orders": lambda var, scale: _of("orders").measure(scale),
    "radar": lambda var, scale: [_of("radar").measure(scale)],
    "partners": lambda var, scale: _of("partners").measure(scale),
    "diary": lambda var, scale: _of("diary").measure(scale),
}


def main(names: Sequence[str]) -> int:
    """Run the benchmarks that are named, else all, and return the exit code: figures are told and kept, not judged."""
    if unknown := set(names) - set(MEASURES):
        sys.exit(f"No benchmark is called {', '.join(sorted(unknown))}: choose of {', '.join(MEASURES)}.")
    scale = float(os.environ.get("BENCH_SCALE", "1.0"))
    var = instance.begin("tests.bench.settings")
    for name in [one for one in MEASURES if one in (names or MEASURES)]:
        for section in MEASURES[name](var, scale):
            print(printed(section), flush=True)  # noqa: T201  this is what the command is for
            if scale >= 1:
                renew(PAGE, INTRODUCTION, section)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
