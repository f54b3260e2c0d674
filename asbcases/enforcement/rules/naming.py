"""What a paper to a respondent would tell of those who reported: names, homes, numbers, and words of their reports.

Texts are compared as words in plain small letters, so that case, accents, punctuation and spacing hide nothing. What the
respondent is called and where the respondent lives is no finding, nor are the names of those who issue the paper.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from asbcases.cases.rules.keys import email_key, phone_key, search_words
from asbcases.cases.rules.spelling import visible, words
from asbcases.enforcement.rules.homes import patterns_of
from asbcases.enforcement.rules.lookalikes import latin
from asbcases.enforcement.rules.nicknames import familiar, names_in
from asbcases.enforcement.rules.ordinary import (
    NEVER_ALONE,
    ORDINARY,
    PARTICLES,
    STREETS,
    TITLES,
)
from asbcases.enforcement.rules.passages import Span, Text, merged, spelled_out

# As many words in a row that stand in a report too are taken from it.
VERBATIM = 6
# Between the parts of a name: "Jade Marie Taylor", "Taylor, Mrs Jade".
BETWEEN = 2
SHORTEST_CONTACT, SHORTEST_NUMBER = 4, 6


class Finding(NamedTuple):
    """What would be told, in the words of the paper, and what it is; hidden from who may not see the reporter's record."""

    kind: str
    passage: str
    where: str = ""
    hidden: bool = False

    @property
    def words(self) -> str:
        """Return it as a sentence names it; what is hidden by its place in the text alone."""
        if self.hidden:
            return f"something in “{self.where}”, of somebody whose record you may not see"
        return f"“{self.passage}” ({self.kind})"


@dataclass(frozen=True)
class Known:
    """What is known of those who reported: as given, in any order and spelling."""

    names: Sequence[str] = ()
    # Businesses, groups and communities: only their whole name names them.
    bodies: Sequence[str] = ()
    addresses: Sequence[str] = ()
    contacts: Sequence[str] = ()
    reports: Sequence[str] = ()


@dataclass(frozen=True)
class Own:
    """What may stand in the paper: the names and homes of the respondent, and who issues it."""

    names: Sequence[str] = ()
    addresses: Sequence[str] = ()


Said = TypeVar("Said", Known, Own)


def told(texts: Iterable[str], known: Known, own: Own) -> list[Finding]:
    """Return what a paper would tell of those who reported, each passage once, in the order of the paper."""
    guard = Guard(known, own)
    found: dict[tuple[str, str], Finding] = {}
    for finding in (one for text in texts for one in guard.found_in(text)):
        found.setdefault((finding.kind, plain(finding.passage)), finding)
    return list(found.values())


def told_of_all(texts: Iterable[tuple[str, str]], everybody: Known, seen: Known, own: Own) -> list[Finding]:
    """Return what a paper would tell of anybody who reported; what whoever makes it may not see is said by its place alone."""
    guard, theirs = Guard(everybody, own), Guard(seen, own)
    found: dict[tuple[str, str, bool], Finding] = {}
    for where, text in texts:
        open_to_them = [one._replace(where=where) for one in theirs.found_in(text)]
        hidden = [
            one._replace(where=where, hidden=True)
            for one in guard.found_in(text)
            if not covered(one, open_to_them)
        ]
        for one in (*open_to_them, *hidden):
            place = where if one.hidden else ""
            found.setdefault((one.kind, f"{plain(one.passage)} {place}", one.hidden), one)
    return list(found.values())


def covered(finding: Finding, allowed: Iterable[Finding]) -> bool:
    """Return whether a passage was allowed, as such or within a longer one."""
    inside = f" {plain(finding.passage)} "
    return any(one.kind == finding.kind and inside in f" {plain(one.passage)} " for one in allowed)


def plain(passage: str) -> str:
    """Return a passage in plain small words."""
    return " ".join(words(passage))


def in_latin(said: Said) -> Said:
    """Return what is known in the letters for which it is read, as the texts are that it is looked for in."""
    return replace(said, **{one.name: tuple(map(latin, getattr(said, one.name))) for one in fields(said)})


class Guard:
    """Looks for what is known of the reporters in one text after the other."""

    def __init__(self, known: Known, own: Own) -> None:
        self.known, self.own = in_latin(known), in_latin(own)

    def found_in(self, raw: str) -> Iterator[Finding]:
        """Yield what one text would tell."""
        text = Text(raw)
        for kind, spans in (
            ("name", merged(self._names(text))),
            ("address", merged(self._addresses(text))),
            ("words", merged(self._verbatim(text))),
        ):
            yield from (Finding(kind, text.passage(span)) for span in spans)
        yield from (Finding("contact", passage) for passage in self._contacts(text))

    # --- Names --------------------------------------------------------------------------------
    @cached_property
    def _people(self) -> list[list[str]]:
        each = (one for record in self.known.names for one in names_in(record))
        wanted = dict.fromkeys(map(search_words, each))
        own = {"", *map(search_words, self.own.names)}
        return [name.split() for name in wanted if name not in own]

    @cached_property
    def _own_words(self) -> frozenset[str]:
        return frozenset(word for name in self.own.names for word in words(name))

    def _names(self, text: Text) -> Iterator[Span]:
        for body in self.known.bodies:
            yield from text.places_of(spelled_out(body))
        for named in self._people:
            called = {word: familiar(word) - self._own_words for word in named[:-1] or named}
            wanted = {*named, *_run_together(named), *(short for one in called.values() for short in one)}
            places = {word: sorted(_places(text, word)) for word in wanted}
            yield from (place for word in _run_together(named) for place in places[word])
            yield from _together(named, places)
            for word, shorter in called.items():
                for short in shorter:
                    yield from _together([short if one == word else one for one in named], places)
                    yield from (
                        place for place in places[short] if _names_somebody(text, short, place, named)
                    )
            for word in set(named) - self._own_words - PARTICLES:
                yield from (place for place in places[word] if _names_somebody(text, word, place, named))

    # --- Where they live ----------------------------------------------------------------------
    @cached_property
    def _homes(self) -> list[list[str]]:
        mine = {tuple(pattern) for address in self.own.addresses for pattern in patterns_of(address)}
        wanted = {
            tuple(pattern): None for address in self.known.addresses for pattern in patterns_of(address)
        }
        return [list(pattern) for pattern in wanted if pattern not in mine]

    def _addresses(self, text: Text) -> Iterator[Span]:
        for pattern in self._homes:
            yield from text.places_of(pattern)

    # --- Telephone, e-mail and other ways -------------------------------------------------------
    def _contacts(self, text: Text) -> Iterator[str]:
        for contact in self.known.contacts:
            email, number = email_key(contact), _number(contact)
            if email:
                yield from text.mails(email)
            if number:
                yield from text.numbers(number)
            if not email and not number and len("".join(words(contact))) >= SHORTEST_CONTACT:
                yield from map(text.passage, text.places_of(spelled_out(contact)))

    # --- Words of their reports -----------------------------------------------------------------
    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        mine = {run for said in (*self.own.names, *self.own.addresses) for run in _runs(_keys(said))}
        return frozenset(run for report in self.known.reports for run in _runs(_keys(report))) - mine

    def _verbatim(self, text: Text) -> Iterator[Span]:
        for at, run in enumerate(_runs(text.keys)):
            if run in self._runs:
                yield at, at + VERBATIM


def _keys(text: str) -> list[str]:
    return Text(text).keys


def _runs(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[at : at + VERBATIM]) for at in range(len(keys) - VERBATIM + 1))


def _places(text: Text, word: str) -> Iterator[Span]:
    """Yield where a part of a name stands, of one or of several people ("the Taylors'"); "O Brien" is one part."""
    yield from text.spaced(word)
    yield from text.in_pieces(word)
    for wanted in (word, f"{word}s"):
        for at in text.at.get(wanted, ()):
            if text.reads(at, wanted):
                yield at, at + 1
            elif text.torn(at, PARTICLES):
                yield at, at + 2


def _run_together(named: Sequence[str]) -> list[str]:
    """Return a name written as one word, either way round."""
    return ["".join(named), "".join([*named[1:], named[0]])] if len(named) > 1 else []


def _together(named: Sequence[str], places: dict[str, list[Span]]) -> Iterator[Span]:
    """Yield where all parts of a name stand near one another, in any order."""
    if len(named) < 2 or not all(places[word] for word in named):
        return
    for start, _ in places[named[0]]:
        near = [_nearest(places[word], start) for word in named]
        first, last = min(span[0] for span in near), max(span[1] for span in near)
        if last - first <= sum(end - begin for begin, end in near) + BETWEEN:
            yield first, last


def _nearest(places: Sequence[Span], start: int) -> Span:
    at = bisect_left(places, (start, 0))
    return min(places[max(0, at - 1) : at + 1], key=lambda span: abs(span[0] - start))


def _names_somebody(text: Text, word: str, place: Span, named: Sequence[str]) -> bool:
    """Return whether a single part of a name names somebody where it stands, and is no word of the language there."""
    at, end = place
    if len(word) == 1:
        return False
    before = text.keys[at - 1] if at else ""
    after = text.keys[end] if end < len(text.keys) else ""
    if before in TITLES or _is_initial(text, at - 1, named, word) or _is_initial(text, end, named, word):
        return True
    if after in STREETS and text.words[end].capital:
        return False
    if word in NEVER_ALONE and len(named) > 1:
        return False
    return text.words[at].capital or (word not in ORDINARY and len(word) > 2)


def _is_initial(text: Text, at: int, named: Sequence[str], word: str) -> bool:
    """Return whether a word is the first letter of another part of the name."""
    if not 0 <= at < len(text.keys):
        return False
    return len(text.keys[at]) == 1 and any(one[0] == text.keys[at] for one in named if one != word)


def _number(contact: str) -> str:
    """Return a telephone number as its last digits, without what is dialled before it from abroad or at home."""
    digits = re.sub("[^0-9]", "", phone_key(contact).removeprefix("+44") or visible(contact))
    return digits if len(digits) >= SHORTEST_NUMBER else ""
