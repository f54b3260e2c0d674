"""One form for an address: flat, number and street in this order, without what does not tell it apart."""

import re
from typing import NamedTuple

from asbcases.cases.rules.postcodes import without_postcode
from asbcases.cases.rules.spelling import folded, visible, words

_UNITS = frozenset({"flat", "apartment", "apt", "unit", "room"})
_SHORT = {
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "dr": "drive",
    "ln": "lane",
    "ct": "court",
    "crt": "court",
    "cres": "crescent",
    "gdns": "gardens",
    "gdn": "gardens",
    "pl": "place",
    "sq": "square",
    "terr": "terrace",
    "ter": "terrace",
}
_STREETS = frozenset(_SHORT.values()) | frozenset(
    words("street way hill walk row mews green parade grove rise chase path")
)
_SIDES = frozenset({"north", "south", "east", "west"})
_COUNTRY = frozenset({"essex", "england", "uk", "gb"})
_NUMBER = re.compile(r"[0-9]+[a-z]?(-[0-9]+[a-z]?)?")
_BEFORE_NUMBER = frozenset({"no", "number", "nr", "at", "outside"})
_NOWHERE = frozenset(
    words(
        "of no not none unknown fixed abode address known given stated nfa homeless withheld refused n a"
        " na rough sleeper sleeping"
    )
)
_IN_CARE_OF = re.compile(r"^\s*(c/o|care of)\b.*?(,|(?=[0-9])|$)")


class AddressRead(NamedTuple):
    """An address read as its key, to the end of the line on which its street ends, and to its last word."""

    key: str
    line: str
    words: str


def address_key(text: str) -> str:
    """Return flat, number and street; where the door has a name, its name and street. Towns do not matter."""
    units, lines = _lines(text)
    return _joined(_to_street(lines, numbered=bool(units)), units)


def address_read(text: str) -> AddressRead:
    """Return an address with what its key leaves out: an arcade that is called after its street is another place."""
    units, lines = _lines(text)
    numbered = bool(units)
    streets = (
        _to_street(lines, numbered=numbered),
        _to_street(lines, numbered=numbered, whole=True),
        [word for line in lines for word in line],
    )
    return AddressRead(*(_joined(street, units) for street in streets))


def _lines(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the flats of an address and the words of its lines; nothing of what says that there is none."""
    plain = _IN_CARE_OF.sub("", folded(without_postcode(visible(text))))
    if _NOWHERE.issuperset(words(plain)):
        return [], []
    units: list[str] = []
    lines = [_spelled_out(_take_units(_tokens(line), units)) for line in re.split("[,;\n]", plain)]
    return units, [line for line in lines if line]


def _joined(street: list[str], units: list[str]) -> str:
    return " ".join(_with_units(street, units))


def _tokens(line: str) -> list[str]:
    """Return the words of one line: a range of numbers and a number with its letter are one word each."""
    line = re.sub(r"(?<=[0-9]) *- *(?=[0-9])", "~", line)
    line = re.sub(r"\b([0-9]+)[ /-]+([a-z])\b", r"\1\2", line)
    found = [word.replace("~", "-") for word in re.findall(r"[^\W_~]+(?:~[0-9]+[a-z]?)*", line)]
    return [word for at, word in enumerate(found) if not _only_leads_to_number(found, at)]


def _only_leads_to_number(line: list[str], at: int) -> bool:
    return line[at] in _BEFORE_NUMBER and at + 1 < len(line) and _is_number(line[at + 1])


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word))


def _take_units(line: list[str], units: list[str]) -> list[str]:
    """Return the line without its flats, whose numbers or letters are added to the units."""
    left: list[str] = []
    for at, word in enumerate(line):
        if at and line[at - 1] in _UNITS and re.fullmatch("[a-z]?[0-9]+[a-z]?|[a-z]", word):
            units.append(word)
        elif word not in _UNITS:
            left.append(word)
    return left


def _to_street(lines: list[list[str]], *, numbered: bool, whole: bool = False) -> list[str]:
    """Return the words up to the end of the street, or of its whole line, or as many lines as tell where it is."""
    named: list[str] = []
    for line in lines:
        numbered = numbered or any(map(_is_number, line))
        end = _end_of_street(line, known=numbered or bool(named))
        if end:
            return named + (line if whole else line[:end])
        named += line
    return _first_lines(lines, numbered=numbered)


def _end_of_street(line: list[str], *, known: bool) -> int:
    """Return how many words of this line lead to the end of its street, 0 when it has none.

    A street alone, of which neither number nor house is known, is told apart by the town that follows.
    """
    for at, word in enumerate(line):
        after_name = at > 0 and not _is_number(line[at - 1])
        more = at + 1 < len(line) and line[at + 1] in _STREETS
        if word in _STREETS and after_name and not more and (at > 2 or (known and _may_end(line, at))):
            # London Road West is another street than London Road; West Mersea after it is a village.
            return len(line) if line[at + 1 :] in [[side] for side in _SIDES] else at + 1
    return 0


def _may_end(line: list[str], at: int) -> bool:
    """Return whether the street may end here: at the end of the line, or after a number of the same line."""
    return at + 1 == len(line) or any(map(_is_number, line[:at]))


def _first_lines(lines: list[list[str]], *, numbered: bool) -> list[str]:
    """Return what stands before the town: the number and its name, or the name and what follows it."""
    lines = [[word for word in line if word not in _COUNTRY] for line in lines]
    named: list[str] = []
    for at, line in enumerate(lines):
        named += line
        if at == 1 and not numbered:
            break
        if numbered and line and not _is_number(line[-1]):
            break
    return named


def _spelled_out(line: list[str]) -> list[str]:
    """Return a line with its short words in full: St is Saint before a name and Street after one."""
    full = [_SHORT.get(word, word) for word in line]
    for at, word in enumerate(full):
        if word == "st":
            full[at] = "street" if _ends_street(full, at) else "saint"
    return full


def _ends_street(line: list[str], at: int) -> bool:
    after_name = at > 0 and not _is_number(line[at - 1]) and line[at - 1] not in _STREETS
    return after_name and (_STREETS | {"st"}).isdisjoint(line[at + 2 :])


def _with_units(street: list[str], units: list[str]) -> list[str]:
    """Return the street with its flats before it: flat B of number 14 is 14b."""
    if units and street and re.fullmatch("[a-z]", units[-1]) and street[0].isdigit():
        return [*units[:-1], street[0] + units[-1], *street[1:]]
    return units + street
