"""What the lists of casework share: one page of rows, and the note that somebody read it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.forms.filters import Filter
from asbcases.web.keyset import Page, counted, page_of

Row = TypeVar("Row", bound=Model)
# Rows of one page: a screen and a half of a dense table.
ROWS = 25


def listed(request: HttpRequest, rows: QuerySet[Row], order: Sequence[str], *, noun: str) -> Page[Row]:
    """Return the page of a list that the address asks for, saying how much of it is shown."""
    page = page_of(request, rows, order, size=ROWS)
    whole = not page.previous_url and not page.next_url
    total = f"{len(page):,}" if whole else counted(rows)
    return replace(page, shown=f"{len(page)} of {total} {noun if total != '1' else noun.removesuffix('s')}")


def look_at_list(user: User, name: str, filter_: Filter, *, now: datetime) -> None:
    """Write that somebody read a list, and which part of it (Data Protection Act 2018 s.62)."""
    record_access(Look.LIST, by=user, now=now, about=part_read(name, filter_.cleaned_data))


def part_read(name: str, asked: Mapping[str, Any]) -> str:
    """Return which part of a list somebody read, as the record of looks says it."""
    chosen = ", ".join(f"{field} {value}" for field, value in asked.items() if value)
    return f"{name}: {chosen}" if chosen else name
