"""How long a thing takes, against the time there is for it: so many weeks of a course, so many hours of work in a day."""

import re
from datetime import timedelta

from asbcases.enforcement.rules.conditions.amounts import WAKING, N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import MONTH, read_days
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in
from asbcases.enforcement.rules.conditions.texts import straight

UNITS = {"hour": 1 / WAKING, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 28.0, "year": 365.0}
# "The 26-week Steady programme", "six months of therapy", "ninety hours of unpaid work".
WORK = rf"(?:{'|'.join(sorted(words_of('impossible', 'courses'), key=lambda word: (-len(word), word)))})\b"
TAKES = re.compile(
    rf"\b{N}[ -](hour|day|week|fortnight|month|year)s?'?(?:[ -]long)?\s(?:of\s)?(?:the\s|your\s)?(?:[\w-]+\s){{0,3}}?{WORK}",
    re.IGNORECASE,
)
# "All twelve weekly sessions".
SESSIONS = re.compile(
    rf"\b{N}\s(?:of\sthe\s|of\syour\s)?(?:[a-z]+\s)?(daily|weekly|fortnightly|monthly)\s(?:[\w-]+\s){{0,2}}?{WORK}",
    re.IGNORECASE,
)
EVERY = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 28}
ON_A_DAY = re.compile(
    rf"^\W*on\s(?:\w+day,?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b|(?<!starting\s)(?<!beginning\s)(?<!begins\s)(?<!starts\s)(?<!held\s)\bon\s(?:\w+day,?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:\s\d{{4}})?\W*$|\bin\s(?:one|a\ssingle)\sday\b|\bon\sthe\ssame\sday\b",
    re.IGNORECASE,
)
WITHIN_BY = re.compile(
    r"\b(?:by|before|no\slater\sthan|not\slater\sthan|until)\s(?:[a-z]+\s)?(?:\w+day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
LEAD = 30
TODAY = timedelta(days=1)


def too_long(condition: Condition) -> Found:
    """Look for what takes longer than there is time for it."""
    if not condition.asks_for_an_act:
        return None
    for said in predicates(condition.words):
        given = (
            None
            if said.forbids or found_in("begins", f"{said.verb} {said.rest}")
            else _given(condition, said)
        )
        if given is None:
            continue
        for match, takes in takes_in(f"{said.verb} {said.rest}"):
            if takes > given:
                return match, "it cannot be done in the time given. Ask for less, or give longer."
    return None


def takes_in(text: str) -> list[tuple[str, float]]:
    """Return what takes time in a text, and how many days it takes from its first on."""
    found = [(match.group(), number(match[1]) * UNITS[match[2].lower()]) for match in TAKES.finditer(text)]
    return found + [
        (match.group(), (number(match[1]) - 1) * EVERY[match[2].lower()]) for match in SESSIONS.finditer(text)
    ]


def _given(condition: Condition, said: Predicate) -> float | None:
    """Return how many days there are: the one that is named, or those until it is to be done."""
    if ON_A_DAY.search(said.words):
        return 1.0
    begin, due = condition.from_on, condition.do_by
    days = [
        day.day
        for day in read_days(straight(said.words), year_of(condition))
        if day.day and WITHIN_BY.search(said.words[max(0, day.start - LEAD) : day.start])
    ]
    last = min(days) if days else due
    # Of what is only begun by the day the rest is done after it: a form's day alone says no more than that.
    if begin is None or last is None or not days:
        return None
    return float((last - begin + TODAY).days)
