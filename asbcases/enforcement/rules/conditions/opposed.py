"""Two terms on one thing: one asks for what the other forbids, or both ask for opposites."""

import re
from dataclasses import replace

from asbcases.enforcement.rules.conditions.clashes import (
    CLEAR_OF,
    TITLES,
    acts_meet,
    asked_by,
    asks,
    does_alike,
    given_up,
    joined,
    kept_clear,
    of_other_kinds,
    undone,
)
from asbcases.enforcement.rules.conditions.clauses import turned
from asbcases.enforcement.rules.conditions.days import MONTH
from asbcases.enforcement.rules.conditions.excluded import KEPT_IN, TAKEN_OUT
from asbcases.enforcement.rules.conditions.foreshadowing import share
from asbcases.enforcement.rules.conditions.hours import DAY_NAME
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition, LiveTerm
from asbcases.enforcement.rules.conditions.places import lies_in, read_places
from asbcases.enforcement.rules.conditions.presence import said
from asbcases.enforcement.rules.conditions.texts import names_in, sentences, stem, straight, tokens

WHEN = re.compile(
    r"\b(?:before|after|when|whenever|while|whilst|until|so that|because)\b.*", re.DOTALL | re.IGNORECASE
)


def acts_clash(condition: Condition, term: LiveTerm) -> bool:
    """Return whether one asks for what the other forbids, or both ask for opposites, at one place and time."""
    term = replace(term, words=turned(said(term)))
    condition = replace(condition, words=turned(condition.words))
    if not _one_place(condition, term):
        return False
    if CLEAR_OF.search(condition.words) or CLEAR_OF.search(term.words):
        return kept_clear(condition.words, term.words)
    core, other = _core(condition.words), _core(term.words)
    if of_other_kinds(core, other):
        return False
    forbids, asked = (other, core) if asks(condition.words) else (core, other)
    one_thing = share(core, other) >= lists()["ideas"]["enough"] or _named_alike(forbids, asked)
    opposed = _opposites(condition.words, term.words) or _kept_and_taken(condition.words, term.words)
    if asks(condition.words) == asked_by(term):
        gives = given_up(condition.words, term.words) or given_up(term.words, condition.words)
        return (
            (term.must and gives)
            or (opposed and share(condition.words, term.words) > 0)
            or (term.must and one_thing and undone(core, other))
        )
    alike = (
        acts_meet(core, other)
        or does_alike(core, other)
        or phrases_of("conflicts", "any_act").search(forbids)
    )
    return not opposed and one_thing and bool(alike)


def _core(words: str) -> str:
    """Return what is asked without when and what for."""
    return " ".join(WHEN.sub("", sentence.main) for sentence in sentences(straight(words)))


def _kept_and_taken(one: str, other: str) -> bool:
    """Return whether one keeps a dog in at all times that the other has walked."""
    return any(
        KEPT_IN.search(first) and TAKEN_OUT.search(second) for first, second in ((one, other), (other, one))
    )


def _one_place(condition: Condition, term: LiveTerm) -> bool:
    """Return whether two terms speak of one place; one that names none speaks of all."""
    if not (condition.place and term.place):
        names, others = _names_of(condition.words), _names_of(term.words)
        if asks(condition.words) == asked_by(term):
            return not names or not others or bool(names & others)
        # What is forbidden of one person or place is not forbidden of all.
        forbids, asked = (others, names) if asks(condition.words) else (names, others)
        return not forbids or bool(forbids & asked)
    if asks(condition.words) != asked_by(term) and _in_the_street(condition, term):
        return False
    return _lies(condition.place, term.place) or _lies(term.place, condition.place)


def _named_alike(forbids: str, asked: str) -> bool:
    """Return whether all that is forbidden by name is asked, of the same thing: "your dog" in Castle Park."""
    names = _names_of(forbids)
    return bool(names) and names <= _names_of(asked) and share(forbids, asked) > 0


def _in_the_street(condition: Condition, term: LiveTerm) -> bool:
    """Return whether what is asked is for a house and what is forbidden for the street before it."""
    asked, forbids = (condition.place, term.place) if asks(condition.words) else (term.place, condition.place)
    street = any(
        place.first.split(" ")[-1] in words_of("places", "streets") for place in read_places(forbids)
    )
    home = [place for place in read_places(asked) if place.first[0].isdigit()]
    return street and bool(home) and not any(place.first[0].isdigit() for place in read_places(forbids))


def _names_of(words: str) -> set[str]:
    """Return the names in a text, of places and people, and of no day."""
    return {name for name in names_in(words) - TITLES if not re.fullmatch(rf"{DAY_NAME}|{MONTH}", name)}


def _opposites(one: str, other: str) -> bool:
    """Return whether one says "locked" and the other "unlocked"."""
    first, second = _states(one), _states(other)
    colours = [words & words_of("conflicts", "colours") for words in (first, second)]
    if any(f"un{stem(a)}" == stem(b) or f"un{stem(b)}" == stem(a) for a in first for b in second):
        return True
    return (all(colours) and colours[0].isdisjoint(colours[1])) or any(
        (a in first and b in second and b not in first) or (b in first and a in second and a not in first)
        for a, b in lists()["conflicts"]["opposites"]
        if not (a in first and a in second) and not (b in first and b in second)
    )


def _states(text: str) -> set[str]:
    """Return the words of a text; "in" and "off" only where they are a state, and not before a place or a thing."""
    words = [token.low for token in tokens(straight(joined(text)))]
    ways, moved = words_of("conflicts", "ways"), words_of("conflicts", "moved")
    return {
        word
        for i, word in enumerate(words)
        if word not in ways
        or (i and words[i - 1] in moved)
        or (word == "out" and words[i + 1 : i + 2] == ["of"])
        or not words[i + 1 :]
        or words[i + 1] in words_of("conflicts", "after_state")
    }


def _lies(place: str, outer: str) -> bool:
    return any(lies_in(place, one) for one in read_places(outer))
