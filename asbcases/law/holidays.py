"""The bank holidays of England and Wales, by name, and the days that somebody added to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from holidays import country_holidays

SATURDAY = 5
# GOV.UK has published the days up to this year; what the library computes for later ones is a forecast.
PUBLISHED_UNTIL = 2028


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return the bank holidays of a year in England and Wales, with substitute and extra days, each with its name."""
    found = country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: name for day, name in found.items() if day.year == year}


@dataclass(frozen=True)
class Calendar:
    """The days on which nobody works: weekends, bank holidays, and extra days kept as data."""

    extra: Mapping[date, str] = field(default_factory=dict)

    def name_of(self, day: date) -> str:
        """Return the name of a bank holiday or extra day, or nothing for any other day."""
        return self.extra.get(day) or bank_holidays(day.year).get(day, "")

    def __contains__(self, day: object) -> bool:
        """Return whether a day is a bank holiday or extra day, as `working_days_after` asks."""
        return isinstance(day, date) and bool(self.name_of(day))

    def is_working(self, day: date) -> bool:
        """Return whether working days are counted on this day."""
        return day.weekday() < SATURDAY and not self.name_of(day)
