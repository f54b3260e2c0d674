"""Payments and visits at so many weeks' distance that go on after the day by which the last is due."""

import re
from datetime import date

from asbcases.enforcement.rules.conditions.amounts import N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.lengths import EVERY
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

UNIT = r"(daily|weekly|fortnightly|monthly)"
PARTS = (
    r"(?:instal+ments?|payments?|sums|amounts|visits|letters|reports|appointments|meetings|lessons|shifts)"
)
# "£1,800 in 36 weekly instalments", "12 monthly visits".
SO_MANY = re.compile(
    rf"\b{N}\s(?:equal\s|consecutive\s|separate\s)?{UNIT}\s(?:[a-z]+\s)?{PARTS}\b", re.IGNORECASE
)
# "£1,200 in weekly instalments of £10".
OF_SO_MUCH = re.compile(
    rf"£\s?{N}\b[^.;]{{0,40}}?\b(?:in|by)\s(?:equal\s)?{UNIT}\s(?:[a-z]+\s)?{PARTS}\sof\s(?:no\smore\sthan\s|at\smost\s|up\sto\s)?£\s?{N}\b",
    re.IGNORECASE,
)
# Of what is only begun by the day the rest comes after it.
BEGUN = re.compile(
    r"\b(?:first|begin(?:s|ning)?|start(?:s|ing)?|commenc(?:e|ing)|from|earliest|one\sof)\b", re.IGNORECASE
)
UP_TO = re.compile(
    r"\b(?:by|before|until|till|no\slater\sthan|not\slater\sthan|on|ending|ends|up\sto)\s(?:\w+day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
TOO_LITTLE = "it cannot be done in the time given. Ask for less, or give longer."


def paid_off(condition: Condition) -> Found:
    """Look for more payments than there are weeks or months for."""
    begin = condition.from_on
    if begin is None or not condition.asks_for_an_act:
        return None
    for sentence in sentences(straight(condition.words)):
        for shown, takes, end in _spread(sentence.main):
            last = _last(condition, sentence.main, end)
            if last and takes > (last - begin).days + 1:
                return shown, TOO_LITTLE
    return None


def _spread(text: str) -> list[tuple[str, float, int]]:
    """Return what is spread over time, how many days it takes from its first on, and where that is said."""
    many = [(one, number(one[1]), one[2]) for one in SO_MANY.finditer(text)]
    much = [(one, number(one[1]) / max(number(one[3]), 0.01), one[2]) for one in OF_SO_MUCH.finditer(text)]
    return [(one.group(), (times - 1) * EVERY[unit.lower()], one.end()) for one, times, unit in many + much]


def _last(condition: Condition, text: str, end: int) -> date | None:
    """Return the day by which all is to be done, where the words name one after what is spread."""
    for day in read_days(text, year_of(condition)):
        before = text[end : day.start]
        if day.start >= end and day.day and UP_TO.search(before) and not BEGUN.search(before):
            return day.day
    return None
