"""Whether a warning asked for what a notice asks, in any words: by the ideas that both name."""

import re
from collections.abc import Iterator
from functools import cache

from asbcases.enforcement.rules.conditions.lists import lists, whole_words
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.texts import content, stem, straight


def not_foreshadowed(condition: Condition) -> Iterator[Finding]:
    """Find that a notice asks for what its warning did not."""
    if condition.power != "cpn" or not any(text.strip() for text in condition.warned):
        return
    if max(share(condition.words, text) for text in condition.warned) < lists()["ideas"]["enough"]:
        yield Finding(
            "not_foreshadowed",
            condition.words.strip()[:200],
            "The warning did not ask for this in any words. Warn of it first, or leave it out.",
        )


def share(one: str, other: str) -> int:
    """Return how much two texts name alike: acts count whole, things in part, common things least."""
    first, second = _ideas(one), _ideas(other)
    weights = {
        "acts": 100,
        "things": lists()["ideas"]["thing_weight"],
        "common": lists()["ideas"]["common_weight"],
    }
    total: int = sum(weights[kind] for kind, _ in first & second)
    known = _known_stems()
    plain = ({stem(word) for word in content(straight(text))} - known for text in (one, other))
    word: int = lists()["ideas"]["word_weight"]
    return total + word * len(set.intersection(*plain))


@cache
def _patterns() -> list[tuple[str, str, frozenset[str], re.Pattern[str] | None]]:
    """Return for each idea its kind, its name, the stems of its words and a pattern of its phrases."""
    ideas = lists()["ideas"]
    return [
        (
            kind,
            name,
            frozenset(stem(word) for word in words if " " not in word),
            whole_words(phrases) if (phrases := [word for word in words if " " in word]) else None,
        )
        for kind in ("acts", "things", "common")
        for name, words in ideas[kind].items()
    ]


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(word for _, _, stems, _ in _patterns() for word in stems)


def _ideas(text: str) -> set[tuple[str, str]]:
    """Return the ideas that a text names."""
    binding = straight(text)
    stems = {stem(word) for word in content(binding)}
    return {
        (kind, name)
        for kind, name, words, phrases in _patterns()
        if words & stems or (phrases is not None and phrases.search(binding))
    }
