"""Acts that stand beside the first without a verb of their own to join them."""

import re
from dataclasses import replace

from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.predicates import without_lead
from asbcases.enforcement.rules.conditions.texts import Sentence, Token
from asbcases.enforcement.rules.conditions.verbs import base, verbs

STAYS, GOES = frozenset({"stay", "remain"}), frozenset({"go", "attend"})
BESIDE = {("as", "well", "as"), ("in", "addition", "to")}
# "No fires, and the gate to be shut by ten".
TO_BE = re.compile(
    r"(?:,\s(?:and\s)?|;\s(?:and\s)?|\sand\s)((?:the|your|two|three|all|any|each|every|its|a)\s[^,.;]{2,40}?)\sto\sbe\s(?!done\b|finished\b|completed?\b|ready\b|in\splace\b|over\b|able\b|fair\b)([a-z]+)\b",
    re.IGNORECASE,
)
FORBIDDEN_TOO = re.compile(
    r"(?:^|[.;]\s+)((?:[A-Z][a-z]+|[a-z]+\s[a-z]+|[a-z]+)ing)\b[^.;]{0,60}\b(?:is|are)\s(?:also\s)?(?:forbidden|prohibited|banned|not allowed|not permitted)\b"
)
TO_STOP = re.compile(
    r"(?:^|[.;]\s+)((?!You\b|He\b|She\b)[A-Z][a-z]+)\b[^.;]{0,60}?\b(?:is|are)\sto\s(?:stop|cease|end)\b"
)
WORK = re.compile(r"\b(?:work|works|job|whole|of\s(?:it|them|which)|rest|last|first|it|them)$", re.IGNORECASE)
BESPOKEN = re.compile(
    r"\b(?:for|allow|cause|let|arrange|ask|want|need|require|order|request|permit|is|are|must|shall|how|who|which|that|what)\b[^.;]*$",
    re.IGNORECASE,
)
# "Fires are to stop, as is the repairing of cars".
AS_IS = {("as", "is"), ("as", "are"), ("so", "is"), ("so", "must"), ("so", "are"), ("as", "must")}


def by_semicolons(sentence: Sentence) -> list[Sentence]:
    """Return the parts of a sentence that bids without a "must", each without when it is to be done."""
    if "(" in sentence.text:
        return [sentence]
    return [
        replace(sentence, text=without_lead(part.strip()))
        for part in sentence.text.split(";")
        if part.strip()
    ]


def as_well(words: list[Token]) -> list[Token]:
    """Return what is asked beside it: "as well as mending the gate"."""
    return [token for i, token in enumerate(words) if base(token.low) in verbs() and _stands_beside(words, i)]


def named_too(text: str) -> list[Token]:
    """Return the acts that are named first and then forbidden: "shouting is also forbidden", "fires are to stop"."""
    return [
        Token(one[1], *one.span(1)) for pattern in (FORBIDDEN_TOO, TO_STOP) for one in pattern.finditer(text)
    ]


def to_be_done(text: str) -> list[Token]:
    """Return what else is to be done by whomever: "and the bins to be shut"; not that the work is to be finished."""
    return [
        Token(match[2], match.start(2), match.end(2))
        for match in TO_BE.finditer(text)
        if not WORK.search(match[1]) and not BESPOKEN.search(text[: match.end(1)])
    ]


def _stands_beside(words: list[Token], i: int) -> bool:
    """Return whether a verb, or an act by its name, follows what joins it to another."""
    # "As well as not flying", "as well as from following".
    end = i - (i > 0 and words[i - 1].low in ("not", "from"))
    before = [word.low for word in words[max(0, end - 3) : end]]
    after = words[i + 1].low if i + 1 < len(words) else "."
    takes = words[i].low.endswith("ing") or after in words_of("acts", "takes") | words_of("acts", "particles")
    lays = bool(words[i + 1 : i + 2]) and words[i].low in words_of("acts", "verbs")
    beside = tuple(before) in BESIDE or before[-1:] == ["besides"]
    named = [word for word in before if word not in ("the", "any", "all")]
    return (beside and (takes or lays)) or tuple(named[-2:]) in AS_IS


def errands(words: list[Token], acts: list[Token]) -> list[Token]:
    """Return the second thing to be found or got: "find a job and a home" are two."""
    if not acts or acts[0].low not in words_of("acts", "errands"):
        return []
    things = [token for token in words if token.low in words_of("acts", "errand_things")]
    joined = any(token.low == "and" for token in words)
    return things[1:2] if joined else []


def bids(words: list[Token]) -> bool:
    """Return whether a sentence begins with a verb that no list has: "Grout the step and seed the lawn"."""
    low = [token.low for token in words[:3]]
    plain = (
        low[0].isalpha()
        and not low[0].endswith(("ing", "s"))
        and low[0] not in words_of("acts", "no_verbs") | words_of("acts", "under")
    )
    ahead = low[2:3] if low[1:2] and low[1] in words_of("acts", "particles") else low[1:2]
    return plain and bool(ahead) and ahead[0] in words_of("acts", "objects")


def apart(one: Token, other: Token) -> bool:
    """Return whether one is to stay in and the other to go somewhere, which is two acts where both are asked for."""
    both = {base(one.low), base(other.low)}
    return not both.isdisjoint(STAYS) and not both.isdisjoint(GOES)
