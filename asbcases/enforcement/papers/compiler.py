"""Making a PDF of the words of a paper: tagged, with its fonts in it, and the same bytes for the same words.

Words go in as JSON and are never read as markup. A compiler must not be shared between threads, so each has its own
over one set of fonts; nothing is fetched from anywhere.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
TEMPLATE = TEMPLATES / "paper.typ"
# PDF/UA: everybody can read it. PDF/A: it can still be read in many years.
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]

_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_own = threading.local()


class CannotBePrintedError(Exception):
    """The words hold something for which the fonts have no letter; says what."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that come with the product, and no others: what a machine has must not change a paper."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )


@cache
def template_version() -> str:
    """Return what tells one way of printing from another: the layout by its hash, and the printer by its number."""
    return f"{sha256(TEMPLATE.read_bytes()).hexdigest()[:10]}-{version('typst')}"


def printed(words: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return the paper as PDF; refuses what its fonts cannot print (`CannotBePrintedError`)."""
    sent = {"data": json.dumps(words, ensure_ascii=False)}
    # A file says when it was made to the second.
    second = made_at.replace(microsecond=0)
    try:
        pdf = _compiler().compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=second, sys_inputs=sent)
    except typst.TypstError as error:
        raise _explained(error) from error
    # Pictures come as a list of pages, a PDF as one file.
    return cast(bytes, pdf)


def _compiler() -> typst.Compiler:
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(
            str(TEMPLATE), root=str(TEMPLATES), font_paths=fonts(), sys_inputs={"data": "{}"}
        )
    found: typst.Compiler = _own.compiler
    return found


def _explained(error: typst.TypstError) -> Exception:
    """Return what an officer can mend; anything else is a fault of the layout and stays as it is."""
    unknown = _NO_LETTER.search(error.message)
    return CannotBePrintedError(unknown[1]) if unknown else error


def texts_of(words: Any) -> Iterator[str]:
    """Yield every text that stands anywhere in the words of a paper."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        for value in words.values():
            yield from texts_of(value)
    elif isinstance(words, list | tuple):
        for value in words:
            yield from texts_of(value)
