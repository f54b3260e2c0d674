"""Random lives of a victim on a case, as the check of the diary replays them and as another hand works them out."""

import os
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from multiprocessing import get_context

from django.db import connection, transaction

from asbcases.db.actor import acting
from asbcases.deadlines.knowledge import Knowledge
from asbcases.deadlines.rebuild import Clockwork
from tests.data import review_clock_lives as oracle
from tests.proof.inventing import SEED, Said, invented
from tests.risk.lives import Row, banked, in_order, replayed
from tests.tools.report import Line, Section

FULL = 50_000
FEW = 300
BATCH = 250
# What must occur among the clocks, else the comparison says less than it seems to.
STATES = ("open", "met", "cancelled")


def prove(scale: float) -> Section:
    """Replay lives with every processor, and hold each clock against the one that the oracle has."""
    many, began = max(int(FULL * scale), FEW), time.perf_counter()
    seen, wrong = compared_by_all(many)
    seconds = time.perf_counter() - began
    kinds = {kind for kind, _ in seen}
    states = Counter[str]()
    for (_, state), count in seen.items():
        states[state] += count
    first = f", first in life {min(wrong)}" if wrong else ""
    lines = [
        Line("lives", f"{many:,}, {many / seconds:,.0f} a second"),
        Line("clocks", ", ".join(f"{states[state]:,} {state}" for state in STATES), len(states) == 3),
        Line(
            "kinds of clock, each of them open, met and cancelled",
            f"{len(kinds)}",
            len(seen) == 3 * len(kinds),
        ),
        Line("lives whose clocks differ", f"{len(wrong)} of {many:,}{first}", not wrong),
    ]
    words = (
        "A victim on a case is assessed, refuses, is not reached, ruled up and down, reviewed, met, planned for, and the case "
        f"closed and opened again, by chance (fixed seed {SEED}); the replay by which the diary is checked must have every "
        "clock that an oracle has, which shares no code with it and wrote the bank of worked examples."
    )
    return Section("Random lives of a victim", words, lines)


def compared_by_all(many: int) -> tuple[Counter[tuple[str, str]], list[int]]:
    """Compare so many lives, in as many processes as there are processors."""
    connection.close()
    seen, wrong = Counter[tuple[str, str]](), list[int]()
    batches = [range(start, min(start + BATCH, many)) for start in range(0, many, BATCH)]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        for counted, differing in pool.imap_unordered(compared, batches):
            seen += counted
            wrong += differing
    return seen, wrong


def compared(numbers: Iterable[int]) -> tuple[Counter[tuple[str, str]], list[int]]:
    """Return how often each kind of clock ended how, and the numbers of the lives that differ."""
    with acting("system:check"), transaction.atomic():
        clockwork = Clockwork(Knowledge.whole())
    seen, wrong = Counter[tuple[str, str]](), list[int]()
    for number in numbers:
        found, expected = both(invented(number), clockwork)
        seen.update((row["kind"], row["state"]) for row in expected)
        if found != expected:
            wrong.append(number)
    return seen, wrong


def both(story: Said, clockwork: Clockwork) -> tuple[list[Row], list[Row]]:
    """Return the clocks of a life as they are replayed, and as the oracle has them."""
    life = oracle.Life()
    for said in story["acts"]:
        rest = {word: value for word, value in said.items() if word not in ("act", "at")}
        getattr(life, said["act"])(datetime.fromisoformat(said["at"]), **rest)
    expected = banked({"deadlines": [clock.told() for clock in life.clocks]})
    return in_order(replayed(story, clockwork)), in_order(expected)
