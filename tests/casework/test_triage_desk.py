"""The triage desk: what waits in each queue, in which order, through which desk, and what to do next."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Desk, Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.choices import Channel, Grade, Handling
from asbcases.cases.models import Incident
from asbcases.casework.queries.desk import Queue
from asbcases.casework.transitions import promise_call_back
from tests.casework.pages import signed_in, text_of
from tests.make import make_agency, make_incident, make_report, make_team, make_triage, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(hours=2)
WHY = "The caller asked for somebody at once."


@pytest.fixture
def hana(ben: User) -> User:
    team = make_team("Control", desk=Desk.CONTROL_ROOM)
    return make_user("hana", Role.CONTACT_HANDLER, name="Hana Cole", team=team)


@pytest.fixture
def desk(client: Client, hana: User) -> Any:
    signed_in(client, hana)
    return lambda queue="", **chosen: client.get("/desk/", {"queue": queue, **chosen})


def numbers(answer: Any) -> dict[str, str]:
    return {tab.words: tab.number for tab in answer.context["tabs"]}


def references(answer: Any) -> list[str]:
    return [row.record.reference for row in answer.context["rows"]]


def graded(by: User, grade: Grade, *, hours: int, **fields: Any) -> Incident:
    at = NOW - timedelta(hours=hours)
    incident = make_incident(by=by, now=at, report=fields.pop("report", None))
    make_triage(incident, by=by, now=at, grade=grade, grade_reason=WHY, **fields)
    return incident


def test_reports_wait_in_the_order_of_their_clocks(desk: Any, hana: User) -> None:
    letter = make_report(by=hana, now=NOW, channel=Channel.LETTER)
    call = make_report(by=hana, now=NOW, channel=Channel.CALL_999)
    make_triage(make_incident(by=hana, now=NOW), by=hana, now=NOW)

    answer = desk()

    assert references(answer) == [call.reference, letter.reference]
    assert numbers(answer)[Queue.UNGRADED.label] == "2"
    page = text_of(answer)
    assert f"/reports/{call.reference}/grade/" in page
    assert "late" in page
    assert "Control room" in page


def test_the_most_urgent_grade_comes_first_then_who_waits_longest(desk: Any, hana: User) -> None:
    scheduled = graded(hana, Grade.SCHEDULED, hours=30)
    priority = graded(hana, Grade.PRIORITY, hours=1)
    longest = graded(hana, Grade.PRIORITY, hours=5)
    emergency = graded(hana, Grade.EMERGENCY, hours=0)

    answer = desk("unresourced")

    assert references(answer) == [one.reference for one in (emergency, longest, priority, scheduled)]
    page = text_of(answer)
    assert "First response" in page
    assert f"/incidents/{emergency.reference}/send/" in page


def test_a_page_of_a_queue_leads_to_the_next_and_back(desk: Any, hana: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("asbcases.casework.views.desk.ROWS", 2)
    made = [graded(hana, Grade.PRIORITY, hours=hours) for hours in range(3)]

    first = desk("unresourced")
    second = desk("unresourced", page=first.context["page"].next_url.split("page=")[1].replace("%3A", ":"))

    assert references(first) + references(second) == [one.reference for one in reversed(made)]
    assert "Showing 2 of 3" in text_of(first)


def test_a_promise_that_was_kept_waits_no_more(desk: Any, hana: User) -> None:
    told_at = timezone.now() - timedelta(hours=2)
    report = make_report(by=hana, now=told_at)
    promise_call_back(report, call_by=told_at + timedelta(hours=1), by=hana, now=told_at)

    page = text_of(desk("call_backs"))

    assert f"/reports/{report.reference}/call-backs/1/" in page
    assert "Promised call-back: 1 hour late" in page


def test_what_is_held_says_for_whom_and_since_when(desk: Any, hana: User) -> None:
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    incident = graded(hana, Grade.SCHEDULED, hours=3, handling=Handling.PARTNER, partner=landlord)

    answer = desk("held")

    assert references(answer) == [incident.reference]
    page = text_of(answer)
    assert "Eastlight Homes" in page
    assert f"/incidents/{incident.reference}/triage/" in page
    assert numbers(answer)[Queue.UNRESOURCED.label] == "0"


def test_a_queue_is_narrowed_by_desk_channel_and_district(desk: Any, hana: User, amira: User) -> None:
    by_desk = make_report(by=hana, now=NOW)
    by_officer = make_report(by=amira, now=NOW, channel=Channel.PATROL)
    online = make_report(by=amira, now=NOW, channel=Channel.ONLINE, district_code="basildon")

    assert references(desk(desk="control_room")) == [by_desk.reference]
    assert references(desk(channel="patrol")) == [by_officer.reference]
    assert references(desk(district=str(online.district_id))) == [online.reference]
    assert references(desk(desk="resolution_centre")) == []
    assert "Nothing matches" in text_of(desk(desk="resolution_centre"))


def test_what_the_public_sends_in_is_of_the_online_desk(desk: Any, hana: User) -> None:
    report = make_report(by=None, now=NOW, channel=Channel.ONLINE, public_reference="ABCD-1234")  # type: ignore[arg-type]
    make_report(by=hana, now=NOW, channel=Channel.ONLINE)

    answer = desk(desk="online_desk")

    assert references(answer) == [report.reference]
    assert "Online desk" in text_of(answer)


def test_incidents_are_narrowed_by_the_reports_that_tell_of_them(desk: Any, hana: User, amira: User) -> None:
    taken = graded(hana, Grade.PRIORITY, hours=1)
    other = graded(amira, Grade.PRIORITY, hours=1)

    assert references(desk("unresourced", desk="control_room")) == [taken.reference]
    assert set(references(desk("unresourced", channel="101"))) == {taken.reference, other.reference}
    assert references(desk("unresourced", district=str(taken.district_id), channel="letter")) == []


def test_public_reports_that_wait_are_counted(desk: Any) -> None:
    assert "to be taken in" not in text_of(desk())
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_leave_public_report('ABCD-1234', '{}', '[]', %s)", [NOW])

    assert "1 public report waits to be taken in" in text_of(desk())


def test_who_works_in_one_district_sees_its_queues(client: Client, amira: User, hana: User) -> None:
    own = make_report(by=hana, now=NOW)
    make_report(by=hana, now=NOW, district_code="basildon")

    answer = signed_in(client, amira).get("/desk/")

    assert references(answer) == [own.reference]
    assert 'name="district"' not in text_of(answer)


@pytest.mark.parametrize(
    "chosen", [{"queue": "nonsense"}, {"channel": "x"}, {"desk": "x"}, {"district": "x"}]
)
def test_a_filter_that_makes_no_sense_is_said(desk: Any, chosen: dict[str, str]) -> None:
    assert desk(**chosen).status_code == 400


def test_an_empty_queue_says_so(desk: Any) -> None:
    for queue in Queue:
        assert "Nothing waits here" in text_of(desk(queue.value))


def test_the_desk_asks_the_same_however_much_waits(desk: Any, hana: User) -> None:
    for queue in Queue:
        desk(queue.value)
    costs = {}
    for round_ in range(2):
        for _ in range(2):
            graded(hana, Grade.PRIORITY, hours=1)
            report = make_report(by=hana, now=NOW)
            promise_call_back(report, call_by=NOW + timedelta(hours=1), by=hana, now=NOW)
        for queue in Queue:
            with CaptureQueriesContext(connection) as found:
                desk(queue.value)
            costs[round_, queue] = len([one for one in found if "SAVEPOINT" not in one["sql"]])

    assert all(costs[0, queue] == costs[1, queue] for queue in Queue), costs
    assert max(costs.values()) <= 20


def test_looking_at_a_queue_is_recorded(desk: Any, hana: User) -> None:
    desk("held", channel="101")

    assert Access.objects.get(user=hana).about == "triage desk: queue held, channel 101"
