"""Where somebody must be when, as lines that people type and read: "School: Fernhill Academy, Tolbridge; Mon-Fri 08:45-15:15"."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from asbcases.enforcement.rules.conditions import Duty
from asbcases.enforcement.rules.conditions.hours import minutes
from asbcases.errors import Refused

KINDS: Mapping[str, str] = {
    "work": "Work",
    "school": "School",
    "faith": "Worship",
    "medication": "Medicine",
    "reporting": "Reporting",
}
CLOCK = r"\d{1,2}[:.]\d{2}"
LINE = re.compile(
    rf"\s*(?P<kind>[A-Za-z]+)\s*:\s*(?P<place>[^;]+?)\s*;\s*(?P<days>[A-Za-z][A-Za-z, -]*?)\s+(?P<begin>{CLOCK})\s*(?:-|to)\s*(?P<end>{CLOCK})\s*"
)
DAYS = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)(?:\s*[-,]\s*(?:mon|tue|wed|thu|fri|sat|sun))*", re.IGNORECASE
)
MOST_LINES, LONGEST_LINE = 30, 400
EXAMPLE = "School: Fernhill Academy, Fernhill Road, Tolbridge; Mon-Fri 08:45-15:15"


def read_duties(text: str) -> list[Duty]:
    """Return the duties of a text, one a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refused(f"Enter at most {MOST_LINES} lines.")
    return [_read(number, line) for number, line in enumerate(lines, 1)]


def _read(number: int, line: str) -> Duty:
    match = LINE.fullmatch(line[:LONGEST_LINE])
    kind = (
        {label.lower(): kind for kind, label in KINDS.items()}.get(match["kind"].lower()) if match else None
    )
    if match is None or kind is None or not DAYS.fullmatch(match["days"]):
        kinds = ", ".join(KINDS.values())
        raise Refused(
            f"Line {number} cannot be read. Begin with one of {kinds}, and write it like this: {EXAMPLE}"
        )
    if minutes(match["begin"]) is None or minutes(match["end"]) is None:
        raise Refused(f"Line {number} has an hour that no clock shows: use 00:00 to 23:59.")
    return Duty(kind, match["place"], ((match["days"], match["begin"], match["end"]),))


def duties_words(duties: Iterable[Duty]) -> str:
    """Return duties as they are typed."""
    return "\n".join(
        f"{KINDS[duty.kind]}: {duty.place}; {days} {begin}-{end}"
        for duty in duties
        for days, begin, end in duty.hours
    )


def to_keep(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Return duties as they are kept."""
    return [
        {"kind": duty.kind, "place": duty.place, "hours": [list(row) for row in duty.hours]}
        for duty in duties
    ]


def kept(rows: Iterable[Mapping[str, Any]]) -> tuple[Duty, ...]:
    """Return duties from how they are kept."""
    return tuple(
        Duty(row["kind"], row["place"], tuple((days, begin, end) for days, begin, end in row["hours"]))
        for row in rows
    )
