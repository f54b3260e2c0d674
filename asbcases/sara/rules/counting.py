"""Which recorded incidents count at a plan's place, at a place to compare with, and in the ring around it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import cos, floor, hypot, radians
from typing import NamedTuple

from asbcases.cases.rules.keys import AddressRead, address_key, address_read
from asbcases.sara.rules.window_shapes import Days, Occurrence

# Metres to a degree of latitude, good to one in a hundred all over England and Wales.
DEGREE = 111_200
# Where England and Wales lie, which gives the length of a degree to the east.
MIDDLE = 52.0
# What began one day and ended the next, as a night does, is of the day on which it began.
NIGHT = 2


class Point(NamedTuple):
    """Where something is, in degrees."""

    longitude: float
    latitude: float


@dataclass(frozen=True)
class Seen:
    """An incident that is on file: when, of which category, where as it was said, and whether the plan is linked to it."""

    key: int
    within: Days
    category: str
    said: tuple[str, ...]
    at: Point | None = None
    linked: bool = False

    @property
    def day(self) -> date:
        """Return its day, or the one in the middle where it is not known so well."""
        return self.within.first_on + timedelta(days=(self.within.length - 1) // 2)

    @property
    def occurrence(self) -> Occurrence:
        """Return it as the rules of windows count it."""
        return Occurrence(self.within, self.category)


@dataclass(frozen=True)
class Around:
    """What the ring is drawn around: points, and the streets of places as they are named; and how far it reaches."""

    metres: int
    points: Collection[Point] = ()
    streets: Collection[str] = ()


@dataclass(frozen=True)
class Sorted:
    """What is on file of a plan, by where it counts; no ring where nothing says what lies around the place."""

    place: Sequence[Seen]
    comparisons: Mapping[str, Sequence[Seen]]
    ring: Sequence[Seen] | None

    @property
    def not_found(self) -> tuple[str, ...]:
        """Return what was named to compare with and is no place of which anything is on file, such as a season."""
        return tuple(name for name, seen in self.comparisons.items() if not seen)

    def inside_ring(self, name: str) -> bool:
        """Return whether something of a place to compare with lies in the ring."""
        near = {each.key for each in self.ring or ()}
        return any(each.key in near for each in self.comparisons[name])


def days_of(first_on: date, last_on: date, *, month: bool) -> Days:
    """Return the days of an incident: what lasted over a night is of the day on which it began."""
    days = Days(first_on, last_on)
    return days if month or days.length > NIGHT else Days(first_on, first_on)


def sort(
    seen: Iterable[Seen],
    places: Sequence[str],
    comparisons: Sequence[str],
    around: Around,
    *,
    linked_only: bool,
) -> Sorted:
    """Return incidents by where they count: at a place as it is named, or by what the plan is linked to.

    A plan that names neither place nor link counts them all, as one on a theme does.
    """
    read = cache(address_read)
    asked, others = _names(places), {name: _names([name]) for name in comparisons}
    here: list[Seen] = []
    elsewhere: list[tuple[Seen, list[AddressRead]]] = []
    for each in seen:
        said = [read(words) for words in each.said if words]
        if each.linked or _named(asked, said) or not (places or linked_only):
            here.append(each)
        else:
            elsewhere.append((each, said))
    named = {name: [each for each, said in elsewhere if _named(keys, said)] for name, keys in others.items()}
    return Sorted(here, named, _ring(elsewhere, here, places, around))


def _names(names: Iterable[str]) -> list[AddressRead]:
    return [name for each in names if (name := address_read(each)).key]


def _named(asked: Sequence[AddressRead], said: Sequence[AddressRead]) -> bool:
    """Return whether one of the places asked for is named in what was said."""
    return any(_is_in(name, each) for each in said for name in asked)


def _is_in(name: AddressRead, said: AddressRead) -> bool:
    """Return whether a name stands in what was said, by whole words; what follows its street may be left unsaid."""
    if f" {name.line} " in f" {said.words} ":
        return True
    return name.line != name.key and said.line == said.key and f" {name.key} " in f" {said.key} "


def _ring(
    elsewhere: Iterable[tuple[Seen, list[AddressRead]]],
    place: Sequence[Seen],
    places: Sequence[str],
    around: Around,
) -> list[Seen] | None:
    """Return what lies within so many metres of the place or in its streets, or None where neither is known."""
    points = {*around.points, *(each.at for each in place if each.at)}
    streets = {street for name in (*places, *around.streets) if (street := _street(address_key(name)))}
    if not points and not streets:
        return None
    near, along = _Near(points, around.metres), cache(lambda key: _in(streets, key))
    return [
        each
        for each, said in elsewhere
        if (each.at and near.holds(each.at)) or any(along(words.key) for words in said)
    ]


def _street(key: str) -> str:
    """Return an address without its numbers, where at least two words are left that can be a street."""
    words = [word for word in key.split() if not any(letter.isdigit() for letter in word)]
    return " ".join(words) if len(words) > 1 else ""


def _in(streets: Collection[str], key: str) -> bool:
    """Return whether an address lies in one of these streets: the shops of a street lie in it too."""
    street = _street(key)
    return bool(street) and any(f"{each} ".startswith(f"{street} ") for each in streets)


class _Near:
    """Points in squares as wide as the ring, so that each is measured against few."""

    def __init__(self, points: Collection[Point], metres: int) -> None:
        self.metres = metres
        self.squares: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        for point in points:
            self.squares[self._square(*_plane(point))].append(_plane(point))

    def holds(self, point: Point) -> bool:
        """Return whether a point lies within the ring of one of these."""
        east, north = _plane(point)
        return any(hypot(east - x, north - y) <= self.metres for x, y in self._about(east, north))

    def _about(self, east: float, north: float) -> Iterator[tuple[float, float]]:
        column, row = self._square(east, north)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                yield from self.squares.get((x, y), ())

    def _square(self, east: float, north: float) -> tuple[int, int]:
        return floor(east / self.metres), floor(north / self.metres)


def _plane(point: Point) -> tuple[float, float]:
    """Return where a point lies, in metres to the east and to the north."""
    return point.longitude * DEGREE * cos(radians(MIDDLE)), point.latitude * DEGREE


def series(seen: Iterable[Seen], on_record: Days, windows: Sequence[Days]) -> tuple[int, ...]:
    """Return how many came on each day on record; what lies only partly in a window is left out, as its count leaves it."""
    counts = [0] * on_record.length
    for each in seen:
        partly = any(window.meets(each.within) and not window.holds(each.within) for window in windows)
        if not partly and on_record.first_on <= each.day <= on_record.last_on:
            counts[(each.day - on_record.first_on).days] += 1
    return tuple(counts)


def within(seen: Iterable[Seen], window: Days) -> list[int]:
    """Return the keys of those that lie whole in a window."""
    return [each.key for each in seen if window.holds(each.within)]
