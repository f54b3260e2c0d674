"""Run the load test: `python -m tests.load [calm] [steps] [broken]`; all three unless some are named.

At full size (60,000 cases, 350 users, ten minutes) the tables go to docs/benchmarks.md. `--again` takes the county that
stands in the folder from the run before, and builds none.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from asbcases.local import places
from tests.bench.__main__ import INTRODUCTION, PAGE
from tests.tools import instance
from tests.tools.report import printed, renew

SETTINGS = "tests.load.settings"
RUNS = ("calm", "steps", "broken")
FULL = {"cases": 60_000, "users": 350, "seconds": 600}


def main(words: Sequence[str]) -> int:
    """Run what is named and return the exit code: 0 when everything holds."""
    told = _told(words)
    # Who is told to stop stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ["LOAD_TICK"] = str(told.tick)
    _again() if told.again else instance.begin(SETTINGS, durable=True)
    # They import models, which needs the settings that the instance has just set.
    from tests.load.one_run import Size
    from tests.load.running import run_all

    size = Size(told.cases, told.users, told.seconds, told.think, told.tick)
    full = (
        all(getattr(told, name) >= least for name, least in FULL.items())
        and told.think == 1
        and told.tick == 60
    )
    holds = True
    for section in run_all(size, [name for name in RUNS if name in (told.runs or RUNS)]):
        print(printed(section), flush=True)  # noqa: T201  this is what the command is for
        holds = holds and section.holds
        if full:
            renew(PAGE, INTRODUCTION, section)
    return 0 if holds else 1


def _told(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("runs", nargs="*", choices=[*RUNS, []], help="which runs (all)")
    parser.add_argument("--cases", type=int, default=FULL["cases"], help="cases of the county")
    parser.add_argument("--users", type=int, default=FULL["users"], help="people at work at once")
    parser.add_argument("--seconds", type=float, default=FULL["seconds"], help="how long a run lasts")
    parser.add_argument(
        "--think", type=float, default=1.0, help="how long they think, as a part of 10 to 30 seconds"
    )
    parser.add_argument("--tick", type=float, default=60.0, help="seconds between two ticks of beat")
    parser.add_argument("--again", action="store_true", help="take the county of the run before")
    return parser.parse_args(words)


def _again() -> None:
    """Start the services of the run before, set up Django on them, and bring the tables up to date."""
    var = places.var_folder() / "run"
    os.environ["ASBCASES_VAR"], os.environ["DJANGO_SETTINGS_MODULE"] = str(var), SETTINGS
    import django

    django.setup()
    from asbcases.local.prepare import prepare_database
    from asbcases.local.services import ensure_running

    ensure_running()
    prepare_database()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
