"""From the page of a second report somebody says that the case review was explained to the victim, or why not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.casework.pages import signed_in, text_of
from tests.make import make_report
from triggers.models import ReviewExplanation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = "Say that it was explained, or why not"


@pytest.fixture
def second(amira: User) -> Report:
    now = timezone.now()
    for days in (9, 2):
        report = make_report(
            by=amira, now=now - days * DAY, caller_phone="07700 900111", place_text=f"{days} Long Wyre Street"
        )
    return report


def at(report: Report) -> str:
    return f"/reports/{report.reference}/case-review/"


def owed(report: Report) -> Deadline:
    return Deadline.objects.get(kind=Kind.EXPLAIN_REVIEW, report=report)


def test_the_page_of_the_second_report_asks_for_it_until_it_is_said(second: Report, amira: User) -> None:
    client = signed_in(Client(), amira)
    assert ASKED in text_of(client.get(f"/reports/{second.reference}/"))

    answer = client.post(
        at(second), {"explained": "yes", "how": "By telephone", **_moment(second.received_at + DAY)}
    )

    assert answer.status_code == 302, text_of(answer)
    assert owed(second).met_at is not None
    assert ASKED not in text_of(client.get(f"/reports/{second.reference}/"))
    assert "By telephone" in text_of(client.get(at(second)))


def test_a_reason_ends_it_whatever_the_day_says(second: Report, amira: User) -> None:
    answer = signed_in(Client(), amira).post(
        at(second),
        {"explained": "no", "why_not": "It is not safe to ring.", "at_day": "never", "at_time": ""},
    )

    assert answer.status_code == 302, text_of(answer)
    assert owed(second).cancelled_at is not None


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Say whether it was explained"),
        ({"explained": "no"}, "Say why it was not explained"),
        ({"explained": "yes"}, "Say how it was explained, for example by telephone"),
        (
            {"explained": "yes", "how": "By letter", "at_day": "2999-01-01", "at_time": "10:00"},
            "still to come",
        ),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    second: Report, amira: User, sent: dict[str, str], told: str
) -> None:
    answer = signed_in(Client(), amira).post(at(second), sent)

    assert answer.status_code == 400
    assert told in text_of(answer)
    assert not ReviewExplanation.objects.exists()


def test_before_the_report_came_nothing_was_explained(second: Report, amira: User) -> None:
    sent = {"explained": "yes", "how": "By letter", **_moment(second.received_at - DAY)}

    answer = signed_in(Client(), amira).post(at(second), sent)

    assert answer.status_code == 409
    assert "before the report came" in text_of(answer)
    assert owed(second).met_at is None


def _moment(at: object) -> dict[str, str]:
    there = timezone.localtime(at)  # type: ignore[arg-type]
    return {"at_day": there.date().isoformat(), "at_time": f"{there:%H:%M}"}
