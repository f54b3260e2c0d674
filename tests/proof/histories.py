"""Random histories of one deadline each, as the diary has them and as an oracle works them out."""

import os
import time
from collections import Counter
from collections.abc import Iterable
from multiprocessing import get_context

from django.db import connection

from tests.proof.chance import SEED, Event, History, invented
from tests.proof.engine import Engine
from tests.proof.oracle import Oracle, Taken
from tests.tools.report import Line, Section

FULL = 100_000
FEW = 300
BATCH = 250
WHAT = ("dates", "rounds", "states", "whether it rings", "sweeps with their steps", "people told")
# What must occur among the histories, else the comparison says less than it seems to.
KNOWN = ("second rounds", "sweeps that took a step", "met late", "passed", "cancelled", "overdue", "due_soon")


class Comparison:
    """How much was compared, and what was not the same."""

    def __init__(self) -> None:
        self.compared, self.seen = Counter[str](), Counter[str]()
        self.wrong: list[tuple[str, int, str]] = []

    def same(self, what: str, number: int, found: object, expected: object) -> None:
        """Compare one thing of a history."""
        self.compared[what] += 1
        if found != expected:
            self.wrong.append((what, number, f"{found} instead of {expected}"))

    def add(self, other: "Comparison") -> None:
        """Add what another process compared."""
        self.compared += other.compared
        self.seen += other.seen
        self.wrong += other.wrong

    def line(self, what: str) -> Line:
        """Return the line of one thing that was compared."""
        numbers = [number for name, number, _ in self.wrong if name == what]
        first = f", first in history {min(numbers)}" if numbers else ""
        compared = self.compared[what]
        return Line(what, f"{len(numbers)} of {compared:,} differ{first}", not numbers and compared > 0)


def prove(scale: float) -> Section:
    """Tell histories to the diary and to the oracle, with every processor, and compare after each event."""
    many, began = max(int(FULL * scale), FEW), time.perf_counter()
    found = compared_by_all(many)
    seconds = time.perf_counter() - began
    seen = ", ".join(f"{found.seen[what]:,} {what.replace('_', ' ')}" for what in KNOWN)
    lines = [
        Line("histories", f"{many:,}, {many / seconds:,.0f} a second"),
        Line("among them", seen, all(found.seen[what] for what in KNOWN)),
        *(found.line(what) for what in WHAT),
    ]
    words = (
        "One deadline each, with policy and calendar that change, pauses, extensions, leave, a rota and sweeps by "
        f"chance (fixed seed {SEED}); after each event an oracle that shares no code says what must be."
    )
    return Section("Random histories", words, lines)


def compared_by_all(many: int) -> Comparison:
    """Compare so many histories, in as many processes as there are processors."""
    connection.close()
    total, batches = Comparison(), [range(start, min(start + BATCH, many)) for start in range(0, many, BATCH)]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        for one in pool.imap_unordered(compared, batches):
            total.add(one)
    return total


def compared(numbers: Iterable[int]) -> Comparison:
    """Compare these histories."""
    comparison = Comparison()
    for number in numbers:
        tell(invented(number), comparison)
    return comparison


def tell(history: History, comparison: Comparison) -> None:
    """Tell one history to both, and compare after each event."""
    engine, oracle = Engine(history), Oracle(history)
    comparison.same("dates", history.number, engine.deadline.due_at, oracle.due_at)
    for event in history.events:
        taken, expected = engine.happen(event), oracle.happen(event)
        _compare(comparison, history.number, engine, oracle, event)
        if event.verb == "sweep":
            _compare_steps(comparison, history.number, taken, expected)
    comparison.seen["second rounds"] += oracle.round == 2


def _compare(comparison: Comparison, number: int, engine: Engine, oracle: Oracle, event: Event) -> None:
    state = oracle.state(event.at)
    comparison.same("dates", number, engine.deadline.due_at, oracle.due_at)
    comparison.same("rounds", number, engine.deadline.round, oracle.round)
    comparison.same("states", number, engine.state(event.at), state)
    # One that is met or cancelled is not planned anew, and rings nobody.
    if oracle.is_open():
        comparison.same("whether it rings", number, engine.deadline.rings, oracle.rings())
    comparison.seen[state.replace("_late", " late")] += 1


def _compare_steps(
    comparison: Comparison, number: int, taken: list[tuple[str, object, int]], expected: list[Taken]
) -> None:
    steps = [(step, planned_at) for step, planned_at, _ in taken]
    comparison.same("sweeps with their steps", number, steps, [one[:2] for one in expected])
    comparison.seen["sweeps that took a step"] += bool(expected)
    for (step, _, person), one in zip(taken, expected, strict=False):
        told = person if person in one.whom else sorted(one.whom)
        comparison.same("people told", number, (step, person), (one.step, told))
