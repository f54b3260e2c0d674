"""From a report to a closed case, by the API alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access, AuditEvent
from asbcases.cases.models import Case, Report
from tests.api.conftest import CASES, INCIDENTS, REPORTS, Caller, new_case, new_incident, new_report
from tests.make import CLOSING

pytestmark = pytest.mark.django_db


def open_case(api: Caller) -> dict[str, Any]:
    report = api.post(REPORTS, new_report()).json()
    incident = api.post(INCIDENTS, new_incident(report["reference"])).json()
    answer = api.post(CASES, new_case(incident["reference"]))
    assert answer.status_code == 201, answer.content
    return {**answer.json(), "etag": answer["ETag"], "address": answer["Location"]}


def assess(api: Caller, case: dict[str, Any], party: int = 1) -> Any:
    form = api.get("/api/v1/risk-form/").json()
    answers = {question["code"]: question["options"][0]["code"] for question in form["questions"]}
    body = {"party": party, "with_victim": True, "answers": answers}
    return api.post(f"{case['address']}assessments/", body)


def test_a_report_is_kept_word_for_word_and_answered_with_its_address(api: Caller, amira: User) -> None:
    answer = api.post(REPORTS, new_report())

    report = Report.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"{REPORTS}{report.reference}/"
    assert report.narrative == answer.json()["narrative"] == new_report()["narrative"]
    assert report.happened_from == report.happened_until == datetime(2026, 10, 20, 17, tzinfo=UTC)
    assert report.recorded_by == amira
    assert [event.verb for event in AuditEvent.objects.order_by("pk")] == [
        Verb.REPORT_RECEIVED,
        Verb.DEADLINE_SET,
    ]


def test_instants_are_shown_with_their_offset(api: Caller) -> None:
    made = api.post(REPORTS, new_report()).json()

    assert made["happened_from"] == "2026-10-20T18:00:00+01:00"
    assert datetime.fromisoformat(made["received_at"]).tzinfo is not None


def test_an_incident_takes_its_time_from_the_report_and_stands_on_the_report_then(api: Caller) -> None:
    report = api.post(REPORTS, new_report()).json()
    made = api.post(INCIDENTS, new_incident(report["reference"]))

    incident = made.json()
    told = api.get(f"{INCIDENTS}{incident['reference']}/reports/").json()["results"]
    assert made.status_code == 201
    assert incident["happened_from"] == report["happened_from"]
    assert [row["reference"] for row in told] == [report["reference"]]
    assert api.get(f"{REPORTS}{report['reference']}/").json()["incident"] == incident["reference"]


def test_a_case_is_opened_with_its_victim_and_led_by_the_caller_unless_named(
    api: Caller, amira: User
) -> None:
    made = open_case(api)

    parties = api.get(f"{made['address']}parties/").json()["results"]
    incidents = api.get(f"{made['address']}incidents/").json()["results"]
    assert made["lead"] == "amira"
    assert made["etag"] == f'"{Case.objects.get().pk}-1"'
    assert [(party["number"], party["role"], party["name"]) for party in parties] == [
        (1, "victim", "Jade Taylor")
    ]
    assert len(incidents) == 1


def test_a_new_case_owes_the_first_assessment_and_says_why(api: Caller) -> None:
    made = open_case(api)

    owed = api.get(f"{made['address']}deadlines/").json()["results"]
    assert [(row["kind"], row["state"], row["owner"]) for row in owed] == [
        ("first_assessment", "due", "amira")
    ]
    assert owed[0]["basis"]


def test_an_assessment_gives_a_level_and_meets_the_first_deadline(api: Caller, ben: User) -> None:
    case = open_case(api)
    made = assess(api, case)

    assert made.status_code == 201, made.content
    read = api.get(made["Location"]).json()
    listed = api.get(f"{case['address']}assessments/").json()["results"]
    states = {row["kind"]: row["state"] for row in api.get(f"{case['address']}deadlines/").json()["results"]}
    assert read == made.json()
    assert len(read["answers"]) == len(api.get("/api/v1/risk-form/").json()["questions"])
    assert listed[0]["level"] == read["level"]
    assert api.get(CASES).json()["results"][0]["risk_level"] == read["level"]
    assert (states["first_assessment"], states["risk_review"]) == ("met", "due")


def test_a_case_that_owes_something_is_not_closed_and_the_reason_is_told(api: Caller) -> None:
    case = open_case(api)
    refused = api.post(f"{case['address']}close/", CLOSING, If_Match=case["etag"])

    assert refused.status_code == 409
    assert "the risk was never assessed" in refused.json()["detail"]
    assert Case.objects.get().stage == "open"


def test_a_case_that_owes_nothing_is_closed(api: Caller) -> None:
    case = open_case(api)
    assess(api, case)
    closed = api.post(f"{case['address']}close/", CLOSING, If_Match=case["etag"])

    assert closed.status_code == 200, closed.content
    assert (closed.json()["stage"], closed.json()["outcome"]) == ("closed", "resolved")
    assert closed["ETag"].endswith('-2"')
    assert closed["Content-Location"] == case["address"]


def test_every_look_is_recorded(api: Caller, amira: User) -> None:
    case = open_case(api)
    Access.objects.all()
    before = Access.objects.count()
    api.get(case["address"])
    api.get(CASES, {"stage": "open"})

    looks = list(Access.objects.order_by("pk"))[before:]
    assert [(look.what, look.case_id) for look in looks] == [
        (Look.API, Case.objects.get().pk),
        (Look.LIST, None),
    ]
    assert all(look.user == amira for look in looks)
