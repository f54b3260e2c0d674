"""Who has seen what: of a case, and of one person, read from what was written when it was shown."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import Case, Person
from partners import access
from partners.models import Disclosure, Share
from partners.queries.sharing import labels

# The newest first; a page at a time.
ORDER = ("-at", "-id")


class Reading(NamedTuple):
    """One reading by one person: when, who, and each part that they were shown, about whom and by which share."""

    at: datetime
    reader: User
    agency: Agency
    case: Case
    lines: list[tuple[Disclosure, list[str]]]


def readings_in(rows: Iterable[Disclosure]) -> list[Reading]:
    """Return what was read, each reading once, whatever number of people and shares it was about; rows come by ORDER."""
    grouped = groupby(rows, key=lambda row: (row.at, row.reader_id, row.case_id, row.request_id))
    found = [list(rows) for _, rows in grouped]
    return [
        Reading(
            first.at,
            first.reader,
            first.agency,
            first.case,
            [(row, labels(row.items)) for row in (first, *others)],
        )
        for first, *others in found
    ]


def read_of(case: Case) -> QuerySet[Disclosure]:
    """Return each reading of what was shared of a case: who, of which agency, by which share."""
    return case.disclosures.select_related("case", "share", "person", "reader", "agency")


def read_about(person: Person, user: User, *, now: datetime) -> QuerySet[Disclosure]:
    """Return each reading about a person, in the cases of which whoever asks may know."""
    rows = person.disclosures.select_related("case", "share", "reader", "agency")
    return access.scope(rows, user, path="case", now=now)


def shared_about(person: Person, user: User, *, now: datetime) -> QuerySet[Share]:
    """Return the shares, in force or ended, of the cases in which a person stands and of which whoever asks may know."""
    rows = Share.objects.filter(
        case__parties__person=person, case__parties__recorded_in_error_at__isnull=True
    ).select_related("case", "agreement", "grant__agency", "grant__team__agency", "grant__user__agency")
    return access.scope(rows, user, path="case", now=now).distinct().order_by("-recorded_at", "-pk")
