"""Assessments decided by hand before the rule was written: which days are before and after, and what is said of them."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from asbcases.law.periods import london_day, months_beginning_with
from asbcases.sara.rules.counting import days_of
from asbcases.sara.rules.window_shapes import (
    Comparison,
    Days,
    Facts,
    Occurrence,
    Response,
    Terms,
    Windows,
)
from asbcases.sara.rules.windows import windows_of

DATA = Path(__file__).parent.parent / "data"
TERMS = Terms(weeks=8, few=20)


def bank(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


def days(pair: list[str]) -> Days:
    return Days(*map(date.fromisoformat, pair))


def response(pair: list[str | None]) -> Response:
    return Response(*(day and date.fromisoformat(day) for day in pair))


def occurrence(told: dict[str, Any]) -> Occurrence:
    return Occurrence(within(told["at"]), told["category"], told["times"], told.get("error", False))


def within(at: str) -> Days:
    """Return London's day of an instant, or a month from its first day to its last."""
    if len(at) == len("2026-02"):
        first = date.fromisoformat(f"{at}-01")
        return days_of(first, months_beginning_with(first, 1), month=True)
    day = london_day(datetime.fromisoformat(at))
    return days_of(day, day, month=False)


def facts_of(row: dict[str, Any]) -> Facts:
    told = row["facts"]
    last = told["last_assessment"]
    return Facts(
        today=date.fromisoformat(told["today"]),
        records_from=date.fromisoformat(told["records_from"]),
        baseline=days(told["baseline"]),
        response=told["response"] and response(told["response"]),
        after_days=told["after_days"],
        short_reason=told["short_reason"],
        measure=frozenset(told["measure"]),
        occurrences=[occurrence(each) for each in told["incidents"]],
        frozen_before=told["frozen_before"],
        last_counts=last and (last["before"], last["after"]),
        highest_over=days(told["chosen_over"]) if told["chosen"] == "highest" else None,
        comparisons=[
            Comparison(each["name"], date.fromisoformat(each["named_on"]), each["inside_ring"])
            for each in told["comparisons"]
        ],
        other_plans=[response(each) for each in told["other_plans"]],
    )


def iso(window: Days | None) -> list[str] | None:
    return window and [window.first_on.isoformat(), window.last_on.isoformat()]


def weekdays(window: Days) -> int:
    """Return how often each weekday occurs in a window, walked day by day."""
    walked = [(window.first_on + timedelta(day)).weekday() for day in range(window.length)]
    [each] = {walked.count(weekday) for weekday in range(7)}
    return each


def said(found: Windows) -> dict[str, Any]:
    """Return what was found in the words of the bank."""
    both = {"before": found.before, "after": found.after}
    known = {name: window for name, window in both.items() if window and window.length > 0}
    return {
        "outcome": found.outcome,
        "reasons": sorted(found.reasons),
        **{name: iso(window) for name, window in both.items()},
        "days": {name: window.length for name, window in known.items()},
        "weekdays": {name: weekdays(window) for name, window in known.items()},
        "counts": {"before": found.counts.before, "after": found.counts.after},
        "undated": found.counts.undated,
        "per_cent": found.per_cent,
        "year_before": dict(zip(both, map(iso, found.year_before), strict=True)),
        "comparisons": list(found.comparisons),
        "left_out": dict(found.left_out),
        "frozen_before": found.frozen_before,
        "rerun": found.rerun,
        "ready_on": found.ready_on and found.ready_on.isoformat(),
    }


def differs(row: dict[str, Any]) -> dict[str, Any]:
    """Return all in which an example differs from what was found: what was expected, and what is said."""
    expected, found = row["expected"], windows_of(facts_of(row), TERMS)
    wanted, unwanted = set(expected.get("warnings", ())), set(expected.get("no_warnings", ()))
    ours = said(found)
    wrong = {
        name: (value, ours[name])
        for name, value in expected.items()
        if name not in ("warnings", "no_warnings")
        and ours[name] != (sorted(value) if name == "reasons" else value)
    }
    off = (wanted - set(found.warnings)) | (unwanted & set(found.warnings))
    return wrong | ({"warnings": sorted(off)} if off else {})


@pytest.mark.parametrize("row", bank("sara_windows.jsonl"), ids=lambda row: row["id"])
def test_windows_are_as_they_were_decided_by_hand(row: dict[str, Any]) -> None:
    assert differs(row) == {}, row["why"]


def test_of_the_windows_held_back_for_judging_none_differs() -> None:
    rows = bank("sara_windows_held_back.jsonl")

    right, all_in_all = sum(not differs(row) for row in rows), len(rows)

    assert right == all_in_all
