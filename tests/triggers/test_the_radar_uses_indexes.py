"""However many reports there are, the radar finds those around one by their keys, in a bounded number of statements."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from tests.casework.plans import buffers, indexes, plan_of, read_whole
from tests.make import NOW, district, make_report, make_user
from triggers.transitions.radar import SERVICE, watch

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("cases_report", "cases_incident", "cases_incidentreport", "cases_person", "cases_recognition")
# Reports of a year, of which every third caller is a person on file who called before; every thousandth is of one hostel.
FILL = """
INSERT INTO cases_person (reference, kind, name, name_key, contact, language, adjustments, recorded_in_error_why,
    recorded_at, recorded_by_id, version)
SELECT 'PER-2020-' || lpad(n::text, 6, '0'), 'person', 'X', '', '', '', '', '', %(now)s, %(by)s, 1
FROM generate_series(0, 2499) n;
INSERT INTO cases_report (reference, channel, narrative, caller_name, caller_contact, place_text, district_id, received_at,
    recorded_at, recorded_by_id, happened_from, happened_until, happened_precision, phone_key, email_key, address_key,
    place_key, name_key)
SELECT 'RPT-2020-' || lpad(n::text, 6, '0'), '101', 'Noise again.', '', '', '', %(district)s, at, at, %(by)s, at, at,
    'exact', CASE WHEN n %% 1000 = 0 THEN '+447700900000' ELSE '+447' || lpad((n / 2)::text, 9, '0') END,
    n / 3 || '@example.org', n / 4 || ' long street', n %% 5000 || ' high street', 'jade ' || n / 3
FROM generate_series(0, 19999) n, LATERAL (SELECT %(now)s - n * interval '25 minutes' AS at) t;
INSERT INTO cases_incident (reference, source, category, summary, place_text, lsoa_code, lsoa_name, district_id,
    outside_area, recorded_at, recorded_by_id, happened_from, happened_until, happened_precision, recorded_in_error_why,
    version)
SELECT 'INC' || right(reference, 12), 'own', 'personal', 'Noise', '', '', '', district_id, false, recorded_at, recorded_by_id,
    happened_from, happened_until, 'exact', '', 1
FROM cases_report;
INSERT INTO cases_incidentreport (incident_id, report_id, recorded_at, recorded_by_id)
SELECT i.id, r.id, r.recorded_at, r.recorded_by_id
FROM cases_report r JOIN cases_incident i ON right(i.reference, 12) = right(r.reference, 12);
INSERT INTO cases_recognition (report_id, person_id, reasons, recorded_at, recorded_by_id, recorded_in_error_why)
SELECT r.id, p.id, '[]', r.recorded_at, r.recorded_by_id, ''
FROM cases_report r JOIN cases_person p ON r.id %% 3 = 0 AND p.reference = 'PER-2020-' || lpad((r.id %% 2500)::text, 6, '0');
"""
# Who called a few times before by each of the keys, and a hostel from which twenty did.
CALLERS: dict[str, dict[str, Any]] = {
    "known": {
        "caller_phone": "07000000300",
        "caller_email": "200@example.org",
        "caller_address": "151 Long Street",
        "caller_name": "Jade 201",
        "place_text": "600 High Street",
    },
    "hostel": {"caller_phone": "07700 900000", "place_text": "1000 High Street"},
    "nobody": {
        "caller_phone": "01206 111111",
        "caller_name": "Nobody Known",
        "place_text": "9999 High Street",
    },
}
# What each may ask at most: a first look alone, or three rounds, the finding, the clock, and who is told.
MOST = {"known": 38, "hostel": 38, "nobody": 3}
SMALL = 1_500
BY_PERSON = '"cases_recognition"."person_id" IN ('


@pytest.fixture
def officer() -> User:
    user = make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE)
    values = {"by": user.pk, "now": NOW, "district": district().pk}
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
    return user


def statements_about(report: Report, officer: User) -> list[str]:
    """Return what the radar asks when it looks at a report, undone afterwards."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        watch(report, author=officer, now=NOW)
        transaction.set_rollback(True)
    return [query["sql"] for query in asked]


def test_the_reports_around_one_are_found_by_their_keys_in_so_many_statements(officer: User) -> None:
    service = cast("User", SimpleNamespace(pk=SERVICE))
    found = {}
    for who, said in CALLERS.items():
        with acting(str(officer.pk)), transaction.atomic():
            report = make_report(by=officer, now=NOW, **said)
            asked = statements_about(report, officer)
            found[who] = len(asked)
        # Else nobody is looked for who was recognised in another report.
        assert any(BY_PERSON in sql for sql in asked) is (who != "nobody")
        for statement in asked:
            if statement.startswith("SELECT ") and " FROM " in statement:
                plan = plan_of(statement, service)
                whole = read_whole(plan) & set(TABLES)
                assert not whole, f"{who}: {whole} read whole by {statement[:200]}"
                # By the time of receipt alone is by every report of two years.
                assert not indexes(plan) & {"report_newest", "report_by_district"}, f"{who}: {statement}"
                assert buffers(plan) < SMALL, f"{who}: {buffers(plan)} buffers by {statement[:200]}"
    assert {who: found[who] <= most for who, most in MOST.items()} == dict.fromkeys(MOST, True), found
