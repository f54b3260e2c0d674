"""Writes the banks of the ASB case review: what counts, the local clocks and the second reports.

The examples stand, with what was worked by hand, in the three case_review_*.txt. Each is worked out here
once more by walking the calendar day by day; where walk and hand differ, nothing is written. Nothing
is imported from the project, and the bank holidays are typed from GOV.UK's list for England and Wales (OGL
v3.0). The rows are sorted by kind and dealt in turn to the two files of each bank. Run it with
`python -m tests.data.write_case_reviews`.
"""

import json
from datetime import date, timedelta

from tests.data.case_review_calendar import DAY, HERE, Row, blocks, instant, london_day
from tests.data.case_review_second_reports import sequence
from tests.data.case_review_worksheets import applications

PUBLISHED = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
HOLIDAYS = {date.fromisoformat(day) for day in PUBLISHED.split()}


def works(day: date) -> bool:
    """Return whether a day is a working day in England and Wales."""
    return day.weekday() < 5 and day not in HOLIDAYS


def walk(start: date, value: int, unit: str, step: timedelta) -> date:
    """Return the day on which so many days have been counted, the first not included."""
    left, day = value * 7 if unit == "weeks" else value, start
    while left:
        day += step
        left -= unit != "working_days" or works(day)
    return day


def clock(line: str) -> tuple[Row, str]:
    """Return one clock with its kind; stop where it is not as worked by hand."""
    area, name, rule, at, last, why = (part.strip() for part in line.split("|"))
    stated, anchor_day = rule != "none", london_day(instant(at))
    value, unit, anchor, direction = rule.split() if stated else ("1", "working_days", "receipt", "after")
    end = walk(anchor_day, int(value), unit, DAY if direction == "after" else -DAY).isoformat()
    if end != last:
        raise SystemExit(f"{line}: {end}")
    step = {"value": int(value), "unit": unit, "anchor": anchor, "direction": direction}
    row = {
        "area": area,
        "step": {"step": name} | (step if stated else dict.fromkeys(step)),
        "anchored_at": instant(at).isoformat(),
        "expected": {
            "last_day": end if stated else None,
            "task": None if stated else "agree_date",
            "task_by": None if stated else end,
        },
        "why": why,
    }
    return row, f"{unit} {direction}" if stated else "none"


def write(name: str, letters: str, found: list[tuple[Row, str]]) -> None:
    """Write both files of a bank: sorted by kind, the rows go in turn to the one and to the other."""
    rows = [({"id": f"{letters}{number:03}"} | row, kind) for number, (row, kind) in enumerate(found, 1)]
    inputs = [
        json.dumps({key: row[key] for key in row if key not in ("id", "why", "expected")}) for row, _ in rows
    ]
    twice = [row["id"] for (row, _), text in zip(rows, inputs, strict=True) if inputs.count(text) > 1]
    if twice:
        raise SystemExit(f"{name}: twice: {twice}")
    dealt = [row for row, _ in sorted(rows, key=lambda each: each[1])]
    for place, ending in enumerate(("", "_held_back")):
        half = sorted(dealt[place::2], key=lambda row: str(row["id"]))
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in half)
        (HERE / f"{name}{ending}.jsonl").write_text(text, encoding="utf-8")


def main() -> None:
    """Write the three banks."""
    clocks = [clock(line) for lines in blocks("case_review_clocks.txt") for line in lines]
    sequences = [sequence(lines) for lines in blocks("case_review_second_reports.txt")]
    write("case_review_worksheets", "cw", list(applications()))
    write("case_review_clocks", "cl", clocks)
    write("case_review_second_reports", "cs", sequences)


if __name__ == "__main__":
    main()
