"""The four figures count each review once, in the period of its day; unknown is no number, and zero is one (ACR-16)."""

from datetime import date

import pytest

from triggers.rules.figures import (
    Changed,
    Figure,
    Figures,
    Period,
    Reviewed,
    changes,
    count,
    period_before,
)
from triggers.rules.shapes import ReportingPeriod

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
YEAR = Period(FIRST, LAST)
BEFORE, AFTER = date(2026, 3, 31), date(2027, 4, 1)
A, N, R, W = Figure


def numbers(*reviews: Reviewed, known: bool = True) -> list[int | None]:
    return list(count(reviews, YEAR, known=known).numbers.values())


def test_each_figure_counts_by_its_own_day_and_both_ends_of_the_period_are_in_it() -> None:
    found = count(
        [
            Reviewed(1, FIRST),
            Reviewed(2, LAST, not_met_on=(LAST, AFTER)),
            Reviewed(3, BEFORE, held_on=(FIRST, LAST), recommended=True),
            Reviewed(4, FIRST, held_on=(AFTER,), recommended=True),
            Reviewed(5, AFTER),
            Reviewed(6, None, not_met_on=(BEFORE,)),
        ],
        YEAR,
        known=True,
    )

    assert found.numbers == {A: 3, N: 1, R: 1, W: 1}
    assert found.behind == {1: (A,), 2: (A, N), 3: (R, W), 4: (A,)}


def test_a_threshold_that_was_decided_twice_as_not_met_was_so_two_times() -> None:
    found = count([Reviewed(1, FIRST, not_met_on=(FIRST, LAST))], YEAR, known=True)

    assert (found.numbers[N], found.behind[1]) == (2, (A, N, N))


def test_a_review_that_led_to_nothing_is_carried_out_all_the_same() -> None:
    assert numbers(Reviewed(1, FIRST, held_on=(FIRST,))) == [1, 0, 1, 0]


def test_zero_is_zero_and_unknown_is_no_number() -> None:
    assert numbers() == [0, 0, 0, 0]
    assert numbers(known=False) == [None] * 4
    assert count([Reviewed(1, FIRST)], YEAR, known=False).behind == {}


def test_what_changed_is_told_by_figure_and_by_review() -> None:
    was = count([Reviewed(1, FIRST), Reviewed(2, FIRST)], YEAR, known=True)
    now = count([Reviewed(2, FIRST), Reviewed(3, FIRST, not_met_on=(LAST,))], YEAR, known=True)

    found = changes(was, now)

    assert found.figures == (Changed(N, 0, 1),)
    assert found.reviews == {1: ((A,), ()), 3: ((), (A, N))}
    assert found
    assert not changes(was, was)
    assert changes(Figures(dict.fromkeys(Figure), {}), was).figures[0] == Changed(A, None, 2)


@pytest.mark.parametrize(
    ("starts", "months", "today", "expected"),
    [
        ((4, 1), 12, "2026-03-31", "1 April 2024 to 31 March 2025"),
        ((4, 1), 12, "2026-04-01", "1 April 2025 to 31 March 2026"),
        ((1, 1), 12, "2026-11-26", "1 January 2025 to 31 December 2025"),
        ((1, 1), 3, "2026-11-26", "1 July 2026 to 30 September 2026"),
        ((4, 6), 12, "2026-04-05", "6 April 2024 to 5 April 2025"),
        ((4, 6), 6, "2026-04-06", "6 October 2025 to 5 April 2026"),
        ((10, 1), 6, "2026-04-01", "1 October 2025 to 31 March 2026"),
    ],
)
def test_the_last_reporting_period_is_the_one_that_is_over(
    starts: tuple[int, int], months: int, today: str, expected: str
) -> None:
    assert period_before(ReportingPeriod(*starts, months), date.fromisoformat(today)).says == expected


def test_reporting_periods_follow_each_other_without_a_gap() -> None:
    halves = ReportingPeriod(4, 1, 6)
    later = period_before(halves, date(2026, 11, 26))
    earlier = period_before(halves, later.first)

    assert (later.first, earlier.first) == (date(2026, 4, 1), date(2025, 10, 1))
    assert (later.first - earlier.last).days == 1


def test_each_figure_has_its_words() -> None:
    assert [figure.says for figure in Figure] == [
        "Applications made",
        "Times the threshold was decided as not met",
        "Reviews carried out",
        "Reviews that led to recommendations",
    ]
