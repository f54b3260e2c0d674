"""The file in which an agency tells us of many things at once: which columns it has, and how it is read without trust."""

import io
from typing import NamedTuple

from django.conf import settings

from asbcases.casework.imports.reading import Table, UnreadableError

MOST_BYTES = 1024 * 1024
# What each column asks for. A cell is words, whatever a spreadsheet would reckon from it.
COLUMNS = {
    "own_reference": "Your own reference, with a digit; each is taken once",
    "what_happened": "What happened, word for word",
    "where": "Address or premises, with the postcode if known",
    "district": "Police district, if known",
    "date": "The day, such as 23/11/2026 or 2026-11-23",
    "time": "The time, such as 18:42 or 6:42pm; empty if only the day is known",
    "until_date": "The last day, where it went on or is not known closer",
    "until_time": "Until what time on the last day",
    "told_by": "caller: somebody told you; officer: your own officer saw it",
    "caller_name": "Name of whoever told you",
    "caller_phone": "Their telephone number",
    "caller_email": "Their e-mail",
    "caller_address": "Where they live",
    "not_to_be_named": "yes, if they do not want to be named: then leave out name, number and addresses",
    "officer": "Name of your officer who saw it",
    "victim": "Name of who suffers from it, if somebody else",
    "hate": "yes, no or unknown: do they think it was done because of who they are?",
    "safe_email": "E-mail that only they read",
    "safe_phone": "Number that only they answer",
    "safe_note": "When or how not to reach them",
    "language": "Their language, if not English",
    "adjustments": "What they need in order to deal with us",
    "earlier_report": "Your earlier report about the same: its RPT reference, or yours",
}
NEEDED = ("own_reference", "what_happened", "where", "date", "told_by")
OTHER_KINDS = {
    b"PK": "This is a workbook or an archive: save the sheet as CSV UTF-8 and send that.",
    b"\xd0\xcf": "This is an older workbook: save the sheet as CSV UTF-8 and send that.",
    b"\x1f\x8b": "This file is packed: unpack it and send the CSV file in it.",
    b"%PDF": "This is a PDF document: send a CSV file made from the template.",
    b"\xff\xfe": "The text is UTF-16: save the sheet as CSV UTF-8 and send that.",
    b"\xfe\xff": "The text is UTF-16: save the sheet as CSV UTF-8 and send that.",
}


class Line(NamedTuple):
    """One row: the line on which it begins, and its cells by column; `fault` where they do not fit the columns."""

    number: int
    cells: dict[str, str]
    fault: str = ""


def lines_of(content: bytes) -> list[Line]:
    """Return the rows of a file; one that cannot be trusted is refused whole, with a sentence that says why."""
    _refuse_other_kinds(content)
    with io.BytesIO(content) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        rows = Table(raw, text).rows()
        names = _columns(next(rows, (1, []))[1])
        lines: list[Line] = []
        for number, cells in rows:
            if len(lines) == settings.AGENCY_FILE_ROWS:
                raise UnreadableError(
                    f"The file has more than {settings.AGENCY_FILE_ROWS} rows: send it in parts. Nothing was taken in."
                )
            lines.append(_line(number, cells, names))
    if not lines:
        raise UnreadableError("The file has no row below its first line: there is nothing to take in.")
    return lines


def _refuse_other_kinds(content: bytes) -> None:
    if not content:
        raise UnreadableError("The file is empty.")
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: send it in parts.")
    for start, words in OTHER_KINDS.items():
        if content.startswith(start):
            raise UnreadableError(words)


def _columns(head: list[str]) -> list[str]:
    """Return the columns of the file by their names, or refuse it."""
    names = ["_".join(name.casefold().replace("_", " ").split()) for name in head]
    if missing := [name for name in NEEDED if name not in names]:
        raise UnreadableError(
            f"The first line lacks the columns: {', '.join(missing)}. Start from the template."
        )
    if unknown := [name for name in names if name not in COLUMNS]:
        raise UnreadableError(
            f"The first line names a column that we do not know: {unknown[0][:60] or 'one without a name'}."
        )
    if len(set(names)) < len(names):
        raise UnreadableError("The first line names a column twice.")
    return names


def _line(number: int, cells: list[str], names: list[str]) -> Line:
    if len(cells) != len(names):
        return Line(
            number, {}, f"The row has {len(cells)} cells instead of {len(names)}: check commas and quotes"
        )
    return Line(number, dict(zip(names, cells, strict=True)))
