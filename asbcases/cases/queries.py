"""Reads of the file that several kinds of work need."""

from datetime import datetime
from typing import Any, Literal, TypeVar

from django.db import connection, models

from asbcases.cases.models import (
    CallBack,
    Case,
    CaseParty,
    Incident,
    IncidentParty,
    Person,
    Report,
    SafeContact,
)
from asbcases.law.periods import london_day

Row = TypeVar("Row", bound=models.Model)


# What has references of its own; from advice to a fixed penalty what enforcement makes, then agreements on sharing, what partners are asked and ask, and plans.
Numbered = Literal[
    "RPT",
    "INC",
    "ASB",
    "PER",
    "PRM",
    "VEH",
    "ACR",
    "ADV",
    "LET",
    "ABC",
    "MED",
    "DIV",
    "CPW",
    "CPN",
    "CBO",
    "FPN",
    "ISA",
    "REF",
    "ASK",
    "SRQ",
    "SAR",
]


def next_reference(kind: Numbered, now: datetime) -> str:
    """Return the next reference of a kind, such as ASB-2026-000123; gaps are allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_reference(%s, %s)", [kind, london_day(now)])
        return str(cursor.fetchone()[0])


def locked(row: Row) -> Row:
    """Return the row as it stands now, locked until the transaction ends.

    Others go on to add rows that name it, as the sweep does: who waited for them while they waited here would wait for ever.
    """
    # Who is signed in is read late: only the attribute knows the class behind it.
    return row.__class__._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def next_number(among: models.QuerySet[Any]) -> int:
    """Return the number that the next of these rows gets; who adds one holds what they hang on."""
    highest = among.order_by("-number").values_list("number", flat=True).first()
    return (highest or 0) + 1


def next_party_number(case: Case) -> int:
    """Return the number that the next party of this case gets."""
    return next_number(CaseParty.objects.filter(case=case))


def next_incident_party_number(incident: Incident) -> int:
    """Return the number that the next party of this incident gets."""
    return next_number(IncidentParty.objects.filter(incident=incident))


def foremost(person: Person) -> Person:
    """Return the record under which a person is kept: the first of those that are said to be of one person."""
    while person.same_as_id and (earlier := Person.objects.filter(pk=person.same_as_id).first()):
        # One that this person may not know of is passed over: there the later record stands for both.
        person = earlier
    return person


def next_call_back_number(report: Report) -> int:
    """Return the number that the next promise to this caller gets; who else promises now waits for its end."""
    with connection.cursor() as cursor:
        # The words of a report are never changed, so nobody holds the right to lock its row.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"call_back of {report.pk}"])
    return next_number(CallBack.objects.filter(report=report))


def times_changed(contact: SafeContact) -> int:
    """Return how often it was changed: row history keeps the old row of each change."""
    return int(contact.events.count())  # type: ignore[attr-defined]
