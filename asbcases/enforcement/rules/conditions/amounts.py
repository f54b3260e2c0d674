"""Amounts that cannot be: the least above the most, more time than there is, a journey faster than anybody goes."""

import re

from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.hours import (
    DAY_MINUTES,
    RANGE,
    WEEK_MINUTES,
    Span,
    clocked,
    spans_in_words,
)
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found, found_in
from asbcases.enforcement.rules.conditions.texts import sentences, straight

TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ONES = {
    word: number
    for number, word in enumerate(
        [
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
SMALL = ONES | {"a": 1, "an": 1, "zero": 0, "half a": 0.5, "half an": 0.5}
N = rf"(\d[\d,]{{0,8}}(?:\.\d{{1,2}})?|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)}))?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
UNIT = r"(minutes?|hours?|days?|weeks?|months?|years?)"
MINUTES = {"mi": 1, "ho": 60, "da": 1440, "we": 10080, "mo": 28 * 1440, "ye": 365 * 1440}
LEAST = r"(?:at least|no fewer than|no less than|not less than|not fewer than|a minimum of|more than|above|over|louder than|higher than|longer than|closer than|further than|farther than|no closer than|no nearer than|not closer than)"
MOST = r"(?:at most|no more than|not more than|a maximum of|fewer than|less than|up to|below|under|quieter than|lower than|shorter than|within|no further than|no farther than|no longer than|not exceeding)"
BOUNDS = re.compile(
    rf"\b({LEAST}|{MOST})\s{N}\s?(?:[a-z%]+\s)?(?:[a-z]+,?\s){{0,3}}?,?\s?(?:and|but|or)\s(?:also\s|be\s|is\s|yet\s)?({LEAST}|{MOST})\s{N}\b(?!\s?[ap]m\b)",
    re.IGNORECASE,
)
UNIT_OF = re.compile(
    r"\s?(metres?|meters?|centimetres?|cm|millimetres?|inch(?:es)?|feet|foot|yards?|kilometres?)\b",
    re.IGNORECASE,
)
A_LEAST = re.compile(LEAST, re.IGNORECASE)
EVERY = re.compile(
    rf"\b{N}\s(seconds|minutes|hours|days|weeks|months)\s(?:of\s(?:[\w-]+\s){{1,5}})?(?:a|per|each|every|in every|in each|in a|in any|in one|out of every)\s(?:single\s)?(minute|hour|day|night|week|month|year)\b",
    re.IGNORECASE,
)
MOST_OF = {
    ("seconds", "minute"): 60,
    ("minutes", "hour"): 60,
    ("hours", "day"): 24,
    ("hours", "night"): 24,
    ("hours", "week"): 168,
    ("days", "week"): 7,
    ("days", "month"): 31,
    ("days", "year"): 366,
    ("weeks", "month"): 5,
    ("weeks", "year"): 53,
    ("months", "year"): 12,
}
# Nobody works or studies longer in a day.
WAKING = 18
TOIL = re.compile(
    r"\b(?:work|class|classes|course|study|training|treatment|exercise|lessons|unpaid|volunteering|therapy)\b",
    re.IGNORECASE,
)
LASTS = re.compile(rf"\b{N}[ -](minutes?|hours?)\b(?!\s(?:before|after|notice|of\sbeing))", re.IGNORECASE)
WORKED = re.compile(
    rf"\b{N}\shours\s(?:of\s)?(?:unpaid\s|community\s|voluntary\s|supervised\s)?(?:work|training|study|treatment|classes|volunteering|service|payback)\b",
    re.IGNORECASE,
)
FOR = re.compile(
    rf"\bfor\s(?:at\sleast\s|a\s(?:full\s)?period\sof\s)?{N}\s{UNIT}\b[^.;]{{0,60}}?\b(?:by|before)\b",
    re.IGNORECASE,
)
JOURNEY = re.compile(
    rf"\b(?:the\s)?{N}[ -](miles?|km|kilometres?)\b[^.;]{{0,80}}?\b(?:within|in(?:\sunder|\sless than)?|in no more than)\s{N}\s(minutes?|hours?|seconds?)\b",
    re.IGNORECASE,
)
SPEEDS = re.compile(r"\bdrive at (?:at least )?(\d{2,3})\s?mph\b[^.;]{1,40}?\b(\d{2})\s?mph\b", re.IGNORECASE)
BY = re.compile(r"\b(?:by|before|no later than)\s(?:\w+day,?\s)?(?:the\s)?$", re.IGNORECASE)
LEAD = 40
ON_FOOT = re.compile(r"\b(?:walk|run|push|on foot|march|crawl)\b", re.IGNORECASE)
WALKED, DRIVEN = 8, 100


def amounts(condition: Condition) -> Found:
    """Look for an amount that cannot be."""
    text = straight(condition.words)
    shown = (
        _bounds(text)
        or _over_the_limit(condition, text)
        or _too_much(text)
        or _longer(condition, text)
        or _faster(text)
    )
    if shown:
        return shown, "the amounts exclude one another. Mend the number."
    asked = condition.asks_for_an_act and not found_in("begins", text)
    late = (_toil(condition, text) or _lasting(condition, text)) if asked else None
    return (late, "it cannot be done in the time given. Ask for less, or give longer.") if late else None


def number(said: str) -> float:
    """Return the number of "12", "1,000", "thirty-six" or "half a"."""
    low = said.lower().replace(",", "")
    if low[0].isdigit():
        return float(low)
    if low in SMALL:
        return SMALL[low]
    tens, _, ones = low.replace("-", " ").partition(" ")
    return TENS[tens] + ONES.get(ones, 0)


def _bounds(text: str) -> str | None:
    """Return a least that is above the most: "at least six and no more than four"."""
    for match in BOUNDS.finditer(text):
        first, second = (bool(A_LEAST.fullmatch(word)) for word in (match[1], match[3]))
        low, high = (match[2], match[4]) if first else (match[4], match[2])
        units = UNIT_OF.search(match.group()), UNIT_OF.match(text[match.end() :])
        if all(units) and len({unit[1][:1].lower() for unit in units if unit}) > 1:
            continue
        if first != second and number(low) > number(high):
            return match.group()
    return None


def _over_the_limit(condition: Condition, text: str) -> str | None:
    """Return a speed that is asked for above the limit of the road."""
    match = SPEEDS.search(text) if condition.asks_for_an_act else None
    return match.group() if match and int(match[1]) > int(match[2]) else None


def _too_much(text: str) -> str | None:
    """Return more hours than a day has, or than one of work has."""
    for match in EVERY.finditer(text):
        most = MOST_OF.get((match[2].lower(), match[3].lower()))
        toil = match[3].lower() == "day" and match[2].lower() == "hours" and TOIL.search(match.group())
        if most and number(match[1]) > (WAKING if toil else most):
            return match.group()
    return None


def _longer(condition: Condition, text: str) -> str | None:
    """Return what is to last longer than the hours it is to be done in: "six hours between 2pm and 4pm"."""
    if not condition.asks_for_an_act:
        return None
    for sentence in sentences(clocked(text)):
        said = LASTS.search(sentence.main)
        asked = said and re.search(
            r"\b(?:for|do|of|carry out|complete|spend|work)\s(?:at\sleast\s)?$",
            sentence.main[: said.start()].lower(),
        )
        # "At 2pm for two hours" says when it begins, and a range says when it is over.
        ranged = RANGE.search(sentence.main)
        hours = spans_in_words(sentence.main) if ranged else ()
        if said and asked and hours and number(said[1]) * MINUTES[said[2][:2].lower()] > _longest(hours):
            return said.group()
    return None


def _longest(hours: tuple[Span, ...]) -> int:
    """Return the minutes of the longest of some hours; those over the end of the week are one."""
    begun = sum(end - begin for begin, end in hours if end == WEEK_MINUTES or begin == 0)
    return max(begun, *(end - begin for begin, end in hours))


def _faster(text: str) -> str | None:
    """Return a journey that nobody makes in the time."""
    match = JOURNEY.search(text)
    if match is None:
        return None
    miles = number(match[1]) * (0.62 if match[2].lower().startswith("k") else 1)
    hours = number(match[3]) * (
        1 / 3600 if match[4][0].lower() == "s" else MINUTES[match[4][:2].lower()] / 60
    )
    most = WALKED if ON_FOOT.search(text) else DRIVEN
    return match.group() if miles > most * hours else None


def _days_given(condition: Condition, text: str) -> int | None:
    """Return how many days there are until a thing is to be done, by the form or by an earlier day in the words."""
    begin, due = condition.from_on, condition.do_by
    if not begin or not due:
        return None
    said = [
        day.day
        for day in read_days(text, begin.year)
        if day.day and begin <= day.day < due and BY.search(text[max(0, day.start - LEAD) : day.start])
    ]
    return (min([due, *said]) - begin).days


def _toil(condition: Condition, text: str) -> str | None:
    """Return more hours of work than the days until it is to be done have."""
    given, match = _days_given(condition, text), WORKED.search(text)
    by = match and re.search(r"\b(?:by|before|within)\b", text[match.end() :])
    return (
        match.group()
        if match and by and given is not None and number(match[1]) > WAKING * (given + 1)
        else None
    )


def _lasting(condition: Condition, text: str) -> str | None:
    """Return what is to have gone on for longer than there is until the day: "be sober for ten years by Friday"."""
    given, match = _days_given(condition, text), FOR.search(text)
    if match is None or given is None:
        return None
    days = number(match[1]) * MINUTES[match[2][:2].lower()] / DAY_MINUTES
    return match.group() if days > given + 1 else None
