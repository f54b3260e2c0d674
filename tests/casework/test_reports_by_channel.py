"""Reports by channel and day: counted where they were received, drawn, and taken away as CSV."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.choices import Channel
from asbcases.cases.models import Report
from asbcases.casework.queries.desk import DAYS, by_channel
from asbcases.casework.views.channels import GROUPS, finding
from tests.casework.pages import signed_in, text_of
from tests.make import make_report, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER)


@pytest.fixture
def get(client: Client, asha: User) -> Any:
    signed_in(client, asha)

    def answer(address: str, **chosen: str) -> Any:
        with time_machine.travel(NOON, tick=False):
            client.force_login(asha)
            return client.get(address, chosen)

    return answer


def test_each_day_of_the_last_weeks_has_its_numbers(asha: User) -> None:
    for back, channel in (
        (0, Channel.CALL_101),
        (0, Channel.CALL_101),
        (1, Channel.ONLINE),
        (27, Channel.LETTER),
        (28, Channel.PATROL),
    ):
        make_report(by=asha, now=NOON - timedelta(days=back), channel=channel)

    days = by_channel(Report.objects.all(), now=NOON)

    assert len(days) == DAYS
    assert (days[-1].counts, days[-2].counts, days[0].counts) == ({"101": 2}, {"online": 1}, {"letter": 1})
    assert sum(day.total for day in days) == 4


def test_a_day_is_that_of_london(asha: User) -> None:
    before_midnight = datetime(2026, 7, 10, 22, 59, tzinfo=UTC)
    make_report(by=asha, now=before_midnight)
    make_report(by=asha, now=before_midnight + timedelta(minutes=2))

    days = by_channel(Report.objects.all(), now=before_midnight + timedelta(hours=12))

    assert [day.total for day in days[-2:]] == [1, 1]


def test_a_district_is_chosen(asha: User) -> None:
    report = make_report(by=asha, now=NOON, district_code="basildon")
    make_report(by=asha, now=NOON)

    days = by_channel(Report.objects.all(), now=NOON, district=report.district)

    assert sum(day.total for day in days) == 1


def test_the_page_shows_chart_table_and_what_is_counted(get: Any, asha: User) -> None:
    make_report(by=asha, now=NOON - timedelta(hours=1))
    make_report(by=asha, now=NOON - timedelta(hours=1), channel=Channel.ONLINE)
    make_report(by=asha, now=NOON - timedelta(hours=1))

    page = text_of(get("/desk/channels/"))

    assert "3 reports in 28 days; most by 101 call: 2" in page
    assert "<svg" in page
    assert "as at 20 November 2026 at midday" in page
    assert Access.objects.filter(user=asha, about="reports by channel").count() == 1


def test_the_same_numbers_are_taken_away(get: Any, asha: User) -> None:
    make_report(by=asha, now=NOON - timedelta(hours=1))

    lines = text_of(get("/desk/channels.csv")).splitlines()

    assert lines[0].startswith("\ufeffDay,999 call,101 call")
    assert len(lines) == 1 + DAYS
    assert lines[-1] == "2026-11-20,0,1,0,0,0,0,0,0,0,0,1"


@pytest.mark.parametrize("address", ["/desk/channels/", "/desk/channels.csv"])
def test_a_district_that_there_is_not_is_said(get: Any, address: str) -> None:
    assert get(address, district="99999").status_code == 400


def test_one_report_and_none_are_said_as_such(asha: User) -> None:
    assert finding(by_channel(Report.objects.all(), now=NOON)) == "No report was received in the last 28 days"
    make_report(by=asha, now=NOON)
    assert finding(by_channel(Report.objects.all(), now=NOON)).startswith("1 report in 28 days")


def test_every_channel_is_drawn() -> None:
    assert sorted(channel for group in GROUPS.values() for channel in group) == sorted(Channel)
