"""An incident is recorded from a report, with its category; or the report joins one already recorded."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Incident, IncidentReport, Report
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_incident, make_report, make_user


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def said(amira: User, **fields: Any) -> dict[str, Any]:
    return {
        "category": "personal",
        "category_reason": "One family is picked out",
        "summary": "Stones thrown at a window",
        "place_text": "14 Mersea Road",
        "district": amira.district_id,
        **fields,
    }


def test_place_and_district_are_carried_over_and_never_typed_again(officer: Client, amira: User) -> None:
    report = make_report(by=amira, place_text="Castle Park, by the bandstand")

    page = officer.get(f"/reports/{report.reference}/record/")

    assert 'value="Castle Park, by the bandstand"' in text_of(page)
    assert page.context["form"]["district"].value() == amira.district_id
    assert "They threw stones at my window again." in text_of(page)


def test_the_three_questions_of_the_category_stand_beside_the_answers(officer: Client, amira: User) -> None:
    page = text_of(officer.get(f"/reports/{make_report(by=amira).reference}/record/"))

    order = [
        page.index(words) for words in ("1. Is somebody targeted", "2. Otherwise: does", "3. Otherwise: is")
    ]
    assert order == sorted(order)
    assert "When Nuisance fits too, it is still Personal" in page


def test_the_incident_keeps_category_and_reason_with_who_and_when(officer: Client, amira: User) -> None:
    report = make_report(by=amira)

    page = officer.post(f"/reports/{report.reference}/record/", said(amira), follow=True)

    incident = Incident.objects.get()
    decision = incident.classifications.get()
    assert (decision.category, decision.reason, decision.recorded_by) == (
        "personal",
        "One family is picked out",
        amira,
    )
    assert incident.happened_from == report.happened_from
    assert page.redirect_chain == [(f"/incidents/{incident.reference}/", 302)]
    for words in ("One family is picked out", "by Amira Osei", "Personal", report.reference, "Told by"):
        assert words in text_of(page)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"category": ""}, "category"),
        ({"category": "serious"}, "category"),
        ({"summary": ""}, "summary"),
        ({"summary": "s" * 501}, "summary"),
        ({"summary": "a\0"}, "summary"),
        ({"place_text": ""}, "place_text"),
        ({"category_reason": "r" * 1_001}, "category_reason"),
        ({"district": "0"}, "district"),
    ],
)
def test_a_fault_brings_the_form_back_with_what_was_typed(
    officer: Client, amira: User, fault: dict[str, str], field: str
) -> None:
    answer = officer.post(f"/reports/{make_report(by=amira).reference}/record/", said(amira, **fault))

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert "14 Mersea Road" in text_of(answer)
    assert not Incident.objects.exists()


def test_a_report_is_recorded_once_and_the_second_attempt_keeps_what_was_typed(
    officer: Client, amira: User
) -> None:
    report = make_report(by=amira)
    incident = make_incident(by=amira, report=report)
    address = f"/reports/{report.reference}/record/"

    answer = officer.post(address, said(amira, summary="Typed with care"))

    assert officer.get(address)["Location"] == f"/incidents/{incident.reference}/"
    assert answer.status_code == 409
    assert f"already part of incident {incident.reference}" in text_of(answer)
    assert "Typed with care" in text_of(answer)
    assert Incident.objects.count() == 1


def test_a_report_joins_an_incident_by_its_reference_however_it_is_typed(
    officer: Client, amira: User
) -> None:
    incident, report = make_incident(by=amira), make_report(by=amira)
    typed = incident.reference.lower().replace("-", " ").replace(" 0000", " ")

    answer = officer.post(f"/reports/{report.reference}/attach/", {"incident": typed}, follow=True)

    assert answer.redirect_chain == [(f"/incidents/{incident.reference}/", 302)]
    assert incident.told_by.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the reference of the incident"),
        ("INC-2026-999999", "no incident with this reference that you may see"),
        ("ASB-2026-000001", "Enter the reference of an incident"),
        ("nonsense", "Enter the reference of an incident"),
        ("x" * 41, "at most 40 characters"),
        ("INC\0-2026-000001", "Null characters"),
    ],
)
def test_what_is_no_incident_is_said_and_nothing_joined(
    officer: Client, amira: User, typed: str, words: str
) -> None:
    report = make_report(by=amira)

    answer = officer.post(f"/reports/{report.reference}/attach/", {"incident": typed})

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert not IncidentReport.objects.filter(report=report).exists()


def test_an_incident_of_another_district_answers_as_one_that_does_not_exist(
    officer: Client, amira: User, cara: User
) -> None:
    hidden = make_incident(by=cara, district_code="basildon")
    report = make_report(by=amira)

    answers = [
        text_of(officer.post(f"/reports/{report.reference}/attach/", {"incident": reference}))
        for reference in (hidden.reference, "INC-2026-999999")
    ]

    assert all("no incident with this reference that you may see" in page for page in answers)


def test_a_report_that_is_part_of_an_incident_joins_no_other(officer: Client, amira: User) -> None:
    first, second = make_incident(by=amira), make_incident(by=amira)
    report = Report.objects.get(tells_of__incident=first)

    answer = officer.post(f"/reports/{report.reference}/attach/", {"incident": second.reference})

    assert answer.status_code == 409
    assert f"already part of incident {first.reference}" in text_of(answer)


def test_incidents_of_the_same_time_and_district_are_offered(
    officer: Client, amira: User, cara: User
) -> None:
    near = make_incident(by=amira, summary="The same stones")
    long_ago = make_report(
        by=amira, happened_from=NOW - timedelta(days=9), happened_until=NOW - timedelta(days=9)
    )
    make_incident(by=amira, report=long_ago, summary="Another week")
    make_incident(by=cara, district_code="basildon", summary="Another town")
    report = make_report(by=amira)

    page = text_of(officer.get(f"/reports/{report.reference}/"))

    assert near.reference in page
    assert "The same stones" in page
    assert "Another week" not in page
    assert "Another town" not in page


def test_a_report_without_a_district_is_offered_nothing(client: Client, amira: User) -> None:
    handler = make_user("handler", Role.CONTACT_HANDLER)
    make_incident(by=amira)
    report = make_report(by=handler, district=None)

    page = text_of(signed_in(client, handler).get(f"/reports/{report.reference}/"))

    assert "Incidents at about that time" not in page
    assert "District not known yet" in page
