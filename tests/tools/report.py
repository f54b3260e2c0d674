"""What a command found, as a table on the terminal and, at full size, as a page of the documentation."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Line:
    """One thing that was measured or must hold: its name, and one cell for each column after it."""

    what: str
    found: str | tuple[str, ...]
    holds: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the cells of its row."""
        return (self.what, self.found) if isinstance(self.found, str) else (self.what, *self.found)


@dataclass(frozen=True)
class Section:
    """One table: what was done, and its lines."""

    title: str
    words: str
    lines: list[Line]
    head: tuple[str, ...] = ("", "")

    @property
    def holds(self) -> bool:
        """Return whether every line holds."""
        return all(line.holds for line in self.lines)


def printed(section: Section) -> str:
    """Return a section as a table for the terminal."""
    rows = ([section.head] if any(section.head) else []) + [line.cells for line in section.lines]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    marks = [""] * (len(rows) - len(section.lines)) + [
        "" if line.holds else "WRONG" for line in section.lines
    ]
    texts = [_padded(row, widths) + mark for row, mark in zip(rows, marks, strict=True)]
    return "\n".join([section.title, *(text.rstrip() for text in texts)])


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {cell:<{width}}" for cell, width in zip(row, widths, strict=True)) + "   "


def renew(page: Path, introduction: str, section: Section) -> None:
    """Write one section into a page, with the commit, the machine and its load; every other section stands as it is."""
    standing = _sections(page.read_text()) if page.exists() else {}
    standing[section.title] = _page(section, f"{_where()} {_load()}")
    page.write_text("".join([f"{introduction.strip()}\n", *standing.values()]))


def _sections(text: str) -> dict[str, str]:
    """Return the sections of a page by their titles, in their order."""
    found = (f"\n## {part.strip()}\n" for part in f"\n{text}".split("\n## ")[1:])
    return {part.splitlines()[1].removeprefix("## "): part for part in found}


def _page(section: Section, where: str) -> str:
    rows = [section.head, ["---"] * len(section.head), *(line.cells for line in section.lines)]
    table = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows]
    words = [f"{said}\n" for said in (where, section.words)]
    return "\n".join([f"\n## {section.title}\n", *words, *table, ""])


def _load() -> str:
    """Return how busy the machine was, by the last minute and quarter of an hour."""
    minute, _, quarter = os.getloadavg()
    return f"Load when it ended: {minute:.1f} in the last minute, {quarter:.1f} in the last 15."


def _where() -> str:
    commit = _said("git", "rev-parse", "--short", "HEAD")
    # What is written here is itself a change: of the documents none is measured.
    differs = _said("git", "status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
    changed = ", with changes" if differs else ""
    day = f"{datetime.now(UTC):%-d %B %Y}"
    return (
        f"Commit {commit or 'unknown'}{changed}, {day}; {os.cpu_count()} cores ({_processor()}), "
        f"Python {platform.python_version()}."
    )


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout.strip()


def _processor() -> str:
    """Return the name of the processor, as the kernel knows it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
