"""Leaving names out of a paper: who reported becomes "Witness A", a respondent "Respondent 1", wherever they are named."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

WITHHELD = "[left out]"
# Shorter parts of a name are words of the language, or initials.
SHORTEST_PART = 3
# What stands in a name and names nobody.
NO_NAMES = frozenset({"the", "and", "for", "mrs", "miss", "mister", "doctor", "pcso", "sergeant", "group"})


@dataclass(frozen=True)
class LeftOut:
    """What is written in place of each name, each part of one, and each way to reach somebody."""

    instead: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """Return a text without what is left out."""
        if not self.instead:
            return text
        return self._pattern.sub(lambda found: self._instead_of(found[0]), text)

    def _instead_of(self, word: str) -> str:
        # A part of a name that is written small is a word of the language: "will", "may".
        is_word = word.islower() and word.casefold() in self.parts
        return word if is_word else self.instead[word.casefold()]

    @property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.instead, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def leave_out(
    reporters: Iterable[str] = (), respondents: Iterable[str] = (), contacts: Iterable[str] = ()
) -> LeftOut:
    """Return how these names are left out, whole and in part; of the ways to reach somebody nothing is said at all."""
    whole = {contact.strip().casefold(): WITHHELD for contact in contacts if contact.strip()}
    called = [(name, f"Witness {_letters(place)}") for place, name in enumerate(_once(reporters))]
    called += [(name, f"Respondent {place}") for place, name in enumerate(_once(respondents), 1)]
    whole |= {name.casefold(): words for name, words in reversed(called)}
    parts = {part: words for name, words in reversed(called) for part in _parts(name) if part not in whole}
    return LeftOut({**parts, **whole}, frozenset(parts))


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _parts(name: str) -> Iterator[str]:
    """Yield each part of a name by which somebody may be called."""
    for part in name.casefold().split():
        if len(part) >= SHORTEST_PART and part not in NO_NAMES:
            yield part


def _letters(place: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters
