"""What the pages of published incidents read from the database does not grow with what was imported."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import District, User
from asbcases.casework.queries import published as queries
from asbcases.db.actor import acting
from partners import access
from tests.make import make_user


@pytest.fixture
def ana_committed(transactional_db: None) -> User:
    with acting("system:test"), transaction.atomic():
        return make_user("ana", Role.ANALYST, Rank.NONE)


def grow(rows: int, *, first: int, last: int, mark: str = "") -> None:
    """Add rows spread over the months of these years, as quickly as a test can."""
    with acting("system:test"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO cases_incident (
                reference, source, source_key, summary, place_text, lsoa_code, lsoa_name, district_id, outside_area,
                happened_from, happened_until, happened_precision, recorded_at, recorded_in_error_why, version)
            SELECT 'X' || %(mark)s || n, 'police-uk', 'x' || %(mark)s || n, '', 'On or near Park', '', '',
                (SELECT array_agg(id) FROM accounts_district)[1 + n / 12 / years %% 10], false, begins, begins + interval '28 days',
                'month', now(), '', 1
            FROM (SELECT 1 + %(last)s - %(first)s AS years) y, generate_series(1, %(rows)s) n, LATERAL (
                SELECT make_date(%(first)s + n %% years, 1 + n / years %% 12, 1)::timestamp
                    AT TIME ZONE 'Europe/London' AS begins) b
            """,
            {"rows": rows, "first": first, "last": last, "mark": f"{mark}{first}-"},
        )
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("VACUUM ANALYZE cases_incident")


def plan_of(query: str) -> tuple[str, int]:
    """Return the plan and how many pages of the database it touched, the planner's own not counted."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {query}")
        [plan] = cursor.fetchone()[0]
    touched = plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    return json.dumps(plan["Plan"]), touched


def read_whole(node: dict[str, Any]) -> set[str]:
    """Return the tables that a plan reads from end to end."""
    here = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set()
    return here.union(*map(read_whole, node.get("Plans", [])))


@pytest.mark.django_db(transaction=True)
def test_the_table_reads_one_year_from_the_index_however_many_there_are(ana_committed: User) -> None:
    costs = []
    for first, last, rows in ((2024, 2025, 6_000), (2012, 2023, 36_000)):
        grow(rows, first=first, last=last)
        with acting(str(ana_committed.pk)), transaction.atomic():
            visible = access.incidents_visible_to(ana_committed, now=timezone.now())
            districts = list(District.objects.values_list("pk", flat=True))
            with CaptureQueriesContext(connection) as asked:
                counts = queries.by_month(visible, 2025, districts=districts)
            plan, touched = plan_of(asked[0]["sql"])
        costs.append(touched)
        assert sum(one.incidents for one in counts) == 3_000
        # Either index of published rows begins at the year or reaches it at once; the planner may take its pick.
        assert "incident_published_" in plan
        assert "cases_incident" not in read_whole(json.loads(plan))

    assert costs[1] <= costs[0] * 1.5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("narrowed", [False, True])
def test_a_page_of_the_list_touches_few_pages_of_the_database(ana_committed: User, narrowed: bool) -> None:
    costs = []
    for first, last, rows in ((2024, 2025, 6_000), (2012, 2023, 36_000)):
        grow(rows, first=first, last=last)
        with acting(str(ana_committed.pk)), transaction.atomic():
            visible = access.incidents_visible_to(ana_committed, now=timezone.now())
            area = Q(district=District.objects.get(code="harlow")) if narrowed else None
            with CaptureQueriesContext(connection) as asked:
                list(queries.filtered(visible, area=area).order_by("-happened_from", "-id")[:26])
            plan, touched = plan_of(asked[0]["sql"])
        costs.append(touched)
        assert ("incident_published_by_district" if narrowed else "incident_published_newest") in plan

    assert costs[1] <= costs[0] * 1.5


@pytest.mark.django_db(transaction=True)
def test_the_months_are_found_by_stepping_through_the_index(ana_committed: User) -> None:
    costs = []
    for number, rows in enumerate((5_000, 40_000)):
        grow(rows, first=2024, last=2025, mark=f"{number}")
        with acting(str(ana_committed.pk)), transaction.atomic():
            visible = access.incidents_visible_to(ana_committed, now=timezone.now())
            with CaptureQueriesContext(connection) as asked:
                found = queries.months(visible)
            plan, touched = plan_of(asked[0]["sql"])
        costs.append(touched)
        assert (len(found), found[0], found[-1]) == (24, date(2025, 12, 1), date(2024, 1, 1))
        assert "incident_published_newest" in plan

    assert costs[1] <= costs[0] * 1.5
