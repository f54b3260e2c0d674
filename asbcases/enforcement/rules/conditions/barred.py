"""A ban in words that no list has: of the sentence nothing is left but being there, once place and time are taken out."""

import re

from asbcases.enforcement.rules.conditions.days import MONTH
from asbcases.enforcement.rules.conditions.effects import Does, Effect
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.places import named, segments
from asbcases.enforcement.rules.conditions.predicates import NEVER_FIRST
from asbcases.enforcement.rules.conditions.texts import Sentence, sentences, straight

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
    said = set(WORD.findall(left.lower())) - words_of("classes", "filler")
    there, barring = words_of("classes", "being_there"), words_of("classes", "barring")
    return left != main and bool(said) and said <= there | barring


def _from(sentence: Sentence, place: str) -> str:
    """Return the place of a ban: the one of the field, or else what the words name."""
    return f" {place}" if named(place) else sentence.main
