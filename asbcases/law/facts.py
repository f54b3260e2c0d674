"""The facts that a rule reads: days, instants, numbers and words, given as JSON or as Python values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any

from asbcases.law.periods import age_on, london_day

# More is a slip of the keyboard, or meant to keep us counting for ever.
LARGEST = 100_000


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

    def age(self, born: str, on: str) -> int:
        """Return the age that the day of birth gives on a day (T8)."""
        birthday, day = self.day(born), self.day(on)
        if birthday > day:
            raise FactError(f"{born} lies after {on}: look at the years again.")
        return age_on(birthday, day)

    def age_or_none(self, born: str, on: str) -> int | None:
        """Return the age on a day, or nothing where the day of birth is not known."""
        return self.age(born, on) if self.has(born) else None

    def number(self, name: str) -> float:
        """Return a number."""
        return _number(name, self._of(name))

    def count(self, name: str) -> int:
        """Return a whole number of zero or more; none given is none."""
        value = self.number(name) if self.has(name) else 0
        if value < 0 or value != int(value):
            raise FactError(f"Give {name} as a whole number from 0 to {LARGEST:,}.")
        return int(value)

    def plain(self, name: str) -> Any:
        """Return a fact as it was given, to be compared with another."""
        return self._of(name)

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
        if not isinstance(value, bool | None):
            raise FactError(f"Give {name} as true or false.")
        return bool(value)

    def shown(self, name: str) -> bool:
        """Return whether something was given that says more than no: a tick, words, a number above zero."""
        value = self._of(name)
        return bool(value.strip() if isinstance(value, str) else value)

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
        value = self._of(name)
        if value is None:
            return {}
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
        return (
            date.fromisoformat(value)
            if len(value) <= len("2026-03-03")
            else london_day(_instant(name, value))
        )
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
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise FactError(f"Give {name} as a number.")
    if abs(value) > LARGEST:
        raise FactError(f"{name} is larger than anything the law counts: look for a slip of the keyboard.")
    return value
