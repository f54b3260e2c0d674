"""Vague words: those by which no stranger could prove that a condition was broken."""

import re
from collections.abc import Iterator
from functools import cache

from asbcases.enforcement.rules.conditions.effects import Does
from asbcases.enforcement.rules.conditions.lists import lists, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.texts import folded, sentences, straight

# What a clause of the library leaves to be filled in.
GAP = re.compile(r"\[[a-z ]{1,20}\]")


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
        shown = text[at[match.start()] : at[match.end() - 1] + 1]
        inside = inside or shown.lower() in words_of("vague", "no_feeling")
        if not inside and " ".join(match.group().lower().split()) not in measured:
            found.append(shown)
    return found


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
    return known


def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return the text with doubled letters as one, and where each letter stood."""
    kept, at = [], []
    for i, letter in enumerate(text):
        if not (i and letter.isalpha() and letter.lower() == text[i - 1].lower()):
            kept.append(letter)
            at.append(i)
    return "".join(kept), at
