"""Letters and numbers that are written otherwise and read alike: of other alphabets, as digits, and numbers in words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product

from asbcases.cases.rules.spelling import folded, words

# Small letters of Cyrillic, Greek and others by the Latin one for which they are read, in capitals too.
_SAME = {
    "a": "\u0430\u03b1\u0251", "b": "\u0432\u03b2", "c": "\u0441\u03f2", "d": "\u0501", "e": "\u0435\u03b5\u0454",
    "g": "\u0261", "h": "\u043d\u03b7\u04bb", "i": "\u0456\u03b9", "j": "\u0458\u03f3", "k": "\u043a\u03ba",
    "l": "\u04cf", "m": "\u043c\u03bc", "n": "\u03bd", "o": "\u043e\u03bf\u0585", "p": "\u0440\u03c1", "q": "\u051b",
    "s": "\u0455", "t": "\u0442\u03c4", "u": "\u057d", "v": "\u0475", "w": "\u051d", "x": "\u0445\u03c7",
    "y": "\u0443\u03c5\u04af", "z": "\u03b6",
}  # fmt: skip
# Small letters that look like another one than their capitals do.
_SMALL = {
    "n": "\u03b7\u043f", "v": "\u03bd", "u": "\u03c5\u0438", "w": "\u03c9\u0448", "y": "\u03b3", "r": "\u0433\u044f",
    "o": "\u03c3",
}  # fmt: skip
_LATIN = {
    ord(written): latin
    for small, others in _SAME.items()
    for other in others
    for written, latin in ((other, small), (other.upper(), small.upper()))
}
_AS_SEEN = {ord(other): latin for latin, others in _SMALL.items() for other in others}
_LETTERS_FOR_DIGITS = [str.maketrans("01345789", f"o{one}eastbg") for one in "li"]
_DIGITS_FOR_LETTERS = str.maketrans("oOlIi", "00111")
_MIXED = re.compile("(?=.*[0-9])(?=.*[a-z].*[a-z])")
_ALMOST_A_NUMBER = re.compile(r"\b[0-9OoIli]*[0-9][0-9OoIli]*\b")

_ONES = words("nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
_ONES += words("fifteen sixteen seventeen eighteen nineteen")
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
# Each number to 99 as one word.
COUNTED = [*_ONES, *(ten + (_ONES[one] if one else "") for ten in _TENS for one in range(10))]
_NUMBER_OF = {word: str(number) for number, word in enumerate(COUNTED)} | {"zero": "0"}
_IN_WORDS = re.compile(
    rf"\b(?:(?P<ten>{'|'.join(_TENS)})[\s-]*(?P<one>{'|'.join(_ONES[1:10])})|(?P<whole>{'|'.join(_NUMBER_OF)}))\b"
)
_COUNTABLE = re.compile("([0-9]{1,2})([a-z]?)")
# A digit, or its word, once or several times: "oh double seven".
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_DIGIT_WORDS = {**{word: str(digit) for digit, word in enumerate(_ONES[:10])}, "zero": "0", "oh": "0"}
DIGITS = re.compile(
    rf"(?:\b(?P<times>{'|'.join(_TIMES)})[\s-]+)?(?:(?P<digit>[0-9])|\b(?P<word>{'|'.join(_DIGIT_WORDS)})\b)",
    re.IGNORECASE,
)
# Before a number in words these are words of the language: "no two nights".
_NOT_BEFORE_WORDS = frozenset({"no", "nr", "num"})


def latin(text: str) -> str:
    """Return a text of the same length in which what is read as a Latin letter or a digit is one."""
    return "".join(map(_one_letter, text)).translate(_LATIN)


def _one_letter(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def readings(raw: str, key: str) -> set[str]:
    """Return how else a word may be read than as its key: by the look of its small letters, or with digits for letters."""
    found = {"".join(words(latin(raw.translate(_AS_SEEN))))} if raw.translate(_AS_SEEN) != raw else set()
    if _MIXED.match(key):
        found |= {key.translate(table) for table in _LETTERS_FOR_DIGITS}
    if _ALMOST_A_NUMBER.fullmatch(key):
        found.add(key.translate(_DIGITS_FOR_LETTERS))
    return found - {key, ""}


def with_digits(text: str) -> str:
    """Return a text in which a letter that stands in a number for a digit is one: "O77OO"."""
    return _ALMOST_A_NUMBER.sub(lambda found: found[0].translate(_DIGITS_FOR_LETTERS), text)


def digits_of(found: re.Match[str]) -> str:
    """Return the digits that a match of `DIGITS` tells."""
    digit = found["digit"] or _DIGIT_WORDS[found["word"].lower()]
    return digit * _TIMES.get((found["times"] or "").lower(), 1)


def in_digits(address: str) -> str:
    """Return an address in plain small letters with its numbers in digits: "flat twelve" as "flat 12"."""
    return _IN_WORDS.sub(_number, folded(address))


def _number(found: re.Match[str]) -> str:
    return _NUMBER_OF[found["whole"] or found["ten"] + found["one"]]


def written_out(pattern: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of an address as they are, and with each number to 99 in words."""
    if pattern[0] in _NOT_BEFORE_WORDS:
        yield list(pattern)
        return
    for chosen in product(*map(_ways, pattern)):
        yield [word for one in chosen for word in one]


def _ways(word: str) -> list[list[str]]:
    found = _COUNTABLE.fullmatch(word)
    if found is None:
        return [[word]]
    number, letter = COUNTED[int(found[1])], found[2]
    return [[word], [number, letter], [number + letter]] if letter else [[word], [number]]
