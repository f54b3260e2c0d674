"""By which words a home is told: flat, number with street, name of a house, postcode; with its numbers in digits and in words."""

import re
from collections.abc import Iterator

from asbcases.cases.rules.keys import address_key, postcode_key
from asbcases.enforcement.rules.lookalikes import in_digits, written_out
from asbcases.enforcement.rules.ordinary import STREETS
from asbcases.enforcement.rules.passages import spelled_out

_UNIT = re.compile(
    r"\b(?:flat|apartment|apt|unit|room|studio|maisonette)\W*(?:no\W+|number\W+)?([a-z]?[0-9]+[a-z]?|[a-z])\b"
)
_BEFORE_NUMBER = ("number", "no", "nr", "house", "door", "num")


def patterns_of(address: str) -> list[list[str]]:
    """Return the words by which an address is told, with its numbers in digits and in words."""
    return [ways for pattern in _in_digits(in_digits(address)) for ways in written_out(pattern)]


def _in_digits(address: str) -> list[list[str]]:
    """Return the words by which an address is told: flat, number with street, name of a house, postcode."""
    units = _UNIT.findall(address)
    found = [["flat", *before, unit] for unit in units for before in ((), ("no",), ("number",))]
    found += [spelled_out(whole[0]) for whole in _UNIT.finditer(address)]
    postcode = postcode_key(address).casefold()
    found += [[postcode.replace(" ", "")], postcode.split()] if postcode else []
    street = [spelled for word in address_key(address).split() for spelled in spelled_out(word)]
    while street and street[0] in units:
        street = street[1:]
    return found + _of_street(street, units) + _of_house(address)


def _of_street(street: list[str], units: list[str]) -> list[list[str]]:
    """Return number and street, with the kind of street and without; where 14b is flat b of number 14, that too."""
    if not street or not street[0][0].isdigit():
        return [street] if len(street) > 1 else []
    first, *name = street
    numbers = [first, first[:-1]] if first[-1] in units else [first]
    short = name[:-1] if name[-1:] and name[-1] in STREETS else name
    called = [one for one in (name, short) if one]
    return [[*before, *rest] for number in numbers for before, rest in _with(number, called)]


def _with(number: str, called: list[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    yield from (([number], name) for name in called)
    yield from (([word], [number]) for word in _BEFORE_NUMBER)


def _of_house(address: str) -> list[list[str]]:
    """Return the lines that name a house: "Rose Cottage, The Street"."""
    lines = [spelled_out(line) for line in re.split("[,;\n]", address)]
    named = [line for line in lines if len(line) > 1 and not any(word[0].isdigit() for word in line)]
    return [line for line in named[:1] if not _UNIT.search(" ".join(line)) and line == lines[0]]
