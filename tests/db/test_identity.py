"""Every transaction says who acts; without it the database refuses."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.models import District
from asbcases.cases.models import Report
from asbcases.db.actor import acting


@pytest.fixture
def a_report() -> Report:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Report.objects.create(
        reference="RPT-2026-000001",
        channel="101",
        narrative="Bins set alight",
        place_text="High Street",
        district=District.objects.get(code="colchester"),
        received_at=at,
        recorded_at=at,
        happened_from=at,
        happened_until=at,
        happened_precision="exact",
    )


@pytest.mark.django_db
def test_the_runtime_role_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, (SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole),"
            " rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        row = cursor.fetchone()

    assert row == ("asbcases_app", 0, False, False)


@pytest.mark.django_db
def test_reading_without_an_identity_raises(a_report: Report) -> None:
    with acting(""), pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
        list(Report.objects.all())


@pytest.mark.django_db
def test_writing_without_an_identity_raises(a_report: Report) -> None:
    a_report.pk, a_report.reference = None, "RPT-2026-000002"

    with acting(""), pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
        a_report.save()


@pytest.mark.django_db
def test_the_error_of_a_failed_statement_is_the_one_that_is_seen() -> None:
    with pytest.raises(DatabaseError, match="no_such_table"), transaction.atomic(), acting("7"):
        connection.cursor().execute("SELECT * FROM no_such_table")
