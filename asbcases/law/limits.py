"""The numbers of the law as dated rows: the row is chosen by the day of the event, never by today's date."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from asbcases.law.words import day_words

SHIPPED = Path(__file__).parent / "data" / "limits-1.toml"


@dataclass(frozen=True)
class Limit:
    """One number of one rule, where and when it is in force; `name` tells several numbers of a rule apart."""

    rule: str
    value: Decimal
    unit: str
    source: str
    confidence: str
    in_force_from: date
    in_force_to: date | None = None
    area: str = ""
    name: str = ""

    @property
    def stated(self) -> str:
        """Return what the row states, in words: "21 days", "£100"."""
        number = f"{self.value.normalize():,f}"
        if self.unit == "pounds":
            return f"£{number}"
        unit = self.unit.replace("_", " ")
        return f"{number} {unit.removesuffix('s') if self.value == 1 else unit}"

    def holds(self, day: date, area: str) -> bool:
        """Return whether the row is in force on a day in an area; a row without an area holds everywhere."""
        begun = self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to) and self.area in ("", area)


class NoLimitError(LookupError):
    """No row of a rule is in force on the day of the event; says so in a sentence."""


@dataclass(frozen=True)
class Limits:
    """All rows that are known, read for one area."""

    rows: tuple[Limit, ...]
    area: str = ""

    @cached_property
    def by_number(self) -> Mapping[tuple[str, str], list[Limit]]:
        """Return the rows of each number, by its rule and name."""
        found: dict[tuple[str, str], list[Limit]] = defaultdict(list)
        for row in self.rows:
            found[row.rule, row.name].append(row)
        return dict(found)

    def on(self, rule: str, day: date, name: str = "") -> Limit:
        """Return the row in force on the day of an event: the area's own before the general one, then the newest.

        Raises `NoLimitError` where none was in force yet, or any longer.
        """
        held = [row for row in self.by_number.get((rule, name), ()) if row.holds(day, self.area)]
        if not held:
            raise NoLimitError(f"No limit of {rule} is in force on {day_words(day)}.")
        return max(enumerate(held), key=lambda at: (at[1].area != "", at[1].in_force_from, at[0]))[1]

    def number(self, rule: str, day: date, name: str = "") -> int:
        """Return the whole number in force on the day of an event."""
        return int(self.on(rule, day, name).value)

    def within(self, area: str) -> "Limits":
        """Return the same rows read for an area."""
        return self if area == self.area else replace(self, area=area)

    def and_also(self, rows: Iterable[Limit]) -> "Limits":
        """Return these rows with further ones, which win over a row that started on the same day."""
        more = tuple(rows)
        return replace(self, rows=(*self.rows, *more)) if more else self

    def named(self, rule: str, name: str) -> tuple[Limit, ...]:
        """Return every row of one number of a rule, whenever and wherever it is in force."""
        return tuple(self.by_number.get((rule, name), ()))

    def of(self, rule: str) -> tuple[Limit, ...]:
        """Return every row of a rule, whenever it is in force."""
        return tuple(row for row in self.rows if row.rule == rule)


@cache
def shipped_limits() -> Limits:
    """Return the rows of the versioned file that comes with the product."""
    return Limits(tuple(Limit(**_row(row)) for row in tomllib.loads(SHIPPED.read_text())["limits"]))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "value": Decimal(str(row["value"]))}
