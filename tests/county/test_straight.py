"""What is asked straight of the server, and added by a statement that is known, is what a cursor of Django's would have."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Value

from asbcases.accounts.models import Team, User
from asbcases.cases.choices import ClassifiedAt
from asbcases.cases.models import Classification, Incident, IncidentReport, Report
from asbcases.db import changing
from asbcases.db.prepared import planned_once
from tests.make import NOW, make_incident, make_report

pytestmark = pytest.mark.django_db


def answer(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    assert connection.straight is not None
    rows: list[tuple[Any, ...]] = connection.straight.rows(sql, values)
    return rows


def test_values_of_every_kind_come_back_as_they_went_whatever_was_said_before() -> None:
    asked = "SELECT %s::bigint, %s::text, %s::timestamptz, %s::boolean, '100%%'"
    said = [
        (1, "a", NOW, True),
        (2**40, "%s", None, None),
        (None, None, NOW + timedelta(microseconds=5), False),
    ]

    with planned_once():
        assert [answer(asked, list(one)) for one in said] == [[(*one, "100%")] for one in said]
        assert answer("SELECT 1 WHERE %s = 'b'::text", ["a"]) == []
        assert answer("SELECT 7", []) == [(7,)]
    assert connection.straight is None


def test_what_the_server_refuses_is_an_error_of_django_s_once_it_is_wrapped(amira: User) -> None:
    def refused(sql: str) -> None:
        with planned_once(), connection.wrap_database_errors:
            answer(sql, [amira.pk])

    for sql in (
        "SELECT nothing FROM accounts_user WHERE id = %s",
        "SELECT 1 / (%s::bigint - id) FROM accounts_user",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused(sql)


def test_a_row_that_is_added_by_a_known_statement_is_the_row_that_django_adds(amira: User) -> None:
    changing._adding.clear()
    plain = make_incident(by=amira)
    codes = {"at_stage": ClassifiedAt.CLOSING, "category": "personal", "recorded_by": amira}

    with planned_once():
        incidents = [make_incident(by=amira) for _ in range(3)]
        rows = [
            Classification.objects.create(
                incident=one,
                qualifiers=["a", "b"][:number],
                recorded_at=NOW + timedelta(days=number),
                **codes,
            )
            for number, one in enumerate(incidents)
        ]
        by_hand = Team(name=Value("By hand"), agency=amira.agency)
        by_hand.save()

    assert None not in changing._adding.values()
    read = Classification.objects.in_bulk([row.pk for row in rows])
    assert [read[row.pk].qualifiers for row in rows] == [[], ["a"], ["a", "b"]]
    assert read[rows[2].pk].recorded_at == NOW + timedelta(days=2)
    assert Team.objects.get(pk=by_hand.pk).name == "By hand"
    same = Incident.objects.filter(pk__in=[plain.pk, incidents[2].pk])
    assert len({(one.summary, one.district_id, one.category, one.version) for one in same}) == 1


def test_a_row_that_may_not_be_added_is_refused_as_elsewhere(amira: User) -> None:
    def twice() -> None:
        with planned_once():
            report = make_report(by=amira)
            make_incident(by=amira, report=report)
            incident = Incident.objects.get(told_by__report=report)
            IncidentReport.objects.create(
                incident=incident, report=report, recorded_at=NOW, recorded_by=amira
            )

    with pytest.raises(IntegrityError), transaction.atomic():
        twice()
    assert not Report.objects.exists()


def test_a_cursor_within_reads_and_changes_as_any_other(amira: User) -> None:
    with planned_once(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM generate_series(1, %s) AS n", [5])
        assert [column[0] for column in cursor.description] == ["n"]
        assert (cursor.rowcount, cursor.fetchone(), cursor.fetchmany(2)) == (5, (1,), [(2,), (3,)])
        assert (next(iter(cursor)), cursor.fetchall(), cursor.fetchone()) == ((4,), [(5,)], None)

        cursor.execute("UPDATE accounts_user SET name = %s WHERE id = %s", ["Another", amira.pk])
        assert (cursor.rowcount, cursor.fetchall(), cursor.description) == (1, [], None)

        # Whatever is not a row of values, a cursor of psycopg's asks.
        cursor.execute("SELECT %(one)s::int, n FROM generate_series(1, 3) AS n", {"one": 1})
        assert [column[0] for column in cursor.description] == ["int4", "n"]
        assert (cursor.rowcount, cursor.fetchone(), cursor.fetchmany(1)) == (3, (1, 1), [(1, 2)])
        assert list(cursor) == [(1, 3)]
        cursor.executemany(
            "UPDATE accounts_user SET name = %s WHERE id = %s", [["A", amira.pk], ["B", amira.pk]]
        )
        assert User.objects.get(pk=amira.pk).name == "B"
