"""What partners ask to be given, through the API: asked once for a key, read by its agency alone, and answered once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import AccessGrant, Case, Report
from asbcases.law.periods import london_day
from partners.choices import Item
from partners.models import Share, ShareRequest
from tests.make import make_agreement, make_case, make_given, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/"
ASKS = {
    "items": ["summary", "premises"],
    "purpose": "tenancy",
    "gateway": "CDA115",
    "why": "To write to them.",
}


def send(client: Client, user: User, address: str, body: Any, key: str = "") -> Any:
    client.force_login(user)
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{API}{address}", body, content_type="application/json", headers=headers)


def read(client: Client, user: User, address: str) -> Any:
    client.force_login(user)
    return client.get(f"{API}{address}")


@pytest.fixture
def report(amira: User, ben: User, dev: User) -> Report:
    """Return a report of Dev's agency, of which a case tells that is shared with nobody."""
    make_agreement(dev.agency)
    before = timezone.now() - timedelta(hours=2)
    told = make_report(by=amira, now=before, agency=dev.agency)
    make_case(by=amira, now=before, incidents=[make_incident(by=amira, now=before, report=told)])
    return told


@pytest.fixture
def case(amira: User, ben: User, dev: User) -> Case:
    """Return a case of which the summary is shared with Dev's agency."""
    before = timezone.now() - timedelta(hours=2)
    made = make_case(by=amira, now=before)
    make_given(made, dev.agency, by=amira, now=before, items=[Item.SUMMARY])
    return made


def answer_of(shared: Case, **more: Any) -> dict[str, Any]:
    until = london_day(timezone.now()) + timedelta(days=30)
    return {
        "case": shared.reference,
        "items": ["summary", "premises"],
        "purpose": "tenancy",
        "gateway": "CDA115",
        "proportionality": "They hold the key.",
        "ends_on": until.isoformat(),
        **more,
    }


def test_what_is_asked_about_a_report_is_shared_and_each_side_reads_its_own(
    client: Client, amira: User, dev: User, eve: User, report: Report
) -> None:
    made = send(client, dev, f"own-reports/{report.reference}/ask/", ASKS, "k")
    again = send(client, dev, f"own-reports/{report.reference}/ask/", ASKS, "k")
    second = send(client, dev, f"own-reports/{report.reference}/ask/", ASKS)

    request = ShareRequest.objects.get()
    assert (made.status_code, made["Location"]) == (201, f"{API}asked/{request.reference}/")
    assert (again["Idempotent-Replayed"], again.json()) == ("true", made.json())
    assert (second.status_code, request.reference in second.json()["detail"]) == (409, True)
    case = Case.objects.get()
    waits = f"reports/{report.reference}/share-requests/{request.reference}/"
    assert [line["why"] for line in read(client, amira, "share-requests/").json()["results"]] == [ASKS["why"]]
    assert read(client, amira, waits).json()["cases"] == [case.reference]
    assert case.reference not in read(client, dev, f"asked/{request.reference}/").content.decode()

    done = send(client, amira, f"{waits}share/", answer_of(case), "k")
    assert done.status_code == 200, done.json()
    repeated = send(client, amira, f"{waits}share/", answer_of(case), "k")
    late = send(client, amira, f"{waits}refuse/", {"words": "No"})

    assert (done.status_code, done.json()["answer"], done.json()["share"]) == (200, "shared", 1)
    assert (repeated.json(), repeated["Location"]) == (done.json(), f"{API}{waits}")
    assert (late.status_code, "answered already" in late.json()["detail"]) == (409, True)
    # The database asks its own clock, which stands still while a test runs.
    AccessGrant.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    shown = read(client, dev, f"asked/{request.reference}/").json()
    assert (shown["answer"], shown["case"], shown["late"]) == ("shared", case.reference, False)
    assert read(client, amira, "share-requests/").json()["results"] == []
    assert read(client, eve, "asked/").json()["results"] == []
    assert read(client, eve, f"asked/{request.reference}/").status_code == 404


def test_more_of_a_shared_case_is_asked_for_shared_in_part_and_refused(
    client: Client, amira: User, dev: User, case: Case
) -> None:
    asked = send(client, dev, f"shared-cases/{case.reference}/ask/", ASKS).json()["reference"]
    waits = f"cases/{case.reference}/share-requests/{asked}/"

    part = answer_of(case, items=["summary"], receiver=f"user-{dev.pk}")
    unsaid = send(client, amira, f"{waits}share/", part)
    told = send(client, amira, f"{waits}share/", {**part, "words": "The rest is not needed"})

    assert (unsaid.status_code, told.status_code, told.json()["answer"]) == (409, 200, "part")
    assert Share.objects.order_by("-number")[0].grant.user == dev
    other = send(client, dev, f"shared-cases/{case.reference}/ask/", ASKS).json()["reference"]
    waits = f"cases/{case.reference}/share-requests/{other}/"
    assert send(client, amira, f"{waits}refuse/", {"words": " "}).status_code == 400
    assert send(client, amira, f"{waits}refuse/", {"words": "Not for this"}).json()["answer"] == "refused"
    read_by_dev = read(client, dev, f"asked/{other}/").json()
    assert (read_by_dev["words"], read_by_dev["case"]) == ("Not for this", "")


def test_what_is_withdrawn_needs_no_answer(client: Client, amira: User, dev: User, case: Case) -> None:
    asked = send(client, dev, f"shared-cases/{case.reference}/ask/", ASKS).json()["reference"]

    gone = send(client, dev, f"asked/{asked}/withdraw/", {}, "k")
    again = send(client, dev, f"asked/{asked}/withdraw/", {}, "k")
    twice = send(client, dev, f"asked/{asked}/withdraw/", {})

    assert (gone.status_code, bool(gone.json()["withdrawn_at"])) == (200, True)
    assert again.json() == gone.json()
    assert twice.status_code == 409
    share = f"cases/{case.reference}/share-requests/{asked}/share/"
    assert send(client, amira, share, answer_of(case)).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"items": []}, "items"),
        ({"items": ["everything"]}, "items"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"why": " "}, "why"),
        ({"needed_on": "soon"}, "needed_on"),
        ({"agency": "Essex Police"}, "agency"),
    ],
)
def test_what_is_asked_wrongly_is_pointed_at_and_nothing_is_kept(
    client: Client, dev: User, case: Case, wrong: dict[str, Any], pointer: str
) -> None:
    answer = send(client, dev, f"shared-cases/{case.reference}/ask/", {**ASKS, **wrong})

    assert answer.status_code == 400
    assert pointer in str(answer.json()["errors"])
    assert not ShareRequest.objects.exists()


def test_an_answer_names_a_case_a_receiver_and_a_supervisor_that_it_may_name(
    client: Client, amira: User, dev: User, eve: User, case: Case
) -> None:
    asked = send(client, dev, f"shared-cases/{case.reference}/ask/", ASKS).json()["reference"]
    other = make_case(by=amira, now=timezone.now())
    share = f"cases/{case.reference}/share-requests/{asked}/share/"
    make_user("sara", Role.SUPERVISOR, Rank.CONSTABLE)

    for wrong in (
        {"case": other.reference},
        {"case": "ASB-2026-999999"},
        {"receiver": f"user-{eve.pk}"},
        {"receiver": f"agency-{eve.agency_id}"},
        {"decided_by": "sara", "urgent_why": "Tonight"},
        {"ends_on": "never"},
    ):
        answer = send(client, amira, share, answer_of(case, **wrong))
        assert (answer.status_code, next(iter(wrong)) in str(answer.json()["errors"])) == (400, True), wrong
    assert ShareRequest.objects.get().waits
