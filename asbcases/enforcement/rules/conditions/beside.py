"""Acts that stand beside the first without a verb of their own to join them."""

from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.texts import Token
from asbcases.enforcement.rules.conditions.verbs import base, verbs

BESIDE = {("as", "well", "as"), ("in", "addition", "to")}


def as_well(words: list[Token]) -> list[Token]:
    """Return what is asked beside it: "as well as mending the gate"."""
    return [
        token
        for i, token in enumerate(words)
        if token.low.endswith("ing")
        and base(token.low) in verbs()
        and tuple(word.low for word in words[max(0, i - 3) : i]) in BESIDE
    ]


def errands(words: list[Token], acts: list[Token]) -> list[Token]:
    """Return the second thing to be found or got: "find a job and a home" are two."""
    if not acts or acts[0].low not in words_of("acts", "errands"):
        return []
    things = [token for token in words if token.low in words_of("acts", "errand_things")]
    joined = any(token.low == "and" for token in words)
    return things[1:2] if joined else []
