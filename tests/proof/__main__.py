"""Run every proof, print a table, and fail when anything does not hold. PROOF_SCALE=0.1 is a tenth of the size."""

import os
import sys

from tests.tools import instance
from tests.tools.report import REPOSITORY, keep, printed

PAGE = REPOSITORY / "docs" / "proof.md"
INTRODUCTION = """# Proofs

Written by `make proof` at full size; each figure was measured at the commit named. A smaller run of the same
proofs is part of the gate. Any line that does not hold makes the run fail.
"""


def main() -> int:
    """Run the proofs and return the exit code: 0 when everything holds."""
    scale = float(os.environ.get("PROOF_SCALE", "1.0"))
    var = instance.begin("tests.proof.settings")
    # The proofs import models, which needs the settings that the instance has just set.
    from tests.proof import kills, population, worker

    population.open_cases(population.enrol())

    sections = []
    for prove in (lambda: kills.prove(scale), lambda: worker.prove(var, scale)):
        section = prove()
        print(printed(section), flush=True)  # noqa: T201  this is what the command is for
        sections.append(section)
    holds = all(section.holds for section in sections)
    if holds and scale >= 1:
        keep(PAGE, INTRODUCTION, sections)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
