"""What the lists of reports, incidents and cases may be asked for finds the same by the API as on the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.cases.choices import Category, GrantSource, Handling, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.transitions import close_incident, monitor_case
from tests.api.conftest import CASES, INCIDENTS, REPORTS, Caller
from tests.make import (
    NOW,
    answers_with,
    make_case,
    make_closed,
    make_incident,
    make_report,
    make_triage,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=6)
COLCHESTER = {"district": "colchester"}
ALL, OPEN = {"whose": "all", "stage": "all", "order": "newest"}, {"whose": "all", "stage": "open"}

# What the page is asked for, what the API is, and how many of the records below both must find.
Row = tuple[dict[str, str], dict[str, str], int]
OF_REPORTS: list[Row] = [
    ({}, {}, 10),
    ({"show": "all"}, {"show": "all"}, 10),
    ({"show": "waiting"}, {"show": "waiting"}, 3),
    ({"show": "waiting", "until": "2026-11-21"}, {"show": "waiting", "until": "2026-11-21"}, 1),
    (COLCHESTER, COLCHESTER, 8),
    ({"show": "waiting", **COLCHESTER}, {"show": "waiting", **COLCHESTER}, 2),
]
OF_INCIDENTS: list[Row] = [
    ({}, {}, 7),
    ({"category": "nuisance"}, {"category": "nuisance"}, 2),
    ({"grade": "none"}, {"grade": "none"}, 1),
    ({"grade": "scheduled"}, {"grade": "scheduled"}, 6),
    ({"state": "open"}, {"state": "open"}, 6),
    ({"state": "closed"}, {"state": "closed"}, 1),
    (COLCHESTER, COLCHESTER, 6),
    (
        {"state": "open", "category": "nuisance", **COLCHESTER},
        {"state": "open", "category": "nuisance", **COLCHESTER},
        1,
    ),
]
OF_CASES: list[Row] = [
    (ALL, {}, 5),
    ({**ALL, "stage": "open"}, {"state": "open"}, 4),
    ({**ALL, "stage": "closed"}, {"state": "closed"}, 1),
    ({**ALL, **COLCHESTER}, COLCHESTER, 4),
    ({**ALL, "whose": "mine"}, {"whose": "mine"}, 1),
    ({**OPEN, "order": "due"}, {"order": "due"}, 4),
    ({**OPEN, "order": "due", **COLCHESTER}, {"order": "due", "whose": "all", **COLCHESTER}, 3),
    ({**OPEN, "order": "due", "whose": "mine"}, {"order": "due", "whose": "mine"}, 1),
    ({**ALL, "stage": "closed", "order": "due"}, {"state": "closed", "order": "due"}, 1),
    ({**ALL, "stage": "closed", "order": "due"}, {"stage": "closed", "order": "due"}, 1),
]
# Of an officer of one district, to whom one case of another is opened by name, as those are that she leads.
OF_CASES_OF_A_DISTRICT: list[Row] = [
    ({**ALL, "whose": "mine"}, {"whose": "mine"}, 3),
    (ALL, {"whose": "all"}, 4),
    ({**ALL, "whose": "opened"}, {"whose": "opened"}, 4),
    ({**OPEN, "whose": "opened", "order": "due"}, {"whose": "opened", "order": "due"}, 3),
    ({**OPEN, "order": "due"}, {"whose": "all", "order": "due"}, 3),
]


@pytest.fixture
def wide(amira: User, cara: User) -> User:
    """Return an officer of the whole county, whose lists hold records of two districts and of every state."""
    asha = make_user("asha", Role.ASB_OFFICER, name="Asha Roy")
    for by, days, code in ((amira, 0, "colchester"), (amira, 3, "colchester"), (cara, 0, "basildon")):
        make_report(by=by, now=NOW - days * DAY, district_code=code)
    make_incident(by=amira, category=Category.NUISANCE)
    # Where nothing was reported before: else somebody would have to go.
    quiet = make_report(by=amira, place_text="2 Bandstand Walk")
    ended = make_incident(by=amira, category=Category.NUISANCE, report=quiet)
    public = answers_with(threat={"threat_to": ["public"]})
    make_triage(ended, by=amira, answers=public, handling=Handling.NO_ATTENDANCE)
    close_incident(
        ended, identifiable_victim=False, category=Category.NUISANCE, result="Gone.", crime=False,
        not_crime_reason="Nobody was harmed.", by=amira, now=NOW,
    )  # fmt: skip
    make_case(by=amira)
    make_case(by=amira, lead=asha)
    make_closed(make_case(by=amira), by=amira)
    monitor_case(make_case(by=amira), reason="It is quiet.", by=amira, now=NOW)
    make_case(by=cara, district_code="basildon")
    return asha


def on_page(user: User, path: str, query: dict[str, str], rows: Callable[[Any], Any]) -> list[str]:
    """Return the references that a page lists, in their order."""
    districts = {
        name: str(District.objects.get(code=code).pk) for name, code in query.items() if name == "district"
    }
    answer = Caller(user).get(path, {**query, **districts})
    assert answer.status_code == 200
    return [row.reference for row in rows(answer.context)]


def by_api(user: User, path: str, query: dict[str, str]) -> list[str]:
    """Return the references that the API lists, in their order."""
    answer = Caller(user).get(path, query)
    assert answer.status_code == 200, answer.json()
    return [row["reference"] for row in answer.json()["results"]]


def faults_of(user: User, path: str, table: list[Row], rows: Callable[[Any], Any]) -> list[Any]:
    """Return what of a table does not hold."""
    found = []
    with time_machine.travel(LATER, tick=False):
        for page, api, number in table:
            shown = on_page(user, path.removeprefix("/api/v1"), page, rows)
            listed = by_api(user, path, api)
            if shown != listed or len(listed) != number:
                found.append((page, shown, api, listed))
    return found


def _rows(context: Any) -> Any:
    return list(context["page"])


def _cases(context: Any) -> list[Case]:
    return [row.case for row in context["rows"]]


def test_the_list_of_reports_is_narrowed_alike(wide: User) -> None:
    assert faults_of(wide, REPORTS, OF_REPORTS, _rows) == []


def test_the_list_of_incidents_is_narrowed_alike(wide: User) -> None:
    assert (
        faults_of(wide, INCIDENTS, OF_INCIDENTS, lambda context: [row[0] for row in context["shown"]]) == []
    )


def test_the_list_of_cases_is_narrowed_and_ordered_alike(wide: User) -> None:
    assert faults_of(wide, CASES, OF_CASES, _cases) == []


def test_an_officer_of_a_district_chooses_whose_cases_alike(wide: User, amira: User) -> None:
    AccessGrant.objects.create(
        case=Case.objects.get(district__code="basildon"), user=amira, source=GrantSource.ASSIGNMENT,
        tier=Tier.RISK, starts_at=NOW - DAY, granted_at=NOW - DAY,
    )  # fmt: skip

    assert faults_of(amira, CASES, OF_CASES_OF_A_DISTRICT, _cases) == []


def test_what_is_due_first_costs_the_same_however_many_cases(wide: User, amira: User) -> None:
    counts = []
    for number in (4, 14):
        with time_machine.travel(LATER, tick=False):
            caller = Caller(wide)
            with CaptureQueriesContext(connection) as asked:
                listed = caller.get(CASES, {"order": "due"}).json()["results"]
        assert len(listed) == number
        counts.append(len(asked))
        for _ in range(10):
            make_case(by=amira)

    assert counts[0] == counts[1]
