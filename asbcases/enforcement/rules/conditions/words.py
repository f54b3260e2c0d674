"""Vague words: those by which no stranger could prove that a condition was broken."""

import re
from collections.abc import Iterator
from functools import cache

from asbcases.enforcement.rules.conditions.effects import Does
from asbcases.enforcement.rules.conditions.hours import CLOCK
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.texts import CARVED, folded, sentences, straight

# What a clause of the library leaves to be filled in.
GAP = re.compile(r"\[[a-z ]{1,20}\]")

NEAR, LATER, SHORT = 60, 80, 3
# The text that is searched has doubled letters as one.
MEASURES = (
    (
        "times_of",
        re.compile(
            r"\b(?:once|twice|\w+ times|every|each) (?:a|in|per|week|day|month|hour|\d)", re.IGNORECASE
        ),
    ),
    (
        "hours_for",
        re.compile(
            rf"\b{CLOCK}|\b(?:\d+|two|thre|five|ten|fiften|thirty) (?:minutes?|hours?)\b", re.IGNORECASE
        ),
    ),
    (
        "numbers_of",
        re.compile(
            r"\b(?:more than|at most|fewer than|over|up to|at least|of|below|above)\s(?:\d+|two|thre|four|five|six|ten|twelve)\b|\b(?:\d+|two|thre|four|five|six) or more\b",
            re.IGNORECASE,
        ),
    ),
    (
        "lengths_of",
        re.compile(
            r"\b(?:\d+|one|two|thre|five|ten)\s?(?:m|cm|metres?|meters?|centimetres?|yards?|fet|foot|inches|km|miles?)\b",
            re.IGNORECASE,
        ),
    ),
)
# "Turn the volume down to 3".
TO_A_NUMBER = re.compile(r"\s(?:to|below|under)\s(?:no more than\s|at most\s|level\s|number\s)?\d")
# "Remove the broken, dirty sofa": what is to be removed is told by how it is.
TOLD_APART = re.compile(
    r"\b(?:remove|clear|take|cut|mend|repair|replace|dispose of|move|trim|fell|collect|clean|get rid of|carry|tow|demolish|dismantle|prune|paint|wash|sell|rehome|scrap|empty|sweep|dig|cover|secure)\s(?:up\s|out\s|down\s|away\s|back\s)?(?:all\s)?(?:of\s)?(?:the|your|that|those|this|these)\s(?:[\w'-]+,?\s(?:and\s)?){0,3}$",
    re.IGNORECASE,
)


PURPOSE = re.compile(r",\sto\s$", re.IGNORECASE)
DOES_SO = re.compile(r"\b(?:stop|cease|from|avoid)\s(?:threatening|insulting)$", re.IGNORECASE)
BY_DOING = re.compile(r"[^.;]{0,60}?\bby\s(?:not\s)?[a-z]+ing\b", re.IGNORECASE)
ASKED = frozenset(
    {"when asked", "when told", "if asked", "if told", "when required", "if required", "when requested"}
)
BY_AN_OFFICER = re.compile(
    r"\s(?:to\s(?:do\sso\s|leave\s|stop\s|go\s)?)?by\s(?:an?|any|the)\s(?:police\s|council\s)?(?:officer|constable|warden|magistrate|court|doctor|judge|solicitor|PCSO)\b",
    re.IGNORECASE,
)
SO_THAT = re.compile(r"\bwhatever\sis\sreasonable\s(?:so\sthat|to\s[a-z]+)", re.IGNORECASE)
AIM = re.compile(r"\w\s[^.;]{10,200}\sto\skeep\s(?:the\s|your\s|them\s?|it\s?)?(?:[a-z]+\s)?$", re.IGNORECASE)
OF_THE_DEAD = re.compile(r"\s(?:Mrs?|Ms|Miss|Dr)?\s?(?-i:[A-Z])")
BY_WHOM = re.compile(
    r"\s(?:in\swriting\s)?by\s(?:the\s[a-z]+\s|his\s|her\s|your\s)?(?-i:[A-Z])|\sin\swriting\b"
)
OF_A_THING = re.compile(
    r"\s(?:the|any|its|that)\s(?!neighbours?|residents?|peace|people|other|person|sleep|family|occup|tenants?|quiet|staff|public|customers?)[a-z]+",
    re.IGNORECASE,
)
TO_DO = re.compile(r"\s(?:to|for)\s[a-z]", re.IGNORECASE)
WHOM = re.compile(r"\s(?:the|your)\s[a-z]|\s[A-Z]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of vague words and of what is allowed, both with doubled letters as one."""
    vague = lists()["vague"]
    return whole_words(map(folded, vague["phrases"])), whole_words(map(folded, vague["allowed"]))


def vague_words(condition: Condition) -> Iterator[Finding]:
    """Find the words that leave to opinion what is asked."""
    found = GAP.findall(condition.words)
    found += [word for sentence in sentences(condition.words) for word in _vague_in(sentence.text)]
    if effect_on(condition).does is Does.BAN:
        # There it says where and always, and not what.
        found = [word for word in found if word.lower() not in words_of("vague", "of_bans")]
    if found:
        shown = ", ".join(dict.fromkeys(found))
        yield Finding(
            "vague",
            shown,
            f"Nobody could prove a breach of “{shown}”. Say what can be seen, heard, counted or measured, "
            "name people and places, and give hours by the clock.",
        )


def _vague_in(text: str) -> list[str]:
    """Return the vague words of a sentence as they were written."""
    plain, at = _collapsed(straight(text))
    vague, allowed = _patterns()
    covered = [(match.start(), match.end()) for match in allowed.finditer(plain)]
    measured = _measured(plain)
    found, i = [], 0
    for match in vague.finditer(plain):
        while i < len(covered) and covered[i][1] <= match.start():
            i += 1
        inside = i < len(covered) and covered[i][0] <= match.start()
        shown = _whole(text, at[match.start()], at[match.end() - 1] + 1)
        inside = inside or _another_word(shown) or _says_which(text, shown, at[match.start()])
        if not inside and " ".join(match.group().lower().split()) not in measured:
            found.append(shown)
    return found


def _whole(text: str, start: int, end: int) -> str:
    """Return the words found with the second of two letters at their end: "fell" is not "fel"."""
    while end < len(text) and text[end].isalpha() and text[end].lower() == text[end - 1].lower():
        end += 1
    return text[start:end]


def _another_word(shown: str) -> bool:
    """Return whether a short word only looks like a vague one with its doubled letters as one: "fell", "son"."""
    return len(folded(shown)) <= SHORT and shown.lower() not in words_of("vague", "phrases")


def _says_which(text: str, shown: str, start: int) -> bool:
    """Return whether a word is part of a name, tells which thing is meant, or is explained after it."""
    before, after = text[max(0, start - NEAR) : start], text[start + len(shown) :]
    named = shown[0].isupper() and bool(re.search(r"[\w,'\"]\s$", before))
    # "Associate with Ty Marlow" says with whom.
    who = (
        shown.lower() in ("associate with", "associating with", "associate") and after.lstrip()[:1].isupper()
    )
    which = shown.lower() in words_of("vague", "tells_which") and TOLD_APART.search(before)
    defined = phrases_of("vague", "defines").search(after[:LATER]) or _explained(text, shown, start)
    # ", to make amends" is what it is for, and "stop threatening the warden" is an act, and says to whom.
    told = PURPOSE.search(before) or (DOES_SO.search(before + shown) and WHOM.match(after))
    return bool(named or who or which or defined or told or TO_A_NUMBER.match(after))


def _explained(text: str, shown: str, start: int) -> bool:
    """Return whether it is said by what act, by whose written word, of which thing, or in whose words it is meant."""
    before, after = text[:start], text[start + len(shown) :]
    act = shown.lower() in words_of("vague", "told_by_acts") and BY_DOING.match(after)
    ordered = shown.lower().startswith("as ") and BY_WHOM.match(after)
    thing = shown.lower() in ("disturb", "disturbing") and OF_A_THING.match(after)
    needed = shown.lower() in ("necessary", "needed") and TO_DO.match(after) and CARVED.search(before)
    quoted = before.count('"') % 2 == 1
    asked = shown.lower() in ASKED and BY_AN_OFFICER.match(after)
    # "Must not frequent Victoria Wharf" is a verb; "whatever is reasonable" to a result is the Act's own form.
    goes = shown.lower() == "frequent" and re.search(r"\b(?:not|never|to)\s$", before)
    result = shown.lower() in ("whatever is", "reasonable") and SO_THAT.search(text)
    aim = shown.lower() == "quiet" and AIM.search(before)
    dead = shown.lower() == "late" and OF_THE_DEAD.match(after)
    return any((act, ordered, thing, needed, quoted, asked, goes, result, aim, dead))


def _measured(plain: str) -> set[str]:
    """Return the words that this sentence gives a measure for."""
    low = set(re.findall(r"[\w-]+", plain.lower()))
    known: set[str] = set()
    for words, by in (("measurable", "measured_by"), ("speeds", "speed_by"), ("areas", "area_by")):
        if any(
            folded(word) in low or (" " in word and folded(word) in plain.lower())
            for word in words_of("vague", by)
        ):
            known |= {folded(word) for word in words_of("vague", words)}
    for words, number in MEASURES:
        if number.search(plain):
            known |= {folded(word) for word in words_of("vague", words)}
    return known


def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return the text with doubled letters as one, and where each letter stood."""
    kept, at = [], []
    for i, letter in enumerate(text):
        if not (i and letter.isalpha() and letter.lower() == text[i - 1].lower()):
            kept.append(letter)
            at.append(i)
    return "".join(kept), at
