"""Reads the bank of conditions, and counts how the checker does on it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from asbcases.enforcement.rules.conditions import CODES, DUTIES, Condition, Duty, LiveTerm, check_condition

DATA = Path(__file__).parents[1] / "data"


class Score(NamedTuple):
    """Right, false and missed findings."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / ((self.right + self.false) or 1)

    @property
    def recall(self) -> float:
        """Return the share of what is wrong that was found."""
        return self.right / ((self.right + self.missed) or 1)


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of one half of the bank."""
    with (DATA / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def kinds(name: str) -> Any:
    """Return one list of conditions that are sorted by what is wrong with them."""
    found: dict[str, Any] = json.loads((DATA / "condition_kinds.json").read_text(encoding="utf-8"))
    return found[name]


def condition_of(row: dict[str, Any]) -> Condition:
    """Return a row as the checker takes it."""
    subject = row["subject"]
    return Condition(
        power=row["power"],
        kind=row["type"],
        words=row["words"],
        from_on=_day(row["from"]),
        until_on=_day(row["until"]),
        do_by=_day(row["by"]),
        place=row["place"],
        map=row["map"],
        hours=_hours(row["hours"]),
        lives_at=subject["lives_at"],
        duties=tuple(_duties(subject)),
        warned=tuple(row["warned"]),
        live_terms=tuple(
            LiveTerm(
                term["order"], term["words"], term["place"], _hours(term["hours"]), term["kind"] == "must"
            )
            for term in row["live_terms"]
        ),
        under_18=subject.get("under_18", False),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(given: Iterable[list[str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((days, begin, end) for days, begin, end in given)


def _duties(subject: dict[str, Any]) -> Iterator[Duty]:
    if subject["school"]:
        yield Duty("school", subject["school_at"], _hours(subject["school"]))
    for kind in DUTIES:
        for duty in subject[kind] if kind != "school" else []:
            yield Duty(kind, duty["place"], ((duty["day"], duty["from"], duty["to"]),))


def measured(name: str) -> dict[str, Score]:
    """Return how the checker does on one half, by code and in all."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows(name):
        found = {finding.code for finding in check_condition(condition_of(row))}
        expected = set(row["expect"])
        for what, codes in (
            ("right", found & expected),
            ("false", found - expected),
            ("missed", expected - found),
        ):
            counts.update((code, what) for code in codes)
            counts["all", what] += len(codes)
    return {code: Score(*(counts[code, what] for what in Score._fields)) for code in (*CODES, "all")}
