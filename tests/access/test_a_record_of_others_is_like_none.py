"""On every page: what is not yours and what is not there have one answer, at one price. For the API: tests/api."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.asking import address_of, ask, gaps_of, undone
from tests.access.population import County
from tests.access.table import ROWS, Row

pytestmark = pytest.mark.django_db

ABSENT = {"CaseReference": "ASB-2026-999999", "IncidentReference": "INC-2026-999999", "ReportReference": "RPT-2026-999999"}  # fmt: skip
OF_A_RECORD = [row for row in ROWS if "reference" in gaps_of(row.route) and not row.route.startswith("api_")]
PLAIN = {"X-Request-Id", "Content-Length"}


def absent(row: Row) -> str:
    return ABSENT[type(gaps_of(row.route)["reference"]).__name__]


def answered(county: County, row: Row, who: str, reference: str) -> tuple[Any, ...]:
    """Return everything by which two answers could be told apart, the statements behind them included."""
    with undone(), CaptureQueriesContext(connection) as queries:
        answer = ask(county, row.route, row.method, who, reference=reference)
    headers = {name: value for name, value in answer.headers.items() if name not in PLAIN}
    asked = [query["sql"].replace(reference, "?") for query in queries if "SAVEPOINT" not in query["sql"]]
    return answer.status_code, answer.content, headers, [sql[:80] for sql in asked]


@pytest.mark.parametrize("row", OF_A_RECORD, ids=lambda row: f"{row.route}-{row.method}")
def test_a_page_of_a_record_of_others_cannot_be_told_from_none(county: County, row: Row) -> None:
    reference = county.reference_for(gaps_of(row.route)["reference"])
    strangers = [who for who, answer in row.answers.items() if answer == "404"]

    for who in strangers:
        present = answered(county, row, who, reference)
        assert present == answered(county, row, who, absent(row)), who
        assert present[0] == 404

    assert {"eve", "cara"} <= set(strangers)


def test_the_page_for_what_is_not_there_is_one_for_everybody_and_every_route(county: County) -> None:
    bodies = {
        ask(county, row.route, "GET", who).content
        for row in OF_A_RECORD
        for who, answer in row.answers.items()
        if row.method == "GET" and answer == "404"
    }

    assert bodies == {county.clients["eve"].get("/no/such/page/").content}


@pytest.mark.parametrize("who", ["cara", "eve", "hana", "ana", "otto", "ada"])
def test_the_jump_box_finds_nothing_where_there_is_nothing_for_the_person(county: County, who: str) -> None:
    found = set()
    for reference in (county.case.reference, "ASB-2026-999999"):
        with CaptureQueriesContext(connection) as queries:
            answer = county.clients[who].get("/jump/", {"q": reference})
        shown = answer.content.decode().split("<main")[1].replace(reference, "?")
        found.add((answer.status_code, shown, len(queries)))

    assert len(found) == 1


@pytest.mark.parametrize("name", ["risk_assess", "risk_review", "risk_assessment"])
def test_what_hangs_on_another_case_is_not_reached_through_this_one(county: County, name: str) -> None:
    other = county.unassessed.reference
    gaps = {"pk": county.assessment.pk, "number": 2}

    answer = county.clients["ben"].get(address_of(name, county, reference=other, **gaps))

    assert answer.status_code == 404
    assert answer.content == county.clients["ben"].get("/no/such/page/").content
