"""Reads of the files of a record."""

from django.db.models import QuerySet

from asbcases.cases.choices import Scan
from asbcases.cases.models import Document
from asbcases.casework.transitions.documents import Record, named_root


def documents_of(root: Record) -> QuerySet[Document]:
    """Return the files of a record that was looked up already, in the order in which they came."""
    named = named_root(root)
    return (
        Document.objects.filter(**named)
        .select_related("recorded_by", "recorded_in_error_by")
        .order_by("number")
    )


def not_scanned(after: int, most: int) -> list[int]:
    """Return the ids of the next files that were kept without being scanned, the oldest first."""
    waiting = Document.objects.filter(scan=Scan.NOT_SCANNED, pk__gt=after).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:most])
