"""The clause library: conditions that are worded to be proved, with gaps for the place, the hours and the days."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "data"
# Every version stays, so that a term can always show what it began as.
NEWEST = 1
VERSIONS = range(1, NEWEST + 1)
KEPT = re.compile(r"([a-z-]{1,40})-v(\d{1,3})")
GAP = re.compile(r"\[(\w+)\]")
GAP_WHOLE = re.compile(r"\[\w+\]")
BEHAVIOURS: Mapping[str, str] = {
    "noise": "Noise",
    "dogs": "Dogs",
    "vehicles": "Vehicles",
    "gatherings": "Gatherings",
    "litter_gardens": "Litter and gardens",
    "begging": "Begging",
    "drugs": "Drugs",
    "cuckooing": "Cuckooing",
    "retail_theft": "Retail theft",
}
IN_AN_ORDER = {"stop": "prohibition", "do": "requirement", "steps": "requirement"}


@dataclass(frozen=True)
class Clause:
    """One clause of the library."""

    key: str
    behaviour: str
    kind: str
    powers: tuple[str, ...]
    words: str
    why: str
    place: str = ""
    hours: str = ""
    person: str = ""
    version: int = 1

    @property
    def kept_as(self) -> str:
        """Return the name by which a term keeps which clause it began as, and of which version."""
        return f"{self.key}-v{self.version}"

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return what is to be filled in, in the order of the words."""
        return tuple(dict.fromkeys(GAP.findall(self.words)))

    @property
    def about(self) -> str:
        """Return the behaviour in words."""
        return BEHAVIOURS[self.behaviour]

    def kind_for(self, power: str) -> str:
        """Return the kind of term that the clause is under a power."""
        return IN_AN_ORDER.get(self.kind, self.kind) if power == "cbo" else self.kind

    def filled(self, **gaps: str) -> str:
        """Return the words with the gaps filled; one that is not given stays a gap."""
        return GAP.sub(lambda gap: gaps.get(gap[1], gap[0]), self.words)

    def reads(self, words: str) -> bool:
        """Return whether words are those of the clause, whatever stands in the gaps."""
        between = map(re.escape, GAP_WHOLE.split(self.words))
        return re.fullmatch(r"[^\n]{1,400}?".join(between), words) is not None


@dataclass(frozen=True)
class Library:
    """One version of the library."""

    version: int
    clauses: tuple[Clause, ...]

    def chosen(self, *, behaviour: str = "", power: str = "") -> list[Clause]:
        """Return the clauses for a behaviour and a power; empty: all."""
        return [
            clause
            for clause in self.clauses
            if behaviour in ("", clause.behaviour) and (not power or power in clause.powers)
        ]

    def clause(self, key: str) -> Clause | None:
        """Return a clause by its key, or None."""
        return next((clause for clause in self.clauses if clause.key == key), None)


@cache
def library(version: int = NEWEST) -> Library:
    """Return a version of the library that was shipped; without one the newest."""
    with (SHIPPED / f"clauses-{version}.toml").open("rb") as file:
        data = tomllib.load(file)
    clauses = tuple(
        Clause(**{**row, "powers": tuple(row["powers"]), "version": version}) for row in data["clauses"]
    )
    return Library(version, clauses)


def began_as(kept: str) -> Clause | None:
    """Return the clause that a term began as, in the words of its version, or None."""
    named = KEPT.fullmatch(kept)
    return library(int(named[2])).clause(named[1]) if named and int(named[2]) in VERSIONS else None
