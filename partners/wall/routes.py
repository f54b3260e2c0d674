"""Every route that there is, with addresses to ask it by: of a hidden record, of one that is seen, and of none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, StringConverter

from partners.wall.ground import Ground
from partners.wall.rules import absent_like, spread

# No key of ours is as large.
ABSENT = 2_000_000_000
# Of what is read by all who may ask at all: a word of their names is also that of a table that tells of somebody.
OPEN_TO_ALL = ("api_remedy_menu", "instrument_")
REFERENCE = re.compile(r"[A-Z]{3}-\d{4}-\d{6,}")
# So many records that are seen are asked for by each route; of the hidden ones a route takes another in each round.
RECORDS = 2


class Address(NamedTuple):
    """An address of a route, and the words of the question in it."""

    route: str
    path: str
    asked: tuple[str, ...] = ()


class Pair(NamedTuple):
    """The address of a hidden record, and of one that does not exist."""

    hidden: Address
    absent: Address


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Yield every route with a name; one without leads nowhere."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry)
        elif entry.name:
            yield entry


def gaps_of(name: str) -> dict[str, Any]:
    """Return the gaps in an address by their names, also those in the prefix by which a route was included."""
    known: Any = get_resolver().reverse_dict
    ways, _, _, converters = known[name]
    return {gap: converters.get(gap, StringConverter()) for gap in ways[0][1]}


def pairs_of(name: str, ground: Ground, turn: int) -> list[Pair]:
    """Return what a route is asked for in a round that is hidden, each with the same of what does not exist, gap by gap."""
    gaps = gaps_of(name)
    taken = turn + crc32(name.encode())
    known = {place: [rows[taken % len(rows)]] for place, rows in ground.hidden.items() if rows}
    found = []
    for gap, converter in gaps.items():
        for hidden in _records(name, gap, gaps, known):
            absent = str(ABSENT) if isinstance(converter, IntConverter) else absent_like(hidden)
            for rest in _rests(name, gap, gaps, ground):
                there, nowhere = {**rest, gap: hidden}, {**rest, gap: absent}
                found.append(Pair(_address(name, there, hidden), _address(name, nowhere, absent)))
    return found


def seen_of(name: str, ground: Ground, most: int = RECORDS) -> list[Address]:
    """Return the addresses of a route for some records that may be seen; the one that it has where it has no gap."""
    gaps = gaps_of(name)
    if not gaps:
        return [_address(name, {})]
    first = next(iter(gaps))
    records = _records(name, first, gaps, ground.seen, numbers=True, most=most)
    return [
        _address(name, {**rest, first: record})
        for record in records
        for rest in _rests(name, first, gaps, ground)
    ]


def _address(name: str, gaps: Mapping[str, str], asked: str = "") -> Address:
    # Of a key, which may be one figure, only its place in an address is a word of the question.
    word = f"/{asked}/" if asked.isdigit() else asked
    return Address(name, reverse(name, kwargs=dict(gaps)), (word,) if asked else ())


def _rests(name: str, gap: str, gaps: Mapping[str, Any], ground: Ground) -> list[dict[str, str]]:
    """Return what stands in the other gaps: of records one that is seen, where there is one."""
    filled: list[dict[str, str]] = [{}]
    for other in gaps:
        if other == gap:
            continue
        values = _records(name, other, gaps, ground.seen, numbers=True)[:1]
        filled = [{**rest, other: value} for rest in filled for value in values]
    return filled


def _records(
    name: str,
    gap: str,
    gaps: Mapping[str, Any],
    known: Mapping[str, list[str]],
    *,
    numbers: bool = False,
    most: int = RECORDS,
) -> list[str]:
    """Return what may stand in a gap: references of the shape that it takes, keys, numbers, or words."""
    converter = gaps[gap]
    if isinstance(converter, IntConverter):
        if len(gaps) > 1 and gap != "pk":
            return ["1", "2"] if numbers else []
        return spread(_keys(name, known), RECORDS) or (["1"] if numbers else [])
    fits = re.compile(converter.regex).fullmatch
    references = [
        spread(rows, most)
        for place, rows in sorted(known.items())
        if place.endswith(".reference") and rows and fits(rows[0]) and REFERENCE.fullmatch(rows[0])
    ]
    found = [reference for few in references for reference in few]
    return found or (["word"] if numbers and fits("word") else [])


def _keys(name: str, known: Mapping[str, list[str]]) -> list[str]:
    """Return the keys of the records that a route is about, as its name says."""
    words = [word.rstrip("s") for word in name.split("_")]
    if name.startswith(OPEN_TO_ALL):
        return []
    # What the word at the beginning stands for is asked for where no other names a table: a key of another is no secret.
    named = {_kind(place) for place in known if place.endswith(".id")} & {*words}
    kinds = named or {_ALSO.get(words[0], "")}
    return [
        key
        for place, keys in sorted(known.items())
        if place.endswith(".id") and _kind(place) in kinds
        for key in spread(keys, RECORDS)
    ]


def _kind(place: str) -> str:
    return place.removesuffix(".id").rsplit("_", 1)[-1]


_ALSO = {
    **{"inbox": "message", "risk": "assessment", "api": "assessment", "request": "referral"},
    "token": "colleague",
}
