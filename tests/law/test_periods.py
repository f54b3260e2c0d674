"""Periods against examples worked by hand, and against what must hold for every one of them."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.law import periods

DATA = Path(__file__).parent.parent / "data"
# GOV.UK bank holidays for England and Wales, 2020 to 2028 (Open Government Licence v3.0).
PUBLISHED = """
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
BANK_HOLIDAYS = frozenset(date.fromisoformat(day) for day in PUBLISHED.split())

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
instants = st.datetimes(datetime(1980, 1, 1), datetime(2036, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
lengths = st.integers(1, 400)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(row: dict[str, str]) -> str:
    return f"{row['primitive']}-{row['start']}-{row['n']}"


def examples(*primitives: str) -> list[dict[str, str]]:
    found = [row for row in rows("periods.csv") if row["primitive"] in primitives]
    assert len(found) > 10
    return found


def skipped(row: dict[str, str]) -> set[date]:
    return {date.fromisoformat(day) for day in row["skip"].split(";") if day}


def test_every_way_of_counting_has_worked_examples() -> None:
    assert {row["primitive"] for row in rows("periods.csv")} == {
        "days_beginning_with",
        "days_following",
        "months_beginning_with",
        "months_after",
        "hours_after",
        "working_days_after",
        "age_on",
    }


@pytest.mark.parametrize(
    "row",
    examples("days_beginning_with", "days_following", "months_beginning_with", "months_after"),
    ids=named,
)
def test_days_and_months_end_as_worked_by_hand(row: dict[str, str]) -> None:
    count = getattr(periods, row["primitive"])

    last_day = count(date.fromisoformat(row["start"]), int(row["n"]))

    assert last_day == date.fromisoformat(row["expected"]), row["why"]


@pytest.mark.parametrize("row", examples("hours_after"), ids=named)
def test_hours_end_as_worked_by_hand(row: dict[str, str]) -> None:
    end = periods.hours_after(datetime.fromisoformat(row["start"]), float(row["n"]), skip=skipped(row))

    assert end == datetime.fromisoformat(row["expected"]), row["why"]


@pytest.mark.parametrize("holidays", ["those of the row", "all of them"])
@pytest.mark.parametrize("row", examples("working_days_after"), ids=named)
def test_working_days_end_as_worked_by_hand(row: dict[str, str], holidays: str) -> None:
    known = skipped(row) if holidays == "those of the row" else BANK_HOLIDAYS

    last_day = periods.working_days_after(date.fromisoformat(row["start"]), int(row["n"]), known)

    assert last_day == date.fromisoformat(row["expected"]), row["why"]


@pytest.mark.parametrize("row", examples("age_on"), ids=named)
def test_ages_are_as_worked_by_hand(row: dict[str, str]) -> None:
    age = periods.age_on(date.fromisoformat(row["start"]), date.fromisoformat(row["n"]))

    assert age == int(row["expected"]), row["why"]


@pytest.mark.parametrize(
    "row", rows("london_midnights.csv"), ids=lambda row: f"{row['completed_at']}-{row['days']}"
)
def test_a_period_of_days_is_over_at_the_london_midnight_that_ends_its_last_day(row: dict[str, str]) -> None:
    completed_on = periods.london_day(datetime.fromisoformat(row["completed_at"]))

    over = periods.london_midnight_after(periods.days_following(completed_on, int(row["days"])))

    assert over == datetime.fromisoformat(row["due_at"])
    assert over.tzinfo is UTC


@given(days, lengths)
def test_a_window_of_n_days_beginning_with_a_day_is_open_on_exactly_n_days(day: date, n: int) -> None:
    last_day = periods.days_beginning_with(day, n)

    assert sum(day <= day + timedelta(days=later) <= last_day for later in range(n + 10)) == n


@given(days, lengths)
def test_the_day_itself_does_not_count_among_days_following(day: date, n: int) -> None:
    assert periods.days_following(day, n) == periods.days_beginning_with(day + timedelta(days=1), n)


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)).filter(lambda day: day.day <= 28),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_months_that_follow_one_another_leave_no_gap(day: date, first: int, second: int) -> None:
    next_begins = periods.months_beginning_with(day, first) + timedelta(days=1)

    assert periods.months_beginning_with(next_begins, second) == periods.months_beginning_with(
        day, first + second
    )


@given(days, st.integers(1, 120))
def test_months_end_in_the_month_that_is_n_on(day: date, n: int) -> None:
    last_day = periods.months_after(day, n)

    assert (last_day.year * 12 + last_day.month) - (day.year * 12 + day.month) == n
    assert periods.months_beginning_with(day, n) in (last_day, last_day - timedelta(days=1))


@given(instants, st.integers(0, 500))
def test_hours_are_real_hours_on_every_night_of_the_year(at: datetime, n: int) -> None:
    assert periods.hours_after(at, n) - at == timedelta(hours=n)


@pytest.mark.parametrize("changed_on", [date(2026, 3, 29), date(2026, 10, 25)])
@given(minutes=st.integers(0, 48 * 60))
def test_48_hours_across_a_change_of_the_clocks_are_48_real_hours(changed_on: date, minutes: int) -> None:
    starts = datetime(
        changed_on.year, changed_on.month, changed_on.day, 12, tzinfo=periods.LONDON
    ).astimezone(UTC)
    starts -= timedelta(minutes=minutes)

    ends = periods.hours_after(starts.astimezone(periods.LONDON), 48)

    assert (ends - starts).total_seconds() == 48 * 3600


@given(instants, st.integers(1, 120), st.sets(st.integers(0, 6), max_size=4))
def test_no_part_of_a_skipped_day_counts(at: datetime, n: int, later: set[int]) -> None:
    skip = {periods.london_day(at) + timedelta(days=place) for place in later}

    ends = periods.hours_after(at, n, skip=skip)

    disregarded = timedelta()
    for day in skip:
        midnight = periods.london_midnight_after(day - timedelta(days=1))
        overlap = min(ends, periods.london_midnight_after(day)) - max(at, midnight)
        disregarded += max(overlap, timedelta())
    assert ends - at - disregarded == timedelta(hours=n)


@given(st.dates(date(2020, 1, 1), date(2028, 6, 30)), st.integers(1, 60))
def test_exactly_n_working_days_lie_after_the_day_and_up_to_the_last(day: date, n: int) -> None:
    last_day = periods.working_days_after(day, n, BANK_HOLIDAYS)

    between = (day + timedelta(days=later) for later in range(1, (last_day - day).days + 1))
    assert sum(one.weekday() < 5 and one not in BANK_HOLIDAYS for one in between) == n


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.integers(0, 110))
def test_an_age_goes_up_by_one_on_one_day_of_each_year(dob: date, n: int) -> None:
    year = [date(dob.year + n, 1, 1) + timedelta(days=place) for place in range(365)]

    ages = [periods.age_on(dob, day) for day in year]

    assert ages == sorted(ages)
    assert set(ages) <= {n - 1, n}


@given(instants)
def test_an_instant_lies_before_the_midnight_that_ends_its_london_day(at: datetime) -> None:
    day = periods.london_day(at)

    assert periods.london_midnight_after(day - timedelta(days=1)) <= at < periods.london_midnight_after(day)


def test_half_past_midnight_in_july_belongs_to_the_day_that_has_begun_in_london() -> None:
    assert periods.london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize("count", [periods.days_beginning_with, periods.months_beginning_with])
def test_a_period_that_begins_with_a_day_has_at_least_one(count: object) -> None:
    with pytest.raises(ValueError, match="shorter than 1"):
        count(date(2026, 11, 23), 0)


@pytest.mark.parametrize("count", [periods.days_following, periods.months_after])
def test_no_period_is_counted_backwards(count: object) -> None:
    with pytest.raises(ValueError, match="shorter than 0"):
        count(date(2026, 11, 23), -1)


def test_hours_and_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="shorter than 0"):
        periods.hours_after(datetime(2026, 11, 23, tzinfo=UTC), -1)
    with pytest.raises(ValueError, match="shorter than 0"):
        periods.working_days_after(date(2026, 11, 23), -1, BANK_HOLIDAYS)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        periods.hours_after(datetime(2026, 11, 23), 48)
