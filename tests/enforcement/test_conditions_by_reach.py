"""Conditions judged by who could do it: what hangs on others, is gone or turned round, and what meets a fact beside it."""

import json
from datetime import date

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition
from asbcases.enforcement.rules.conditions.model import Hours
from tests.enforcement.condition_bank import DATA

HOME = "4 Fern Road, Northam"
LINES: dict[str, list[str]] = json.loads((DATA / "conditions_by_reach.json").read_text(encoding="utf-8"))
ASKED = ("do", "steps", "requirement")


def condition(kind: str, words: str, place: str = "", hours: str = "", fact: str = ":") -> Condition:
    """Return a condition with one fact beside it: "work: place @ hours", "must: words @ place @ hours", "home: address"."""
    name, _, rest = fact.partition(":")
    first, second, third = [part.strip() for part in f"{rest}@@".split("@")[:3]]
    term = LiveTerm("CBO 1", first, second, hours_of(third), name == "must")
    return Condition(
        "cbo" if kind in ("requirement", "prohibition") else "cpn",
        kind,
        words,
        date(2027, 2, 1),
        date(2027, 8, 1),
        date(2027, 3, 1) if kind in ASKED else None,
        place,
        hours=hours_of(hours),
        lives_at=first if name == "home" else HOME,
        duties=(Duty(name, first, hours_of(second)),) if name not in ("must", "not", "home", "") else (),
        live_terms=(term,) if name in ("must", "not") else (),
    )


def hours_of(text: str) -> Hours:
    """Return "Mon-Fri 09:00-17:00" as the form has it."""
    rows = [row.replace("-", " ").rsplit(" ", 2) for row in text.split(";") if row]
    return tuple((days.replace(" ", "-"), begin, end) for days, begin, end in rows)


def codes(line: str) -> set[str]:
    return {one.code for one in check_condition(condition(*(part.strip() for part in line.split("|"))))}


def code_of(line: str) -> str:
    name = line.split("|")[4].split(":")[0].strip()
    return f"conflict_{'term' if name in ('must', 'not') else name}"


def test_what_is_out_of_reach_is_told_from_what_is_in_it() -> None:
    assert [line for line in LINES["nobody_can"] if "impossible" not in codes(line)] == []
    assert [line for line in LINES["anybody_can"] if "impossible" in codes(line)] == []


def test_what_a_fact_requires_is_held_against_what_is_forbidden_or_asked() -> None:
    assert [line for line in LINES["clashes"] if code_of(line) not in codes(line)] == []
    assert [line for line in LINES["stands"] if code_of(line) in codes(line)] == []
