"""What counts otherwise on a worksheet than when the threshold was decided by it, which stands all the same; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from triggers.rules.worksheet import Row, Worksheet


def counts_otherwise(kept: Mapping[str, Any], now: Worksheet) -> list[str]:
    """Return in words which complaints count now and did not then, or counted then and do not now."""
    return list(_otherwise(kept["rows"], {int(row.complaint.id): row for row in now.rows}))


def _otherwise(kept: list[Mapping[str, Any]], now: Mapping[int, Row]) -> Iterator[str]:
    then = {row["number"]: bool(row["counts"]) for row in kept}
    for number in sorted({*then, *now}):
        row, counted = now.get(number), then.get(number, False)
        counts = row is not None and row.counts
        if counted and not counts:
            yield f"Complaint {number} counted then, and does not count now."
        elif counts and not counted:
            yield f"Complaint {number} counts now, and did not count then."
