"""Sentences that nobody reads to their end."""

from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.texts import sentences

MOST_WORDS = 35


def long_sentences(condition: Condition) -> Iterator[Finding]:
    """Find the longest sentence of more than 35 words."""
    longest = max(sentences(condition.words), key=lambda sentence: len(sentence.text.split()), default=None)
    length = len(longest.text.split()) if longest else 0
    if longest and length > MOST_WORDS:
        yield Finding(
            "long_sentence",
            longest.text.strip(),
            f"This sentence has {length} words. Keep to {MOST_WORDS}: put the hours, the place or the exceptions into "
            "a sentence of their own.",
        )
