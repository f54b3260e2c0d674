"""What is passed or proposed and not in force: shown to administrators, and decided by nowhere."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

NOT_COMMENCED = Path(__file__).parent / "data" / "not-commenced.toml"


@dataclass(frozen=True)
class Change:
    """A change of the law that is not in force, with the rules it would touch."""

    change: str
    rules: tuple[str, ...]
    known: str
    status: str
    confidence: str


@dataclass(frozen=True)
class Pending:
    """Every such change, as at a day, and how that was found out."""

    checked_on: date
    how: str
    changes: tuple[Change, ...]


@cache
def pending_changes() -> Pending:
    """Return what is not in force, as far as anybody could confirm."""
    file = tomllib.loads(NOT_COMMENCED.read_text())
    changes = (Change(**{**row, "rules": tuple(row["rules"])}) for row in file["changes"])
    return Pending(file["checked_on"], file["how"], tuple(changes))
