"""However many cases there are, each part of a case page is read from the index that leads to that case."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import event_of
from asbcases.cases.case_choices import EntryKind
from asbcases.cases.models import Case, CaseAction, CaseParty, CasePremises, ContactPlan, JournalEntry
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from tests.casework.pages import asked_for, signed_in
from tests.casework.people import make_premises
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
    # All small parts in one statement, of which the premises are read first.
    "cases_casepremises": r"case_premises_once$|cases_casepremises_case_id_",
    "cases_journalentry": r"entry_number_once$|cases_journalentry_(case_id_|pkey)",
}
WRITTEN = ("cases_journalentry", "cases_caseaction", "cases_casepremises", "cases_contactplan")
WATCHED = {*LARGE.split(", "), *WRITTEN}
# Each of ten small parts is a few rows.
PART_OF = {"cases_casepremises": 10 * PART}


def write_on_all(by: User) -> None:
    """Write an entry, an action, a plan and premises on every case."""
    now = timezone.now()
    made: dict[str, Any] = {"recorded_at": now, "recorded_by": by}
    # After what the county has written itself.
    said: dict[str, Any] = {"number": 1_000}
    said |= {"words": "Quiet.", "said_by": by.name, "happened_at": now, "kind": EntryKind.NOTE}
    with acting("system:test"), transaction.atomic():
        cases = list(Case.objects.only("pk"))
        entries = JournalEntry.objects.bulk_create(JournalEntry(case=case, **said, **made) for case in cases)
        AuditEvent.objects.bulk_create(
            event_of(Verb.JOURNAL_WRITTEN, by=by, now=now, case=entry.case, data=_data_of(entry))
            for entry in entries
        )
        CaseAction.objects.bulk_create(
            CaseAction(case=case, number=1, words="Ask.", owner=by, due_on=now.date(), **made)
            for case in cases
        )
        victims = CaseParty.objects.filter(role="victim")
        ContactPlan.objects.bulk_create(
            ContactPlan(case_id=victim.case_id, party=victim, every_days=7, way="text", agreed_at=now, **made)
            for victim in victims
        )
        premises = make_premises(by=by)
        CasePremises.objects.bulk_create(CasePremises(case=case, premises=premises, **made) for case in cases)
        _give_time_on_all()
    # Only their owner may; autovacuum does it in a deployment.
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"VACUUM ANALYZE {', '.join(WRITTEN)}, audit_auditevent, deadlines_deadline")


def _give_time_on_all() -> None:
    """Have a notice give time on each case: a list of such clocks alone has an index of its own, by date."""
    clocks = {clock.case_id: clock for clock in Deadline.objects.filter(OPEN, case__isnull=False)}
    for clock in clocks.values():
        clock.pk, clock.kind, clock.subject, clock.origin = (
            None,
            Kind.TERM_DUE,
            "CPN-2026-000001 term 1",
            "t:1",
        )
    Deadline.objects.bulk_create(clocks.values())


def _data_of(entry: JournalEntry) -> dict[str, object]:
    return {"kind": "note", "number": entry.number, "entry": entry.pk}


def statements_of_the_page(user: User) -> list[str]:
    """Return what the page asks, as this person opens it."""
    with acting("system:test"), transaction.atomic():
        case = Case.objects.filter(district__code="colchester", stage="open").order_by("pk")[0]
    address = reverse("case_page", args=[case.reference])
    asked = asked_for(signed_in(Client(), user), address)
    return [sql for sql in asked if sql.startswith(("SELECT ", "(SELECT "))]


def read_first(sql: str) -> str:
    """Return the watched table that a statement reads first, beside what it asks in brackets; empty if none."""
    first_from = re.compile(r' FROM "(\w+)"')
    before = ""
    while sql != before:
        if (match := first_from.search(sql)) and match[1] in WATCHED:
            return match[1]
        before, sql = sql, re.sub(r"\([^()]*\)", "", sql)
    return ""


def parts_of_the_page(asked: list[str]) -> dict[str, str]:
    """Return the statement by which the page reads each table of which much is on file."""
    found = {read_first(sql): sql for sql in asked}
    return {table: sql for table, sql in found.items() if table}


def test_each_part_of_a_case_page_is_read_from_its_index() -> None:
    county = make_county(MANY, anchor=timezone.localdate())
    write_on_all(county["asb"])

    for user in county.values():
        asked = statements_of_the_page(user)
        parts = parts_of_the_page(asked)
        assert set(parts) == set(PARTS)
        for table, statement in parts.items():
            plan = plan_of(statement, user)

            used = indexes(plan)
            assert any(re.match(PARTS[table], name) for name in used), f"{table} is read by {used}"
            assert buffers(plan) < PART_OF.get(table, PART), f"{table} for {user}: {buffers(plan)} buffers"
        for statement in asked:
            whole = read_whole(plan_of(statement, user)) & WATCHED
            assert not whole, f"{whole} read whole by {statement[:200]}"
