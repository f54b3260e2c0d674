"""Reads of statements: those of a case, and those on which a measure rests."""

from collections.abc import Iterable

from django.db.models import QuerySet

from asbcases.cases.models import Case
from asbcases.enforcement.choices import FileItem, StatementOf
from asbcases.enforcement.models import Measure, Statement
from asbcases.enforcement.queries.measures import STANDS

# Which item of the prosecutor's file a statement is (CBO-19).
ITEM_OF = {StatementOf.LEAD: FileItem.STATEMENT, StatementOf.VICTIM: FileItem.VICTIMS}


def statements_of(case: Case) -> QuerySet[Statement]:
    """Return what stands of the statements of a case, by number."""
    return ever_taken(case).filter(STANDS)


def ever_taken(case: Case) -> QuerySet[Statement]:
    """Return the statements of a case by number, and those recorded in error too."""
    found = Statement.objects.filter(case=case)
    return found.select_related("document", "redacted", "exhibit", "recorded_by").order_by("number")


def statements_for(measure: Measure) -> list[Statement]:
    """Return the statements on which a measure rests, by number."""
    linked = {
        "limb_evidence__limb__measure": measure,
        "limb_evidence__recorded_in_error_at__isnull": True,
    }
    return list(Statement.objects.filter(STANDS, **linked).distinct().order_by("number"))


def items_of(statements: Iterable[Statement]) -> set[FileItem]:
    """Return which items of a file are there as statements that are signed and declared true."""
    return {ITEM_OF[StatementOf(one.role)] for one in statements if one.sound and one.role in ITEM_OF}
