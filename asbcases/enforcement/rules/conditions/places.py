"""Places in words: an address taken apart, whether it names a place at all, and whether another lies in it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from asbcases.enforcement.rules.conditions.days import MONTH
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.texts import straight

# A place of more parts than this is no place; only its beginning is read.
MOST_LETTERS = 600
NUMBERED = re.compile(r"^(\d+)[a-z]?(?:\s?(?:to|-|and)\s?(\d+)[a-z]?)?\s+(.+)$")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
LEADING = re.compile(
    r"^.*\b(?:of|outside|at|behind|beside|in front of|opposite|around|round|from|on|in|inside|to|into|near|onto|within|by)\s+(?=\S)"
)
ARTICLE = re.compile(r"^(?:the|a|an|any|your|and|or|of|all|either|in|at|on)\s+")
ROUND = re.compile(
    r"\b(\d{1,6}|an?|half an?|a quarter of an?|one|two|half|a hundred)\s(?:a\s)?(metres?|meters?|m|yards?|feet|miles?|km|kilometres?)\b"
    r"|\b(\d{1,6})(m|km)\b",
    re.IGNORECASE,
)
AMOUNTS = {"half": 0.5, "quarter": 0.25, "two": 2, "hundred": 100}
METRES = {"mi": 1609, "km": 1000, "ki": 1000}
# "Flat over 30 Granary Lane" is in that house.
OVER = re.compile(
    r"^(?:the\s)?(?:flat|rooms?|maisonette|bedsit)\s(?:over|above|at|behind|below|under)\s(?:the\s)?",
    re.IGNORECASE,
)
NO_HOME = re.compile(r"no fixed (?:address|abode)", re.IGNORECASE)
SLEEPS = re.compile(r"\bsleeps? (?:at|in|on)\s+(.*)", re.IGNORECASE)
SPOT = re.compile(
    rf"\b(?:in|at|to|into|inside|on|along|near|outside)\s(?:the\s)?(?!{CLOCK}|{DAY_NAME}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|{MONTH}\s\d)(?=(?-i:[A-Z\d]))",
    re.IGNORECASE,
)
# What follows these is what an area is made of.
MADE_UP_OF = re.compile(
    r"\b(?:taking in|made up of|consisting of|comprising|namely|that is to say|bounded by)\b|:\s",
    re.IGNORECASE,
)
# What is said beside a name: "(all of it)", "from the church to the bridge".
BESIDE = re.compile(r"\s?\([^)]{0,80}\)")
TRAILING = re.compile(r"\s(?:from|between|towards|as far as|up to|opposite|beside|where)\s.*$")
# "Between Elm Way and the canal, Mill Court included".
INCLUDED = re.compile(r",\s([^,;]{3,40})\s(?:included|inclusive)\b", re.IGNORECASE)
HOUSES_APART = 5
WIDE_CIRCLE = 100
# A circle so wide takes in the town it is drawn in.
A_TOWN = 1500
DOORSTEP = 20
# "The shopping streets of Northam" are any.
SOME_STREETS = re.compile(
    r"\s*(?:in\s|of\s)?(?:the|any|all)\s(?:[a-z-]+\s){0,3}(?:streets?|shops|roads?|parks?|areas?|estates?|districts?|quarters?|outskirts|alleys|car parks?)\s(?:of|in|around|near)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\W*$"
)
# "Wickstead Leisure Centre" is a house, "Wickstead town centre" an area.
HALL = re.compile(
    r"\b(?-i:[A-Z])[\w'-]+\s(?:Leisure|Sports|Community|Health|Medical|Arts|Youth|Garden|Day|Resource|Shopping|Training|Learning|Wellbeing|Job|Visitor)\sCentre$"
)
SINGLE = ("chemists", "medical", "police", "probation", "libraries", "gambling", "education")


@dataclass(frozen=True)
class Place:
    """One place: its parts from the nearest to the town, in small letters; within so many metres of it."""

    parts: tuple[str, ...]
    town: str = ""
    metres: int = 0

    @property
    def first(self) -> str:
        """Return the part that names it."""
        return self.parts[0]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a part of an address in small letters without marks, articles and apostrophes."""
    low = re.sub(r"[^\w\s-]", "", straight(text).lower().replace("'", "")).strip()
    low = re.sub(rf"^(?:{'|'.join(lists()['places']['whole'])})\s+", "", low)
    low = re.sub(r"\s+", " ", ARTICLE.sub("", low))
    name, _, last = low.rpartition(" ")
    return f"{name} {lists()['places']['shortened'].get(last, last)}" if name else low


def segments(text: str) -> list[str]:
    """Return the parts between commas as they were written, without what only speaks of a plan."""
    return [
        part.strip()
        for part in POSTCODE.sub("", straight(text[:MOST_LETTERS])).split(",")
        if part.strip() and not (words_of("places", "drawn") & set(part.lower().split()))
    ]


def read_places(text: str) -> list[Place]:
    """Return the places of a field: one address, or several in a list that ends with their town."""
    within = MADE_UP_OF.split(BESIDE.sub("", text[:MOST_LETTERS]))[-1]
    return [place for piece in INCLUDED.sub(r"; \1", within).split(";") for place in _read(piece)]


def _read(text: str) -> list[Place]:
    parts = segments(text)
    if not parts:
        return []
    town = plain(parts[-1]) if len(parts) > 1 and not _is_street(parts[-1]) else ""
    if re.search(r"\b(?:and|or|nor)\b", ",".join(parts)):
        return _several(parts[:-1] if town else parts, town)
    names = tuple(name for part in parts if (name := plain(part)))
    return [Place(names, town, distance(text))] if names else []


def distance(text: str) -> int:
    """Return how many metres a circle in words has: "300 metres", "a quarter of a mile"; 0 where there is none."""
    found = ROUND.search(text)
    if found is None:
        return 0
    said, unit = (found[1] or found[3]).lower(), (found[2] or found[4]).lower()
    amount = int(said) if said.isdigit() else next((AMOUNTS[w] for w in said.split(" ") if w in AMOUNTS), 1)
    return int(amount * METRES.get(unit[:2], 1))


def _several(parts: list[str], town: str) -> list[Place]:
    """Return each place of "High Street, Market Square and 7 to 9 Mill Lane"."""
    pieces = [piece for part in parts for piece in re.split(r"\b(?:and|or|nor)\b", part)]
    return [Place((name,), town) for piece in pieces if (name := plain(piece))]


def _is_street(part: str) -> bool:
    """Return whether a part is a street or has a number, so that it is no town."""
    return bool(re.search(r"\d", part)) or plain(part).split(" ")[-1] in words_of("places", "streets")


def home_of(text: str) -> str:
    """Return where somebody lives, or sleeps where they have no address."""
    sleeps = SLEEPS.search(text)
    if sleeps:
        return sleeps[1]
    return "" if NO_HOME.search(text) else OVER.sub("", text)


def lies_in(inner: str, outer: Place) -> bool:
    """Return whether an address lies in a place: the same name, number and town."""
    parts = [plain(part) for part in segments(inner)]
    town = parts[-1] if len(parts) > 1 else ""
    if outer.town and town and outer.town != town:
        return False
    if outer.metres:
        if outer.metres >= A_TOWN and town and town in outer.parts:
            return True
        return any(_near(part, outer) or _in_its_street(part, outer) for part in parts)
    if not any(_same(outer.first, part, town) for part in parts):
        return False
    return not _is_unit(outer.first) or all(
        _same(part, town, town) or _any(part, parts, town) for part in outer.parts[1:2]
    )


def _any(part: str, parts: list[str], town: str) -> bool:
    return any(_same(part, other, town) for other in parts)


def _is_unit(part: str) -> bool:
    """Return whether a part names nothing alone: "flat 3" is in every block."""
    return part.split(" ")[0] in words_of("places", "units")


def _same(outer: str, inner: str, town: str) -> bool:
    """Return whether a part of an address is the part asked for, or lies in it."""
    # An estate is named after its street.
    for candidate in {outer, LEADING.sub("", outer), TRAILING.sub("", outer), outer.removesuffix(" estate")}:
        low, high, name = _numbered(candidate.removesuffix(f" {town}") if town else candidate)
        number, _, other = _numbered(inner)
        if _same_name(name, other) and (not low or (number and low <= number <= (high or low))):
            return True
    return False


def _same_name(one: str, other: str) -> bool:
    """Return whether two names are one, or one is a part of the other: its car park, its grounds."""
    if one == other:
        return bool(one)
    longer, shorter = sorted((one.split(" "), other.split(" ")), key=len, reverse=True)
    rest = longer[len(shorter) :]
    return (
        bool(rest)
        and longer[: len(shorter)] == shorter
        and set(rest) <= words_of("places", "parts")
        and len(shorter) > 1
    )


def _numbered(part: str) -> tuple[int, int, str]:
    """Return the first and last number of a part, 0 where it has none, and its name."""
    match = NUMBERED.match(part)
    if match is None or len(match[1]) > 6:
        return 0, 0, part
    return int(match[1]), int(match[2] or 0) if len(match[2] or "") < 7 else 0, match[3].removeprefix("the ")


def _near(part: str, outer: Place) -> bool:
    """Return whether an address of the same street is within the metres, at some five metres a number."""
    low, _, name = _numbered(LEADING.sub("", outer.first))
    number, _, other = _numbered(part)
    same = _same_name(name, other)
    return same and (not low or not number or abs(number - low) * HOUSES_APART <= outer.metres)


def _in_its_street(part: str, outer: Place) -> bool:
    """Return whether a part is the street in which a wide circle has its middle: "200 metres of Ridley's, Oak Road"."""
    street = next((name for name in outer.parts[1:] if _is_street(name)), "")
    return (
        outer.metres >= WIDE_CIRCLE and bool(street) and _same_name(_numbered(street)[2], _numbered(part)[2])
    )


def spot(text: str) -> str:
    """Return the address that follows "in" or "at" in words: "litter in Oak Road, Tolbridge"."""
    match = SPOT.search(text)
    return text[match.end() :] if match else text


def named(text: str) -> bool:
    """Return whether the words name a place that a stranger could find: "the town" and "his flat" do not."""
    return any(_names(part) for part in segments(text))


def _names(part: str) -> bool:
    """Return whether a part has a name of its own, and not only the town's before "centre" or "area"."""
    part = re.sub(r"\bcar parks?\b", "parking", part)
    if set(re.findall(r"[\w-]+", part.lower())) <= words_of("places", "nameless"):
        return False
    if SOME_STREETS.match(part):
        return False
    open_ended = phrases_of("places", "open").search(part)
    if open_ended and not part[open_ended.start()].isupper():
        return False
    if HALL.search(part):
        return True
    if open_ended and open_ended.group().lower().endswith(("centre", "area")):
        return False
    return bool(re.search(r"(?<![\w'])[A-Z][\w'-]+", part))


@cache
def _kinds() -> re.Pattern[str]:
    """Return what the name of single premises ends with: "Medical Centre", "Surgery"."""
    kinds = lists()["kinds_of_place"]
    return whole_words([word for name in SINGLE for word in kinds[name]])


def _ends_as_premises(name: str) -> bool:
    return any(match.end() == len(name) for match in _kinds().finditer(name))


def is_premises(place: Place) -> bool:
    """Return whether a place is single premises rather than an area: a door with a number or a name of its kind."""
    if place.metres > DOORSTEP:
        return False
    words = LEADING.sub("", place.first).split(" ")
    if words[0].isdigit() or _is_unit(place.first):
        return True
    if _ends_as_premises(place.first):
        return True
    if words[-1] in words_of("places", "streets") | words_of("places", "areas"):
        return (
            len(place.parts) > 2 and _is_street(place.parts[1]) and words[-1] in words_of("places", "fenced")
        )
    return bool(set(words) & words_of("places", "premises")) or len(place.parts) > 2
