"""What is on record stays: it is not changed or deleted, each earlier state is kept, and none can be forged."""

import pytest
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from tests.make import make_case, make_share

pytestmark = pytest.mark.django_db


def test_what_was_said_and_the_record_can_never_be_changed_or_deleted(amira: User) -> None:
    make_case(by=amira)

    kept = ("cases_report", "audit_auditevent", "cases_classification", "cases_caseevent")
    for table in (*kept, "risk_question", "risk_option", "risk_band", "risk_floor"):
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            if table == "cases_caseevent":
                statement = statement.replace("id = id", "pgh_id = pgh_id")
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)


def test_the_runtime_role_deletes_no_case() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM cases_case")


def test_every_change_of_a_row_keeps_the_old_row(amira: User) -> None:
    case = make_case(by=amira)

    Case.objects.filter(pk=case.pk).update(summary="A new sentence")

    kept = case.events.get()
    assert kept.summary == "Stones thrown at the home of one family"
    assert kept.pgh_label == "changed"


@pytest.mark.parametrize("table", ["cases_caseevent", "deadlines_deadlineevent"])
def test_an_earlier_state_cannot_be_forged(table: str, amira: User, dev: User) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira)
    case.deadlines.update(version=2)
    Case.objects.filter(pk=case.pk).update(summary="A new sentence")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(e) || '{{\"pgh_id\": 999}}' FROM {table} e LIMIT 1")
        row = cursor.fetchone()[0]
    forge = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)"

    for actor, refusal in (("", "nobody acts"), ("anonymous", "row-level"), (str(dev.pk), "row-level")):
        with acting(actor), pytest.raises(DatabaseError, match=refusal), transaction.atomic():
            connection.cursor().execute(forge, [row])
    with acting(str(amira.pk)), transaction.atomic():
        connection.cursor().execute(forge, [row])
