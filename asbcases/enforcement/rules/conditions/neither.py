"""Both of two states that leave no third are forbidden: "neither within it nor outside", "not open after six nor shut before nine"."""

import re
from collections.abc import Iterator
from functools import cache

from asbcases.enforcement.rules.conditions.hours import CLOCK, clocked, minutes
from asbcases.enforcement.rules.conditions.lists import lists, whole_words
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

FORBIDS = r"\b(?:neither|not|never)\b(?!,?\s(?:whether|alone|with\sor)\b)[^.;]{0,30}?\b"
OR = r"\b([^.;]{0,60}?)\b(?:nor|or)\s(?:(?:be|go|park|stand|stay|sit|wait|must|to|it|is|are|may|you|left|kept|stay|remain)\s){0,3}"
# With a second object the two are about two things; "it" is the first.
NOTHING_ELSE = re.compile(
    r"^\s*(?:it|them|there|of\sit)?\s*(?:[.,;]|$|between|at|during|from|on|by)", re.IGNORECASE
)
AFTER, BEFORE = (re.compile(rf"\b{word}\s({CLOCK})", re.IGNORECASE) for word in ("after", "before"))
# "Open until 11pm and shut from 9pm".
UNTIL_FROM = re.compile(
    rf"\bopen\s[^.;]{{0,30}}?\b(?:until|till|to)\s({CLOCK})[^.;]{{0,20}}?\band\s(?:be\s|kept\s|keep\sit\s)?(?:closed|shut|locked)\s(?:from|after|by|at)\s({CLOCK})",
    re.IGNORECASE,
)
WHY = "it forbids both of what leaves no third. Choose one."


def neither(condition: Condition) -> Found:
    """Look for two states that are both forbidden, and of which one always is."""
    for sentence in sentences(clocked(straight(condition.words))):
        for shown in _both_forbidden(sentence.main):
            return shown, WHY
    return None


@cache
def _pairs() -> tuple[re.Pattern[str], ...]:
    """Return two states in either order, of those that leave no third."""
    return tuple(
        re.compile(
            rf"{FORBIDS}{whole_words(first).pattern}{OR}{whole_words(second).pattern}([^.;]{{0,60}})",
            re.IGNORECASE,
        )
        for one, other in lists()["classes"]["no_third"]
        for first, second in ((one, other), (other, one))
    )


def _both_forbidden(main: str) -> Iterator[str]:
    turned = UNTIL_FROM.search(main)
    if turned:
        until, shut = minutes(turned[1]), minutes(turned[2])
        if until is not None and shut is not None and shut < until:
            yield turned.group()
    for pattern in _pairs():
        match = pattern.search(main)
        if match and _at_once(match[1], match[2]):
            yield match.group()


def _at_once(first: str, second: str) -> bool:
    """Return whether both are forbidden of one thing at one time: "after six" and "before nine" are, for three hours."""
    times = [
        minutes(said[1])
        for one, pattern in ((first, AFTER), (second, BEFORE))
        if (said := pattern.search(one)) is not None
    ]
    if len(times) == 2:
        return times[0] is not None and times[1] is not None and times[0] < times[1]
    return not times and bool(NOTHING_ELSE.match(second))
