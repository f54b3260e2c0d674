"""How promises were kept is counted by the London week in which they were due, and drawn so that anybody can read it."""

import csv
import io
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import Week, by_week
from asbcases.deadlines.transitions import cancel, meet, waive
from asbcases.deadlines.views.weeks import finding, share
from asbcases.web.charts import Series, ceiling, stacked_bars
from tests.deadlines.diary import DAY, HOUR, owe
from tests.deadlines.pages import asked, words

pytestmark = pytest.mark.django_db
# A Wednesday; its week began on Monday 7 December.
NOW = datetime(2026, 12, 9, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)


def met(deadline: Deadline, at: datetime, by: User) -> None:
    stated = {"case": deadline.case, "subject": deadline.subject, "rank": deadline.rank}
    meet(Kind(deadline.kind), **stated, by=by, now=at)


@pytest.fixture
def kept(case: Case, ben: User) -> None:
    """Make one of each: met in time, met late, overdue, waived, cancelled, and one not due yet."""
    due = MONDAY + DAY
    met(owe(case, ben, due_at=due, subject="1"), due - HOUR, ben)
    met(owe(case, ben, due_at=due, subject="2"), due, ben)
    owe(case, ben, due_at=due, subject="3")
    waive(owe(case, ben, due_at=due, subject="4"), reason="Moved away", by=ben, now=due - HOUR)
    cancel(owe(case, ben, due_at=due, subject="5"), reason="Assessed again", by=ben, now=due - HOUR)
    owe(case, ben, due_at=NOW + HOUR, subject="6")


def test_each_is_counted_for_what_became_of_it(kept: None) -> None:
    weeks = by_week(Deadline.objects.all(), now=NOW, weeks=12)

    assert weeks[-1] == Week(date(2026, 12, 7), met=1, late=1, overdue=1, waived=1)
    assert [week.owed for week in weeks[:-1]] == [0] * 11
    assert weeks[0].starts_on == date(2026, 9, 21)


@pytest.mark.parametrize(
    ("due_at", "monday"),
    [
        (MONDAY, date(2026, 11, 30)),
        (MONDAY + HOUR, date(2026, 12, 7)),
        # London's midnight in summer is eleven in the evening of Greenwich.
        (datetime(2026, 10, 11, 23, 0, tzinfo=UTC), date(2026, 10, 5)),
        (datetime(2026, 10, 11, 23, 1, tzinfo=UTC), date(2026, 10, 12)),
    ],
)
def test_a_week_runs_from_monday_to_sunday_in_london(
    case: Case, ben: User, due_at: datetime, monday: date
) -> None:
    owe(case, ben, due_at=due_at)

    weeks = by_week(Deadline.objects.all(), now=NOW, weeks=12)

    assert [week.starts_on for week in weeks if week.overdue] == [monday]


def test_older_weeks_are_left_out(case: Case, ben: User) -> None:
    # London is an hour ahead of Greenwich in September.
    owe(case, ben, due_at=MONDAY - 77 * DAY - HOUR)

    assert sum(week.owed for week in by_week(Deadline.objects.all(), now=NOW, weeks=12)) == 0


def test_the_page_says_what_was_found_and_shows_the_same_numbers_twice(
    client: Client, kept: None, ben: User
) -> None:
    page = words(asked(client, ben, "deadlines_weeks", at=NOW))
    file = asked(client, ben, "deadlines_weeks_csv", at=NOW).content.decode("utf-8-sig")

    assert "33% were met in time over 12 weeks: 1 of 3, 1 met late and 1 overdue" in page
    assert '<th scope="row" class="govuk-table__header asb-nowrap">7 December 2026</th>' in page
    assert list(csv.reader(io.StringIO(file)))[-1] == ["2026-12-07", "1", "1", "1", "1", "33"]
    assert Access.objects.filter(user=ben, what="export", about="deadlines by week, CSV").exists()


def test_another_district_and_another_officer_count_their_own(
    client: Client, kept: None, amira: User, cara: User
) -> None:
    for user in (amira, cara):
        page = words(asked(client, user, "deadlines_weeks", at=NOW))
        assert "Nothing was due in the last 12 weeks" in page


@pytest.mark.parametrize("page", ["deadlines_weeks", "deadlines_weeks_csv"])
def test_a_choice_that_is_none_is_a_fault(client: Client, ben: User, page: str) -> None:
    assert asked(client, ben, page, at=NOW, kind="nothing").status_code == 400


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (Week(date(2026, 12, 7)), ""),
        (Week(date(2026, 12, 7), met=1, late=1), "50"),
        (Week(date(2026, 12, 7), met=1, overdue=7), "13"),
        (Week(date(2026, 12, 7), met=3), "100"),
    ],
)
def test_a_share_is_rounded_half_up(week: Week, words: str) -> None:
    assert share(week) == words


def test_what_was_found_is_a_sentence_with_its_numbers() -> None:
    weeks = [Week(date(2026, 11, 30), met=9), Week(date(2026, 12, 7), late=1)]

    assert finding(weeks) == "90% were met in time over 2 weeks: 9 of 10, 1 met late and 0 overdue"


def test_the_page_costs_the_same_whatever_is_counted(
    client: Client, kept: None, ben: User, django_assert_max_num_queries: Any
) -> None:
    with time_machine.travel(NOW, tick=False):
        client.force_login(ben)
        with django_assert_max_num_queries(10):
            client.get(reverse("deadlines_weeks"))


@pytest.mark.parametrize(
    ("highest", "end"), [(0, 4), (3, 4), (5, 8), (9, 20), (21, 40), (41, 80), (81, 200), (1000, 2000)]
)
def test_the_axis_ends_in_four_round_steps(highest: int, end: int) -> None:
    assert ceiling(highest) == end


def drawn() -> ElementTree.Element:
    svg = stacked_bars(
        "x",
        "90% in time",
        "Two weeks",
        ["30 Nov", "<7 Dec>"],
        [Series("Met", [3, 0]), Series("Late & so on", [1, 0])],
    )
    return ElementTree.fromstring(svg)  # noqa: S314 - made here


def test_a_chart_has_real_words_and_no_style_of_its_own() -> None:
    chart = drawn()

    assert chart.attrib["aria-labelledby"] == "x-title x-words"
    assert [part.text for part in chart[:2]] == ["90% in time", "Two weeks"]
    assert {"30 Nov", "<7 Dec>", "Met", "Late & so on", "4"} <= {part.text for part in chart.iter("text")}
    assert not [part for part in chart.iter() if "style" in part.attrib]


def test_bars_are_told_apart_by_their_pattern() -> None:
    chart = drawn()

    fills = [part.attrib["fill"] for part in chart.iter("rect") if "fill" in part.attrib]
    assert sorted(set(fills)) == ["url(#x-0)", "url(#x-1)"]
    assert len(chart.findall(".//pattern")) == 2
    assert chart.findall(".//pattern/path")


def test_no_words_of_a_chart_lie_on_others() -> None:
    chart = ElementTree.fromstring(  # noqa: S314 - made here
        stacked_bars(
            "x", "t", "d", [f"{day} Sep" for day in range(10, 22)], [Series("Met in time", [1000] * 12)]
        )
    )

    middles = [part for part in chart.iter("text") if "middle" in part.attrib["class"]]
    for row in {part.attrib["y"] for part in middles}:
        places = sorted(float(part.attrib["x"]) for part in middles if part.attrib["y"] == row)
        gaps = [right - left for left, right in pairwise(places)]
        # Six letters of 14 pixels.
        assert min(gaps) > 6 * 8
