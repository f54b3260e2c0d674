"""Earlier reports as the rules of repeats count them: one name for each caller, each victim and each place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asbcases.cases.models import Person
from asbcases.cases.rules.keys import name_key, postcode_key
from asbcases.cases.rules.repeats import Told
from asbcases.casework.queries.matches import Keys


@dataclass(frozen=True)
class Row:
    """What one report says of caller, victim, place and kind."""

    keys: Keys
    at: datetime
    behalf: str = ""
    person: Person | None = None
    place_text: str = ""
    subtype: str = ""
    hate: bool = False
    agency: str = ""
    reference: str = ""

    def caller_names(self) -> list[str]:
        """Return every name by which the caller is known; who was recognised is whom it is about."""
        keys = self.keys
        names = [f"phone:{keys.phone}"] if keys.phone else []
        names += [f"email:{keys.email}"] if keys.email else []
        names += [f"home:{keys.name}:{keys.address}"] if keys.name and keys.address else []
        return names + ([_person(self.person.pk)] if self.person and not self.behalf else [])


@dataclass
class Same:
    """Which names are of one and the same."""

    _first: dict[str, str] = field(default_factory=dict)

    def name(self, name: str) -> str:
        """Return the one name for all that are the same as this."""
        while name in self._first:
            name = self._first[name]
        return name

    def join(self, names: Sequence[str]) -> None:
        """Take these names to be of one and the same."""
        first, *others = sorted({self.name(name) for name in names}) or [""]
        self._first.update(dict.fromkeys(others, first))


def counted(in_hand: Row, others: Sequence[Row]) -> tuple[Told, list[Told]]:
    """Return the report in hand and the earlier ones, with equal names for the same caller, victim and place."""
    same = Same()
    for row in (in_hand, *others):
        same.join(row.caller_names())
        same.join(list(_records(row.person)))
    own = postcode_key(in_hand.place_text)
    return _told(in_hand, same, own), [_told(row, same, own) for row in others]


def _records(person: Person | None) -> Iterator[str]:
    if person:
        yield _person(person.pk)
        if person.same_as_id:
            yield _person(person.same_as_id)


def _person(pk: int) -> str:
    return f"person:{pk}"


def _told(row: Row, same: Same, postcode: str) -> Told:
    caller = same.name(next(iter(row.caller_names()), ""))
    victim = caller
    if row.person:
        victim = same.name(_person(row.person.pk))
    elif row.behalf:
        # Without a full name it is nobody else.
        victim = f"behalf:{name_key(row.behalf) or row.behalf.strip().casefold()}"
    return Told(
        at=row.at,
        victim=victim,
        caller=caller,
        address=_address(row, postcode),
        subtype=row.subtype,
        hate=row.hate,
        agency=row.agency,
        reference=row.reference,
    )


def _address(row: Row, postcode: str) -> str:
    """Return the place; with another postcode it is another place, though street and number are the same."""
    own = postcode_key(row.place_text)
    return "" if own and postcode and own != postcode else row.keys.place
