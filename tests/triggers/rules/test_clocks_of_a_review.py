"""Each step is due by the area's own clock; where the area states none, a date is agreed, and never made up."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from asbcases.law.holidays import Calendar
from asbcases.law.periods import LONDON
from tests.triggers.rules.banks import CALENDAR, procedure
from triggers.rules.clocks import AGREE_DATE, due, last_day, working_days_before
from triggers.rules.procedures import read, shipped
from triggers.rules.shapes import Anchor, Clock, Direction, Step, Unit

IS_HOLIDAY = CALENDAR.__contains__
DAYS = st.dates(date(2026, 1, 1), date(2028, 11, 30))
DAY = timedelta(days=1)


def test_the_days_of_a_step_run_from_the_london_day_of_their_anchor_and_are_over_at_midnight() -> None:
    area = procedure(clocks=[{"step": "ack", "value": 2, "unit": "working_days", "anchor": "receipt"}])
    for received, last in (
        (datetime(2026, 7, 10, 22, 59, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 10, 23, 0, 0, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 13, 22, 59, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 13, 23, 0, 0, tzinfo=UTC), date(2026, 7, 16)),
        (date(2026, 7, 13), date(2026, 7, 15)),
    ):
        found = due(area, Step.ACK, {Anchor.RECEIPT: received}, IS_HOLIDAY)
        assert found is not None
        assert (found.last_day, found.task) == (last, None)
        assert found.due_at == datetime(last.year, last.month, last.day, tzinfo=LONDON) + DAY
    assert found.sentence == (
        "Acknowledge the application: 15 July 2026: 2 working days after the application was received (13 July 2026), "
        "by the area's own procedure."
    )


def test_a_clock_waits_for_what_it_runs_from() -> None:
    area = procedure(clocks=[{"step": "panel", "value": 1, "unit": "weeks", "anchor": "threshold_decision"}])
    anchors = {Anchor.RECEIPT: date(2026, 7, 10)}
    assert due(area, Step.PANEL, anchors, IS_HOLIDAY) is None
    decided = due(area, Step.PANEL, {**anchors, Anchor.THRESHOLD_DECISION: date(2026, 7, 20)}, IS_HOLIDAY)
    assert decided is not None
    assert (decided.last_day, "1 week after" in decided.sentence) == (date(2026, 7, 27), True)


def test_what_an_area_does_not_state_is_agreed_with_the_applicant_in_one_working_day() -> None:
    received = datetime(2026, 12, 24, 23, 59, 59, tzinfo=LONDON)
    for area in (None, procedure()):
        for step in Step:
            found = due(area, step, {Anchor.RECEIPT: received}, IS_HOLIDAY)
            assert found is not None
            assert (found.last_day, found.task, found.by) == (None, AGREE_DATE, date(2026, 12, 29))
            assert found.due_at == datetime(2026, 12, 30, tzinfo=UTC)
            assert found.sentence.endswith("Agree a date with the applicant by 29 December 2026.")
    assert due(None, Step.ACK, {}, IS_HOLIDAY) is None


def test_every_step_of_every_shipped_procedure_has_a_clock_or_a_task() -> None:
    anchors = dict.fromkeys(Anchor, date(2026, 3, 27))
    for content, step in product(shipped(), Step):
        found = due(read(content), step, anchors, IS_HOLIDAY)
        assert found is not None
        assert (found.last_day is None) == (found.task == AGREE_DATE)


@given(DAYS, st.integers(1, 60), st.sampled_from(Direction))
def test_working_days_either_way_are_as_many_as_stated_and_the_last_is_one(
    day: date, n: int, direction: Direction
) -> None:
    clock = Clock(Step.PAPERS, n, Unit.WORKING_DAYS, Anchor.PANEL, direction)
    last = last_day(clock, day, IS_HOLIDAY)
    sign = 1 if direction is Direction.AFTER else -1
    passed = [day + sign * DAY * n for n in range(1, abs((last - day).days) + 1)]
    assert sum(map(CALENDAR.is_working, passed)) == n
    assert CALENDAR.is_working(last)


@given(DAYS, st.integers(1, 30))
def test_an_extra_holiday_on_the_way_moves_a_clock_by_one_working_day(day: date, n: int) -> None:
    clock = Clock(Step.ACK, n, Unit.WORKING_DAYS, Anchor.RECEIPT)
    last = last_day(clock, day, IS_HOLIDAY)
    more = Calendar({last: "A day of mourning"})
    assert last_day(clock, day, more.__contains__) == last_day(
        Clock(Step.ACK, 1, Unit.WORKING_DAYS, Anchor.RECEIPT), last, IS_HOLIDAY
    )
    assert working_days_before(last + DAY, 1, IS_HOLIDAY) == last


@given(DAYS, st.integers(1, 60), st.sampled_from(Direction), st.sampled_from([Unit.DAYS, Unit.WEEKS]))
def test_days_and_weeks_pass_over_nothing(day: date, n: int, direction: Direction, unit: Unit) -> None:
    last = last_day(Clock(Step.PAPERS, n, unit, Anchor.PANEL, direction), day, lambda _: True)
    length = n * (7 if unit is Unit.WEEKS else 1)
    assert last - day == DAY * (length if direction is Direction.AFTER else -length)


@given(st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)]), st.integers(0, 30))
def test_a_step_over_a_change_of_the_clocks_is_still_late_from_a_london_midnight(
    change: date, back: int
) -> None:
    area = procedure(clocks=[{"step": "ack", "value": 30, "unit": "days", "anchor": "receipt"}])
    received = datetime(change.year, change.month, change.day, 23, 59, 59, tzinfo=LONDON) - DAY * back
    found = due(area, Step.ACK, {Anchor.RECEIPT: received}, IS_HOLIDAY)
    assert found is not None
    assert found.last_day == change - DAY * back + DAY * 30
    assert found.due_at.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(
        found.by + DAY, datetime.min.time()
    )
