"""What an agency's officer types, and a file of theirs, right in every part."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from asbcases.casework.imports.agency_file import COLUMNS

# As on the form: told by a tenant, of something that went on last month.
SAID = {
    "narrative": "He bangs on the wall  all night.\nShe cannot sleep.",
    "place_text": "2 Mill Lane, CO1 1AA",
    "district": "",
    "happened_precision": "range",
    "from_day": "2026-10-03",
    "until_day": "2026-10-05",
    "told_by": "caller",
    "caller_name": "Jo Marsh",
    "caller_phone": "07700 900555",
    "on_behalf_of": "",
    "hate": "unknown",
    "own_reference": "HX-0012/26",
    "earlier": "",
}
ROW = {
    "own_reference": "HX-1",
    "what_happened": "He bangs on the wall.",
    "where": "2 Mill Lane",
    "date": "03/10/2026",
    "time": "18:42",
    "told_by": "caller",
    "caller_name": "Jo Marsh",
    "caller_phone": "07700 900555",
}
FILE = "/shared/our-reports/file/"
NEW = "/shared/our-reports/new/"


def csv_of(*rows: dict[str, str], columns: Any = tuple(COLUMNS)) -> bytes:
    """Return a file with these rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def uploaded(content: bytes, name: str = "october.csv") -> dict[str, Any]:
    """Return what the page is sent when somebody chooses a file."""
    return {"file": SimpleUploadedFile(name, content, content_type="text/csv")}
