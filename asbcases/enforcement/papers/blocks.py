"""What a paper is made of: parts with a heading, and in them paragraphs, lists, facts and tables. Words, and no markup."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
Part = dict[str, Any]

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
# Left in a text: the end of a line.
_KEPT = "\n"


def clean(text: object) -> str:
    """Return what was typed as it is printed: one way to write each letter, and no characters that nobody sees."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (one for one in unicodedata.normalize("NFC", lines) if one in _KEPT or not _unseen(one))
    return "".join(seen).strip()


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def paragraphs(text: object) -> list[Block]:
    """Return a text as typed, a block for each paragraph."""
    return [{"text": one.strip()} for one in _BETWEEN_PARAGRAPHS.split(clean(text)) if one.strip()]


def strong(text: object) -> Block:
    """Return one sentence that nobody must overlook."""
    return {"strong": clean(text)}


def items(things: Iterable[object]) -> Block:
    """Return a list."""
    return {"list": [clean(thing) for thing in things]}


def facts(*pairs: tuple[str, object]) -> Block:
    """Return names with their values; what is not known is left out."""
    return {"facts": [[name, clean(value)] for name, value in pairs if value not in ("", None)]}


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, widths: Sequence[int]) -> Block:
    """Return a table with its header row; a width of 0 is as wide as its words."""
    cells = [[clean(cell) for cell in row] for row in rows]
    return {"table": {"head": [*head], "rows": cells, "columns": [*widths]}}


def form(head: tuple[str, str], rows: Iterable[tuple[str, object]]) -> Block:
    """Return a table of two columns, which is filled in by hand where it is empty."""
    return {"form": {"head": [*head], "rows": [[name, clean(value)] for name, value in rows]}}


def part(heading: str, *blocks: Block, apart: bool = False) -> Part:
    """Return a part of a paper; one that stands apart begins a page."""
    return {"heading": heading, "apart": apart, "blocks": list(blocks)}
