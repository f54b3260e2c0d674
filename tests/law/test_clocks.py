"""Clocks against examples worked by hand, and against an oracle that walks from day to day."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asbcases.law.clocks import Clock, ClockUnit, Pause, Reckoning, reckon
from asbcases.law.holidays import Calendar
from tests.law import clock_oracle as oracle

DATA = Path(__file__).parent.parent / "data"
MINUTE = timedelta(minutes=1)
FROM, UNTIL = datetime(2012, 1, 1), datetime(2036, 12, 31)
# The night of each change of the clocks and the ends of a year draw most of the mistakes.
EDGES = [datetime(2026, 3, 29), datetime(2026, 10, 25), datetime(2026, 12, 24), datetime(2028, 2, 28)]

lengths = {"minutes": 1_500, "hours": 400, "days": 60, "working_days": 45, "months": 30}
clocks = st.sampled_from(sorted(lengths)).flatmap(
    lambda unit: st.tuples(st.integers(unit in ("minutes", "hours"), lengths[unit]), st.just(unit))
)
anchors = st.one_of(
    st.datetimes(FROM, UNTIL),
    st.builds(lambda edge, after: edge + after * MINUTE, st.sampled_from(EDGES), st.integers(-2880, 2880)),
).map(lambda at: at.replace(tzinfo=UTC))
# From how many minutes after the anchor and for how many; the first may lie before it.
stops = st.lists(st.tuples(st.integers(-6000, 60_000), st.integers(0, 20_000)), max_size=4)
proclaimed = st.dictionaries(st.integers(-3, 70), st.sampled_from(["Day of Snow", "Day of Sun"]), max_size=4)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(text: str, sign: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (part.partition(sign) for part in text.split(";") if part)]


def named(text: str) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in pairs(text, "=")}


def instants(text: str) -> list[oracle.PauseOf]:
    return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs(text, "/")]


def reckoned(
    anchored_at: datetime, value: int, unit: str, extra: Mapping[date, str], pauses: Sequence[oracle.PauseOf]
) -> Reckoning:
    stopped = [Pause(start, end) for start, end in pauses]
    return reckon(anchored_at, Clock(value, ClockUnit(unit)), Calendar(extra), stopped)


def reckoned_row(row: dict[str, str]) -> Reckoning:
    anchored_at = datetime.fromisoformat(row["anchored_at"])
    extra, pauses = named(row["extra"]), instants(row["pauses"])
    return reckoned(anchored_at, int(row["value"]), row["unit"], extra, pauses)


EXAMPLES = [*rows("clocks.csv"), *rows("clocks_held_back.csv")]
every_example = pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["name"])


def test_every_unit_has_worked_examples_in_both_files() -> None:
    for name in ("clocks.csv", "clocks_held_back.csv"):
        assert {row["unit"] for row in rows(name)} == set(ClockUnit)


@every_example
def test_a_clock_is_over_when_worked_by_hand(row: dict[str, str]) -> None:
    due_at = reckoned_row(row).due_at

    assert due_at == datetime.fromisoformat(row["due_at"])
    assert due_at.tzinfo is UTC


@every_example
def test_the_holidays_passed_over_are_named(row: dict[str, str]) -> None:
    extra, expected = named(row["extra"]), named(row["skipped"])

    skipped = reckoned_row(row).skipped

    assert [day for day, _ in skipped] == list(expected)
    assert all(name for _, name in skipped)
    assert all(name == extra[day] for day, name in skipped if day in extra)


@every_example
def test_the_oracle_agrees_with_what_was_worked_by_hand(row: dict[str, str]) -> None:
    anchored_at = datetime.fromisoformat(row["anchored_at"])
    extra, pauses = named(row["extra"]), instants(row["pauses"])

    due_at, skipped = oracle.due(anchored_at, int(row["value"]), row["unit"], extra, pauses)

    assert due_at == datetime.fromisoformat(row["due_at"])
    assert skipped == list(named(row["skipped"]))


@given(anchored_at=anchors, clock=clocks, stopped=stops, later=proclaimed)
@example(datetime(2026, 12, 24, tzinfo=UTC), (3, "working_days"), [(0, 2000)], {1: "Day of Snow"})
def test_every_clock_agrees_with_an_oracle_that_walks(anchored_at, clock, stopped, later) -> None:
    pauses = [(anchored_at + begins * MINUTE, anchored_at + (begins + n) * MINUTE) for begins, n in stopped]
    extra = {oracle.london_day(anchored_at) + n * oracle.DAY: name for n, name in later.items()}

    found = reckoned(anchored_at, *clock, extra, pauses)

    assert (found.due_at, [day for day, _ in found.skipped]) == oracle.due(anchored_at, *clock, extra, pauses)


@pytest.mark.parametrize("began", [timedelta(), timedelta(hours=1)])
def test_no_hours_are_over_at_the_anchor_though_the_clock_stands_still(began: timedelta) -> None:
    anchored_at = datetime(2026, 11, 23, 10, tzinfo=UTC)

    found = reckoned(anchored_at, 0, "hours", {}, [(anchored_at - began, anchored_at + timedelta(hours=6))])

    assert found.due_at == anchored_at


@given(anchored_at=anchors, clock=clocks, stopped=stops)
def test_a_pause_never_makes_it_due_sooner(anchored_at, clock, stopped) -> None:
    pauses = [(anchored_at + begins * MINUTE, anchored_at + (begins + n) * MINUTE) for begins, n in stopped]

    ends = [reckoned(anchored_at, *clock, {}, pauses[:many]).due_at for many in range(len(pauses) + 1)]

    assert ends == sorted(ends)
