"""Run every benchmark and print its table. BENCH_SCALE=0.1 is a tenth of the size, and keeps nothing."""

import os
import sys
from itertools import chain

from tests.tools import instance
from tests.tools.report import REPOSITORY, Section, keep, printed

PAGE = REPOSITORY / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench` at full size. Every figure is a median and stands beside a floor measured in the same run, so
that the ratios mean something on another machine; the times belong to the machine named. PostgreSQL does not wait
for the disk here, which would cost both sides the same and flatter the ratios. What misses its aim says so.
"""


def main() -> int:
    """Run the benchmarks and return the exit code: figures are told and kept, not judged."""
    scale = float(os.environ.get("BENCH_SCALE", "1.0"))
    var = instance.begin("tests.bench.settings")
    # The benchmarks import models, which needs the settings that the instance has just set.
    from tests.bench import diary, importing, law, orders, pages, papers

    sections: list[Section] = []
    alone = [law.measure(scale), papers.measure(scale), importing.measure(var, scale)]
    for section in chain(alone, pages.measure(scale), orders.measure(scale), diary.measure(scale)):
        print(printed(section), flush=True)  # noqa: T201  this is what the command is for
        sections.append(section)
    if scale >= 1:
        keep(PAGE, INTRODUCTION, sections)
    return 0


if __name__ == "__main__":
    sys.exit(main())
