"""What the checker is given, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Days, from and to: ("Mon-Fri", "08:45", "15:15").
Hours = tuple[tuple[str, str, str], ...]

DUTIES = ("work", "school", "faith", "medication", "reporting")


@dataclass(frozen=True)
class Duty:
    """Somewhere that the person must be at known hours, for one of DUTIES."""

    kind: str
    place: str
    hours: Hours


@dataclass(frozen=True)
class LiveTerm:
    """A term of another notice or order on the same person; without hours it binds at all times."""

    order: str
    words: str
    place: str = ""
    hours: Hours = ()
    must: bool = False


@dataclass(frozen=True)
class Condition:
    """One condition as it is drafted, with what is known of the person."""

    power: str
    kind: str
    words: str
    from_on: date | None = None
    until_on: date | None = None
    do_by: date | None = None
    place: str = ""
    map: bool = False
    hours: Hours = ()
    lives_at: str = ""
    duties: tuple[Duty, ...] = ()
    warned: tuple[str, ...] = ()
    live_terms: tuple[LiveTerm, ...] = ()
    under_18: bool = False

    @property
    def asks_for_an_act(self) -> bool:
        """Return whether something is to be done, rather than left."""
        return self.kind in ("do", "steps", "requirement")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a condition: the exact words, and how to mend them."""

    code: str
    found: str
    sentence: str
    # The order or notice that a conflict is with.
    order: str = ""


CODES: Mapping[str, str] = {
    "several_acts": "Several acts in one condition",
    "vague": "Vague words",
    "no_end": "No last day",
    "no_date": "No date to do it by",
    "area_without_place": "A ban without a place",
    "area_without_hours": "A ban from an area without hours",
    "not_foreshadowed": "Not in the warning",
    "impossible": "Impossible",
    "conflict_term": "Conflicts with another live term",
    "conflict_work": "Conflicts with work",
    "conflict_school": "Conflicts with school",
    "conflict_faith": "Conflicts with worship",
    "conflict_medication": "Conflicts with medicine",
    "conflict_reporting": "Conflicts with reporting",
    "conflict_home": "Bars from home",
    "long_sentence": "Long sentence",
}
