"""Working days against GOV.UK's list of bank holidays, and against the rules by which they fall."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from asbcases.law.holidays import Calendar
from tests.law import clock_oracle as oracle

FROM, UNTIL = date(2012, 1, 1), date(2028, 12, 31)
PUBLISHED = Path("data") / "bank-holidays" / "bank-holidays.json"


def every_day(until: date = UNTIL) -> Iterator[date]:
    return (FROM + timedelta(days=n) for n in range((until - FROM).days + 1))


def published(shared: Path) -> set[date]:
    divisions = json.loads((shared / PUBLISHED).read_text(encoding="utf-8"))
    return {date.fromisoformat(event["date"]) for event in divisions["england-and-wales"]["events"]}


@pytest.mark.shared
def test_a_day_is_a_working_day_as_gov_uk_has_it(shared: Path) -> None:
    holidays, calendar = published(shared), Calendar()
    assert len(holidays) == 140

    wrong = [
        day for day in every_day() if calendar.is_working(day) != (day.weekday() < 5 and day not in holidays)
    ]

    assert not wrong


@pytest.mark.shared
def test_every_published_holiday_has_a_name_and_no_other_weekday_has_one(shared: Path) -> None:
    holidays, calendar = published(shared), Calendar()

    wrong = [
        day for day in every_day() if day.weekday() < 5 and bool(calendar.name_of(day)) != (day in holidays)
    ]

    assert not wrong


@pytest.mark.shared
def test_the_oracle_knows_the_published_holidays(shared: Path) -> None:
    years = range(FROM.year, UNTIL.year + 1)

    assert set().union(*map(oracle.bank_holidays, years)) == published(shared)


def test_years_not_yet_published_follow_the_rules() -> None:
    calendar = Calendar()

    wrong = [
        day
        for day in every_day(date(2050, 12, 31))
        if day.weekday() < 5 and calendar.is_working(day) == (day in oracle.bank_holidays(day.year))
    ]

    assert not wrong


def test_an_extra_day_is_no_working_day_and_has_its_name() -> None:
    tuesday, calendar = date(2026, 11, 24), Calendar({date(2026, 11, 24): "Day of Thanksgiving"})

    assert not calendar.is_working(tuesday)
    assert calendar.name_of(tuesday) == "Day of Thanksgiving"
    assert calendar.is_working(tuesday + timedelta(days=1))
    assert Calendar().is_working(tuesday)
