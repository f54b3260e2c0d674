"""An agency tells the police through the API: done once for a key, and theirs alone to read."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Report, SafeContact
from asbcases.casework.api.shapes import ReportShape
from tests.access.own import sent_by_api
from tests.make import make_incident, make_report

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/own-reports/"


def send(client: Client, user: User, key: str = "", **instead: Any) -> Any:
    client.force_login(user)
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(ADDRESS, sent_by_api(**instead), content_type="application/json", headers=headers)


def test_what_is_told_is_answered_with_its_reference_and_read_again(
    client: Client, ben: User, dev: User
) -> None:
    answer = send(client, dev, hate="yes", safe_phone="07700 900555")

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"{ADDRESS}{report.reference}/")
    shown = client.get(answer["Location"]).json()
    assert shown == answer.json()
    assert (shown["own_reference"], shown["progress"], shown["caller_name"]) == (
        "HX-1",
        "received",
        "Jo Marsh",
    )
    assert shown["narrative"].endswith("(hate)?\nYes")
    assert SafeContact.objects.get(report=report).phone == "07700 900555"
    assert [line["reference"] for line in client.get(ADDRESS).json()["results"]] == [report.reference]


def test_the_same_key_tells_it_once(client: Client, ben: User, dev: User) -> None:
    first, again = send(client, dev, "k1"), send(client, dev, "k1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Report.objects.count() == 1


def test_a_reference_of_ones_own_is_taken_once(client: Client, ben: User, dev: User) -> None:
    send(client, dev)

    assert send(client, dev, narrative="Other").status_code == 409


def test_an_earlier_report_of_ones_own_is_named_and_one_of_others_is_like_none(
    client: Client, ben: User, dev: User, eve: User
) -> None:
    theirs = send(client, eve).json()["reference"]
    own = send(client, dev).json()["reference"]

    refused = {
        str(send(client, dev, own_reference="HX-2", earlier=named).json()["errors"])
        for named in (theirs, "RPT-2026-999999")
    }

    assert len(refused) == 1
    assert send(client, dev, own_reference="HX-2", earlier="hx 1").json()["narrative"].endswith(own)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"own_reference": "INC-2026-000001"}, "own_reference"),
        ({"own_reference": "tower block"}, "own_reference"),
        ({"hate": "perhaps"}, "hate"),
        ({"channel": "999"}, "channel"),
        ({"received_at": "2026-10-03T22:00:00+01:00"}, "received_at"),
        ({"caller_anonymous": True}, "caller_name"),
        ({"happened_precision": "range"}, "happened_until"),
    ],
)
def test_what_is_wrong_is_pointed_at_and_nothing_is_kept(
    client: Client, ben: User, dev: User, wrong: dict[str, Any], pointer: str
) -> None:
    answer = send(client, dev, **wrong)

    assert answer.status_code in (400, 422)
    assert pointer in answer.content.decode()
    assert not Report.objects.exists()


def test_the_incident_of_a_report_is_told_to_no_agency_though_the_database_would_show_it(
    amira: User, dev: User
) -> None:
    report = make_report(by=amira, agency=dev.agency)
    incident = make_incident(by=amira, report=report)
    # Whoever tests sees every row: the second lock is no help here.
    found = Report.objects.get(pk=report.pk)

    assert ReportShape(found, context={"of_agency": True}).data["incident"] is None
    assert ReportShape(found, context={"of_agency": False}).data["incident"] == incident.reference
