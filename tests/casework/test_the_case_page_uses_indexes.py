"""However many cases there are, each part of a case page is read from the index that leads to that case."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from tests.casework.pages import asked_for, signed_in
from tests.casework.plans import LARGE, buffers, indexes, make_county, plan_of, read_whole

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 2_500
# Each part is a few rows, read through the upper levels of a few indexes, with what the policies ask of each row.
PART = 150
# What the page reads first of each part, and by which index; Django ends the names of some with a hash.
PARTS = {
    "cases_case": r"cases_case_reference_",
    "cases_caseparty": r"party_number_once$",
    "deadlines_deadline": r"deadline_open_once_per_case$",
    "risk_assessment": r"risk_assessment_case_id_",
    "cases_incident": r"case_incident_once$|cases_caseincident_case_id_",
    "audit_auditevent": r"event_of_case$",
    # How much waits in the inbox stands on every page.
    "notify_message": r"message_unread$",
}


def parts_of_the_page(user: User) -> dict[str, str]:
    """Return the statement by which the page reads each large table, as this person opens it."""
    with acting("system:test"), transaction.atomic():
        case = Case.objects.filter(district__code="colchester", stage="open").order_by("pk")[0]
    address = reverse("case_page", args=[case.reference])
    first_from = re.compile(r' FROM "(\w+)"')
    asked = [sql for sql in asked_for(signed_in(Client(), user), address) if sql.startswith("SELECT ")]
    found = {match[1]: sql for sql in asked if (match := first_from.search(sql))}
    return {table: sql for table, sql in found.items() if table in LARGE.split(", ")}


def test_each_part_of_a_case_page_is_read_from_its_index() -> None:
    county = make_county(MANY, anchor=timezone.localdate())

    for user in county.values():
        parts = parts_of_the_page(user)
        assert set(parts) == set(PARTS)
        for table, statement in parts.items():
            plan = plan_of(statement, user)

            used = indexes(plan)
            assert any(re.match(PARTS[table], name) for name in used), f"{table} is read by {used}"
            assert not read_whole(plan) & set(LARGE.split(", ")), f"{table}: a table is read whole"
            assert buffers(plan) < PART, f"{table} for {user}: {buffers(plan)} buffers"
