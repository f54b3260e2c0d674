"""The queue of an officer, the visit in four answers, sending somebody, and that nobody came: as pages and by the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Attendance, Incident, IncidentParty, Person
from asbcases.casework.queries.attendances import may_be_sent
from asbcases.casework.transitions import record_attendance, record_person, send_officer
from tests.api.conftest import Caller
from tests.make import district, make_agency, make_incident, make_report, make_triage, make_user
from tests.risk.answers import HIGH, sent, victim_at

NOW = timezone.now().replace(microsecond=0) - timedelta(hours=1)
VISIT = {"found": "victim", "victim": "nobody", "note": "", "at_day": "2026-01-02", "at_time": "9am"}


@pytest.fixture
def incident(amira: User, ben: User, ravi: User) -> Incident:
    """Return an incident to which Ravi is sent, with Jade as its victim."""
    incident = make_incident(by=amira, now=NOW)
    victim_at(incident, by=amira, now=NOW)
    make_triage(incident, by=amira, now=NOW)
    send_officer(incident, officer=ravi, agency=ravi.agency, sent_at=NOW, by=ben, now=NOW)
    return incident


@pytest.fixture
def officer(client: Client, ravi: User) -> Client:
    client.force_login(ravi)
    return client


def attend(client: Client, incident: Incident, *, query: str = "", **changes: Any) -> Any:
    return client.post(f"/incidents/{incident.reference}/attend/{query}", {**VISIT, "version": 1, **changes})


def jade(incident: Incident) -> IncidentParty:
    return IncidentParty.objects.get(incident=incident)


def test_the_queue_is_the_first_page_of_a_response_officer(officer: Client, incident: Incident) -> None:
    answer = officer.get("/", follow=True)

    assert answer.request["PATH_INFO"] == "/incidents/sent-to-me/"
    assert "Victim: Jade Taylor" in answer.text
    assert "I am here" in answer.text


def test_the_oldest_promise_stands_first_and_what_was_promised_of_no_time_last(
    officer: Client,
    incident: Incident,
    amira: User,
    ben: User,
    ravi: User,
) -> None:
    for place, grade in (("The pier", "priority"), ("The park", "")):
        other = make_incident(by=amira, now=NOW, report=make_report(by=amira, now=NOW, place_text=place))
        if grade:
            make_triage(other, by=amira, now=NOW, grade=grade)
        send_officer(other, officer=ravi, agency=ravi.agency, sent_at=NOW, by=ben, now=NOW)

    text = officer.get("/incidents/sent-to-me/").text

    assert text.index("The pier") < text.index("14 Mersea Road") < text.index("The park")


def test_the_queue_costs_the_same_however_long_it_is(
    officer: Client,
    incident: Incident,
    amira: User,
    ben: User,
    ravi: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        other = make_incident(by=amira, now=NOW)
        send_officer(other, officer=ravi, agency=ravi.agency, sent_at=NOW, by=ben, now=NOW)

    with django_assert_max_num_queries(14):
        officer.get("/incidents/sent-to-me/")


def test_a_visit_leads_on_to_the_risk_of_the_victim_who_is_known(officer: Client, incident: Incident) -> None:
    answer = attend(officer, incident, victim=jade(incident).person_id, note="She is afraid.")

    assert answer.url == f"/incidents/{incident.reference}/risk/{jade(incident).number}/"
    assert Attendance.objects.get().result == "Spoke to the victim.\nShe is afraid."
    assert IncidentParty.objects.count() == 1


def test_somebody_nobody_knew_becomes_a_person_and_a_victim(officer: Client, incident: Incident) -> None:
    attend(officer, incident, victim="new", victim_name="Jo Day", victim_contact="07700 900999")

    party = IncidentParty.objects.get(person__name="Jo Day")
    assert (party.role, party.person.contact) == (PartyRole.VICTIM, "07700 900999")


def test_somebody_on_file_is_named_by_their_reference(
    officer: Client, incident: Incident, amira: User
) -> None:
    known = record_person(name="Sam Day", source="A call", by=amira, now=NOW)

    attend(officer, incident, victim="new", victim_name=known.reference.lower())
    unknown = attend(officer, incident, victim="new", victim_name="PER-2026-999999")

    assert IncidentParty.objects.filter(person=known).exists()
    assert Person.objects.count() == 2
    assert unknown.status_code == 400


def test_a_visit_without_a_victim_leads_back_to_the_incident(officer: Client, incident: Incident) -> None:
    answer = attend(officer, incident, found="over")

    assert answer.url == f"/incidents/{incident.reference}/"


def test_an_officer_nobody_sent_records_a_visit_of_their_own_or_of_a_partner(
    client: Client, incident: Incident, amira: User
) -> None:
    client.force_login(amira)
    partner = make_agency("Colchester wardens", "council")
    attend(client, incident)
    attend(client, incident, agency=partner.pk, unit="Wardens 2")

    own, theirs = Attendance.objects.exclude(arrived_at=None).order_by("number")
    assert (own.officer, own.agency) == (amira, amira.agency)
    assert (theirs.officer, theirs.agency, theirs.unit) == (None, partner, "Wardens 2")


def test_the_control_room_records_what_came_of_somebody_who_was_sent(
    client: Client, incident: Incident
) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    client.force_login(hana)

    answer = attend(client, incident, query="?sent=1", victim=jade(incident).person_id)

    assert Attendance.objects.get().arrived_at
    assert answer.url == f"/incidents/{incident.reference}/"


def test_a_visit_that_somebody_noted_meanwhile_shows_both(
    officer: Client, incident: Incident, ravi: User
) -> None:
    record_attendance(
        incident, attendance=Attendance.objects.get(), agency=ravi.agency, arrived_at=NOW, result="Noted.", by=ravi,
        now=NOW,
    )  # fmt: skip

    answer = attend(officer, incident, query="?sent=1", note="Mine.")

    assert answer.status_code == 409
    assert "Noted." in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"found": ""},
        {"victim": ""},
        {"victim": "new", "victim_name": ""},
        {"victim": "999999"},
        {"at_day": "31/6/2026"},
        {"at_day": "2090-01-01"},
        {"at_day": ""},
        {"at_time": ""},
        {"at_day": "2026-03-29", "at_time": "1:30am"},
        {"note": "x" * 5_001},
        {"note": "NUL \x00"},
        {"victim": "new", "victim_name": "J" * 201},
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(
    officer: Client, incident: Incident, wrong: dict[str, str]
) -> None:
    answer = attend(officer, incident, **{"note": "Typed.", **wrong})

    assert answer.status_code == 400
    assert wrong.get("note", "Typed.") in answer.text or "note" in wrong
    assert not Attendance.objects.exclude(arrived_at=None).exists()


def test_a_supervisor_sends_an_officer_or_a_unit(
    client: Client, incident: Incident, ben: User, amira: User
) -> None:
    client.force_login(ben)
    path = f"/incidents/{incident.reference}/send/"
    when = {"at_day": "2026-01-02", "at_time": "9am", "agency": ben.agency_id}

    client.post(path, {**when, "officer": amira.pk, "unit": ""})
    client.post(path, {**when, "officer": "", "unit": "EA12"})
    nobody = client.post(path, {**when, "officer": "", "unit": ""})
    future = client.post(path, {**when, "officer": "", "unit": "EA12", "at_day": "2090-01-01"})
    again = client.post(path, {**when, "officer": amira.pk, "unit": ""})

    assert list(Attendance.objects.order_by("number").values_list("officer__name", "unit"))[1:] == [
        ("Amira Osei", ""),
        (None, "EA12"),
    ]
    assert [answer.status_code for answer in (nobody, future, again)] == [400, 400, 409]


def test_whoever_is_at_work_in_the_district_may_be_sent(
    amira: User, ben: User, cara: User, ravi: User
) -> None:
    away = make_user("away", Role.RESPONSE_OFFICER, on_leave_until=NOW.date() + timedelta(days=3))
    off = make_user("off", Role.RESPONSE_OFFICER)
    elsewhere = make_user("far", Role.RESPONSE_OFFICER, Rank.CONSTABLE, district_code="basildon")
    make_user("hana", Role.CONTACT_HANDLER)
    Shift.objects.create(user=off, starts_at=NOW + timedelta(hours=9), ends_at=NOW + timedelta(hours=17))

    found = set(may_be_sent(district(), NOW))

    assert found == {amira, ben, ravi}
    assert not found & {away, off, elsewhere, cara}
    assert amira not in may_be_sent(None, NOW)


def test_that_nobody_came_is_noted_with_its_reason(client: Client, incident: Incident, ben: User) -> None:
    client.force_login(ben)
    path = f"/incidents/{incident.reference}/none-attended/"

    empty = client.post(path, {"why": "", "reason": ""})
    client.post(path, {"why": "no_unit", "reason": "All at the derby."})

    assert empty.status_code == 400
    assert Attendance.objects.get().none_reason == "All at the derby."
    assert "All at the derby." in client.get(f"/incidents/{incident.reference}/").text


def test_what_was_not_asked_stays_in_the_queue_until_it_is(officer: Client, incident: Incident) -> None:
    attend(officer, incident, victim=jade(incident).person_id)
    assert "still to be assessed" in officer.get("/incidents/sent-to-me/").text

    answer = officer.post(f"/incidents/{incident.reference}/risk/1/", sent(HIGH), follow=True)

    assert "A case is to be opened" in answer.text
    assert "still to be assessed" not in officer.get("/incidents/sent-to-me/").text


def test_an_assessment_on_an_incident_is_asked_once_more_beside_the_last(
    officer: Client, incident: Incident
) -> None:
    path = f"/incidents/{incident.reference}/risk/1/"
    first = officer.post(path, sent(HIGH)).url
    assert "Last assessed on" in officer.get(path).text
    officer.post(path, sent(HIGH))

    assert "This is an earlier assessment" in officer.get(first).text
    assert officer.post(path, {"with_victim": "yes", "shown": sent(HIGH)["shown"]}).status_code == 400


def test_the_api_sends_notes_who_came_and_that_nobody_did(incident: Incident, ben: User, amira: User) -> None:
    path, api = f"/api/v1/incidents/{incident.reference}/attendances/", Caller(ben)

    sent_one = api.post(path, {"officer": "amira", "sent_at": NOW.isoformat()})
    came = api.post(path, {"sent": 1, "arrived_at": NOW.isoformat(), "result": "Spoke to her."})
    nobody = api.post(path, {"none_attended": "no_unit", "none_reason": "Busy."})
    by_herself = api.post(path, {"arrived_at": NOW.isoformat(), "result": "Seen.", "unit": "EA12"})
    unclear = api.post(path, {"unit": "EA12"})
    missing = api.post(path, {"sent": 9, "arrived_at": NOW.isoformat(), "result": "Seen."})

    assert (sent_one.status_code, sent_one.json()["officer"]) == (201, "amira")
    assert (came.status_code, came.json()["number"], came.json()["officer"]) == (201, 1, "ravi")
    assert (nobody.status_code, nobody.json()["none_attended"]) == (201, "no_unit")
    assert (by_herself.status_code, unclear.status_code, missing.status_code) == (201, 400, 404)
    assert [row["number"] for row in api.get(path).json()["results"]][-1:] == [1]
    assert api.get(f"{path}1/").json()["result"] == "Spoke to her."
    assert Caller(amira).post(path, {"officer": "amira", "sent_at": NOW.isoformat()}).status_code == 403
