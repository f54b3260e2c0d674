"""A table as CSV, of which no spreadsheet takes a cell for a formula."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse

# Spreadsheets take the wide signs of East Asia for the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return the table as a file to keep, with a mark by which spreadsheets read it as UTF-8."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return answer


def cell(value: object) -> str:
    """Return a value as the text of a cell; what a spreadsheet would reckon is marked as text."""
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float | Decimal)
    return f"'{text}" if not is_number and text.lstrip(" ").startswith(FORMULA) else text
