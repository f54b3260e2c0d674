"""Whether two acts clash: the same one asked and forbidden, with the same person, or by a means that is forbidden."""

import re

from asbcases.enforcement.rules.conditions.acts import acts_of
from asbcases.enforcement.rules.conditions.effects import Does, effect_of
from asbcases.enforcement.rules.conditions.lists import chain, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import LiveTerm
from asbcases.enforcement.rules.conditions.texts import Token, names_in, straight, tokens
from asbcases.enforcement.rules.conditions.verbs import base, done, same, verbs

TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
# A verb that says nothing without the state after it: "keep the gate locked".
HOLDS = frozenset({"keep", "leave", "have", "hold"})
PERSON = re.compile(r"\s(?:(?:with|to|or|and|either|any of|by|both)\s)*((?:[A-Z][\w'-]*\.?\s?){1,3})")


def asks(words: str) -> bool:
    """Return whether the words ask for an act, rather than forbid one."""
    low = [token.low for token in tokens(straight(words))[:6]]
    return "not" not in low and "never" not in low


def acts_meet(one: str, other: str) -> bool:
    """Return whether two texts ask about one act; of what is kept in a state, bringing that state about."""
    return any(same(first, second) for first in _acts(one) for second in _acts(other))


def undone(one: str, other: str) -> bool:
    """Return whether one takes away what the other has stay: "take down the camera", "keep the camera recording"."""
    undoes, holds = phrases_of("conflicts", "undoes"), phrases_of("conflicts", "holds")
    return any(
        undoes.search(first) and holds.search(second) and not undoes.search(second)
        for first, second in ((one, other), (other, one))
    )


def does_alike(one: str, other: str) -> bool:
    """Return whether two texts do one thing to what they share: both use it, or both take it away."""
    undoes = phrases_of("conflicts", "undoes")
    verbs_of = [
        {base(token.low) for token in tokens(straight(text))} & verbs() - HOLDS for text in (one, other)
    ]
    return bool(set.intersection(*verbs_of)) or bool(undoes.search(one) and undoes.search(other))


def _acts(text: str) -> list[Token]:
    words = tokens(straight(text))
    states = [
        word._replace(word=verb)
        for word in words
        if (verb := done(word)) and word.low in words_of("acts", "kept")
    ]
    return [found for act in acts_of(text) for found in (states if act.low in HOLDS and states else [act])]


def people_clash(words: str, term: LiveTerm) -> bool:
    """Return whether one forbids contact with somebody to whom the other has them go, speak or write."""
    if asks(words) == term.must:
        return False
    forbids, asking = (term.words, words) if asks(words) else (words, term.words)
    return effect_of(asking).does is not Does.BAN and not _met_by(forbids).isdisjoint(names_in(asking))


def _met_by(forbids: str) -> set[str]:
    """Return the names of those with whom a text forbids contact."""
    text, found = straight(forbids), set()
    for match in phrases_of("conflicts", "contacts").finditer(text):
        person = PERSON.match(text, match.end())
        found |= {token.low for token in tokens(person[1]) if token.word[0].isalpha()} if person else set()
    return found - TITLES


def means_clash(words: str, term: LiveTerm) -> bool:
    """Return whether one forbids to have or use what the other needs: a telephone, the internet."""
    if asks(words) == term.must:
        return False
    forbids, asking = (term.words, words) if asks(words) else (words, term.words)
    return any(
        chain("conflicts", "without", thing, gap=3).search(straight(forbids)) is not None
        and not phrases_of("conflicts", "in_part").search(straight(forbids))
        and phrases_of("conflicts", f"{thing}_needed").search(straight(asking)) is not None
        for thing in ("telephone", "internet")
    )
