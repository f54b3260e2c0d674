"""The two windows of the Act hold to the second, over short months, leap days and both changes of the clocks."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from asbcases.law.periods import LONDON, london_day
from tests.triggers.rules.banks import procedure
from triggers.rules.complaints import Complaint, Why
from triggers.rules.worksheet import judge

DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
MONTHS = st.integers(1, 24)
DAY = timedelta(days=1)


def last_of(day: date, months: int) -> date:
    """Return the last day of so many months beginning with a day, walked day by day from it."""
    on = day
    for _ in range(months):
        year, month = divmod(on.year * 12 + on.month, 12)
        on = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return on - DAY if on.day == day.day else on


def why(complaint: Complaint, received_on: date, **stated: int) -> Why:
    return judge(procedure(**stated), received_on, [complaint]).rows[0].why


@given(DAYS, MONTHS)
@example(date(2026, 1, 31), 1)
@example(date(2028, 1, 31), 1)
@example(date(2028, 2, 29), 12)
def test_the_last_day_to_complain_counts_and_the_next_does_not(behaviour: date, months: int) -> None:
    last = last_of(behaviour, months)
    answers = [
        why(
            Complaint("c", "police", on, behaviour),
            on,
            complaint_window_months=months,
            application_window_months=6,
        )
        for on in (last, last + DAY)
    ]
    assert answers == [Why.COUNTS, Why.LATE_COMPLAINT]


@given(DAYS, MONTHS)
@example(date(2026, 8, 31), 6)
@example(date(2027, 8, 31), 6)
def test_the_last_day_to_apply_counts_and_the_next_does_not(on: date, months: int) -> None:
    complaint = Complaint("c", "police", on, on)
    last = last_of(on, months)
    answers = [
        why(complaint, received_on, application_window_months=months) for received_on in (last, last + DAY)
    ]
    assert answers == [Why.COUNTS, Why.LATE_APPLICATION]


@given(DAYS)
@example(date(2026, 3, 29))
@example(date(2026, 10, 25))
@example(date(2026, 9, 28))
@example(date(2027, 4, 25))
def test_an_application_is_in_time_until_the_last_second_of_its_last_day_in_london(on: date) -> None:
    last = last_of(on, 6)
    midnight = datetime.combine(last + DAY, time(0), LONDON).astimezone(UTC)
    complaint = Complaint("c", "police", on, on)
    second_before = midnight - timedelta(seconds=1)
    assert second_before.astimezone(LONDON).time() == time(23, 59, 59)
    assert why(complaint, london_day(second_before)) is Why.COUNTS
    assert why(complaint, london_day(midnight)) is Why.LATE_APPLICATION


@given(st.lists(st.tuples(DAYS, st.integers(-40, 400), st.booleans()), max_size=8), DAYS)
def test_more_complaints_never_bring_a_threshold_further_away(
    drawn: list[tuple[date, int, bool]], received_on: date
) -> None:
    area = procedure(hate={"number": 2, "months": 6}, several={"number": 4, "people": 2, "months": 6})
    complaints = [
        Complaint(f"c{n}", "police", day + DAY * late, day, complainant=str(n % 3), place="p", hate=hate)
        for n, (day, late, hate) in enumerate(drawn)
    ]
    shorts = [judge(area, received_on, complaints[:n]).short for n in range(len(complaints) + 1)]
    assert shorts == sorted(shorts, reverse=True)
    assert judge(area, received_on, reversed(complaints)).short == shorts[-1]
