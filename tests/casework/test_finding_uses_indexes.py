"""However many people, premises and reports are on file, they are found again by their indexes, by whoever looks."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from tests.casework.plans import make_county

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
MANY = 2_500
PEOPLE = """
INSERT INTO cases_person (reference, kind, name, name_key, contact, language, adjustments, recorded_in_error_why,
    recorded_at, recorded_by_id, version)
SELECT 'PER-2020-' || lpad(n::text, 6, '0'), 'person', 'X', md5(n::text) || ' ' || md5((n / 3)::text), '', '', '', '',
    now(), %(by)s, 1 FROM generate_series(1, 20000) n;
INSERT INTO cases_personcontact (person_id, kind, value, key, source, recorded_in_error_why, recorded_at)
SELECT id, 'phone', 'x', '+4477' || lpad(id::text, 8, '0'), 'x', '', now() FROM cases_person WHERE reference LIKE 'PER-2020-%%';
INSERT INTO cases_premises (reference, address, address_key, postcode, uprn, warning, recorded_in_error_why,
    recorded_at, recorded_by_id, version)
SELECT 'PRM-2020-' || lpad(n::text, 6, '0'), 'X', n || ' ' || md5(n::text) || ' road', '', '', '', '', now(), %(by)s, 1
FROM generate_series(1, 20000) n;
INSERT INTO cases_personaddress (person_id, premises_id, source, recorded_in_error_why, recorded_at)
SELECT p.id, s.id, 'x', '', now() FROM cases_person p JOIN cases_premises s ON right(s.reference, 11) = right(p.reference, 11);
"""
FINDING = {
    "phone": (
        "SELECT person_id FROM asb_find_people('+447700000123', '', '', '', 25)",
        "cases_personcontact_key",
    ),
    "name": (
        "SELECT person_id FROM asb_find_people('', '', '', md5('5') || ' ' || md5('1'), 25)",
        "person_by_same_name",
    ),
    "address": (
        "SELECT person_id FROM asb_find_people('', '', '77 ' || md5('77') || ' road', '', 25)",
        "premises_by_key",
    ),
    "premises": ("SELECT premises_id FROM asb_find_premises('77 ' || md5('77'), 25)", "premises_by_key"),
}
# As many as there is room for bear the very same name.
SAME_NAMES = {
    "person": "SELECT person_id FROM asb_find_people('', '', '', md5('5') || ' ' || md5('1'), 1)",
    "report": "SELECT report_id FROM asb_find_reports('', '', '', '', '{}', '1990-01-01', 1)",
}
SAME_REPORTS = "SELECT report_id FROM asb_find_same_reports('{}', '', '{}', '', '1990-01-01', 50)"
# Of each of twenty like names there are a hundred, more than there is room for.
ALIKE = """
INSERT INTO cases_person (reference, name, name_key, contact, recorded_at, recorded_by_id, recorded_in_error_why, version)
SELECT 'PER-2021-' || lpad(n::text, 6, '0'), 'X', 'jade tayler' || chr(97 + n % 20), '', now(), {by}, '', 1
FROM generate_series(1, 2000) n;
INSERT INTO cases_report (reference, channel, narrative, caller_name, name_key, caller_phone, phone_key, caller_address,
    address_key, caller_contact, place_text, place_key, district_id, happened_from, happened_until, happened_precision,
    received_at, recorded_at, recorded_by_id)
SELECT 'RPT-2021-' || right(p.reference, 6), '101', 'Loud.', 'X', p.name_key, '', '', '', '', '', 'x', '', d.id, now(), now(),
    'exact', now(), now(), p.recorded_by_id
FROM cases_person p, (SELECT max(id) AS id FROM accounts_district) d WHERE p.reference LIKE 'PER-2021-%'
"""
LIKE_NAMES = {
    "cases_person": "SELECT person_id FROM asb_find_people('', '', '', 'jade taylor', 25)",
    "cases_report": "SELECT report_id FROM asb_find_reports('', '', '', '', 'jade taylor', '1990-01-01', 25)",
}


@pytest.fixture
def county() -> dict[str, User]:
    cast = make_county(MANY, anchor=NOW.date())
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for statement in PEOPLE.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"by": cast["asb"].pk})
        cursor.execute(
            "VACUUM ANALYZE cases_person, cases_personcontact, cases_premises, cases_personaddress"
        )
    return cast


def test_a_search_reads_what_its_index_finds_and_no_more(county: dict[str, User]) -> None:
    people_and_premises_are_found_by_their_keys(county)
    reports_of_the_very_same_keys_are_found_by_them(county)
    like_names_are_not_looked_for_where_the_very_same_take_all_the_room(county)
    whoever_bears_a_name_less_alike_is_not_read_where_the_likest_take_all_the_room(county)


def scans() -> dict[str, int]:
    """Return how often each table was read from end to end, and each index was used, in this session so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_stat_get_xact_numscans(oid) FROM pg_class "
            "WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
        return {name: int(count or 0) for name, count in cursor.fetchall()}


def used_by(statement: str, user: User) -> tuple[set[str], set[str]]:
    """Return which large tables a search read from end to end, and which indexes it used, as this person."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        before = scans()
        cursor.execute(statement)
        after = scans()
    used = {name for name, count in after.items() if count > before.get(name, 0)}
    large = {"cases_person", "cases_personcontact", "cases_premises", "cases_personaddress", "cases_report"}
    return used & large, {name for name in used if name not in large}


def people_and_premises_are_found_by_their_keys(county: dict[str, User]) -> None:
    for what, (statement, index) in FINDING.items():
        for who in ("asb", "cpt"):
            whole, indexes = used_by(statement, county[who])
            assert whole == set(), f"{what} as {who} reads {whole} from end to end"
            assert any(name.startswith(index) for name in indexes), f"{what} as {who} uses {indexes}"


def reports_of_the_very_same_keys_are_found_by_them(county: dict[str, User]) -> None:
    with acting(str(county["asb"].pk)), transaction.atomic():
        report = Report.objects.exclude(address_key="").order_by("pk")[0]
    for hit, keys in (("phone", (report.phone_key, "")), ("address", ("", report.address_key))):
        for who in ("asb", "cpt"):
            statement = SAME_REPORTS.format(*keys)
            whole, indexes = used_by(statement, county[who])
            assert whole == set(), f"{hit} as {who} reads {whole} from end to end"
            assert f"report_by_{hit}_key" in indexes, f"{hit} as {who} uses {indexes}"


def like_names_are_not_looked_for_where_the_very_same_take_all_the_room(county: dict[str, User]) -> None:
    with acting(str(county["cpt"].pk)), transaction.atomic():
        report = Report.objects.filter(district=county["cpt"].district).exclude(name_key="").order_by("pk")[0]
    for what, statement in SAME_NAMES.items():
        whole, indexes = used_by(statement.format(report.name_key), county["asb"])
        assert whole == set(), f"{what} reads {whole} from end to end"
        assert f"{what}_by_same_name" in indexes, f"{what} uses {indexes}"
        assert "known_name_alike" not in indexes, f"{what} looks for like names as well"


def whoever_bears_a_name_less_alike_is_not_read_where_the_likest_take_all_the_room(
    county: dict[str, User],
) -> None:
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(ALIKE.format(by=county["asb"].pk))
        cursor.execute("VACUUM ANALYZE cases_person, cases_report, cases_knownname")
    for table, statement in LIKE_NAMES.items():
        found, read = read_of(table, statement, county["asb"])
        assert found == 25
        assert read < 200, f"{read} rows of {table} are read: more than bear the likest name"


def read_of(table: str, statement: str, user: User) -> tuple[int, int]:
    """Return how many rows a search finds, and how many of a table it reads, as this person."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        told = f"SELECT pg_stat_get_xact_tuples_fetched('{table}'::regclass)"
        cursor.execute(told)
        before = cursor.fetchone()[0]
        cursor.execute(statement)
        found = len(cursor.fetchall())
        cursor.execute(told)
        return found, cursor.fetchone()[0] - before
