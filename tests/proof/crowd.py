"""Ten sweepers at once over one diary."""

import io
import json
import os

from django.core.management import call_command
from django.db import connection

from asbcases.deadlines import sweep as sweeping
from tests.proof.judge import judged, waiting_and_stamped
from tests.proof.population import SWEPT_AT, fill_diary
from tests.tools.report import Line, Section

SWEEPERS, FULL = 10, 5_000
# Of the rows of a filling so many have a step that is due.
DUE_SHARE = 0.74
BATCHES_EACH = 5


def prove(scale: float) -> Section:
    """Have ten processes sweep at the same moment, and compare what they say with what is found."""
    many = max(int(FULL * scale), 500)
    sweeping.sweep(SWEPT_AT)
    fill_diary(int(many / DUE_SHARE), series="crowd")
    due, _ = waiting_and_stamped("crowd", SWEPT_AT)
    usual, sweeping.BATCH = sweeping.BATCH, max(many // SWEEPERS // BATCHES_EACH, 5)
    said = _all_at_once()
    sweeping.BATCH = usual
    left, _ = waiting_and_stamped("crowd", SWEPT_AT)
    worked = [one for one in said if one["examined"]]
    examined = sum(one["examined"] for one in said)
    lines = [
        Line("deadlines due", f"{due:,}"),
        Line("processes that shared the work", f"{len(worked)} of {SWEEPERS}", len(worked) > SWEEPERS // 2),
        Line("deadlines looked after, as they say", f"{examined:,}", examined == due),
        Line("deadlines that still wait", f"{left:,}", left == 0),
        *judged("crowd", SWEPT_AT),
    ]
    return Section(
        "Ten sweepers at once", "Ten processes run the real command from the same moment on one diary.", lines
    )


def _all_at_once() -> list[dict[str, int]]:
    """Start the processes, open the gate for all of them together, and return what each says that it did."""
    connection.close()
    gate, opening = os.pipe()
    pipes = [_start(gate, opening) for _ in range(SWEEPERS)]
    os.close(opening)
    said = [json.loads(os.fdopen(pipe).read()) for pipe in pipes]
    os.close(gate)
    for _ in pipes:
        os.wait()
    return said


def _start(gate: int, opening: int) -> int:
    """Start a process that waits at the gate, sweeps, and writes its result into the pipe that is returned."""
    result, into = os.pipe()
    if os.fork():
        os.close(into)
        return result
    try:
        os.close(opening)
        os.read(gate, 1)
        said = io.StringIO()
        call_command("sweep_deadlines", "--json", "--now", SWEPT_AT.isoformat(), stdout=said)
        os.write(into, said.getvalue().encode())
    finally:
        os._exit(0)
