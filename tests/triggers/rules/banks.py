"""The worked examples of case reviews, read into what the rules take; and how many of a file agree.

Of a file that is held back only the figures are ever shown, never a row.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from asbcases.law.holidays import Calendar
from asbcases.law.periods import london_day
from triggers.rules.clocks import due
from triggers.rules.complaints import Complaint, Link, Source
from triggers.rules.procedures import governing, read
from triggers.rules.seconds import Report, Told, second_report
from triggers.rules.shapes import Anchor, Procedure, Step
from triggers.rules.worksheet import judge

DATA = Path(__file__).parents[2] / "data"
CALENDAR = Calendar()
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    return tuple(map(json.loads, (DATA / f"case_review_{name}.jsonl").read_text().splitlines()))


def agreeing(name: str, answer: Callable[[Row], Any]) -> tuple[int, int]:
    found = rows(name)
    return sum(answer(row) == row["expected"] for row in found), len(found)


def worksheet(row: Row) -> Row:
    received_on = london_day(datetime.fromisoformat(row["received_at"]))
    procedure = governing(map(read, row["procedures"]), received_on)
    assert procedure is not None
    sheet = judge(procedure, received_on, map(complaint, row["complaints"]))
    several = [route for route in sheet.routes if route.name == "several"]
    return {
        "in_force_from": procedure.in_force_from.isoformat(),
        "complaints": [
            {
                "id": row.complaint.id,
                "counts": row.counts,
                "why": row.why,
                "proposed_duplicate_of": row.proposed_duplicate_of,
            }
            for row in sheet.rows
        ],
        "ask": list(sheet.ask),
        "reached": sheet.reached is not None,
        "route": sheet.reached and sheet.reached.name,
        "counted": {route.name: route.counted for route in sheet.routes}
        | dict.fromkeys(["people"] * len(several), sum(route.people for route in several)),
        "needed": {route.name: route.needed for route in sheet.routes}
        | dict.fromkeys(["people"] * len(several), sum(route.people_needed for route in several)),
        "short": sheet.short,
        "decision": sheet.decision,
        "warnings": list(sheet.warnings),
    }


def complaint(given: Row) -> Complaint:
    behaviour = given["behaviour_on"]
    first, last = behaviour if isinstance(behaviour, list) else (behaviour, behaviour)
    return Complaint(
        **{
            **{name: value for name, value in given.items() if name != "behaviour_on"},
            "complaint_on": date.fromisoformat(given["complaint_on"]),
            "behaviour_on": date.fromisoformat(first) if first else None,
            "behaviour_until": date.fromisoformat(last) if last else None,
            "source": Source(given["source"]),
            "link": Link(given["link"]),
        }
    )


def clock(row: Row) -> Row:
    stated = row["step"]
    content = {"area": "x", "in_force_from": "2020-01-01", "clocks": [stated] if stated["value"] else []}
    anchors = {Anchor(stated["anchor"] or "receipt"): datetime.fromisoformat(row["anchored_at"])}
    found = due(read(content), Step(stated["step"]), anchors, CALENDAR.__contains__)
    assert found is not None
    return {
        "last_day": found.last_day and found.last_day.isoformat(),
        "task": found.task,
        "task_by": found.by.isoformat() if found.task else None,
    }


def seconds(row: Row) -> list[Row]:
    return list(_seconds(row))


def _seconds(row: Row) -> Iterator[Row]:
    told = [Told(one["report"], datetime.fromisoformat(one["at"])) for one in row["explained"]]
    reports = [
        Report(**{**one, "at": datetime.fromisoformat(one["at"]), "source": Source(one["source"])})
        for one in row["reports"]
    ]
    for place, report in enumerate(reports):
        found = second_report(report, reports[:place], told)
        yield {"id": report.id, "explain": found.explain, "ask": found.ask, "who": list(found.who)}


def procedure(**stated: Any) -> Procedure:
    return read({"area": "northmere", "in_force_from": "2020-01-01", **stated})
