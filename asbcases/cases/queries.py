"""Reads of the file that several kinds of work need."""

from datetime import datetime
from typing import Literal, TypeVar

from django.db import connection, models
from django.db.models import Max

from asbcases.cases.models import Case, CaseParty
from asbcases.law.periods import london_day

Row = TypeVar("Row", bound=models.Model)


def next_reference(kind: Literal["RPT", "INC", "ASB"], now: datetime) -> str:
    """Return the next reference of a kind, such as ASB-2026-000123; gaps are allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_reference(%s, %s)", [kind, london_day(now)])
        return str(cursor.fetchone()[0])


def locked(row: Row) -> Row:
    """Return the row as it stands now, locked until the transaction ends."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def next_party_number(case: Case) -> int:
    """Return the number that the next party of this case gets."""
    highest = CaseParty.objects.filter(case=case).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
