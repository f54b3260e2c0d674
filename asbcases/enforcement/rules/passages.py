"""A text as words with their places in it, so that what is found can be shown exactly as it stands there."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from asbcases.cases.rules.spelling import visible, words
from asbcases.enforcement.rules.lookalikes import DIGITS, digits_of, latin, readings, with_digits

Span = tuple[int, int]

# Letters and digits; within a word also accents, apostrophes, and the characters that nobody sees.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_WITHIN}]|['`\u00b4\u02bc\u2018\u2019\u2032](?=[^\W_]))*")
_SHORT = {
    "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive", "ln": "lane", "ct": "court",
    "crt": "court", "cres": "crescent", "gdns": "gardens", "gdn": "gardens", "pl": "place", "sq": "square",
    "terr": "terrace", "ter": "terrace", "st": "street", "saint": "street", "apt": "flat", "apartment": "flat",
}  # fmt: skip

_BETWEEN_DIGITS = re.compile(r"[\s(),.\u2010-\u2015/-]{0,3}")
# So many letters in a row, each alone, are a word that was spaced out.
SHORTEST_SPACED = 3
# So many pieces, none longer, are a word that was taken apart.
FEWEST_PIECES, LONGEST_PIECE = 3, 3
# Before the last digits of a number, the longest first.
DIALLED_BEFORE = ("00440", "0044", "440", "44", "0")


@dataclass(frozen=True)
class Word:
    """A word in plain small letters, where it stands, whether it is written with a capital, and how else it may be read."""

    key: str
    start: int
    end: int
    capital: bool
    also: frozenset[str]


class Text:
    """A text and its words."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.plain = latin(raw)
        self.words = list(_words(raw, self.plain))

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

    @cached_property
    def at(self) -> Mapping[str, list[int]]:
        """Return where each word begins, written out or not, and each two that may be one: "14 b" for "14b"."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, (key, spelled) in enumerate(zip(self.keys, self.spelled_out, strict=True)):
            for word in {key, spelled, *self.words[place].also}:
                places[word].append(place)
        for place, (one, two) in enumerate(pairwise(self.keys)):
            places[one + two].append(place)
        return places

    def reads(self, at: int, word: str) -> bool:
        """Return whether a word may be read at a place, whatever the letters that it is written with."""
        return at < len(self.keys) and (
            word in (self.spelled_out[at], self.keys[at]) or word in self.words[at].also
        )

    def places_of(self, wanted: Sequence[str]) -> Iterator[Span]:
        """Yield where words stand in this order, each whole or in pieces."""
        for place in self._begins(wanted[0]) if wanted else ():
            if end := self._matched(place, wanted):
                yield place, end

    def _begins(self, word: str) -> list[int]:
        """Return where a word may begin: whole, in two pieces, or in many short ones."""
        short = (self.at.get(word[:letters], ()) for letters in range(1, min(LONGEST_PIECE + 1, len(word))))
        return sorted({*self.at.get(word, ()), *chain.from_iterable(short)})

    def _matched(self, at: int, wanted: Sequence[str]) -> int:
        for word in wanted:
            if self.reads(at, word):
                at += 1
            elif end := self._pieced(at, word):
                at = end
            else:
                return 0
        return at

    def _pieced(self, at: int, word: str) -> int:
        """Return where a word ends that stands in pieces from a place on, or nothing."""
        joined = ""
        for end in range(at, len(self.keys)):
            joined += self.keys[end]
            if joined == word:
                return end + 1
            if not word.startswith(joined):
                return 0
        return 0

    def torn(self, at: int, particles: Container[str]) -> bool:
        """Say whether two words are one that was torn: "O Brien", "Tay-lor"; "good man" with a blank is no Goodman."""
        between = self.raw[self.words[at].end : self.words[at + 1].start]
        # A line ends between two words; any other blank than one that is typed there was put in on purpose.
        strange = between.isspace() and between != " " and "\n" not in between
        return self.keys[at] in particles or strange or (len(between) == 1 and not between.isspace())

    def in_pieces(self, word: str) -> Iterator[Span]:
        """Yield where a word stands in three short pieces or more: "Ta yl or"."""
        for place in self._begins(word):
            end = self._pieced(place, word)
            if end - place >= FEWEST_PIECES and max(map(len, self.keys[place:end])) <= LONGEST_PIECE:
                yield place, end

    def spaced(self, word: str) -> Iterator[Span]:
        """Yield where a word stands letter by letter: "T a y l o r"."""
        if len(word) < SHORTEST_SPACED:
            return
        for letters in self._letters:
            at = "".join(letters.values()).find(word)
            if at >= 0:
                first = [*letters][at]
                yield first, first + len(word)

    @cached_property
    def _letters(self) -> list[dict[int, str]]:
        """Return each row of single letters, by their places."""
        rows: list[dict[int, str]] = [{}]
        for place, key in enumerate(self.keys):
            if len(key) == 1 and key.isalpha():
                rows[-1][place] = key
            elif rows[-1]:
                rows.append({})
        return [row for row in rows if len(row) >= SHORTEST_SPACED]

    @cached_property
    def seen(self) -> str:
        """Return the text without the characters that nobody sees, in the letters for which it is read."""
        return with_digits(visible(self.plain))

    def mails(self, email: str) -> Iterator[str]:
        """Yield where an address of mail stands, with its signs written out or in brackets too: "jade (at) example dot org"."""
        within = "[\\s()<>{}\\[\\]]*"
        signs = {"@": f"{within}(?:@|\\bat\\b){within}", ".": f"{within}(?:\\.|\\bdot\\b){within}"}
        pattern = "".join(signs.get(sign, re.escape(sign)) for sign in email)
        yield from (found[0] for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", self.seen, re.IGNORECASE))

    @cached_property
    def digits(self) -> tuple[str, list[Span]]:
        """Return the digits of a text and the place of each; a blank where two are too far apart for one number."""
        found, places, last = [], list[Span](), 0
        for digit in DIGITS.finditer(self.seen):
            if not _BETWEEN_DIGITS.fullmatch(self.seen[last : digit.start()]):
                found.append(" ")
                places.append((last, last))
            told = digits_of(digit)
            found.append(told)
            places += [digit.span()] * len(told)
            last = digit.end()
        return "".join(found), places

    def numbers(self, number: str) -> Iterator[str]:
        """Yield each way in which a number stands in a text, with what is dialled before it."""
        digits, places = self.digits
        at = digits.find(number)
        while at >= 0:
            before = next((one for one in DIALLED_BEFORE if digits[:at].endswith(one)), "")
            first, last = places[at - len(before)][0], places[at + len(number) - 1][1]
            plus = self.seen[first - 1 : first] == "+"
            yield " ".join(self.seen[first - plus : last].split())
            at = digits.find(number, at + 1)


def _words(raw: str, plain: str) -> Iterator[Word]:
    for found in _WORD.finditer(plain):
        if key := "".join(words(found[0])):
            also = readings(raw[found.start() : found.end()], key)
            yield Word(key, found.start(), found.end(), found[0][0].isupper(), frozenset(also))


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
