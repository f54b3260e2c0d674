"""Whether two acts clash: the same one asked and forbidden, with the same person, or by a means that is forbidden."""

import re

from asbcases.enforcement.rules.conditions.acts import acts_of
from asbcases.enforcement.rules.conditions.effects import Does, effect_of
from asbcases.enforcement.rules.conditions.lists import chain, lists, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import LiveTerm
from asbcases.enforcement.rules.conditions.texts import Token, content, names_in, stem, straight, tokens
from asbcases.enforcement.rules.conditions.verbs import base, done, same, verbs

TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
# A verb that says nothing without the state after it: "keep the gate locked".
HOLDS = frozenset({"keep", "leave", "have", "hold"})
CLEAR_OF = re.compile(r"\b(?:clear|free|empty)\s(?:of|from)\s([^.;]{3,60})", re.IGNORECASE)
PERSON = re.compile(r"\s(?:(?:with|to|or|and|either|any of|by|both)\s)*((?:[A-Z][\w'-]*\.?\s?){1,3})")


def asks(words: str) -> bool:
    """Return whether the words ask for an act, rather than forbid one."""
    low = [token.low for token in tokens(straight(words))[:6]]
    return "not" not in low and "never" not in low


def acts_meet(one: str, other: str) -> bool:
    """Return whether two texts ask about one act; of what is kept in a state, bringing that state about."""
    return any(same(first, second) for first in _acts(one) for second in _acts(other))


# "Pull the shed down" is to pull down the shed.
PARTED = re.compile(
    r"\b(take|pull|knock|cut|fill|dig|tear|turn|switch|put)\s((?:the|your|it|them|any|all)(?:\s[a-z]+){0,2}?)\s(down|away|out|up|in|off|on)\b",
    re.IGNORECASE,
)


def joined(text: str) -> str:
    """Return a text with a verb and its particle side by side."""
    return PARTED.sub(r"\1 \3 \2", text)


def undone(one: str, other: str) -> bool:
    """Return whether one takes away what the other has stay: "take down the camera", "keep the camera recording"."""
    one, other = joined(one), joined(other)
    undoes, holds = phrases_of("conflicts", "undoes"), phrases_of("conflicts", "holds")
    return any(
        undoes.search(first) and holds.search(second) and not undoes.search(second)
        for first, second in ((one, other), (other, one))
    )


def does_alike(one: str, other: str) -> bool:
    """Return whether two texts do one thing to what they share: both use it, or both take it away."""
    undoes = phrases_of("conflicts", "undoes")
    verbs_of = [_done(text) - HOLDS for text in (one, other)]
    return bool(set.intersection(*verbs_of)) or bool(undoes.search(one) and undoes.search(other))


def _done(text: str) -> set[str]:
    """Return the verbs of a text; what an article stands before is a thing."""
    words = tokens(straight(text))
    return {
        base(token.low)
        for i, token in enumerate(words)
        if base(token.low) in verbs() and not (i and words[i - 1].low in words_of("acts", "objects"))
    }


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
    """Return whether one forbids to have or use what the other needs: a telephone, the internet, a car."""
    if asks(words) == term.must:
        return False
    forbids, asking = (term.words, words) if asks(words) else (words, term.words)
    return any(
        chain("conflicts", "without", thing, gap=3).search(straight(forbids)) is not None
        and not phrases_of("conflicts", "in_part").search(straight(forbids))
        and phrases_of("conflicts", f"{thing}_needed").search(straight(asking)) is not None
        for thing in ("telephone", "internet", "social_media", "vehicle", "drink_and_drugs")
    )


def of_other_kinds(one: str, other: str) -> bool:
    """Return whether two texts are about two kinds of a thing: the oak and the walnut, the front gate and the back gate."""
    first, second = ({stem(token.low) for token in tokens(straight(text))} for text in (one, other))
    if (first | second) & {stem(word) for word in words_of("conflicts", "of_any_kind")}:
        return False
    return any(
        first & kinds and second & kinds and not first & second & kinds
        for kinds in ({stem(word) for word in words} for words in lists()["conflicts"]["kinds"])
    )


def kept_clear(one: str, other: str) -> bool:
    """Return whether one keeps a place clear of what the other puts there: "keep the drive clear of skips"."""
    for first, second in ((one, other), (other, one)):
        clear = CLEAR_OF.search(first)
        puts = clear and asks(second) and phrases_of("conflicts", "puts").search(second)
        if (
            clear
            and puts
            and {stem(word) for word in content(clear[1])} & {stem(word) for word in content(second)}
        ):
            return True
    return False
