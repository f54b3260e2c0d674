"""Run every proof, print a table, and fail when anything does not hold. PROOF_SCALE=0.1 is a tenth of the size.

Names run only some of them: `make proof ONLY="workers server"`, or the others: `make proof WITHOUT="walks"`.
"""

import os
import sys
from collections.abc import Callable

from tests.tools import instance
from tests.tools.report import REPOSITORY, Section, printed, renew

WITHOUT = "--without="
PAGE = REPOSITORY / "docs" / "proof.md"
INTRODUCTION = """# Proofs

Written by `make proof` at full size, one section after another: each bears the commit and the machine at which it was
measured, and stands until it is measured again. `make proof ONLY="doors backup"` runs some of them. A smaller run of
all of them is part of the gate. Any line that does not hold makes the run fail, and its section is not written.
"""


def main() -> int:
    """Run the proofs and return the exit code: 0 when everything holds."""
    scale = float(os.environ.get("PROOF_SCALE", "1.0"))
    var = instance.begin("tests.proof.settings", durable=True)
    # The proofs import models, which needs the settings that the instance has just set.
    from tests.proof import (
        away,
        backup,
        broken,
        crowd,
        doors,
        histories,
        kills,
        lives,
        living,
        permutations,
        plans,
        population,
        radar,
        rebuilding,
        upgrade,
        walks,
        wall,
        worker,
    )

    population.open_cases(population.enrol())
    proofs: dict[str, Callable[[], Section]] = {
        "beat": lambda: worker.prove(var, scale),
        "valkey": lambda: away.prove_valkey(scale),
        "histories": lambda: histories.prove(scale),
        "lives": lambda: lives.prove(scale),
        "stories": lambda: living.prove(scale),
        "risk": lambda: permutations.prove(scale),
        "record": lambda: rebuilding.prove(scale),
        "kills": lambda: kills.prove(scale),
        "crowd": lambda: crowd.prove(scale),
        "week": lambda: away.prove_week(scale),
        "clocks": lambda: away.prove_clocks(scale),
        "workers": lambda: broken.prove_workers(scale),
        "server": lambda: broken.prove_server(scale),
        "wall": lambda: wall.prove(scale),
        "doors": lambda: doors.prove(scale),
        "backup": lambda: backup.prove(scale),
        "upgrade": lambda: upgrade.prove(scale),
        # It leaves a year of reports behind: after it comes only what reads no database.
        "radar": lambda: radar.prove(scale),
        "plans": lambda: plans.prove(scale),
        "walks": lambda: walks.prove(var, scale),
    }
    failed = False
    for name in chosen(list(proofs), sys.argv[1:]):
        section = proofs[name]()
        print(printed(section), flush=True)  # noqa: T201  this is what the command is for
        failed = failed or not section.holds
        if section.holds and scale >= 1:
            renew(PAGE, INTRODUCTION, section)
    return int(failed)


def chosen(names: list[str], said: list[str]) -> list[str]:
    """Return the names that were asked for, all where none was, without those that were not to be."""
    without = {word.removeprefix(WITHOUT) for word in said if word.startswith(WITHOUT)}
    only = [word for word in said if not word.startswith(WITHOUT)]
    if unknown := (without | set(only)) - set(names):
        sys.exit(f"No proof is called {', '.join(sorted(unknown))}: choose of {', '.join(names)}.")
    return [name for name in only or names if name not in without]


if __name__ == "__main__":
    sys.exit(main())
