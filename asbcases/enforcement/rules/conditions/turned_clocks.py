"""Hours at which somebody is to come and that are turned round, and what is to have been done before anything binds."""

import re
from itertools import pairwise

from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_MINUTES, clocked, minutes
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

RANGE = re.compile(
    rf"\b(?:between|from)\s({CLOCK})\s(?:and|to|until|till)\s({CLOCK})(?!\s(?:the\s|on\sthe\s)?(?:next|following))",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    rf"\b(?:not\s(?:earlier\sthan|before|until)|no\s(?:earlier|sooner)\sthan|after)\s({CLOCK})[^.;]{{0,60}}?\b(?:and|but|yet|or|,)\s(?:be\s|leave\s|finish\s|gone\s)*(?:(?:not|no)\s(?:later\sthan|after)|before|by)\s({CLOCK})",
    re.IGNORECASE,
)
# Said of one half of a day.
ONE_DAY = re.compile(
    r"\b(?:same|that\svery|that\sone|a\ssingle)\s(?:day|morning|afternoon|evening)\b", re.IGNORECASE
)
# Longer than this nobody is kept at an appointment: the hours were turned round.
KEPT = 20 * 60
HAVING = re.compile(
    r"^(?:already\s)?(?:been|gone|done|made|paid|left|met|written|told|given|taken|sent|sold|begun|kept|come|found|got|brought|seen|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:in|of|during|throughout|since)\s((?:19|20)\d{2})\b", re.IGNORECASE)
TURNED = "it ends before it begins. Mend the hours."
OVER = "that day is before it begins. Ask for what can still be done."


def turned_clocks(condition: Condition) -> Found:
    """Look for hours of one visit that end before they begin, and for what is over when it is asked for."""
    if not condition.asks_for_an_act:
        return None
    return _turned(condition) or _over(condition)


def _turned(condition: Condition) -> Found:
    for sentence in sentences(clocked(straight(condition.words))):
        bounds = NOT_BEFORE.search(sentence.main)
        if bounds and _before(bounds[2], bounds[1]):
            return bounds.group(), TURNED
        hours = RANGE.search(sentence.main)
        if hours and not effect_on(condition).all_day and _length(hours) > KEPT:
            return hours.group(), TURNED
        clocks = (
            list(re.finditer(CLOCK, sentence.main, re.IGNORECASE)) if ONE_DAY.search(sentence.main) else []
        )
        for one, other in pairwise(clocks):
            if re.search(r"\b(?:until|till|to)\s$", sentence.main[one.end() : other.start()]) and _before(
                other.group(), one.group()
            ):
                return sentence.main[one.start() : other.end()], TURNED
    return None


def _before(one: str, other: str) -> bool:
    """Return whether one hour of a day is before another."""
    first, second = minutes(one), minutes(other)
    return first is not None and second is not None and first < second


def _length(hours: re.Match[str]) -> int:
    """Return the minutes from the first hour to the last, over midnight if need be; of what no clock shows, none."""
    first, last = minutes(hours[1]), minutes(hours[2])
    return 0 if first is None or last is None else (last - first) % DAY_MINUTES


def _over(condition: Condition) -> Found:
    """Look for what is to have been done by or on a day before the beginning."""
    begin = condition.from_on
    for said in predicates(condition.words):
        days = [day.day for day in read_days(straight(said.rest), year_of(condition)) if day.day]
        had = said.verb == "have" and not said.forbids and HAVING.match(said.rest)
        years = [int(year) for year in YEAR.findall(said.rest)]
        past = max(days) <= begin if begin and days else begin and years and max(years) < begin.year
        if had and past:
            return said.words, OVER
    return None
