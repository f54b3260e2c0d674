"""The facts that a rule reads: days, instants, numbers and words, given as JSON or as Python values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from asbcases.law.periods import london_day


class FactError(ValueError):
    """A fact is missing or cannot be read; says which and what form it takes."""


@dataclass(frozen=True)
class Facts:
    """The facts about one event; only names that the rule declares can be read."""

    given: Mapping[str, Any]
    declared: tuple[str, ...]

    def _of(self, name: str) -> Any:
        if name not in self.declared:
            raise LookupError(f"The rule reads {name}, which it does not declare.")
        return self.given.get(name)

    def has(self, name: str) -> bool:
        """Return whether a fact was given and is not null."""
        return self._of(name) is not None

    def day(self, name: str) -> date:
        """Return a day; of an instant, London's."""
        return _day(name, self._of(name))

    def day_or_none(self, name: str) -> date | None:
        """Return a day, or nothing where none was given."""
        return self.day(name) if self.has(name) else None

    def days(self, name: str) -> list[date]:
        """Return a list of days."""
        return [_day(name, value) for value in self.items(name)]

    def instant(self, name: str) -> datetime:
        """Return an instant, which must carry an offset."""
        return _instant(name, self._of(name))

    def instant_or_none(self, name: str) -> datetime | None:
        """Return an instant, or nothing where none was given."""
        return self.instant(name) if self.has(name) else None

    def number(self, name: str) -> float:
        """Return a number."""
        return _number(name, self._of(name))

    def count(self, name: str) -> int:
        """Return a whole number of zero or more; none given is none."""
        value = self.number(name) if self.has(name) else 0
        if value < 0 or value != int(value):
            raise FactError(f"Give {name} as a whole number of 0 or more.")
        return int(value)

    def text(self, name: str, default: str = "") -> str:
        """Return words, or the default where none were given."""
        value = self._of(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise FactError(f"Give {name} as text.")
        return value

    def flag(self, name: str) -> bool:
        """Return yes or no; what was not given is no."""
        value = self._of(name)
        if value not in (None, True, False):
            raise FactError(f"Give {name} as true or false.")
        return bool(value)

    def items(self, name: str) -> Sequence[Any]:
        """Return a list, empty where none was given."""
        value = self._of(name)
        if value is None:
            return ()
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
            raise FactError(f"Give {name} as a list.")
        return value

    def parts(self, name: str) -> Mapping[str, Any]:
        """Return an object with named parts, empty where none was given."""
        value = self._of(name) or {}
        if not isinstance(value, Mapping):
            raise FactError(f"Give {name} as an object.")
        return value

    def each(self, name: str, declared: tuple[str, ...]) -> Iterator["Facts"]:
        """Yield the facts of each object of a list."""
        for value in self.items(name):
            if not isinstance(value, Mapping):
                raise FactError(f"Give {name} as a list of objects.")
            yield Facts(value, declared)


def _day(name: str, value: Any) -> date:
    if isinstance(value, datetime):
        return london_day(_instant(name, value))
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise FactError(f"Give {name} as a date, for example 2026-03-03.") from None


def _instant(name: str, value: Any) -> datetime:
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        at = None
    if at is None or at.tzinfo is None:
        raise FactError(f"Give {name} as an instant with an offset, for example 2026-03-03T18:30:00+00:00.")
    return at


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FactError(f"Give {name} as a number.")
    return value
