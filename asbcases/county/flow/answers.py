"""Answers of victims that come to a level by the demonstration's instrument."""

import random
from collections.abc import Mapping

QUESTIONS = ("frequency", "duration", "impact", "vulnerability", "violence", "safe", "hate", "asb_type")
# Several ways to each level, a word for each question.
WAYS = {
    "standard": (
        "one_off isolated low none no safe no environmental",
        "occasional recent low none no safe no environmental",
        "occasional recent moderate none no nervous no environmental",
        "weekly recent low none no safe no environmental",
    ),
    "medium": (
        "weekly recent moderate none no nervous no harassment",
        "weekly ongoing moderate moderate no nervous no harassment",
        "occasional recent moderate none yes nervous no environmental",
        "daily ongoing moderate none no nervous no harassment",
    ),
    "high": (
        "daily ongoing severe high yes not_safe no harassment",
        "weekly longstanding severe high yes not_safe no harassment",
        "daily longstanding severe moderate yes nervous no criminal",
        "weekly ongoing severe high no not_safe yes harassment",
    ),
}


def answers_for(level: str, chance: random.Random) -> Mapping[str, str]:
    """Return one way of answering that comes to a level."""
    return dict(zip(QUESTIONS, chance.choice(WAYS[level]).split(), strict=True))
