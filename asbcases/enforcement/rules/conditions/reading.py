"""What only goes on with an act: with "it", through others, as its end; and words beside a verb that no list has."""

from dataclasses import dataclass, field
from typing import NamedTuple

from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.texts import Token
from asbcases.enforcement.rules.conditions.verbs import (
    JOINS,
    LETS,
    MARKS,
    PARTICLES,
    SKIPPED,
    done,
    same,
    verbs,
)

PRONOUNS = frozenset({"it", "them", "him", "her", "there"})
# With a time or a place after them these begin no clause: "after 11pm", "to Mrs Lee".
TIMED = frozenset({"after", "before", "until", "than", "as"})
BEING = frozenset({"be", "go", "stay", "remain"})
PROOFS = frozenset(
    {"receipt", "receipts", "proof", "evidence", "photograph", "photographs", "certificate", "invoice"}
)
ENDINGS = frozenset({"it", "this", "that", "by", "before", "no", "the", "within", "all"})


@dataclass
class Reading:
    """How far a sentence was read, and the acts that were found in it."""

    acts: list[Token] = field(default_factory=list)
    began: bool = False
    under: bool = False
    singular: bool = False
    passive: bool = False
    forbids: bool = False
    leads: bool = False
    gerunds: list[Token] = field(default_factory=list)
    let: list[Token] = field(default_factory=list)
    last: int = -1


class Join(NamedTuple):
    """What stands between two acts: where it ends, whether a comma or a word joins them, whether it says "must" again."""

    end: int
    comma: bool
    joins: bool
    asked: bool
    choice: bool = False
    aside: bool = False


def continues(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether a verb only goes on with what was done: "cut the hedge and keep it below two metres"."""
    after = words[i + 1].low if i + 1 < len(words) else ""
    if words[i].low in words_of("acts", "causes") and after in words_of("acts", "others") and reading.acts:
        return words[i - 1].low in ("or", "nor") and _does_it_too(words, i, reading)
    if reading.acts and reading.acts[-1].low in words_of("acts", "prepares"):
        return any(token.low in ("it", "them") for token in words[i + 1 : i + 7])
    if not reading.acts:
        return False
    if (
        _closes_it(words, i, after)
        or (words[i].low in BEING and after == "there")
        or (after in PRONOUNS - {"there"} and words[i - 1].low in ("not", "never"))
    ):
        return True
    if words[i].low in words_of("acts", "holds"):
        return after in PRONOUNS and _held_so(words, i, reading)
    of_it = [token.low for token in words[i + 1 : i + 3] if token.low not in PARTICLES][:1]
    return words[i].low in words_of("acts", "continues") and of_it in (["it"], ["them"])


def _held_so(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether a thing is only kept as it was made: "and leave it off", "and keep it below two metres"."""
    state = words[i + 2].low if i + 2 < len(words) else "."
    switched = state == "on" and reading.acts[-1].low in ("turn", "switch")
    made = state.endswith("ed") and same(
        words[i + 2]._replace(word=done(words[i + 2]) or state), reading.acts[-1]
    )
    return switched or made or state in words_of("acts", "kept") | words_of("acts", "held")


def _closes_it(words: list[Token], i: int, after: str) -> bool:
    """Return whether a verb only says that the work is to be over, or what it leaves: "and finish it", "and clear up"."""
    proves = words[i].low in ("show", "send", "give", "bring", "produce") and not PROOFS.isdisjoint(
        token.low for token in words[i + 1 : i + 5]
    )
    over = words[i].low in ("finish", "complete", "end", "stop") and after in ENDINGS
    placed = [token.low for token in words[i : i + 3]] == ["be", "in", "place"]
    done_with = placed or (words[i].low == "be" and after in ("done", "finished", "over", "ready", "through"))
    tidied = words[i].low in ("clear", "tidy", "make") and after in ("up", "good")
    left = words[i].low == "leave" and bool(
        {token.low for token in words[i + 2 : i + 6]} & words_of("acts", "left_so")
    )
    return proves or over or done_with or tidied or left


def _does_it_too(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether others are only to do the same: "or ask anybody else to go there"."""
    following = words[i + 2 : i + 9]
    again = {"it", "them", "so", "there", "likewise"}
    return any(token.low in again or any(same(token, one) for one in reading.acts) for token in following)


def beside_a_verb(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether a word that no list has stands beside a verb without an object: "spit or skateboard in"."""
    between = {token.low for token in words[reading.last + 1 : i]}
    alone = reading.last >= 0 and words[reading.last].low in words_of("acts", "alone")
    plain = (
        words[i].word.isalpha() and words[i].word.islower() and not words[i].low.endswith(("ing", "ly", "s"))
    )
    after = words[i + 1].low if i + 1 < len(words) else "."
    known = words[i].low in words_of("acts", "no_verbs") | PARTICLES
    return (
        alone
        and plain
        and not known
        and between <= JOINS | MARKS | SKIPPED
        and after in PARTICLES | {".", ","}
    )


def let_again(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether a verb only goes on with what others are let do: "let your dog bark or howl", "park, or let others park"."""
    if words[i].low in LETS:
        return any(same(token, one) for token in words[i + 1 : i + 7] for one in reading.acts)
    return any(same(words[i], token) for token in reading.let)


def lets_more(words: list[Token], i: int, reading: Reading) -> bool:
    """Return whether others are let do one thing more: "let your dog foul the path, bark or run loose"."""
    lets = bool(reading.acts) and reading.acts[0].low in LETS and len(reading.let) > 0
    return lets and words[i].low in verbs() and not any(same(words[i], token) for token in reading.let)


def names_a_time(words: list[Token], i: int) -> bool:
    """Return whether a word only names a time, an amount or a person: "after 11pm", "than 20 mph", "to Mrs Lee"."""
    following = words[i + 1] if i + 1 < len(words) else None
    if following is None or words[i].low not in TIMED | {"to"}:
        return False
    named = (
        following.word[0].isdigit()
        or following.word[0].isupper()
        or following.low in words_of("acts", "times")
    )
    thing = words[i].low == "as" and following.low in ("a", "an")
    object_of = following.low in words_of("acts", "takes") or following.low not in verbs()
    return named or thing or (words[i].low == "to" and object_of)
