"""Days and hours in words that exclude one another: turned round, of two weekdays, or too few for what they hold."""

import re
from collections.abc import Callable
from itertools import pairwise

from asbcases.enforcement.rules.conditions.amounts import WAKING, N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import Day, read_days
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME, clocked, minutes
from asbcases.enforcement.rules.conditions.lengths import UNITS, takes_in
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in
from asbcases.enforcement.rules.conditions.texts import straight

SAME_DAY = re.compile(
    rf"\b({CLOCK})(?:\son\s[^.;]{{3,30}}?)?\s?(?:and|to|until|till|-)\s?(?:before\s|until\s|by\s)?({CLOCK})[^.;]{{0,20}}?\b(?:(?:on|of|in)\s)?(?:the\ssame|that\ssame|one\sand\sthe\ssame|a\ssingle)\sday\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s(?:the\s)?(?:\w+day,?\s)?(?:the\s)?$", re.IGNORECASE)
AND = re.compile(r"^,?\s?(?:and|-)\s(?:the\s)?(?:\w+day,?\s)?(?:the\s)?$", re.IGNORECASE)
# "The Monday group every Tuesday".
ON_ANOTHER = re.compile(
    rf"\b(?:the|a|our|its)\s({DAY_NAME})(?:'s)?\s(?:(?!or\b|and\b)[a-z]+\s){{0,2}}?(?:group|class|session|course|club|meeting|service|clinic|workshop|market|surgery)s?\b(?:(?!\bor\b|\band\b)[^.;]){{0,60}}?\b(?:on|every|each)\s({DAY_NAME})",
    re.IGNORECASE,
)
WORKED = re.compile(
    rf"\b{N}\shours\b(?!\s(?:of|on)\s(?:the\s)?(?:{CLOCK}|notice))(?:\s(?:of|from|at))?", re.IGNORECASE
)
OF_EVERY_DAY = re.compile(
    rf"\b{N}\s(hours|days)\s(?:of|in|out\sof|on)\s(?:each|every|any|the)\s(?:single\s)?(day|week)\b",
    re.IGNORECASE,
)
MOST = {("hours", "day"): 24, ("days", "week"): 7, ("hours", "week"): 168}
FOR_HOURS = re.compile(rf"\b(?:each|every)\sday\b[^.;]{{0,50}}?\bfor\s{N}\shours\b", re.IGNORECASE)
# So many miles nobody walks in a day.
A_DAYS_WALK = 35
WALKED = re.compile(
    rf"\b(?:walk|run|on\sfoot|march|push|carry|barefoot)\b[^.;]{{0,80}}?\b{N}[ -]miles?\b[^.;]{{0,60}}?\b(?:each|every|a|one|any|per|same|in\sthe)\s?(?:day|morning|afternoon|evening|night)\b|\b(?:walk|run|on\sfoot)\b[^.;]{{0,80}}?\b{N}[ -]miles?\b[^.;]{{0,30}}?\bon\s(?:\w+day,?\s)?(?:the\s)?\d",
    re.IGNORECASE,
)
# Within how many days all of it is to be done.
IN_ALL = re.compile(
    rf"\b(?:within|in\sno\smore\sthan|inside|in\sunder)\s{N}\s(day|week|fortnight|month|year)s?\b(?!\s(?:before|after)\b)",
    re.IGNORECASE,
)
IN_A_WEEK = re.compile(r"\bin\s(?:the|one|a\ssingle|that)\sweek\b", re.IGNORECASE)
ATTENDED = frozenset({"attend", "join", "be", "visit"})
OF_A_DAY = re.compile(r"\b(?:of|on)\s(?:\w+day,?\s)?(?:the\s)?\d{1,2}", re.IGNORECASE)
ONE_HOUR = re.compile(
    rf"\bat\s({CLOCK}(?:\s(?:on\s|each\s|every\s){DAY_NAME}s?)?)\b[^.;]{{0,60}}?\band\b([^.;]{{0,40}}?\bat\s\1\b[^.;]{{0,40}})",
    re.IGNORECASE,
)
PLACE = re.compile(r"\b(?:at|in|to)\s(?:the\s(?!same|end|latest)[a-z]|(?-i:[A-Z])[a-z])", re.IGNORECASE)
TURNED = "it ends before it begins. Mend the days."
TOO_LITTLE = "it cannot be done in the time given. Ask for less, or give longer."


def reckoned(condition: Condition) -> Found:
    """Look for days and hours in words that cannot be."""
    text = clocked(straight(condition.words))
    return next((found for look in LOOKS if (found := look(condition, text))), None)


def _hours_turned(_: Condition, text: str) -> Found:
    for match in SAME_DAY.finditer(text):
        begin, end = minutes(match[1]), minutes(match[2])
        if begin is not None and end is not None and end <= begin:
            return match.group(), TURNED
    return None


def _days_turned(condition: Condition, text: str) -> Found:
    for first, last in _ranges(condition, text):
        if first.day and last.day and last.day < first.day:
            return text[first.start : last.end], TURNED
    return None


def _ranges(condition: Condition, text: str) -> list[tuple[Day, Day]]:
    """Return the first and last days of "between 1 May and 3 June"."""
    days = read_days(text, year_of(condition))
    return [
        (first, last)
        for first, last in pairwise(days)
        if BETWEEN.search(text[max(0, first.start - 40) : first.start])
        and AND.match(text[first.end : last.start])
    ]


def _too_full(condition: Condition, text: str) -> Found:
    """Look for more hours, weeks or sessions than there are days for, as the words give them."""
    if not condition.asks_for_an_act or found_in("begins", text):
        return None
    for given in _given(condition, text):
        hours = WORKED.search(text)
        if hours and number(hours[1]) > WAKING * given:
            return hours.group(), TOO_LITTLE
        for said, takes in takes_in(text):
            if takes > given:
                return said, TOO_LITTLE
    return None


def _given(condition: Condition, text: str) -> list[float]:
    """Return how many days the words leave: between two days, in one week, within three weeks of the beginning."""
    between = [
        (last.day - first.day).days + 1.0
        for first, last in _ranges(condition, text)
        if first.day and last.day
    ]
    return (
        between
        + [number(match[1]) * UNITS[match[2].lower()] for match in IN_ALL.finditer(text)]
        + [7.0 for _ in IN_A_WEEK.findall(text)]
    )


def _over(condition: Condition, text: str) -> Found:
    """Look for something to be attended that was held before the condition begins."""
    begin = condition.from_on
    for said in predicates(condition.words) if begin and condition.asks_for_an_act else ():
        days = [day.day for day in read_days(said.rest, year_of(condition)) if day.day]
        told = said.be and OF_A_DAY.search(said.rest) is None
        if (said.verb in ATTENDED or said.be) and not told and days and begin and max(days) < begin:
            return said.words, "that day is before it begins. Mend the days."
    return None


def _at_two_places(condition: Condition, text: str) -> Found:
    """Look for two places at one hour of one day."""
    match = ONE_HOUR.search(text) if condition.asks_for_an_act else None
    two = match and all(
        PLACE.search(part) for part in (text[: match.end()].rpartition(" and")[0], text[match.start(2) :])
    )
    return (match.group(), "nobody is in two places at once. Choose one.") if match and two else None


def _another_day(_: Condition, text: str) -> Found:
    for match in ON_ANOTHER.finditer(text):
        if match[1][:3].lower() != match[2][:3].lower():
            return match.group(), "it is held on another day. Mend the day."
    return None


def _too_long(_: Condition, text: str) -> Found:
    for match in OF_EVERY_DAY.finditer(text):
        most = MOST.get((match[2].lower(), match[3].lower()))
        if most and number(match[1]) > most:
            return match.group(), "no day or week is so long. Mend the number."
    return None


def _too_many_hours(_: Condition, text: str) -> Found:
    match = FOR_HOURS.search(text)
    return (match.group(), TOO_LITTLE) if match and number(match[1]) > WAKING else None


def _too_far(_: Condition, text: str) -> Found:
    match = WALKED.search(text)
    return (match.group(), TOO_LITTLE) if match and number(match[1] or match[2]) > A_DAYS_WALK else None


LOOKS: tuple[Callable[[Condition, str], Found], ...] = (
    _hours_turned,
    _days_turned,
    _too_full,
    _another_day,
    _over,
    _at_two_places,
    _too_long,
    _too_far,
    _too_many_hours,
)
