"""What somebody tells us is kept word for word; a form with a fault comes back with all that was typed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.law.periods import LONDON
from tests.casework.pages import REPORT, day, signed_in, text_of
from tests.make import district, make_user

NEW = "/reports/new/"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXACT = {"happened_precision": "exact", **day("on_day", "23 11 2026"), "at_time": "9:15am"}


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def told(amira: User, **said: str) -> dict[str, Any]:
    return {**REPORT, "district": amira.district_id, **said}


def test_the_words_of_the_caller_are_kept_as_they_were_said(officer: Client, amira: User) -> None:
    words = "  They said: <b>“we'll be back”</b>\r\n\r\nand laughed; 100 % sure.  "

    answer = officer.post(NEW, told(amira, narrative=words), follow=True)

    report = Report.objects.get()
    assert report.narrative == words.replace("\r\n", "\n")
    assert answer.redirect_chain == [(f"/reports/{report.reference}/", 302)]
    assert "&lt;b&gt;“we&#x27;ll be back”&lt;/b&gt;<br><br>and laughed" in text_of(answer)
    assert f"Report {report.reference} is kept" in text_of(answer)


def test_the_form_comes_with_today_the_own_district_and_now(officer: Client, amira: User) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        form = officer.get(NEW).context["form"]

    assert form["on_day"].value() == datetime(2026, 7, 2).date()
    assert form["district"].value() == amira.district_id
    assert [choice[1] for choice in form["district"].field.choices] == ["Colchester"]
    assert form["received"].value() == "now"


def test_an_exact_time_is_the_instant_that_london_s_clocks_showed(officer: Client, amira: User) -> None:
    with time_machine.travel(NOON, tick=False):
        officer.post(NEW, told(amira, **EXACT))

    report = Report.objects.get()
    assert report.happened_from == report.happened_until == datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    assert report.received_at == report.recorded_at == NOON


def test_a_report_may_have_come_earlier_than_it_is_written_down(officer: Client, amira: User) -> None:
    earlier = {"received": "earlier", **day("received_day", "23 11 2026"), "received_time": "10:00"}

    with time_machine.travel(NOON, tick=False):
        officer.post(NEW, told(amira, **EXACT, **earlier))

    report = Report.objects.get()
    assert (report.received_at, report.recorded_at) == (NOON - timedelta(hours=2), NOON)


def test_of_an_hour_that_came_twice_we_were_told_in_the_first(officer: Client, amira: User) -> None:
    earlier = {"received": "earlier", **day("received_day", "25 10 2026"), "received_time": "1:30am"}

    officer.post(NEW, told(amira, **earlier))

    assert Report.objects.get().received_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fault", "field", "words"),
    [
        ({"narrative": ""}, "narrative", "Enter what was said, word for word"),
        ({"narrative": "   \n "}, "narrative", "Enter what was said, word for word"),
        ({"narrative": "a\0b"}, "narrative", "Null characters are not allowed"),
        ({"narrative": "x" * 20_001}, "narrative", "at most 20000 characters"),
        ({"channel": ""}, "channel", "Choose how it reached us"),
        ({"channel": "carrier pigeon"}, "channel", "is not one of the available choices"),
        ({"place_text": "y" * 501}, "place_text", "at most 500 characters"),
        ({"caller_name": "n\0"}, "caller_name", "Null characters are not allowed"),
        ({"district": "99999999"}, "district", "not one of the available choices"),
        ({"district": "x'; --"}, "district", "not one of the available choices"),
        ({"happened_precision": "whenever"}, "happened_precision", "not one of the available choices"),
        ({"month_year": "3026"}, "month", "still to come"),
        ({**EXACT, "at_time": "half past"}, "at_time", "Enter a time, such as"),
        ({"received": ""}, "received", "When were we told?"),
        ({"received": "earlier", "received_time": "9am"}, "received_day", "Enter the date on which we were told"),
        ({"received": "earlier", **day("received_day", "1 1 2099"), "received_time": "9am"}, "received_day",
         "still to come"),
        ({"received": "earlier", **day("received_day", "29 3 2026"), "received_time": "1:30am"}, "received_time",
         "clocks went forward"),
        ({"received": "earlier", **day("received_day", "1 12 2025"), "received_time": "9am"}, "happened_precision",
         "happened after we were told"),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_field_and_nothing_typed_is_lost(
    officer: Client, amira: User, fault: dict[str, str], field: str, words: str
) -> None:
    answer = officer.post(NEW, told(amira, **fault))

    page = text_of(answer)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert words in page
    assert "<title>Error: New report" in page
    assert "There is a problem" in page
    assert "Jade Taylor" in page or "caller_name" in fault
    assert not Report.objects.exists()


def test_a_time_received_still_to_come_today_is_refused(officer: Client, amira: User) -> None:
    later = {"received": "earlier", **day("received_day", "23 11 2026"), "received_time": "13:00"}

    with time_machine.travel(NOON, tick=False):
        answer = officer.post(NEW, told(amira, **later))

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["received_time"]


def test_an_officer_takes_reports_of_the_own_district_only_and_the_control_room_of_any(
    client: Client, amira: User
) -> None:
    handler = make_user("handler", Role.CONTACT_HANDLER)
    elsewhere = {**REPORT, "district": district("basildon").pk}

    refused = signed_in(client, amira).post(NEW, elsewhere)
    signed_in(client, handler).post(NEW, elsewhere)
    signed_in(client, handler).post(NEW, {**REPORT, "district": ""})

    assert refused.status_code == 400
    assert [report.district for report in Report.objects.order_by("pk")] == [district("basildon"), None]


def test_a_form_sent_twice_keeps_one_report(officer: Client, amira: User) -> None:
    key = {"idempotency_key": "6b7c7c52-7f0a-4a10-9c39-0a8ee5d3f3a1"}

    first = officer.post(NEW, told(amira, **key))
    second = officer.post(NEW, told(amira, **key))

    assert Report.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_an_empty_form_that_is_sent_is_found_wanting(officer: Client) -> None:
    answer = officer.post(NEW, {})

    assert answer.status_code == 400
    assert {"narrative", "channel", "place_text", "happened_precision", "received"} <= set(
        answer.context["form"].errors
    )


def test_the_page_says_who_when_and_where(officer: Client, amira: User) -> None:
    with time_machine.travel(NOON, tick=False):
        page = text_of(officer.post(NEW, told(amira, **EXACT, channel="counter"), follow=True))

    assert "9:15am on 23 November 2026" in page
    assert "Front counter" in page
    assert "by Amira Osei" in page
    assert "07700 900123" in page
    assert NOON.astimezone(LONDON).strftime("%-d %B %Y") in page
