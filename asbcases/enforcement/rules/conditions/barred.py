"""A ban in words that no list has: of the sentence nothing is left but being there, once place and time are taken out."""

import re
from functools import cache

from asbcases.enforcement.rules.conditions.days import MONTH
from asbcases.enforcement.rules.conditions.effects import OF_A_THING, Does, Effect
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME
from asbcases.enforcement.rules.conditions.lists import lists, words_of
from asbcases.enforcement.rules.conditions.places import named, segments
from asbcases.enforcement.rules.conditions.predicates import NEVER_FIRST
from asbcases.enforcement.rules.conditions.texts import Sentence, sentences, stem, straight
from asbcases.enforcement.rules.conditions.verbs import base, verbs

NEGATED = re.compile(
    r"\b(?:not|no|never|nowhere|neither|cannot|can't|mustn't|shan't|won't|don't|nothing|only)\b|\b\d+\s?(?:m|metres|meters|yards|feet|miles)\s(?:away\s)?from\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b(?:{CLOCK}|{DAY_NAME}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|{MONTH})\b|\d+", re.IGNORECASE
)
PLACE_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'-]*")
# "While the shops are open" says when, "while drunk" does not.
WHILE_OPEN = re.compile(
    r"\b(?:while|whilst|when|whenever)\s(?!you\b|he\b|she\b|they\b)(?:[a-z]+\s){1,3}(?:is|are|has|have)\s[a-z]+",
    re.IGNORECASE,
)
NOTHING_TO_DO = re.compile(r"\bnothing\sto\sdo\swith\b", re.IGNORECASE)
WORD = re.compile(r"[a-z][a-z'-]*")
MOST_SHOWN = 200
# So many words that no list has may stand in a ban from a place.
FEW = 2
THERE = ("enter", "at_home", "going_out")
THINGS = ("dog", "vehicle", "waste", "drugs", "noise")
FORBIDDEN = re.compile(r"\b(?:not|never|forbidden|prohibited)\s(?:to\s)?(?:be\s)?([a-z'-]+)")
# "Use the treadmill in" a flat is an act there.
USES = re.compile(r"\buse\s(?:the|any|your|an?)\s([a-z-]+)\s(?:in|at|on)\b")
ACCOMPANIED = frozenset(
    {"with", "without", "while", "whilst", "unless", "if", "told", "asked", "ordered", "wearing", "carrying"}
)


def barred(words: str, place: str) -> Effect | None:
    """Return the ban of words that keep somebody from a place and ask or forbid nothing else."""
    for sentence in sentences(words):
        main = straight(sentence.main)
        if main.strip() and _keeps_away(main) and _only_there(main, place):
            return Effect(
                Does.BAN, sentence.main.strip()[:MOST_SHOWN], _from(sentence, place), sentence, sure=False
            )
    return None


def _keeps_away(main: str) -> bool:
    """Return whether a sentence forbids, or speaks of keeping away."""
    low = set(WORD.findall(main.lower()))
    return bool(NEGATED.search(main) or NEVER_FIRST.search(main) or low & words_of("classes", "barring"))


def _only_there(main: str, place: str) -> bool:
    """Return whether nothing but being there is left of a sentence."""
    left = WHILE_OPEN.sub(" ", TIMES.sub(" ", main))
    for part in segments(place):
        left = left.replace(part, " ")
    left = NOTHING_TO_DO.sub(" ", PLACE_NAME.sub(" ", left))
    words = set(WORD.findall(left.lower()))
    said = words - words_of("classes", "filler")
    other = said - words_of("classes", "being_there") - words_of("classes", "barring")
    plain = not other or _only_said_oddly(left.lower(), other)
    return left != main and bool(said) and not words & ACCOMPANIED and not OF_A_THING.match(main) and plain


def _only_said_oddly(left: str, other: set[str]) -> bool:
    """Return whether the words that no list has are none that forbid an act, a thing or a manner."""
    forbidden = {match[1] for match in (*FORBIDDEN.finditer(left), *USES.finditer(left))}
    return len(other) <= FEW and not forbidden & other and not any(map(_does, other))


def _does(word: str) -> bool:
    """Return whether a word may be something that somebody does, or does it with."""
    shaped = word.endswith(("ing", "ed"))
    return word in ACCOMPANIED or shaped or base(word) in verbs() or stem(word) in _doings()


@cache
def _doings() -> frozenset[str]:
    """Return the stems of all that people do and do it with, but for being somewhere and staying in; and of manners."""
    ideas = [*lists()["ideas"]["acts"].items(), *lists()["ideas"]["things"].items()]
    common = [lists()["ideas"]["common"][name] for name in THINGS]
    said = [words for name, words in ideas if name not in THERE] + common + [lists()["vague"]["phrases"]]
    return frozenset(stem(word) for words in said for word in words)


def _from(sentence: Sentence, place: str) -> str:
    """Return the place of a ban: the one of the field, or else what the words name."""
    return f" {place}" if named(place) else sentence.main
