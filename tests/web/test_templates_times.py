"""Days and times: how they are said to people, and how they are read from them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from asbcases.web.forms import ClockField, DateParts, DayField
from asbcases.web.templatetags import ui

AT = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)


# --- Times ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (AT, "23 November 2026 at 6:42pm"),
        (SUMMER, "1 July 2026 at midday"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "1 July 2026 at midnight"),
        (datetime(2026, 1, 5, 0, 5, tzinfo=UTC), "5 January 2026 at 12:05am"),
        (datetime(2026, 1, 5, 12, 30, tzinfo=UTC), "5 January 2026 at 12:30pm"),
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "5 January 2026 at 9am"),
        (None, ""),
    ],
)
def test_an_instant_is_said_in_london_time_and_plain_words(moment: datetime | None, words: str) -> None:
    assert ui.london(moment) == words


def test_a_naive_instant_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ui.london(datetime(2026, 11, 23, 18, 42))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 3), "3 November 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (None, ""),
    ],
)
def test_a_day_is_said_as_people_write_it(day: date | None, words: str) -> None:
    assert ui.london_day(day) == words


def test_a_time_of_day_is_said_alone() -> None:
    assert (ui.london_time(AT), ui.london_time(None)) == ("6:42pm", "")


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-1), ""),
        (timedelta(), "less than a minute late"),
        (timedelta(minutes=1), "1 minute late"),
        (timedelta(minutes=59, seconds=59), "59 minutes late"),
        (timedelta(hours=1), "1 hour late"),
        (timedelta(hours=23, minutes=59), "23 hours late"),
        (timedelta(days=1), "1 day late"),
        (timedelta(days=1, hours=23), "1 day late"),
        (timedelta(days=12), "12 days late"),
    ],
)
def test_lateness_is_said_in_its_largest_whole_unit(passed: timedelta, words: str) -> None:
    assert ui.late_by(AT, AT + passed) == words


def test_a_day_over_the_march_clock_change_is_a_day_though_it_has_23_hours() -> None:
    due = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)

    assert ui.late_by(due, datetime(2026, 3, 29, 23, 0, tzinfo=UTC)) == "1 day late"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3), "due in 3 days"),
        (timedelta(hours=1), "due in 1 hour"),
        (timedelta(days=-2), "2 days late"),
    ],
)
def test_what_is_due_says_how_long_is_left(left: timedelta, words: str) -> None:
    assert ui.due_in(AT + left, AT) == words


def test_without_a_due_time_nothing_is_said() -> None:
    assert (ui.late_by(None, AT), ui.due_in(None, AT), ui.due_by(None)) == ("", "", "")


def test_what_is_late_from_midnight_on_is_due_by_the_end_of_the_day_before() -> None:
    assert ui.due_by(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == "end of 30 June 2026"
    assert ui.due_by(AT) == "23 November 2026 at 6:42pm"


# --- Fields for days and times ----------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        {"on_day": "23", "on_month": "11", "on_year": "2026"},
        {"on_day": " 23 ", "on_month": "11", "on_year": "2026"},
        {"on": "2026-11-23"},
        {"on": "23/11/2026"},
        {"on": "23 November 2026"},
    ],
)
def test_a_day_is_read_from_three_boxes_or_one_text(data: dict[str, str]) -> None:
    widget, field = DateParts(), DayField()

    assert field.clean(widget.value_from_datadict(data, {}, "on")) == date(2026, 11, 23)


@pytest.mark.parametrize("data", [{"on_day": "31", "on_month": "2", "on_year": "2026"}, {"on_day": "1"}])
def test_a_day_that_does_not_exist_is_refused_with_an_example(data: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="such as 23 11 2026"):
        DayField().clean(DateParts().value_from_datadict(data, {}, "on"))


def test_a_day_already_known_fills_the_three_boxes() -> None:
    assert DateParts().decompress(date(2026, 11, 3)) == [3, 11, 2026]
    assert DateParts().decompress("2026-11-03") == ["03", "11", "2026"]
    assert DateParts().decompress(None) == ["", "", ""]


def test_three_boxes_that_did_not_come_are_told_from_empty_ones() -> None:
    widget = DateParts()

    assert widget.value_omitted_from_data({}, {}, "on")
    assert not widget.value_omitted_from_data({"on_day": ""}, {}, "on")
    assert not widget.value_omitted_from_data({"on": ""}, {}, "on")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6:42pm", time(18, 42)),
        ("6.42 PM", time(18, 42)),
        ("18:42", time(18, 42)),
        ("1842", time(18, 42)),
        ("6pm", time(18)),
        ("12am", time(0)),
        ("12:30pm", time(12, 30)),
        ("midday", time(12)),
        ("midnight", time(0)),
        (time(7, 5), time(7, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: object, meant: time) -> None:
    assert ClockField().clean(text) == meant


@pytest.mark.parametrize("text", ["6", "25:00", "13pm", "0am", "6:60pm", "soon"])
def test_a_time_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError, match="such as 6:42pm"):
        ClockField().clean(text)


def test_a_time_may_be_left_out_where_it_is_optional() -> None:
    assert ClockField(required=False).clean("") is None
