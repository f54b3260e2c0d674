"""Reads of the files of a record."""

from django.db.models import QuerySet

from asbcases.cases.models import Document
from asbcases.casework.transitions.documents import Record, named_root


def documents_of(root: Record) -> QuerySet[Document]:
    """Return the files of a record that was looked up already, in the order in which they came."""
    named = named_root(root)
    return Document.objects.filter(**named).select_related("recorded_by").order_by("number")
