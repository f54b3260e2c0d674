"""What policies ask is planned into every statement that reads their table: they ask it in few words."""

import re

import pytest
from django.db import connection

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseReview, Incident, Report
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from tests.casework.plans import nodes
from tests.make import make_case

ROOTS = {
    *(Case._meta.db_table, CaseReview._meta.db_table),
    *(Incident._meta.db_table, Report._meta.db_table),
}
# Tables that are read by several policies, and stand in the lists of the police.
HIDDEN_ONCE = {"deadlines_deadline", "deadlines_ruling", "audit_auditevent", "cases_accessgrant"}
HIDDEN_ONCE |= ROOTS - {Incident._meta.db_table}


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(ROOTS))
def test_reading_a_record_plans_no_look_at_the_grants(table: str, amira: User) -> None:
    with acting(str(amira.pk)), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (VERBOSE) SELECT id FROM {table}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "asb_granted_ids" in plan
    assert "cases_accessgrant" not in plan


@pytest.mark.django_db
def test_one_policy_of_a_table_hides_what_is_restricted() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tablename, array_agg(policyname::text), bool_and(permissive = 'RESTRICTIVE') FROM pg_policies
            WHERE cmd = 'SELECT' AND tablename = ANY (%s) AND qual LIKE '%%asb_restricted_ids%%' GROUP BY tablename""",
            [sorted(HIDDEN_ONCE)],
        )
        hiding = {table: (names, binds) for table, names, binds in cursor.fetchall()}

    assert hiding == {table: (["hidden"], True) for table in HIDDEN_ONCE}


@pytest.mark.django_db
def test_of_a_grant_of_ones_own_nothing_else_is_asked(amira: User) -> None:
    case = make_case(by=amira)
    with acting(str(amira.pk)), connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) SELECT id FROM cases_accessgrant WHERE user_id = %s",
            [amira.pk],
        )
        [found] = cursor.fetchone()[0]

    asked = {words for node in nodes(found["Plan"]) for words in node.get("Output", ())}
    assert found["Plan"]["Actual Rows"] == case.grants.filter(user=amira).count() == 1
    assert "asb_open_account()" in asked
    assert "asb_let_into_cases()" not in asked


@pytest.mark.django_db
@pytest.mark.parametrize("index", ["deadline_open", "deadline_open_by_district", "deadline_open_by_owner"])
def test_what_is_owed_is_counted_by_its_index_alone_which_holds_all_that_policies_ask(index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT qual FROM pg_policies WHERE tablename = %s AND cmd = 'SELECT'", [Deadline._meta.db_table]
        )
        words = {word for (asked,) in cursor.fetchall() for word in re.findall(r"\w+", asked)}
        cursor.execute("SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass", [index])
        held = {name for (name,) in cursor.fetchall()}

    asked_of_each = words & {field.column for field in Deadline._meta.concrete_fields}
    assert {"case_id", "incident_id", "report_id", "review_id", "plan_id", "kind"} <= asked_of_each
    assert asked_of_each <= held
