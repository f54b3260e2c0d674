"""What a run is judged by: what was kept is there once, nothing failed, no deadline was noticed late, no letter waited."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests.load.breaking import POSTGRES, away
from tests.load.ledger import Asked, Step, Window, percentile
from tests.tools.report import Line

# Where the mark of an act is kept; what an agency was asked besides stands below its words.
KEPT = """
SELECT split_part(narrative, chr(10), 1) FROM cases_report WHERE narrative LIKE %(run)s UNION ALL
SELECT reported_facts FROM cases_triage WHERE reported_facts LIKE %(run)s UNION ALL
SELECT words FROM cases_journalentry WHERE words LIKE %(run)s UNION ALL
SELECT raise_reason FROM risk_assessment WHERE raise_reason LIKE %(run)s
"""
# Each step of a deadline that fell due in the run: how long after that it was noticed.
NOTICED = """
SELECT extract(epoch FROM recorded_at - happened_at)::float FROM audit_auditevent
WHERE actor_key = 'system:sweep' AND verb LIKE 'deadline.%%' AND happened_at BETWEEN %(began)s AND %(ended)s
"""
UNNOTICED = """
SELECT count(*) FROM deadlines_deadline WHERE next_step_at BETWEEN %(began)s AND %(ended)s
"""
# How long a sweep may wait and take after its tick.
GRACE = 15.0


def kept(run: str) -> Counter[str]:
    """Return how often each mark of a run stands in the database."""
    return Counter(mark for (mark,) in _rows(KEPT, run=f"Load act {run} %"))


def lost_and_twice(sent: set[str], answered: set[str], found: Counter[str]) -> list[Line]:
    """Return a line for what was answered as kept, and is not there; and one for what is there twice, or unasked."""
    lost = sorted(answered - found.keys())
    twice = sorted(mark for mark, times in found.items() if times > 1 or mark not in sent)
    return [
        Line("sent and answered as kept", f"{len(answered):,} of {len(sent):,}", bool(answered)),
        Line("of these not in the database", _named(lost), not lost),
        Line("in the database twice, or never sent", _named(twice), not twice),
    ]


def _named(marks: Sequence[str]) -> str:
    return f"{len(marks)}: {', '.join(marks[:3])}" if marks else "0"


def errors(asked: Iterable[Asked], windows: Sequence[Window]) -> list[Line]:
    """Return a line for what failed while PostgreSQL was away, which may be, and one for what failed otherwise."""
    failed = [one for one in asked if one.error]
    excused = [window for window in windows if window.what == POSTGRES]
    inside = [one for one in failed if any(window.touches(one) for window in excused)]
    outside = Counter(f"{one.page}: {one.error}" for one in failed if one not in inside)
    first = "".join(f"; {what} ({times})" for what, times in outside.most_common(3))
    lines = [Line("requests that failed", f"{sum(outside.values())}{first}", not outside)]
    if excused:
        lines[0] = Line(f"requests that failed while {POSTGRES} was there", lines[0].found, lines[0].holds)
        lines.append(
            Line(
                f"requests that failed in the {away(windows, POSTGRES):.1f} s in which it was away",
                f"{len(inside)}",
            )
        )
    return lines


def noticed(began: datetime, ended: datetime, tick: float, *, away: float = 0.0) -> list[Line]:
    """Return a line for how late the steps were noticed that fell due in the run, and one for those that were not."""
    late = [one for (one,) in _rows(NOTICED, began=began, ended=ended)]
    left = unnoticed(began, ended)
    most = tick + GRACE + away
    words = f"median {percentile(late, 0.5):.1f} s, last {max(late, default=0):.1f} s"
    return [
        Line("steps of deadlines that fell due", f"{len(late):,}", bool(late)),
        Line("noticed after they fell due", f"{words}, at most {most:.0f} s", max(late, default=0) <= most),
        Line("not noticed", f"{left}", not left),
    ]


def unnoticed(began: datetime, ended: datetime) -> int:
    """Return how many deadlines wait for a step that fell due in the run."""
    [[left]] = _rows(UNNOTICED, began=began, ended=ended)
    return int(left)


def diary() -> Line:
    """Return what `check_deadlines` says."""
    out = StringIO()
    with suppress(SystemExit, CommandError):
        call_command("check_deadlines", json=True, stdout=out, stderr=StringIO())
    said = json.loads(out.getvalue().splitlines()[-1])
    found: list[dict[str, Any]] = said.get("differences", [])
    first = f": {found[0]}" if found else ""
    return Line("deadlines that `check_deadlines` rebuilt, and differences", f"{said.get('checked', 0):,} and {len(found)}{first}",
                bool(said.get("checked")) and not found)  # fmt: skip


def outbox(samples: Sequence[dict[str, Any]]) -> list[Line]:
    """Return a line for the oldest sweep and one for the longest wait of a letter that the system itself told of."""
    told = [one for one in samples if one.get("sweep")]
    ages = [one["sweep"]["age_seconds"] for one in told if one["sweep"]["age_seconds"] is not None]
    waits = [one["outbox"]["oldest_seconds"] for one in told if one["outbox"]["oldest_seconds"] is not None]
    return [
        Line("age of the last sweep, of all samples", f"median {percentile(ages, 0.5):.0f} s, most {max(ages, default=0):.0f} s"),
        Line("the letter that waited longest", f"median {percentile(waits, 0.5):.1f} s, most {max(waits, default=0):.1f} s"),
    ]  # fmt: skip


def by_page(asked: Iterable[Asked], step: Step) -> list[Line]:
    """Return a line for each page with its times, what is asked for most first; all of them come last."""
    pages: dict[str, list[float]] = defaultdict(list)
    failed = Counter[str]()
    for one in asked:
        for name in (one.page, "all pages"):
            pages[name].append(one.seconds)
            failed[name] += bool(one.error)
    seconds = step.until - step.at
    ordered = sorted(pages.items(), key=lambda one: (one[0] == "all pages", -len(one[1]), one[0]))
    return [
        Line(name, (*_times(took), f"{failed[name]}", f"{len(took) / seconds:.2f}")) for name, took in ordered
    ]


def _times(took: list[float]) -> list[str]:
    return [f"{len(took):,}", *(f"{percentile(took, part) * 1000:,.0f}" for part in (0.5, 0.95, 0.99))]


def _rows(question: str, **values: object) -> list[tuple[Any, ...]]:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
