"""Every page and every route of the API answers about a restricted case as if it did not exist."""

from typing import Any

import pytest
from django.utils import timezone

from asbcases.cases.models import Case, Incident, Report, Restriction
from asbcases.casework.transitions import attach_report, join_case, restrict_case
from asbcases.db.actor import acting
from tests.access.asking import address_of, ask, gaps_of, undone
from tests.access.population import County
from tests.access.table import ROWS, Row

pytestmark = pytest.mark.django_db

# Premises and vehicles are of everybody: their pages stay, and show nothing of what is restricted.
RECORDS = {"CaseReference", "IncidentReference", "ReportReference", "PersonReference", "OwedReference"}
ABSENT = {
    f"{kind}Reference": f"{letters}-2026-999999"
    for kind, letters in {
        "Case": "ASB", "Incident": "INC", "Report": "RPT", "Person": "PER", "Premises": "PRM", "Vehicle": "VEH"
    }.items()
}  # fmt: skip
# Whoever sees the county, and whoever it was shared with: none of them is named.
STRANGERS = ("asha", "hana", "ravi", "dev", "ana")
GETS = [row for row in ROWS if row.method == "GET"]
# Pages that the person who asks wrote, or was told of, before: a message names a reference and nothing else.
OWN = {"own_report", "api_own_report", "asked_about_report"}
TOLD_BEFORE = {*OWN, "shared_list", "inbox", "inbox_message", "task_deal", "api_inbox", "api_inbox_message"}


@pytest.fixture(scope="module")
def sealed(county: County) -> County:
    """Return the county with its records in one restricted case, on which Amira and Ben are named."""
    ben, now = county.people["ben"], timezone.now()
    with acting("system:test"):
        join_case(county.incident, county.case, by=ben, now=now)
        incidents = {*county.incidents.values(), *of_kind(county, Incident)}
        for report in {county.report, *of_kind(county, Report)}:
            if hasattr(report, "tells_of"):
                incidents.add(report.tells_of.incident)
            else:
                attach_report(report, county.incident, by=ben, now=now)
        for other in incidents:
            if not other.case_links.exists() and other.pk != county.incident.pk:
                join_case(other, county.case, by=ben, now=now)
        for case in Case.objects.all():
            restrict_case(case, named=[], reason="A colleague is involved", by=ben, now=now)
    assert Restriction.objects.filter(person__isnull=False).exists()
    return county


def of_kind(county: County, kind: type[Any]) -> list[Any]:
    """Return the records of a kind that routes have for themselves."""
    return [one for one in county.filed.values() if isinstance(one, kind)]


def words_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode(errors="replace"))


def is_of_a_record(row: Row) -> bool:
    # Who is in no file is restricted with none.
    return type(gaps_of(row.route).get("reference")).__name__ in RECORDS and row.route != "person_wrong"


@pytest.mark.walk
@pytest.mark.parametrize("row", GETS, ids=lambda row: row.route)
def test_whoever_is_not_named_is_answered_as_if_there_were_no_such_case(sealed: County, row: Row) -> None:
    for who in STRANGERS:
        if row.answers[who] != "200" or row.route in TOLD_BEFORE:
            continue
        with undone():
            answer = ask(sealed, row.route, "GET", who)
            if is_of_a_record(row):
                assert answer.status_code == 404, who
            question = answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
            people = (sealed.filed["person"], sealed.filed["other"])
            records = (sealed.case, sealed.unassessed, sealed.incident, sealed.report, *people)
            secrets = ("Jade Taylor", *(record.reference for record in records))
            told = [word for word in secrets if word in words_of(answer) and word not in question]
            assert told == [], who


@pytest.mark.parametrize(
    "name",
    [
        *("case_page", "incident_page", "report_page", "person_page", "person_correct"),
        *("api_case", "api_incident", "api_report"),
    ],
)
@pytest.mark.parametrize("who", ["asha", "cara"])
def test_a_restricted_record_cannot_be_told_from_none(sealed: County, name: str, who: str) -> None:
    absent = ABSENT[type(gaps_of(name)["reference"]).__name__]
    client = sealed.clients[who]
    with undone():
        present, none = (
            client.get(address_of(name, sealed)),
            client.get(address_of(name, sealed, reference=absent)),
        )

    assert (present.status_code, none.status_code) == (404, 404)
    assert present.content == none.content or name.startswith("api_")


@pytest.mark.parametrize(
    ("name", "shows"),
    [("premises_page", "Nothing that you may see."), ("vehicle_page", "No incident that you may see.")],
)
def test_premises_and_vehicles_stay_and_show_nothing_of_it(sealed: County, name: str, shows: str) -> None:
    absent = ABSENT[type(gaps_of(name)["reference"]).__name__]
    for who in ("asha", "hana"):
        with undone():
            page = words_of(ask(sealed, name, "GET", who))
            none = sealed.clients[who].get(address_of(name, sealed, reference=absent))
        secrets = (sealed.incident.reference, sealed.filed["person"].reference, "Jade Taylor")
        assert shows in page, who
        assert [word for word in secrets if word in page] == [], who
        assert none.status_code == 404


def test_the_named_go_on_as_before(sealed: County) -> None:
    for who in ("amira", "ben"):
        for name in (
            "case_page",
            "incident_page",
            "report_page",
            "person_page",
            "case_list",
            "deadline_board",
        ):
            assert ask(sealed, name, "GET", who).status_code == 200, (who, name)
