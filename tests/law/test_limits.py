"""Which row of a limit counts: by the day of the event and its area; and what a new row changes and what it does not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asbcases.law.limits import Limit, Limits, NoLimitError, shipped_limits
from asbcases.law.periods import LONDON
from asbcases.law.registry import consider

DAY = timedelta(days=1)
IN_FORCE = date(2014, 10, 20)
days = st.dates(IN_FORCE, date(2040, 12, 31))


def row(value: int, starts: str, ends: str = "", area: str = "", name: str = "") -> Limit:
    return Limit(
        rule="CPB-5", value=Decimal(value), unit="pounds", source="An Act", confidence="S", area=area, name=name,
        in_force_from=date.fromisoformat(starts), in_force_to=date.fromisoformat(ends) if ends else None,
    )  # fmt: skip


def test_the_newest_row_that_holds_on_the_day_counts() -> None:
    limits = Limits(
        (row(100, "2014-10-20"), row(500, "2027-02-01", "2027-12-31"), row(7, "2027-01-01", name="other"))
    )

    found = [limits.number("CPB-5", date.fromisoformat(day)) for day in
             ("2014-10-20", "2027-01-31", "2027-02-01", "2027-12-31", "2028-01-01")]  # fmt: skip

    assert found == [100, 100, 500, 500, 100]
    assert limits.number("CPB-5", date(2027, 1, 1), "other") == 7
    assert len(limits.of("CPB-5")) == 3
    assert [one.value for one in limits.named("CPB-5", "other")] == [7]
    assert limits.named("CPB-5", "none") == ()
    with pytest.raises(NoLimitError, match=r"No limit of CPB-5 is in force on 19 October 2014\."):
        limits.on("CPB-5", date(2014, 10, 19))
    with pytest.raises(NoLimitError):
        limits.on("CPB-6", date(2026, 1, 1))


def test_the_row_of_an_area_goes_before_the_general_one_and_holds_nowhere_else() -> None:
    limits = Limits((row(100, "2014-10-20"), row(80, "2015-01-01", area="E07000071"), row(500, "2027-02-01")))
    day = date(2027, 3, 1)

    assert limits.number("CPB-5", day) == 500
    assert limits.within("E07000071").number("CPB-5", day) == 80
    assert limits.within("E07000066").number("CPB-5", day) == 500
    assert limits.within("") is limits


def test_a_further_row_wins_over_one_of_the_same_day() -> None:
    limits = Limits((row(100, "2014-10-20"),))

    assert limits.and_also([row(150, "2014-10-20")]).number("CPB-5", IN_FORCE) == 150
    assert limits.and_also([]) is limits


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (21, "days", "21 days"),
        (1, "months", "1 month"),
        (10, "working_days", "10 working days"),
        (2500, "pounds", "£2,500"),
        ("99.5", "pounds", "£99.5"),
    ],
)
def test_a_row_states_itself_in_words(value: Any, unit: str, words: str) -> None:
    assert Limit("X-1", Decimal(value), unit, "An Act", "S", IN_FORCE).stated == words


# Rules whose answer follows from one number and one day, and how the facts bear that day.
COUNTED: dict[str, str] = {
    "APP-1": "issued_on", "CPB-3": "offence_on", "CPB-6": "fpn_on", "WRK-3": "issued_on", "WRK-5": "issued_on",
    "WRK-6": "seized_on", "CPW-4": "issued_on", "CPN-13": "issued_on", "CPN-14": "asked_on", "CBO-20": "decided_on",
    "CLO-15": "made_on", "CLO-17": "hearing_on", "CLO-21": "decided_on", "PSP-5": "starts_on", "PSP-9": "made_on",
    "POS-7": "served_on",
}  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(sorted(COUNTED)), days, days, st.integers(1, 9))
def test_adding_a_row_flips_only_the_events_from_its_first_day_on(
    rule: str, event: date, starts: date, more: int
) -> None:
    facts = {COUNTED[rule]: event.isoformat()}
    before = shipped_limits()
    value = int(before.on(rule, max(event, IN_FORCE)).value) + more
    extra = {"rule": rule, "value": value, "in_force_from": starts.isoformat()}

    as_was = consider(rule, facts, before).values
    as_is = consider(rule, {**facts, "extra_limits": [extra]}, before).values

    assert (as_is != as_was) == (event >= starts)


@settings(max_examples=60)
@given(st.sampled_from(sorted(COUNTED)), st.dates(date(1990, 1, 1), date(2014, 10, 19)))
def test_no_limit_is_there_before_it_is_in_force(rule: str, event: date) -> None:
    with pytest.raises(NoLimitError):
        consider(rule, {COUNTED[rule]: event.isoformat()}, shipped_limits())


def open_days(is_open: Callable[[date], bool], start: date) -> int:
    return sum(is_open(start + n * DAY) for n in range(-5, 60))


@settings(max_examples=60)
@given(days)
def test_an_appeal_can_be_lodged_on_exactly_21_days(issued: date) -> None:
    def in_time(day: date) -> bool:
        facts = {"issued_on": issued, "lodged_on": day}
        return day >= issued and consider("APP-1", facts, shipped_limits()).values["in_time"]

    assert open_days(in_time, issued) == 21


@settings(max_examples=60)
@given(days)
def test_proceedings_are_barred_for_exactly_14_days_after_the_date_of_a_penalty_notice(day: date) -> None:
    def barred(proceedings: date) -> bool:
        facts = {"fpn_on": day, "proceedings_on": proceedings}
        return proceedings > day and consider("CPB-6", facts, shipped_limits()).decision == "block"

    assert open_days(barred, day) == 14


@settings(max_examples=60)
@given(
    st.integers(2015, 2036),
    st.sampled_from([3, 10]),
    st.integers(-72, 24 * 60),
    st.sampled_from(["T5", "T6", "CLO-13"]),
)
def test_48_hours_are_48_real_hours_at_both_changes_of_the_clocks(
    year: int, month: int, minutes: int, rule: str
) -> None:
    last = date(year, month, 31)
    changes = last - timedelta(days=(last.weekday() + 1) % 7)
    start = datetime(changes.year, changes.month, changes.day, tzinfo=LONDON).astimezone(UTC)
    start -= timedelta(minutes=minutes)
    facts = {"served_at": start} if rule == "CLO-13" else {"from": start, "hours": 48, "skip": ["12-25"]}

    values = consider(rule, facts, shipped_limits()).values

    assert values.get("at", values.get("hearing_by")) - start == timedelta(hours=48)
