"""Days in words: "1st Feb 2027", "22 January 2027", "31/07/2027", "six months from today"."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s(?:day\s)?of)?\s({MONTH})\.?(?:,?\s(\d{{4}}))?\b"
    rf"|\b({MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(\d{{4}}))?\b"
    r"|\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b",
    re.IGNORECASE,
)
NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|twenty-four|the next \w{1,10}|the whole)"
LASTS = re.compile(
    rf"\b(?:for|lasts|period of|ends? (?:in|after)|expires? (?:in|after))\s(?:a (?:period|term) of\s)?({NUMBER})\s(?:calendar\s)?(days?|weeks?|months?|years?)\b"
    r"|\bfor (?:the duration of|as long as) this (?:notice|warning|order)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:until|till|up to|ends?(?: on)?|ending(?: on)?|expires?(?: on)?|expiring(?: on)?|to|to the end of|through|finish(?:es)?(?: on)?|stops? on|lasts? until|runs? to|not after|last day is|is)\s"
    r"(?:and including\s|midnight on\s|the end of\s|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:by|before|no later than|not later than|on or before|from|starting on|beginning (?:on|by)|on)\s(?:and including\s)?(?:(?:\d{1,2}(?:[:.]\d{2})?\s?[ap]m|noon|midday|midnight) on\s)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
END_OF_MONTH = re.compile(
    rf"\b(?:until|till|to|through|ends?|ending|expires?)\s(?:on\s|in\s)?(?:at\s)?(?:the\s(?:end|last day) of\s)?{MONTH}\s\d{{4}}\b",
    re.IGNORECASE,
)
WITHIN_DAYS = re.compile(
    rf"\bwithin\s(?:the next\s|a period of\s)?{NUMBER}\s(?:calendar\s|working\s)?(?:hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\bbefore\s(?:\w+day,?\s)?(?:the\s)?$", re.IGNORECASE)
LEAD = 60


class Day(NamedTuple):
    """A day in a text: None where there is no such day in the calendar."""

    day: date | None
    start: int
    end: int


def read_days(text: str, year: int) -> list[Day]:
    """Return the days of a text; without a year the one given is meant."""
    return [Day(_read(match, year), match.start(), match.end()) for match in DAY.finditer(text)]


def _read(match: re.Match[str], year: int) -> date | None:
    if match[7]:
        number, month, said = int(match[7]), int(match[8]), match[9]
    else:
        number, month = int(match[1] or match[5]), MONTHS.index((match[2] or match[4])[:3].lower()) + 1
        said = match[3] or match[6]
    full = int(said) + (2000 if len(said) == 2 else 0) if said else year
    if not (1 <= month <= 12 and full >= 1 and 1 <= number <= monthrange(full, month)[1]):
        return None
    return date(full, month, number)


def says_end(text: str, year: int) -> bool:
    """Return whether the words give a last day: "until 18 July 2027", "for six months"."""
    if LASTS.search(text) or END_OF_MONTH.search(text):
        return True
    return any(ENDS.search(text[max(0, day.start - LEAD) : day.start]) for day in read_days(text, year))


def says_before(text: str, year: int) -> bool:
    """Return whether the words give a day before which a thing is not to be: "hold none before 1 October 2028"."""
    return any(BEFORE.search(text[max(0, day.start - LEAD) : day.start]) for day in read_days(text, year))


def says_date(text: str, year: int) -> bool:
    """Return whether the words give a day by which, or from which, something is done."""
    return bool(WITHIN_DAYS.search(text)) or any(
        DUE.search(text[max(0, day.start - LEAD) : day.start]) for day in read_days(text, year)
    )
