"""Days and clock times become instants, also in the nights in which the clocks change, and words again."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from asbcases.cases.choices import Precision
from asbcases.casework.forms.clock import between, exactly, instants, midnight_of, within_month
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.views.words import span_words
from tests.casework.pages import day

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AUTUMN, SPRING = date(2026, 10, 25), date(2026, 3, 29)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def form(**said: str) -> HappenedForm:
    return HappenedForm(said, now=NOW)


def test_a_time_of_an_ordinary_day_is_one_instant() -> None:
    assert instants(date(2026, 7, 1), time(9)) == [at(2026, 7, 1, 8)]
    assert exactly(date(2026, 7, 1), time(9), now=NOW).precision is Precision.EXACT


def test_a_time_that_comes_twice_is_kept_as_between_the_two() -> None:
    span = exactly(AUTUMN, time(1, 30), now=NOW)

    assert span == (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30), Precision.RANGE)


def test_a_time_that_comes_twice_is_the_first_while_the_second_is_still_to_come() -> None:
    span = exactly(AUTUMN, time(1, 30), now=at(2026, 10, 25, 0, 45))

    assert span == (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 0, 30), Precision.EXACT)


def test_a_time_that_never_came_is_a_fault() -> None:
    assert instants(SPRING, time(1, 30)) == []
    with pytest.raises(ValidationError, match="clocks went forward on 29 March 2026"):
        exactly(SPRING, time(1, 30), now=NOW)


def test_a_span_reaches_as_far_as_its_ends_can_mean() -> None:
    assert between(AUTUMN, time(1, 30), AUTUMN, time(1, 45), now=NOW)[:2] == (
        at(2026, 10, 25, 0, 30),
        at(2026, 10, 25, 1, 45),
    )
    assert between(date(2026, 7, 1), None, date(2026, 7, 2), None, now=NOW)[:2] == (
        at(2026, 6, 30, 23),
        at(2026, 7, 2, 23),
    )


def test_a_month_ends_where_the_next_begins() -> None:
    assert within_month(date(2026, 10, 1)) == (at(2026, 9, 30, 23), at(2026, 11, 1), Precision.MONTH)
    assert within_month(date(2025, 12, 1)).end == at(2026, 1, 1)
    assert midnight_of(date(2026, 7, 1)) == at(2026, 6, 30, 23)


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (at(2026, 11, 23, 18, 42), at(2026, 11, 23, 18, 42), "exact", "6:42pm on 23 November 2026"),
        (at(2026, 11, 23, 18), at(2026, 11, 23, 20), "range", "Between 6pm and 8pm on 23 November 2026"),
        (at(2026, 11, 23, 22), at(2026, 11, 24), "range", "Between 10pm and the end of 23 November 2026"),
        (
            at(2026, 11, 22, 22),
            at(2026, 11, 24),
            "range",
            "Between 10pm on 22 November 2026 and the end of 23 November 2026",
        ),
        (
            at(2026, 11, 22, 22),
            at(2026, 11, 23, 7),
            "range",
            "Between 10pm on 22 November 2026 and 7am on 23 November 2026",
        ),
        (at(2026, 11, 22), at(2026, 11, 23), "range", "Some time on 22 November 2026"),
        (at(2026, 11, 20), at(2026, 11, 23), "range", "Between 20 November 2026 and 22 November 2026"),
        (at(2026, 9, 30, 23), at(2026, 11, 1), "month", "Some time in October 2026"),
        (
            at(2026, 10, 25, 0, 30),
            at(2026, 10, 25, 1, 30),
            "range",
            "Between 1:30am BST and 1:30am GMT on 25 October 2026",
        ),
    ],
)
def test_a_span_is_told_as_people_say_it(start: datetime, end: datetime, precision: str, words: str) -> None:
    assert span_words(start, end, precision) == words


def test_what_stands_in_the_boxes_of_another_answer_is_not_read() -> None:
    said = form(happened_precision="month", month_month="1", month_year="2026", at_time="nonsense")

    assert said.is_valid(), said.errors
    assert said.span == within_month(date(2026, 1, 1))


EXACT = {"happened_precision": "exact", "at_time": "6:42pm"}
RANGE = {"happened_precision": "range"}


@pytest.mark.parametrize(
    ("said", "field", "fault"),
    [
        ({}, "happened_precision", "required"),
        ({**EXACT}, "on_day", "Enter the date"),
        ({**EXACT, **day("on_day", "31 2 2026")}, "on_day", "real date"),
        ({**EXACT, **day("on_day", "24 11 2026")}, "on_day", "24 November 2026 is still to come"),
        ({**EXACT, **day("on_day", "23 11 2026")}, "at_time", "still to come"),
        ({**EXACT, **day("on_day", "1 1 1066")}, "on_day", "too long ago"),
        ({**EXACT, **day("on_day", "9 9 9999")}, "on_day", "still to come"),
        ({**EXACT, "at_time": "25:00", **day("on_day", "1 1 2026")}, "at_time", "Enter a time"),
        ({**EXACT, "at_time": "1:30am", **day("on_day", "29 3 2026")}, "at_time", "clocks went forward"),
        ({**RANGE, **day("from_day", "2 3 2026"), **day("until_day", "1 3 2026")}, "until_day", "after the beginning"),
        ({**RANGE, **day("from_day", "2 3 2026")}, "until_day", "Enter the last date"),
        ({**RANGE, "from_time": "1:30am", **day("from_day", "29 3 2026"), **day("until_day", "30 3 2026")},
         "from_time", "clocks went forward"),
        ({**RANGE, "until_time": "11pm", **day("from_day", "2 3 2026"), **day("until_day", "23 11 2026")},
         "until_time", "still to come"),
        ({"happened_precision": "month", "month_month": "13", "month_year": "2026"}, "month", "month and a year"),
        ({"happened_precision": "month", "month_month": "1", "month_year": "0000"}, "month", "month and a year"),
        ({"happened_precision": "month", "month_month": "12", "month_year": "2026"}, "month", "still to come"),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_said_at_its_own_box(said: dict[str, str], field: str, fault: str) -> None:
    found = form(**said)

    assert not found.is_valid()
    assert list(found.errors) == [field]
    assert any(fault in message for message in found.errors[field])


def test_until_today_reaches_to_now_and_no_further() -> None:
    said: dict[str, Any] = {**RANGE, **day("from_day", "22 11 2026"), **day("until_day", "23 11 2026")}

    found = form(**said)

    assert found.is_valid(), found.errors
    assert found.span is not None
    assert found.span.end == NOW


def test_boxes_show_a_month_that_is_known() -> None:
    shown = HappenedForm(now=NOW, initial={"month": date(2026, 3, 1)})

    assert shown["month"].field.widget.decompress(date(2026, 3, 1)) == [3, 2026]  # type: ignore[attr-defined]
    assert 'value="2026"' in shown["month"].as_widget()
