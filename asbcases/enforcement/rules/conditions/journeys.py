"""Journeys between two hours that nobody makes so fast: on foot, by bicycle, or at all."""

import re

from asbcases.enforcement.rules.conditions.amounts import DRIVEN, WALKED, N, number
from asbcases.enforcement.rules.conditions.hours import RANGE, clocked, spans_in_words
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

MILES = re.compile(rf"\b{N}[ -](miles?|km|kilometres?)\b", re.IGNORECASE)
GOES = re.compile(r"\b(?:go|travel|walk|run|cycle|ride|drive|push|carry|bring|take|swim|row|skate|jog|crawl|return|wheel)\b", re.IGNORECASE)  # fmt: skip
SPEEDS = (
    (re.compile(r"\b(?:crawl|swim|on\syour\shands|backwards|row)\b", re.IGNORECASE), 4),
    (re.compile(r"\b(?:walk(?:ing)?|on\sfoot|run(?:ning)?|jog|push(?:ing)?|wheel|carry(?:ing)?)\b", re.IGNORECASE), WALKED),
    (re.compile(r"\b(?:cycle|cycling|bicycle|bike|skate|skateboard|scooter|horse)\b", re.IGNORECASE), 25),
)  # fmt: skip
KILOMETRE = 0.62


def journeys(condition: Condition) -> Found:
    """Look for more miles than the hours between which they are gone allow."""
    if not condition.asks_for_an_act:
        return None
    for sentence in sentences(clocked(straight(condition.words))):
        far, hours = MILES.search(sentence.main), spans_in_words(sentence.main)
        if not (far and hours and RANGE.search(sentence.main) and GOES.search(sentence.main[: far.start()])):
            continue
        miles = number(far[1]) * (KILOMETRE if far[2].lower().startswith("k") else 1)
        if miles > _speed(sentence.main) * max(end - begin for begin, end in hours) / 60:
            return sentence.main.strip(), "nobody goes so fast. Give longer, or ask for less."
    return None


def _speed(text: str) -> int:
    """Return how many miles an hour somebody makes at most, by the way they are to go."""
    return next((speed for pattern, speed in SPEEDS if pattern.search(text)), DRIVEN)
