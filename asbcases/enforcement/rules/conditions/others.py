"""What other people do, decide and feel, for which nobody can answer."""

import re

from asbcases.enforcement.rules.conditions.lists import chain, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_own, is_shared, only_steps
from asbcases.enforcement.rules.conditions.subjects import BE_DONE
from asbcases.enforcement.rules.conditions.texts import straight

NAMED = re.compile(r"\b(?:in|on|at|along|down) ((?:[A-Z][\w'-]+) (?:[A-Z][\w'-]+))")
NAME = r"(?:(?:Mrs?|Ms|Miss|Dr)\s)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?"
FULL_NAME = r"(?:(?:Mrs?|Ms|Miss|Dr)\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|[A-Z][a-z]+\s[A-Z][a-z]+)"
MADE = re.compile(
    rf"\b(?:make|force|persuade)\s{NAME}\s(?!of\b)[a-z]|\bget\s{NAME}\sto\s([a-z]+)"
    rf"|\b(?:ensure|make sure|see to it|guarantee|see)(?:\sthat)?\s{FULL_NAME}\s(?!has\b|is\b|can\b|gets\b|receives\b|knows\b)[a-z]+s\b"
)
TELL = re.compile(r"\b(?:tell|order)\b", re.IGNORECASE)
ASIDE = re.compile(r"\b(?:what|which)\s$")
# Somebody after a preposition, or after what another does, is not the one who is to be governed.
DONE_TO = re.compile(
    r"\b(?:by|to|in|into|from|for|with|at|near|on|onto|between|around|behind|towards|against|past|over|when|while|where|so\sthat|if|before|after)\s(?:the\s|all\s|any\s|other\s)*(?:[a-z]+\s)?$"
    r"|\b(?:does|do|is|are|can|must)\s?not\s[a-z]+\s(?:at\s)?$"
)
# What one may book: "have the council collect the fridge".
SERVED = re.compile(
    r"(?<!landlord)(?<!court)(?<!police)\s(?:to\s)?(?:collect|take\saway|inspect|service|chip|microchip|visit|empty|treat|read|assess|test|pick\sup|come\sand|bait|deliver)\b",
    re.IGNORECASE,
)
# Whoever comes of their own will is not governed.
WILLING = re.compile(
    r"\bif\s(?:he|she|they|your\s[a-z]+|both)\s(?:agrees?|wish(?:es)?|wants?|is\swilling|are\swilling|likes?|can|will|consents?)\b",
    re.IGNORECASE,
)
COMPLAINS = re.compile(
    r"\b(?:receives?|gets?|hears?|has|have)\sno\s(?:further\s|more\s|other\s)?(?:complaints?|reports?|calls?)\b",
    re.IGNORECASE,
)
NEAR = 40
LET_OFF = re.compile(r"\s(?:off|go of|out)\b")
WHY = "they cannot govern what other people do. Ask for what they do themselves."


def others(condition: Condition) -> Found:
    """Look for answering for people whom nobody can govern."""
    text = straight(condition.words)
    if only_steps(condition):
        aim = _aimed_at(text)
        return (aim, WHY) if aim else None
    if WILLING.search(text):
        return None
    shown = (
        _given(text)
        or _spoken_of(text)
        or _told_of(text)
        or _decided(text)
        or _made(text)
        or _governed(condition, text)
    )
    return (shown, WHY) if shown else None


def _aimed_at(text: str) -> str | None:
    """Return what steps are to bring about, where it is for an office to decide or for whoever complains."""
    match = found_in("no_complaint", text) or COMPLAINS.search(text)
    return match.group() if match else _decided(text)


def _given(text: str) -> str | None:
    """Return a consent that all would have to give, or a thing that is in the hands of all."""
    match = found_in("consents", text) or chain("impossible", "copies", "spread_to", gap=6).search(text)
    return match.group() if match else None


def _spoken_of(text: str) -> str | None:
    """Return a complaint, a report or a feeling of others that is not to come about."""
    match = chain("impossible", "forbidden", "told_on", gap=3).search(text) or found_in("no_complaint", text)
    return match.group() if match else None


def _told_of(text: str) -> str | None:
    """Return somebody else to whom the words speak: "No one may park", "All residents must"."""
    match = chain("impossible", "nobody", "modals", gap=2).match(text.lstrip(" \"'"))
    kin = chain("impossible", "whose", "kin", "elements_bidden", gap=2).match(text.lstrip(" \"'"))
    if kin and not BE_DONE.match(text.lstrip(" \"'"), kin.end()):
        return kin.group()
    speaks_of_own = phrases_of("impossible", "own").search(text) or found_in("yourself", text)
    return match.group() if match and not speaks_of_own else None


def _decided(text: str) -> str | None:
    """Return what a court, a council or a company is to be made to do."""
    match = chain("impossible", "brings_about", "deciders", gap=2).search(text)
    if (
        match is None
        or _forbidden(text, match)
        or SERVED.match(text, match.end())
        or found_in("is_told", text[match.end() : match.end() + NEAR])
    ):
        return None
    return match.group()


def _made(text: str) -> str | None:
    """Return a person who is to be made to do something: "make Amy Lee take it back"."""
    match = MADE.search(text)
    if match is None or _forbidden(text, match) or match[1] in words_of("acts", "takes"):
        return None
    return match.group()


def _governed(condition: Condition, text: str) -> str | None:
    lets, governs = found_in("lets", text), found_in("governs", text)
    # "Let off a firework" lets nobody do anything.
    lets = None if lets and LET_OFF.match(text, lets.end()) else lets
    own = (
        is_own(condition, text)
        and not found_in("passing", text)
        and not chain("impossible", "never_own").search(text)
    )
    if own or not (lets or governs):
        return None
    if governs and _forbidden(text, governs):
        governs = None
    for begin in filter(None, (lets, governs)):
        anybody = found_in("anybody", text, begin.end()) or chain(
            "impossible", "whose", "relations", gap=1
        ).search(text, begin.end())
        if anybody and TELL.fullmatch(begin.group()) and not text.startswith(" to ", anybody.end()):
            continue
        beyond = found_in("whatever", text) or found_in("strangers", text, begin.end()) or _public_place(text)
        if anybody and (
            _follows(begin, anybody) and not _aside(text, begin, anybody) if begin is governs else beyond
        ):
            return anybody.group()
    return None


def _forbidden(text: str, match: re.Match[str]) -> bool:
    """Return whether it is forbidden rather than asked: "not persuade"."""
    return text[: match.start()].rstrip().lower().endswith(("not", "never"))


def _public_place(text: str) -> bool:
    """Return whether the words name a street or a park, where anybody may be."""
    return any(is_shared(name) for name in NAMED.findall(text))


def _aside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether somebody only stands in a clause, or is done to: "what your neighbours describe", "heard by people"."""
    between = text[one.end() : other.start()]
    return bool(ASIDE.search(between) or DONE_TO.search(between))


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether one stands close before the other."""
    return 0 <= other.start() - one.end() <= NEAR
