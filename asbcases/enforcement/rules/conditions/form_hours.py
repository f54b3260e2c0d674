"""Hours in the words that never meet those in the form, so that one of the two is wrong."""

import re

from asbcases.enforcement.rules.conditions.hours import CLOCK, Span, clocked, meet, spans, spans_in_words
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

# Both by the clock: "from 3.30 to 7.30" says no half of the day.
RANGE = re.compile(
    r"\b(?:between|from)\s((?:\d{1,2}(?:[:.]\d{2})?\s?[ap]m|noon|midday|midnight|(?:1[3-9]|2[0-3])[:.]\d{2}))\s(?:and|to|until|till)\s"
    rf"({CLOCK})",
    re.IGNORECASE,
)
# "Outside the hours of" turns them round.
TURNS = re.compile(r"\b(?:outside|except|other\sthan|save|unless|apart\sfrom|but)\b|\bnot\s$", re.IGNORECASE)
NEAR = 25


def form_hours(condition: Condition) -> Found:
    """Look for hours in the words of which none is an hour of the form."""
    said: list[Span] = []
    for sentence in sentences(clocked(straight(condition.words))):
        hours = RANGE.search(sentence.main)
        if hours and not TURNS.search(sentence.main[max(0, hours.start() - NEAR) : hours.start()]):
            said += spans_in_words(sentence.main)
    form = spans(condition.hours)
    if not said or not form or meet(tuple(said), form):
        return None
    return condition.words.strip(), "its hours in the form are others. Mend the hours."
