"""What a proof found, as a table on the terminal and, at full size, as a page of the documentation."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "proof.md"
INTRODUCTION = """# Proofs

Written by `make proof` at full size; each figure was measured at the commit named. A smaller run of the same
proofs is part of the gate. Any line that does not hold makes the run fail.
"""


@dataclass(frozen=True)
class Line:
    """One thing that was measured or must hold."""

    what: str
    found: str
    holds: bool = True


@dataclass(frozen=True)
class Section:
    """One proof: what was done, and its lines."""

    title: str
    words: str
    lines: list[Line]

    @property
    def holds(self) -> bool:
        """Return whether every line holds."""
        return all(line.holds for line in self.lines)


def printed(section: Section) -> str:
    """Return a section as a table for the terminal."""
    width = max(len(line.what) for line in section.lines)
    rows = [
        f"  {line.what:<{width}}  {line.found}{'' if line.holds else '   WRONG'}" for line in section.lines
    ]
    return "\n".join([section.title, *rows])


def keep(sections: list[Section]) -> None:
    """Write the page of proofs, with the commit and the machine."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([INTRODUCTION, _where(), *(_page(section) for section in sections)]))


def _page(section: Section) -> str:
    rows = [f"| {line.what} | {line.found} |" for line in section.lines]
    return "\n".join([f"\n## {section.title}\n", f"{section.words}\n", "| | |", "| --- | --- |", *rows, ""])


def _where() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.strip()
    day = f"{datetime.now(UTC):%-d %B %Y}"
    return f"Commit {commit or 'unknown'}, {day}, {os.cpu_count()} cores, Python {platform.python_version()}."
