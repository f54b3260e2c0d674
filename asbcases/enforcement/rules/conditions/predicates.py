"""A sentence taken apart: of whom it speaks, whether it forbids, which verb, and what follows the verb."""

import re
from functools import lru_cache
from typing import NamedTuple

from asbcases.enforcement.rules.conditions.days import MONTH
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME
from asbcases.enforcement.rules.conditions.inverted import upright
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.texts import Token, sentences, stem, straight, tokens

# When a thing is to be done, put before or in the middle of what is to be done.
A_TIME = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{MONTH}(?:,?\s\d{{4}})?|{DAY_NAME}|{CLOCK}|weekdays?|weekends?|days?|nights?|mornings?|afternoons?"
    r"|evenings?|weeks?|months?|hours?|times?|(?:date|making|service|start)\sof\s(?:this|the|your)\s(?:order|notice|warning))\b"
)
WHICH = r"(?:(?:any|all|no|the|same|that|very|single|first|last|other|second|school|working)\s)*"
PREPOSITION = r"(?:from|by|on|at|in|before|after|until|till|to|and|or|of|between|starting|beginning|each|every|during|as)"
ADVERBIAL = rf"(?:{PREPOSITION}\s)?{WHICH}{A_TIME}"
LEAD = re.compile(rf"^\W*(?:{ADVERBIAL}(?:,\s|\s))+", re.IGNORECASE)
WHILE = re.compile(
    r"^\W*(?:while|whilst|when|whenever|if|once|as\ssoon\sas|though|although|even\s(?:if|though)|despite|as|since|because)\s[^,.;]{3,80},\s",
    re.IGNORECASE,
)
MODAL = re.compile(
    r"^([^;]{0,110}?)\b(?:must|shall|may(?=\s(?:not|never)\b)|(?:is|are|has|have)(?:\s(?:required|ordered|(?:hereby\s)?(?:forbidden|prohibited|barred)))?(?:\s(?:not|never))?\sto|will(?=\s(?:not|never)\b)|(?<=^you\s)will|(?<=^I\s)will|(?<=^the\sdefendant\s)will|(?<=^the\srespondent\s)will)\b\s?",
    re.IGNORECASE,
)
NOTS = frozenset({"not", "never", "cannot", "nowhere", "forbidden", "prohibited", "barred"})
NO_SUBJECT = re.compile(r"^\W*(?:no|nobody|no-one|none|neither)\b", re.IGNORECASE)
NOT_FIRST = re.compile(r"^\W*(?:do\snot|don't|never|not(?:\sto)?|no)\s", re.IGNORECASE)
NEVER_FIRST = re.compile(
    r"\b(?:at\sno\s(?:time|hour|point)|on\sno\s(?:account|day|night)|in\sno\scircumstances)\b", re.IGNORECASE
)
PUT_IN = re.compile(rf"^(?:,?\s?{ADVERBIAL}(?=[\s,]))+,?\s|^,[^,.;]{{1,60}},\s", re.IGNORECASE)


class Predicate(NamedTuple):
    """What one sentence says of somebody: the subject is empty where the words speak to the person alone."""

    subject: str
    forbids: bool
    verb: str
    rest: str
    words: str
    # "Be" stands before the verb: it is done to somebody, or a state.
    be: bool = False

    @property
    def stem(self) -> str:
        """Return the plain beginning of the verb."""
        return stem(self.verb)


def without_lead(text: str) -> str:
    """Return a sentence without when it is to be done where that stands first: "By 1 May 2027 sweep" is "sweep"."""
    return LEAD.sub("", WHILE.sub("", text), count=1)


@lru_cache(maxsize=32)
def predicates(text: str) -> tuple[Predicate, ...]:
    """Return what each binding sentence of a text says."""
    return tuple(
        _predicate(sentence.main) for sentence in sentences(upright(straight(text))) if sentence.main.strip()
    )


def _predicate(main: str) -> Predicate:
    never = bool(NEVER_FIRST.search(main))
    bare = without_lead(main)
    modal = MODAL.match(bare)
    if modal is None:
        forbids = NOT_FIRST.match(bare)
        return _said("", never or bool(forbids), bare[forbids.end() :] if forbids else bare, main)
    subject = modal[1].strip(" ,")
    negated = NOTS.isdisjoint(re.findall(r"\w+", modal.group()[len(modal[1]) :].lower())) is False
    return _said(subject, never or negated or bool(NO_SUBJECT.match(subject)), bare[modal.end() :], main)


def _said(subject: str, forbids: bool, after: str, main: str) -> Predicate:
    """Return the verb that stands first after the modal, past "not", "always" and what only says when."""
    words = _skipped(tokens(after))
    if words and words[0].low in NOTS:
        forbids, words = True, _skipped(words[1:])
    rest = after[words[0].start :] if words else ""
    put_in = PUT_IN.match(rest)
    rest = rest[put_in.end() :] if put_in else rest
    words = _skipped(tokens(rest))
    be = bool(words) and words[0].low == "be"
    words = _skipped(words[1:]) if be else words
    verb = words[0].low if words else ""
    return Predicate(subject, forbids, verb, rest[words[0].end :].strip() if words else "", main.strip(), be)


def _skipped(words: list[Token]) -> list[Token]:
    skip = words_of("classes", "adverbs")
    first = next((i for i, token in enumerate(words) if token.low not in skip), len(words))
    return words[first:]
