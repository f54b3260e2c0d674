"""Several acts in one condition: two verbs after "must" or "must not" that could each be broken alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from asbcases.enforcement.rules.conditions.lists import lists, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.texts import Sentence, Token, sentences, straight, tokens

MODALS = frozenset({"must", "shall"})
LETTERED = re.compile(r"(?<!\w)\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)(?=\s)")
JOINS = frozenset({"and", "or", "nor", "then", "also", "but", "plus"})
MARKS = frozenset({",", ";", "/", "-", "&", ":", "•"})
SKIPPED = words_of("acts", "skipped")
TRIES = frozenset({"try", "attempt", "seek"})
# After these a verb belongs to somebody or something else.
UNDER = words_of("acts", "under")
# After these nothing more is asked: examples.
EXAMPLES = words_of("acts", "examples")
SINGULAR = frozenset({"is", "was", "has", "does"})
# What a verb may have behind it before its object.
PARTICLES = words_of("acts", "particles")
LEADS = frozenset({"stop", "from", "avoid", "prevent"})
LETS = frozenset({"let", "allow", "permit", "cause"})


@dataclass
class Reading:
    """How far a sentence was read, and the acts that were found in it."""

    acts: list[Token] = field(default_factory=list)
    began: bool = False
    under: bool = False
    singular: bool = False
    leads: bool = False
    gerunds: list[Token] = field(default_factory=list)
    let: list[Token] = field(default_factory=list)
    last: int = -1


def several_acts(condition: Condition) -> Iterator[Finding]:
    """Find more than one act."""
    acts: dict[str, Token] = {}
    for act in acts_of(condition.words):
        if not any(_same(act, other) for other in acts.values()):
            acts[_base(act.low)] = act
    if len(acts) > 1:
        shown = ", ".join(token.word for token in list(acts.values())[:8])
        yield Finding(
            "several_acts",
            shown,
            f"Several acts stand in one row ({shown}), and each could be broken alone. Give each act a row of its own.",
        )


def same_act(one: str, other: str) -> bool:
    """Return whether two texts ask about one act."""
    return any(_same(first, second) for first in acts_of(one) for second in acts_of(other))


def acts_of(text: str) -> list[Token]:
    """Return the acts of a text."""
    told = any(token.low in MODALS for token in tokens(straight(text)))
    return [act for sentence in sentences(text) if sentence.main.strip() for act in _acts(sentence, told)]


@cache
def _names() -> dict[str, frozenset[int]]:
    """Return for each verb the acts it is a name of."""
    found: dict[str, set[int]] = {}
    for number, same in enumerate(lists()["acts"]["same"]):
        for verb in same:
            found.setdefault(verb, set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in found.items()}


def _same(one: Token, other: Token) -> bool:
    """Return whether two verbs are one act."""
    first, second = _base(one.low), _base(other.low)
    return first == second or bool(_names().get(first, frozenset()) & _names().get(second, frozenset()))


@cache
def _verbs() -> frozenset[str]:
    return words_of("acts", "verbs") | words_of("acts", "either") | words_of("acts", "mostly")


def _base(word: str) -> str:
    """Return the verb of a word in -ing, or the word."""
    if word.endswith("ing") and word not in _verbs():
        bare = word[:-3]
        for candidate in (bare, f"{bare}e", bare[:-1]):
            if candidate in _verbs():
                return candidate
    return word


def _acts(sentence: Sentence, told: bool) -> list[Token]:
    """Return the acts of one sentence."""
    words = tokens(LETTERED.sub(lambda mark: ";".ljust(len(mark.group())), straight(sentence.text)))
    reading = Reading()
    i = 0 if told else _order(words, reading)
    while i < len(words):
        low = words[i].low
        if low in MODALS and not _of_another(words, i):
            i = _begin(words, i + 1, reading)
        elif reading.began and (low in JOINS or low in MARKS):
            i = _joined(words, i, reading)
        else:
            _pass(words, i, reading)
            if low in EXAMPLES and _closes(words, i):
                break
            i += 1
    return reading.acts + _led(reading) + _errands(words, reading) + _both_ways(words)


def _order(words: list[Token], reading: Reading) -> int:
    """Read a sentence that begins with its verb: "Do not beg", "Keep your dog in", "No parties"."""
    first = [token.low for token in words[:2]]
    if first[:1] == ["no"]:
        reading.acts += [words[i + 1] for i, token in enumerate(words[:-1]) if token.low == "no"]
        return len(words)
    if first == ["do", "not"] or first[:1] == ["don't"]:
        return _begin(words, len(first) if first[0] == "do" else 1, reading)
    return _begin(words, 0, reading) if first and first[0] in _verbs() else 0


def _of_another(words: list[Token], i: int) -> bool:
    """Return whether the modal is not the person's: "he must wear it", "it must be done"."""
    return i > 0 and words[i - 1].low in ("it", "he", "she", "they", "dog", "this", "which", "that", "work")


def _closes(words: list[Token], i: int) -> bool:
    """Return whether examples follow to the end; "by" only before an -ing word."""
    following = words[i + 1].low if i + 1 < len(words) else ""
    return words[i].low != "by" or following.endswith("ing")


def _begin(words: list[Token], i: int, reading: Reading) -> int:
    """Read the verb after "must" or "must not"."""
    i = _skip(words, i)
    if i < len(words):
        reading.acts.append(words[i])
        reading.began, reading.under, reading.singular = True, False, False
        reading.leads, reading.last = words[i].low in LEADS, i
    return i + 1


def _skip(words: list[Token], i: int) -> int:
    """Return where the verb stands: past "not", "also", "try to"."""
    while i < len(words) - 1 and (
        words[i].low in SKIPPED
        or words[i].low in MARKS
        or (words[i].low in TRIES and words[i + 1].low in ("to", "and"))
    ):
        i += 1
    return i


def _pass(words: list[Token], i: int, reading: Reading) -> None:
    """Notice what a word does to the verbs after it."""
    low = words[i].low
    if low in UNDER:
        reading.under, reading.singular = True, False
    elif reading.under and (low in SINGULAR):
        reading.singular = True
    if low in LEADS:
        reading.leads = True
    elif reading.acts and reading.acts[-1].low in LETS and low in _verbs():
        reading.let.append(words[i])
    elif reading.leads and low.endswith("ing") and _base(low) in _verbs() and not reading.gerunds:
        reading.gerunds.append(words[i])


def _joined(words: list[Token], i: int, reading: Reading) -> int:
    """Read what follows a comma or "and": a verb there is another act."""
    begin, comma, join, asked = i, False, False, False
    while i < len(words) and (words[i].low in JOINS or words[i].low in MARKS or words[i].low in SKIPPED):
        comma, join = comma or words[i].low in MARKS, join or words[i].low in JOINS
        asked = asked or words[i].low in ("must", "may", "shall")
        i += 1
    i = _skip(words, i)
    if i >= len(words):
        return max(i, begin + 1)
    free = not reading.under or asked or (comma and join) or (join and reading.singular)
    if free and not asked and reading.last >= 0 and _shares(words, reading.last, i):
        reading.last = i
    elif free and _is_act(words, i, asked) and not _let_again(words, i, reading):
        reading.acts.append(words[i])
        reading.under, reading.last = False, i
    elif _lets_more(words, i, reading):
        reading.acts.append(words[i])
    elif reading.gerunds and words[i].low.endswith("ing") and _base(words[i].low) in _verbs():
        reading.gerunds.append(words[i])
    elif join and words[i].low in words_of("acts", "states") and not reading.under:
        reading.acts.append(words[i])
    return i if words[i].low not in MODALS and i > begin else begin + 1


def _let_again(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether a verb only goes on with what others are let do: "let your dog bark or howl", "park, or let others park"."""
    if words[i].low in LETS:
        return any(_same(token, act) for token in words[i + 1 : i + 7] for act in reading.acts)
    return any(_same(words[i], token) for token in reading.let)


def _both_ways(words: list[Token]) -> list[Token]:
    """Return the second "must" where one sentence both asks and forbids."""
    modals = [i for i, token in enumerate(words[:-1]) if token.low in MODALS and not _of_another(words, i)]
    ways = {words[i + 1].low in ("not", "never") for i in modals}
    return [words[modals[-1]]] if len(ways) > 1 else []


def _shares(words: list[Token], last: int, i: int) -> bool:
    """Return whether a verb shares its object with the one before it: "trim and tie back the roses"."""
    alone = words_of("acts", "alone") | LETS
    if words[i].low not in _verbs() or not alone.isdisjoint((words[last].low, words[i].low)):
        return False
    between = {token.low for token in words[last + 1 : i]}
    if not between <= PARTICLES | JOINS | MARKS | SKIPPED:
        return False
    following = words[i + 1].low if i + 1 < len(words) else "."
    if following in PARTICLES:
        after = words[i + 2].low if i + 2 < len(words) else "."
        return bool(between & PARTICLES) or after in words_of("acts", "takes")
    return following not in (".", "!", "?", "yourself", "it", "them", "him", "her")


def _lets_more(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether others are let do one thing more: "let your dog foul the path, bark or run loose"."""
    lets = bool(reading.acts) and reading.acts[0].low in LETS and len(reading.let) > 0
    return lets and words[i].low in _verbs() and not any(_same(words[i], token) for token in reading.let)


def _errands(words: list[Token], reading: Reading) -> list[Token]:
    """Return the second thing to be found or got: "find a job and a home" are two."""
    if not reading.acts or reading.acts[0].low not in words_of("acts", "errands"):
        return []
    things = [token for token in words if token.low in words_of("acts", "errand_things")]
    joined = any(token.low == "and" for token in words)
    return things[1:2] if joined else []


def _led(reading: Reading) -> list[Token]:
    """Return the acts after "stop", where there are several: "stop shouting, banging doors and playing music"."""
    if not any(not _same(reading.gerunds[0], other) for other in reading.gerunds[1:]):
        return []
    return reading.gerunds[1:]


def _is_act(words: list[Token], i: int, asked: bool) -> bool:
    """Return whether a word is a verb here, and no noun of a list."""
    low = words[i].low
    following = words[i + 1] if i + 1 < len(words) else None
    before = words[i - 1].low if i else ""
    if (following is not None and following.low == "been") or low not in _verbs():
        return False
    if asked or (low in words_of("acts", "verbs") and low not in words_of("acts", "either")):
        return before not in words_of("acts", "nouns_before")
    if following is None:
        return False
    takes = following.low in words_of("acts", "takes") or following.word[:1].isupper()
    if low in words_of("acts", "either"):
        return takes
    return following.low not in JOINS | MARKS and following.word not in "." and _noun_before(words, i)


def _noun_before(words: list[Token], i: int) -> bool:
    """Return whether no noun stands before the list that the word would belong to: "food or drink"."""
    return not (i > 1 and words[i - 2].low in words_of("acts", "nouns_before"))
