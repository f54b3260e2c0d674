"""A caller is promised a call back; it is in the diary until somebody rings."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CallBack, Report
from asbcases.casework.transitions import make_call_back, promise_call_back
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.casework.pages import REPORT, signed_in, text_of
from tests.make import NOW, make_report, make_user

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def report(hana: User) -> Report:
    return make_report(by=hana)


def promised(report: Report, by: User, *, hours: float = 4) -> CallBack:
    return promise_call_back(report, call_by=NOW + hours * HOUR, by=by, now=NOW)


def test_a_promise_is_owed_by_whoever_gave_it_until_the_instant_that_was_promised(
    hana: User, report: Report
) -> None:
    with acting(str(hana.pk)):
        call_back = promised(report, hana)

    deadline = Deadline.objects.get(kind="call_back")
    assert (deadline.kind, deadline.origin) == (Kind.CALL_BACK, f"call_back:{call_back.pk}")
    assert (deadline.report, deadline.owner, deadline.district) == (report, hana, report.district)
    assert (deadline.due_at, deadline.anchored_at, deadline.subject) == (NOW + 4 * HOUR, NOW, "1")
    assert deadline.rings
    assert deadline.basis == (
        "the caller was promised a call back by 4pm on 23 November 2026, so until 4pm on 23 November 2026"
    )
    event = AuditEvent.objects.get(verb=Verb.CALL_BACK_PROMISED)
    assert (event.report, event.actor, event.sentence) == (report, hana, "promised the caller a call back")


def test_promises_are_numbered_within_their_report(hana: User, report: Report) -> None:
    numbers = [promised(report, hana).number for _ in range(2)]
    other = promised(make_report(by=hana), hana)

    assert (numbers, other.number) == ([1, 2], 1)


def test_what_is_promised_for_a_time_that_has_passed_is_refused(hana: User, report: Report) -> None:
    with pytest.raises(Refused, match="has passed: give a later one"):
        promised(report, hana, hours=0)

    assert not CallBack.objects.exists()


@pytest.mark.parametrize("hours", [3, 5])
def test_the_call_meets_it_in_time_or_late(hana: User, report: Report, amira: User, hours: int) -> None:
    call_back = promised(report, hana)

    with acting(str(amira.pk)):
        made = make_call_back(call_back, note="Told her who comes.", by=amira, now=NOW + hours * HOUR)

    deadline = Deadline.objects.get(kind="call_back")
    assert (made.made_at, made.made_by, made.version) == (NOW + hours * HOUR, amira, 2)
    assert (deadline.met_at, deadline.met_by) == (made.made_at, amira)
    event = AuditEvent.objects.get(verb=Verb.CALL_BACK_MADE)
    assert event.data == {"call_back": 1, "late": hours == 5}


def test_a_call_is_recorded_once_and_with_a_note(hana: User, report: Report) -> None:
    call_back = promised(report, hana)

    with pytest.raises(Refused, match="what came of the call"):
        make_call_back(call_back, note="  ", by=hana, now=NOW)
    make_call_back(call_back, note="Rang.", by=hana, now=NOW)
    with pytest.raises(Refused, match="recorded already"):
        make_call_back(call_back, note="Rang again.", by=hana, now=NOW)


# --- The pages ----------------------------------------------------------------------------------
def tomorrow(clock: str = "5pm") -> dict[str, str]:
    day = london_day(timezone.now() + timedelta(days=1))
    return {"call_back_day": day.isoformat(), "call_back_time": clock}


def test_a_promise_is_kept_with_the_new_report(client: Client, hana: User) -> None:
    answer = signed_in(client, hana).post("/reports/new/", {**REPORT, **tomorrow()}, follow=True)

    page = text_of(answer)
    assert CallBack.objects.get().report == Report.objects.get()
    assert "Call back 1" in page
    assert "The caller was promised a call back by 5pm on" in page
    assert "owed by Hana Cole" in page


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"call_back_day": "", "call_back_time": "5pm"}, "Enter the date by which we ring back"),
        ({**tomorrow(), "call_back_time": ""}, "Enter the time by which we ring back"),
        ({**tomorrow(), "call_back_time": "soon"}, "Enter a time, such as"),
        ({"call_back_day": "2026-01-01", "call_back_time": "5pm"}, "This time has passed"),
        ({"call_back_day": "2199-01-01", "call_back_time": "5pm"}, "too far off for a call back"),
        ({"call_back_day": "2026-03-29", "call_back_time": "1:30am"}, "The clocks went forward"),
    ],
)
def test_half_a_promise_or_an_impossible_one_is_said_and_nothing_is_kept(
    client: Client, hana: User, typed: dict[str, str], fault: str
) -> None:
    answer = signed_in(client, hana).post("/reports/new/", {**REPORT, **typed})

    assert answer.status_code == 400
    assert fault in text_of(answer)
    assert "They threw stones again." in text_of(answer)
    assert not Report.objects.exists()


def test_a_report_whose_promise_is_refused_is_not_kept_either(
    client: Client, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise Refused("Not now.")

    monkeypatch.setattr("asbcases.casework.views.intake.promise_call_back", refuse)

    answer = signed_in(client, hana).post("/reports/new/", {**REPORT, **tomorrow()})

    assert answer.status_code == 409
    assert not Report.objects.exists()


def test_a_promise_is_given_later_and_the_call_recorded_on_pages_of_their_own(
    client: Client, hana: User, report: Report
) -> None:
    signed_in(client, hana)
    address = f"/reports/{report.reference}/call-backs/"

    assert client.post(f"{address}promise/", {}).status_code == 400
    given = client.post(f"{address}promise/", tomorrow("6pm"), follow=True)
    assert "promised to hear from us by 6pm on" in text_of(given)
    assert "The caller was promised" in text_of(client.get(f"{address}1/"))
    assert client.post(f"{address}1/", {"note": ""}).status_code == 400
    made = client.post(f"{address}1/", {"note": "Nobody answered twice."}, follow=True)
    assert "Nobody answered twice." in text_of(made)
    assert "Record the call" not in text_of(made)

    again = client.post(f"{address}1/", {"note": "Rang once more."})
    assert again.status_code == 409
    assert "Rang once more." in text_of(again)
    assert client.get(f"{address}2/").status_code == 404


def test_a_late_promise_says_so_on_its_report(client: Client, hana: User) -> None:
    now = timezone.now() - timedelta(days=2)
    late = make_report(by=hana, now=now)
    promise_call_back(late, call_by=now + HOUR, by=hana, now=now)

    page = text_of(signed_in(client, hana).get(f"/reports/{late.reference}/"))

    assert "Overdue" in page
    assert "1 day late" in page
