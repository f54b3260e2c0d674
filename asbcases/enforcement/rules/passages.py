"""A text as words with their places in it, so that what is found can be shown exactly as it stands there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from asbcases.cases.rules.spelling import words

Span = tuple[int, int]

# Letters and digits; within a word also accents, apostrophes, and the characters that nobody sees.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_WITHIN}]|['`\u00b4\u02bc\u2018\u2019\u2032](?=[^\W_]))*")
_SHORT = {
    "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive", "ln": "lane", "ct": "court",
    "crt": "court", "cres": "crescent", "gdns": "gardens", "gdn": "gardens", "pl": "place", "sq": "square",
    "terr": "terrace", "ter": "terrace", "st": "street", "saint": "street", "apt": "flat", "apartment": "flat",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word in plain small letters, where it stands, and whether it is written with a capital."""

    key: str
    start: int
    end: int
    capital: bool


class Text:
    """A text and its words."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.words = list(_words(raw))

    @cached_property
    def keys(self) -> list[str]:
        """Return the words in plain small letters."""
        return [word.key for word in self.words]

    @cached_property
    def spelled_out(self) -> list[str]:
        """Return the words with those of addresses written in one way: Rd and Road, St and Saint, Apt and Flat."""
        return [_SHORT.get(key, key) for key in self.keys]

    def passage(self, span: Span) -> str:
        """Return what stands from the first to the last of some words, on one line."""
        first, last = span
        return " ".join(self.raw[self.words[first].start : self.words[last - 1].end].split())

    def places_of(self, wanted: Sequence[str]) -> Iterator[Span]:
        """Yield where words stand in this order, each whole or in two pieces: "14b" is also "14 b"."""
        for at in range(len(self.keys)):
            end = self._matched(at, wanted)
            if end:
                yield at, end

    def _matched(self, at: int, wanted: Sequence[str]) -> int:
        for word in wanted:
            if at < len(self.keys) and self.spelled_out[at] == word:
                at += 1
            elif at + 1 < len(self.keys) and self.keys[at] + self.keys[at + 1] == word:
                at += 2
            else:
                return 0
        return at


def _words(raw: str) -> Iterator[Word]:
    for found in _WORD.finditer(raw):
        if key := "".join(words(found[0])):
            yield Word(key, found.start(), found.end(), found[0][0].isupper())


def spelled_out(text: str) -> list[str]:
    """Return the words of an address, written in one way."""
    return [_SHORT.get(word, word) for word in words(text)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap or touch as one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole
