"""A condition's text taken apart: straight quotes, sentences, tokens, and what is carved out."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from asbcases.enforcement.rules.conditions.lists import lists, words_of

# One character for one, so that what is found can be shown as it was written.
STRAIGHT = str.maketrans(
    dict(zip("\u2019\u2018\u201c\u201d\u2013\u2014\u2011\u00a0\0", "''\"\"---  ", strict=True))
)
STOP = re.compile(r"[.!?]+[\"')\]]?\s+|\n\s*")
SHORTENED = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "nos",
        "eg",
        "e.g",
        "i.e",
        "etc",
        "approx",
        "p",
        "rd",
        "insp",
        "sgt",
    }
)
CARVED = re.compile(
    r"\b(?:unless|except(?:ing)?|save|other than|apart from|excluding|with the exception of|but you may|but not)\b",
    re.IGNORECASE,
)
# Whole sentences that leave room rather than bind.
LEAVES_ROOM = re.compile(
    r"^\W*(?:you (?:may|can|are allowed|are free)\b(?!'t| not| only| never| no longer)|this (?:does|will) not\b|this condition does not|nothing in this"
    r"|it is not a breach|it will not be a breach|the exception)|\b(?:is|are) not (?:a breach|breaches|affected)|does not apply"
    r"|will not be a breach|do(?:es)? not (?:stop|prevent) you|is allowed|are allowed|is permitted|are permitted",
    re.IGNORECASE,
)
TOKEN = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]m)?|[^\W_]+(?:['\-][^\W_]+)*|[^\w\s]|_")


class Token(NamedTuple):
    """One word or mark, and where it stands."""

    word: str
    start: int
    end: int
    # Of an act that a modal or a sentence of its own begins: what it is about.
    about: frozenset[str] = frozenset()

    @property
    def low(self) -> str:
        """Return the word in lower case."""
        return self.word.lower()


@dataclass(frozen=True)
class Sentence:
    """One sentence: where it begins, what binds in it, and what it carves out."""

    text: str
    start: int
    main: str
    carved: str


def straight(text: str) -> str:
    """Return the text with one kind of quote, dash and space, character for character."""
    return text.translate(STRAIGHT)


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a text, in order."""
    return [Token(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]


@lru_cache(maxsize=32)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text."""
    found, begin = [], 0
    for match in STOP.finditer(text):
        if _ends(text, match):
            found.append(_sentence(text[begin : match.end()], begin))
            begin = match.end()
    found.append(_sentence(text[begin:], begin))
    return tuple(sentence for sentence in found if sentence.text.strip())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Return whether a full stop ends a sentence: not after "Mr", nor before a small letter."""
    following = text[match.end() : match.end() + 1]
    before = re.search(r"[\w.]{1,12}$", text[max(0, match.start() - 12) : match.start()])
    shortened = before is not None and before.group().lower() in SHORTENED
    return "\n" in match.group() or not (shortened or following.islower())


def _sentence(text: str, start: int) -> Sentence:
    if LEAVES_ROOM.search(text):
        return Sentence(text, start, "", text)
    match = CARVED.search(text)
    at = match.start() if match else len(text)
    return Sentence(text, start, text[:at], text[at:])


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word with doubled letters as one, so that common slips of spelling fall together."""
    return re.sub(r"(.)\1+", r"\1", word.lower())


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the plain beginning of a word: "parked", "parking" and "parks" are one."""
    bare = word.lower().removesuffix("'s").removesuffix("'")
    low = folded(lists()["stems"]["irregular"].get(bare, bare))
    for ending in lists()["stems"]["endings"]:
        if low.endswith(ending) and len(low) - len(ending) >= (4 if ending == "ers" else 3):
            return low.removesuffix(ending)
    return low


def content(text: str) -> list[str]:
    """Return the words of a text that mean something, in lower case; names and numbers stay out."""
    kept, first = [], True
    for token in tokens(text):
        name = token.word[:1].isupper() and not first
        first = token.word in ".!?:"
        if token.word[:1].isalpha() and not name and token.low not in words_of("stems", "stop"):
            kept.append(token.low)
    return kept


def names_in(text: str) -> set[str]:
    """Return the names of a text: words with a capital that begin no sentence."""
    words = tokens(straight(text))
    return {
        token.low
        for i, token in enumerate(words)
        if i and token.word[0].isupper() and words[i - 1].word not in ".!?:"
    }
