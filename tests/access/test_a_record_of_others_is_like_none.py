"""On every page: what is not yours and what is not there have one answer, at one price. For the API: tests/api."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.casework.transitions import record_person
from tests.access.asking import address_of, gaps_of, prepared, undone
from tests.access.population import County
from tests.access.table import ROWS, Row

pytestmark = pytest.mark.django_db

ABSENT = {
    "CaseReference": "ASB-2026-999999",
    "IncidentReference": "INC-2026-999999",
    "ReportReference": "RPT-2026-999999",
    "ReviewReference": "ACR-2026-999999",
    "PlanReference": "SAR-2026-999999",
    "PersonReference": "PER-2026-999999",
    "PremisesReference": "PRM-2026-999999",
    "VehicleReference": "VEH-2026-999999",
}
OF_A_RECORD = [row for row in ROWS if "reference" in gaps_of(row.route) and not row.route.startswith("api_")]
OF_TWO = [row for row in OF_A_RECORD if "other" in gaps_of(row.route)]
# A vehicle is of no district: every officer may open it, and finds on it only the incidents that are theirs.
OF_EVERY_OFFICER = {"vehicle_page", "vehicle_correct", "vehicle_wrong"}
# By which the history of a request is held together: another one for each request, whatever it asks for.
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PLAIN = {"X-Request-Id", "Content-Length"}


def absent(row: Row, gap: str = "reference") -> str:
    return ABSENT[type(gaps_of(row.route)[gap]).__name__]


def answered(county: County, row: Row, who: str, **instead: str) -> tuple[Any, ...]:
    """Return everything by which two answers could be told apart, the statements behind them included."""
    with undone():
        asking = prepared(county, row.route, row.method, who, **instead)
        with CaptureQueriesContext(connection) as queries:
            answer = asking()
    headers = {name: value for name, value in answer.headers.items() if name not in PLAIN}
    own = re.compile("|".join([UUID, *instead.values()]))
    asked = [own.sub("?", query["sql"]) for query in queries if "SAVEPOINT" not in query["sql"]]
    return answer.status_code, answer.content, headers, [sql[:80] for sql in asked]


@pytest.mark.walk
@pytest.mark.parametrize("row", OF_A_RECORD, ids=lambda row: f"{row.route}-{row.method}")
def test_a_page_of_a_record_of_others_cannot_be_told_from_none(county: County, row: Row) -> None:
    own = {**county.filed, **county.cases, **county.reviews, **county.plans}.get(row.route)
    reference = own.reference if own else county.reference_for(gaps_of(row.route)["reference"])
    strangers = [who for who, answer in row.answers.items() if answer == "404"]
    of_no_page = county.clients["eve"].get("/no/such/page/").content

    for who in strangers:
        present = answered(county, row, who, reference=reference)
        assert present == answered(county, row, who, reference=absent(row)), who
        assert present[0] == 404
        assert row.method != "GET" or present[1] == of_no_page, who

    assert ({"eve"} if row.route in OF_EVERY_OFFICER else {"eve", "cara"}) <= set(strangers)


@pytest.mark.walk
@pytest.mark.parametrize("row", OF_TWO, ids=lambda row: f"{row.route}-{row.method}")
def test_the_second_of_two_records_cannot_be_told_from_none_either(county: County, row: Row) -> None:
    own, hers = (
        record_person(name=name, source="The caller", by=county.people["cara"], now=timezone.now()).reference
        for name in ("Hers Alone", "Hers Too")
    )

    present = answered(county, row, "cara", reference=own, other=county.filed["other"].reference)

    assert present == answered(county, row, "cara", reference=own, other=absent(row, "other"))
    assert present[0] == 404
    assert answered(county, row, "cara", reference=own, other=hers)[0] in {200, 302}


@pytest.mark.parametrize("who", ["cara", "eve", "hana", "ana", "otto", "ada"])
def test_the_jump_box_finds_nothing_where_there_is_nothing_for_the_person(county: County, who: str) -> None:
    found = set()
    for reference in (county.case.reference, "ASB-2026-999999"):
        with CaptureQueriesContext(connection) as queries:
            answer = county.clients[who].get("/jump/", {"q": reference})
        shown = answer.content.decode().split("<main")[1].replace(reference, "?")
        found.add((answer.status_code, shown, len(queries)))

    assert len(found) == 1


@pytest.mark.parametrize(
    "name",
    [
        *("risk_assess", "risk_not_assessed", "risk_review", "risk_assessment"),
        *("risk_raise", "risk_lower", "risk_sign_off", "risk_trajectory"),
    ],
)
def test_what_hangs_on_another_case_is_not_reached_through_this_one(county: County, name: str) -> None:
    other = county.unassessed.reference
    gaps = {"pk": county.assessment.pk, "number": 2}

    answer = county.clients["ben"].get(address_of(name, county, reference=other, **gaps))

    assert answer.status_code == 404
    assert answer.content == county.clients["ben"].get("/no/such/page/").content


@pytest.mark.parametrize("name", ["person_detail_end", "person_detail_wrong"])
def test_what_is_noted_of_another_person_is_not_reached_through_this_one(county: County, name: str) -> None:
    ben, person = county.clients["ben"], county.filed["person"].reference

    answer = ben.get(address_of(name, county, reference=county.filed["other"].reference))

    assert answer.status_code == 404
    assert answer.content == ben.get("/no/such/page/").content
    assert ben.get(address_of(name, county, reference=person)).status_code == 200
