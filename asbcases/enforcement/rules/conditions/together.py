"""What does not go together: two states of one thing, an act without what it needs, one thing in two places."""

import re
from collections.abc import Iterator
from functools import cache

from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import stem

AND = r"(?:\s?,)?\s(?:and|but|yet|while)\s(?:(?:also|yet|at\sthe\ssame\stime|kept|left|always|wide|fully|completely|be|is|are|it)\s){0,3}"
WITHOUT = re.compile(
    r"\bwithout\s(?:ever\s|its\s|your\s|at\sany\spoint\s|once\s)?((?:making|using|having|touching|uttering|saying|giving)\s)?([^,.;]{3,60})",
    re.IGNORECASE,
)
# Different hours, or a choice, make two of one.
APART = re.compile(
    r"\b(?:either|or|alternate|then|when|whenever|in\sturn|by\sday|at\snight|before|after|until|weekdays?|weekends?|otherwise|except|unless)\b",
    re.IGNORECASE,
)
IN_TWO = re.compile(
    r"\b(?:in|at|on|inside|outside)\s((?:the|your|a)\s[^,.;]{3,50}?|(?-i:[A-Z\d])[^.;]{3,50}?),?\s(?:and\s(?:also\s|at\sthe\ssame\stime\s)?)(?:in|at|on|inside|outside)\s(?=(?:the|your|a)\s|(?-i:[A-Z\d]))",
    re.IGNORECASE,
)
A_DAY = re.compile(
    r"^(?:the\s)?(?:\d{1,2}[:.\s](?:\d|[ap]m)|\d{1,2}(?:[:.]\d\d)?(?:\s(?:on|and|each|every)\b|$)|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|lead|leash|muzzle|harness|gear|good|tray|box|chain)",
    re.IGNORECASE,
)
FALSE_PLURAL = re.compile(
    r"\b(?:two|three|four|both|vehicles|vans|cars|dogs|bins|skips|bikes)\b", re.IGNORECASE
)
OWN = re.compile(r"\b(?:its|your|his|her|their)\s(?=engine)", re.IGNORECASE)
PERSONS = frozenset({"sleep", "live", "reside", "stay", "remain", "be", "spend"})
CHOOSE = "it asks for what it excludes. Choose one."


def together(condition: Condition) -> Found:
    """Look for what one thing cannot be, or one act cannot do without."""
    for said in predicates(condition.words):
        for shown in _excluded(condition, said):
            return shown, CHOOSE
    return None


def _excluded(condition: Condition, said: Predicate) -> Iterator[str]:
    if said.forbids:
        return
    states = _both_states().search(said.words)
    if states and not APART.search(states.group()):
        yield states.group()
    yield from _without_what_it_needs(said)
    if condition.asks_for_an_act:
        yield from _in_two_places(said)


@cache
def _both_states() -> re.Pattern[str]:
    """Return two states of one thing that are asked for at once, in either order."""
    pairs = [
        rf"{_any(tuple(first))}(?:\s(?:the|your)\s[a-z]+)?{AND}(?:(?:(?:leave|keep)\s)?(?:the|your|it|them)\s(?:[a-z]+\s){{0,2}})?{_any(tuple(second))}"
        for one, other in lists()["classes"]["excluding"]
        for first, second in ((one, other), (other, one))
    ]
    return re.compile(
        rf"\b(?:both|keep|kept|be|stay|remain|left|leave|stand)\b[^.;]{{0,60}}?\b(?:{'|'.join(pairs)})(?![\w-]|\sof\b|\s(?:the|your)\b)",
        re.IGNORECASE,
    )


@cache
def _any(phrases: tuple[str, ...]) -> str:
    return whole_words(phrases).pattern


def _without_what_it_needs(said: Predicate) -> Iterator[str]:
    """Yield an act without what it needs: "walk the dog without leaving your home", "mow without mowing"."""
    match = WITHOUT.search(said.words)
    if match is None:
        return
    before, lacks = said.words[: match.start()], match.group().removeprefix("without ")
    for act, needs in _needing():
        if act.search(before) and needs.match(OWN.sub("the ", match[2])):
            yield said.words
    verb = re.match(r"(?:its\s|your\s)?([a-z]+)ing\b", lacks, re.IGNORECASE)
    if verb and stem(verb.group().split()[-1]) == said.stem:
        yield said.words


@cache
def _needing() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(whole_words(act), whole_words(needs)) for act, needs in lists()["classes"]["needing"]]


def _in_two_places(said: Predicate) -> Iterator[str]:
    """Yield one thing that is to be kept in two places: "your van is to be parked in the yard and in Gas Lane"."""
    if (
        said.verb not in words_of("classes", "kept_at")
        or APART.search(said.words)
        or FALSE_PLURAL.search(said.words)
    ):
        return
    match = IN_TWO.search(said.rest)
    single = (
        phrases_of("classes", "single").search(f"{said.subject} {said.rest[: match.start()]}")
        if match
        else None
    )
    single = single or (match if said.verb in PERSONS and not said.subject else None)
    if (
        match
        and single
        and not A_DAY.match(match[1])
        and not A_DAY.match(said.rest[match.end() :].removeprefix("the ").removeprefix("a "))
    ):
        yield said.words
