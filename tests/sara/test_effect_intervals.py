"""The arithmetic of the intervals, against what is worked another way."""

from math import comb, inf, log

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asbcases.sara.rules.intervals import (
    Spread,
    Table,
    exact_interval,
    quasi_interval,
    spread_of_shares,
    spread_of_weeks,
)

COUNTS = st.integers(1, 3000)
# So many weeks that Student's t is the normal.
SURE = Spread(1.0, 1_000_000)


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.floats(-6, 6))
def test_what_is_expected_under_a_ratio_has_that_ratio_and_the_sums_that_were_counted(
    before: int, after: int, other: int, later: int, log_ratio: float
) -> None:
    table = Table(before, after, other, later)
    here, now, there, then = table.expected(log_ratio)

    assert min(here, now, there, then) > 0
    assert (here + now, now + then) == pytest.approx((before + after, after + later))
    assert there + then == pytest.approx(other + later)
    assert log(now * there / (here * then)) == pytest.approx(log_ratio, abs=1e-4)


@given(COUNTS, st.integers(0, 3000), COUNTS, COUNTS, st.booleans())
@example(before=1, after=739, other=972, later=1, by_days=True)
@example(before=739, after=1, other=1, later=972, by_days=True)
def test_an_interval_holds_its_ratio_and_ends_where_the_counts_begin_to_speak_against_it(
    before: int, after: int, other: int, later: int, by_days: bool
) -> None:
    table = Table(before, after, other, later, by_days=by_days)
    found = quasi_interval(table, SURE)

    assert found
    assert found.low <= found.ratio <= found.high
    for end in (found.low, found.high):
        if 0 < end < inf:
            assert table.deviance(log(end)) == pytest.approx(1.959964**2, rel=1e-3)


def test_twice_the_dispersion_is_twice_the_deviance_and_fewer_weeks_are_wider() -> None:
    table = Table(100, 60, 200, 210)
    plain, clumped, few = (quasi_interval(table, Spread(*each)) for each in ((1, 10**6), (2, 10**6), (1, 4)))

    assert plain
    assert clumped
    assert few
    assert table.deviance(log(clumped.high)) == pytest.approx(2 * table.deviance(log(plain.high)), rel=1e-3)
    assert table.deviance(log(few.high)) == pytest.approx(2.776445**2, rel=1e-3)


def test_where_the_counts_can_never_speak_against_it_the_end_is_none_or_without_limit() -> None:
    found = quasi_interval(Table(1, 1, 1, 1), Spread(50.0, 5))

    assert found
    assert (found.low, found.high) == (0, inf)


@pytest.mark.parametrize("table", [Table(0, 9, 9, 9), Table(9, 9, 0, 9), Table(9, 9, 9, 0)])
def test_without_a_ratio_there_is_no_interval(table: Table) -> None:
    assert quasi_interval(table, SURE) is None
    assert quasi_interval(Table(9, 9, 9, 9), Spread(1.0, 0)) is None


@pytest.mark.parametrize(("before", "after"), [(62, 6), (11, 9), (20, 1)])
def test_at_the_ends_of_an_exact_interval_so_many_come_one_time_in_forty(before: int, after: int) -> None:
    found = exact_interval(before, after, (61, 61))

    assert found
    both = before + after
    low, high = (end / (1 + end) for end in (found.low, found.high))
    assert sum(
        comb(both, n) * low**n * (1 - low) ** (both - n) for n in range(after, both + 1)
    ) == pytest.approx(0.025)
    assert sum(comb(both, n) * high**n * (1 - high) ** (both - n) for n in range(after + 1)) == pytest.approx(
        0.025
    )


def test_an_exact_interval_knows_how_many_days_each_count_had_and_what_none_says() -> None:
    as_long, twice = exact_interval(30, 15, (10, 10)), exact_interval(30, 15, (10, 20))
    none_after = exact_interval(25, 0, (56, 56))

    assert as_long
    assert twice
    assert none_after
    assert twice.high == pytest.approx(as_long.high / 2)
    assert (none_after.ratio, none_after.low) == (0, 0)
    assert none_after.high < 0.2
    assert exact_interval(0, 25, (56, 56)) is None


def test_how_weeks_differ_is_worked_by_hand() -> None:
    # Means 4 and 2: (4 + 4) / 4 and (1 + 1) / 2, over one free week each.
    assert spread_of_weeks([[2, 6], [1, 3]]) == Spread(1.5, 2)
    # A share of one half: of four 1 and of four 3, each off by 1, and a week in which nothing came tells nothing.
    assert spread_of_shares([[1, 3, 0]], [[3, 1, 0]]) == Spread(2.0, 1)


def test_weeks_that_differ_less_than_by_chance_are_taken_as_chance_and_empty_periods_as_nothing() -> None:
    assert spread_of_weeks([[5, 5, 5, 5], [0, 0]]) == Spread(1.0, 3)
    assert spread_of_weeks([[], [0]]) == Spread(1.0, 0)
    assert spread_of_shares([[5, 5], [0, 0]], [[5, 5], [9, 9]]) == Spread(1.0, 1)
