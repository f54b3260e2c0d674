"""The pages of published incidents show real data at once, say whose they are, and cost the same however many there are."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Council, District, User
from asbcases.audit.models import Access
from asbcases.cases.models import Incident
from asbcases.casework.imports.loader import load_file
from asbcases.db.actor import acting
from tests.casework.imports.street import row, written
from tests.make import make_incident, make_user

LIST, MONTHS = "/incidents/published/", "/incidents/published/by-month/"
NOWHERE = {"longitude": "", "latitude": "", "location": "No Location", "lsoa_code": "", "lsoa_name": ""}
AUGUST, SEPTEMBER = "2025-08", "2025-09"


@pytest.fixture
def loaded(tmp_path: Path, db: None) -> None:
    """Import twelve incidents of two months of 2025 and one of 2018."""
    path = written(
        tmp_path / "a.csv",
        *[row(month=SEPTEMBER)] * 3,
        *[row(month=AUGUST, lsoa_name="Basildon 001A")] * 2,
        *[row(month=SEPTEMBER, lsoa_name="Maldon 003B")] * 2,
        row(month=SEPTEMBER, lsoa_name="Chelmsford 003B"),
        row(month=AUGUST, lsoa_name="Babergh 006A"),
        row(month=SEPTEMBER, **NOWHERE),
        *[row(month=AUGUST)] * 2,
        row(month="2018-01"),
    )
    with acting("system:import"):
        load_file(str(path), now=datetime(2026, 11, 24, tzinfo=UTC))


@pytest.fixture
def ana(db: None) -> User:
    """Return an analyst, who sees the county without names."""
    return make_user("ana", Role.ANALYST, Rank.NONE)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def months_of(answer: Any) -> dict[str, list[int]]:
    table = answer.context["table"]
    return {f"{line.month:%Y-%m}": [*line.counts, line.total] for line in table.lines}


def key(kind: str, name: str) -> str:
    return f"{kind}{(District if kind == 'd' else Council).objects.get(name=name).pk}"


# --- The list ---------------------------------------------------------------------------------
def test_the_list_shows_the_latest_month_first_and_whose_data_they_are(
    client: Client, loaded: None, ana: User
) -> None:
    answer = signed_in(client, ana).get(LIST)

    text = answer.content.decode()
    assert [str(incident.happened_from.astimezone(UTC).date()) for incident, _ in answer.context["shown"]] == [
        *["2025-08-31"] * 7, *["2025-07-31"] * 5, "2018-01-01",
    ]  # fmt: skip
    for words in (
        "data.police.uk",
        "Open Government Licence v3.0",
        "Month only",
        "anonymised by the publisher",
    ):
        assert words in text
    assert "Outside the force area" in text
    assert "No location" in text


@pytest.mark.parametrize(
    ("area", "month", "number"),
    [
        (None, None, 13),
        (None, SEPTEMBER, 7),
        (None, "2018-01", 1),
        (("d", "Colchester"), None, 6),
        (("d", "Chelmsford & Maldon"), None, 3),
        (("c", "Maldon"), None, 2),
        (("c", "Maldon"), AUGUST, 0),
        (("d", "Basildon"), AUGUST, 2),
        ("elsewhere", None, 2),
    ],
)
def test_the_list_is_narrowed_by_area_and_month(
    client: Client, loaded: None, ana: User, area: Any, month: str | None, number: int
) -> None:
    asked = {"area": key(*area) if isinstance(area, tuple) else area or "", "month": month or ""}

    answer = signed_in(client, ana).get(LIST, asked)

    assert len(answer.context["shown"]) == number


@pytest.mark.parametrize(
    "asked",
    [
        {"area": "d999999"}, {"area": "' or 1=1"}, {"month": "2025-13"}, {"month": "2018-02"}, {"month": "9999-12"},
        {"month": "x"}, {"page": "broken"},
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_bad_input(
    client: Client, loaded: None, ana: User, asked: dict[str, str]
) -> None:
    assert signed_in(client, ana).get(LIST, asked).status_code == 400


def test_an_officer_sees_the_published_incidents_of_their_district_only(
    client: Client, loaded: None, amira: User
) -> None:
    answer = signed_in(client, amira).get(LIST)

    assert {incident.district.code for incident, _ in answer.context["shown"]} == {"colchester"}
    assert len(answer.context["shown"]) == 6
    assert signed_in(client, amira).get(LIST, {"area": key("d", "Basildon")}).context["shown"] != []
    assert "Basildon" not in answer.content.decode()


def test_an_officer_cannot_reach_another_district_by_the_address(
    client: Client, loaded: None, amira: User
) -> None:
    answer = signed_in(client, amira).get(LIST, {"area": key("d", "Basildon")})

    assert {incident.district.code for incident, _ in answer.context["shown"]} == {"colchester"}


def test_our_own_incidents_are_not_among_the_published(client: Client, amira: User) -> None:
    make_incident(by=amira)

    assert signed_in(client, amira).get(LIST).context["shown"] == []
    assert "No incidents were imported" in client.get(MONTHS).content.decode()


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("address", [LIST, MONTHS])
def test_who_may_not_see_published_incidents_is_told_so(
    client: Client, loaded: None, role: Role, address: str
) -> None:
    assert signed_in(client, make_user("somebody", role, Rank.NONE)).get(address).status_code == 403


@pytest.mark.parametrize("address", [LIST, MONTHS])
def test_nobody_sees_them_without_signing_in(client: Client, loaded: None, address: str) -> None:
    assert client.get(address).status_code == 302


def test_a_look_at_the_list_is_recorded_with_what_was_asked(client: Client, loaded: None, ana: User) -> None:
    signed_in(client, ana).get(LIST, {"month": SEPTEMBER})

    assert Access.objects.get().about == "published incidents: month 2025-09"


# --- The table --------------------------------------------------------------------------------
def test_the_table_counts_each_month_of_a_year_in_each_district(
    client: Client, loaded: None, ana: User
) -> None:
    answer = signed_in(client, ana).get(MONTHS)

    columns = answer.context["columns"]
    assert columns == [*District.objects.order_by("name").values_list("name", flat=True), "Elsewhere"]
    place = {
        name: columns.index(name) for name in ("Basildon", "Colchester", "Chelmsford & Maldon", "Elsewhere")
    }
    lines = months_of(answer)
    assert list(lines) == ["2025-09", "2025-08"]
    assert {name: lines["2025-09"][at] for name, at in place.items()} == {
        "Basildon": 0, "Colchester": 3, "Chelmsford & Maldon": 3, "Elsewhere": 1,
    }  # fmt: skip
    assert {name: lines["2025-08"][at] for name, at in place.items()} == {
        "Basildon": 2, "Colchester": 2, "Chelmsford & Maldon": 0, "Elsewhere": 1,
    }  # fmt: skip
    assert (lines["2025-09"][-1], lines["2025-08"][-1], answer.context["table"].total) == (7, 5, 12)
    assert sum(answer.context["table"].totals) == 12


def test_the_table_offers_the_years_that_were_imported(client: Client, loaded: None, ana: User) -> None:
    answer = signed_in(client, ana).get(MONTHS, {"year": "2018"})

    assert answer.context["years"] == [2025, 2018]
    assert list(months_of(answer)) == ["2018-01"]


@pytest.mark.parametrize("year", ["2017", "x", "20180", "-1", "\u0662\u0660\u0661\u0668", "9" * 5000])
def test_a_year_that_was_not_imported_is_bad_input(
    client: Client, loaded: None, ana: User, year: str
) -> None:
    assert signed_in(client, ana).get(MONTHS, {"year": year}).status_code == 400


def test_each_month_of_the_table_leads_to_its_incidents(client: Client, loaded: None, ana: User) -> None:
    table = signed_in(client, ana).get(MONTHS).content.decode()

    [address] = re.findall(r'href="(/incidents/published/\?month=2025-09)"', table)
    assert len(client.get(address).context["shown"]) == 7


def test_an_officer_meets_their_own_district_in_the_table(client: Client, loaded: None, amira: User) -> None:
    answer = signed_in(client, amira).get(MONTHS)

    assert answer.context["columns"] == ["Colchester"]
    assert months_of(answer) == {"2025-09": [3, 3], "2025-08": [2, 2]}


def test_who_works_in_no_district_meets_an_empty_table(client: Client, loaded: None) -> None:
    nobody = make_user("nobody", Role.SUPERVISOR, Rank.SERGEANT)

    assert "No incidents were imported" in signed_in(client, nobody).get(MONTHS).content.decode()
    assert signed_in(client, nobody).get(LIST).context["shown"] == []


# --- What they cost ---------------------------------------------------------------------------
@pytest.mark.parametrize("address", [LIST, MONTHS])
def test_the_number_of_queries_does_not_grow(
    client: Client,
    loaded: None,
    ana: User,
    tmp_path: Path,
    django_assert_max_num_queries: Callable[[int], Any],
    address: str,
) -> None:
    signed_in(client, ana)
    with django_assert_max_num_queries(14) as few:
        client.get(address)

    with acting("system:import"):
        rows = [row(month=f"20{year}-0{month}") for year in range(12, 26) for month in range(1, 9)] * 3
        load_file(str(written(tmp_path / "more.csv", *rows)), now=timezone.now())
    with django_assert_max_num_queries(14) as many:
        client.get(address)

    assert len(many) <= len(few) + 1  # A second page needs a count.


def test_counts_of_long_lists_stop_at_a_thousand(client: Client, ana: User, db: None) -> None:
    with acting("system:test"), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO cases_incident (
                reference, source, source_key, summary, place_text, lsoa_code, lsoa_name, outside_area,
                happened_from, happened_until, happened_precision, recorded_at, recorded_in_error_why, version)
            SELECT 'X-' || n, 'police-uk', 'x' || n, '', '', '', '', false, '2025-01-01', '2025-02-01', 'month', now(), '', 1
            FROM generate_series(1, 1200) n
            """
        )

    assert "1,000+" in signed_in(client, ana).get(LIST).content.decode()
    assert Incident.objects.count() == 1200
