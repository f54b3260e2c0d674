"""Hours of the week: from the form or the words, across midnight, and whether two of them meet."""

import re
from collections.abc import Iterable

from asbcases.enforcement.rules.conditions.model import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES

# From and to, in minutes of the week that begins on Monday; never across its end.
Span = tuple[int, int]
ALWAYS: tuple[Span, ...] = ((0, WEEK_MINUTES),)

# More ranges than this in one condition tell nothing more, and would only cost time.
MOST_RANGES = 20

DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?)|\d{1,2}[:.]\d{2}|noon|midday|midnight|12 noon|\d{4}\s?(?:hrs|hours))"
LOOSE = rf"(?:{CLOCK}|\d{{1,2}})"
RANGE = re.compile(
    rf"\b(?:(?:between|from)\s{{1,3}}({LOOSE})|({CLOCK}))\s{{0,3}}(?:and|to|until|till|-)\s{{0,3}}(?:the hours of )?({CLOCK})",
    re.IGNORECASE,
)
# "By 6pm every day until 7am": other words stand between.
FAR_RANGE = re.compile(
    rf"\b(?:by|from|after|at)\s({CLOCK})\s[^.;\d]{{1,40}}\b(?:until|till|to)\s({CLOCK})", re.IGNORECASE
)
AT = re.compile(rf"\bat\s({CLOCK})", re.IGNORECASE)
AN_HOUR = 60
BEFORE = re.compile(rf"\b(?:before|until)\s({CLOCK})", re.IGNORECASE)
AFTER = re.compile(rf"\b(?:after|from|past)\s({CLOCK})", re.IGNORECASE)
DAY_RANGE = re.compile(rf"\b({DAY_NAME})\s?(?:to|-|until)\s?({DAY_NAME})\b", re.IGNORECASE)
ONE_DAY = re.compile(rf"\b({DAY_NAME})\b", re.IGNORECASE)
WEEKDAYS = re.compile(r"\b(?:weekdays?|school days?|working days?|term time)\b", re.IGNORECASE)
WEEKENDS = re.compile(r"\bweekends?\b", re.IGNORECASE)
AT_ANY_TIME = re.compile(
    r"\b(?:at (?:any|all) (?:times?|hours?)|any time|at any (?:hour|time)|all (?:day|night)|day (?:or|and) night|24 hours|round the clock"
    r"|at any point|at no (?:time|hour)|day (?:and|or) night|always|24/7|whatever the (?:time|hour))\b",
    re.IGNORECASE,
)


# Times in words: "nine at night", "half past three in the afternoon", "9 o'clock".
HOUR_WORDS = (
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
)
SPOKEN = re.compile(
    rf"\b(half past|quarter past|quarter to)?\s?\b(\d{{1,2}}|{'|'.join(HOUR_WORDS)})(?:\s?(o'clock))?(?:\s(?:in the|at|on any|of the)\s(morning|afternoon|evening|night))?\b(?![:.]?\d|\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
FOUR_FIGURES = re.compile(
    r"\b(between|from)\s(\d{2})(\d{2})(\s(?:and|to|until|-)\s(?:\d{4}))\b", re.IGNORECASE
)
PAST_THE_HOUR = {"half past": 30, "quarter past": 15, "quarter to": -15, "": 0}
# Parts of the day by their names, as most people mean them.
PARTS = (
    (
        re.compile(
            r"\b(?:overnight|after dark|hours of darkness|(?<!day or )(?<!day and )nights?(?! bus))\b",
            re.IGNORECASE,
        ),
        22 * 60,
        6 * 60,
    ),
    (re.compile(r"\bmornings?\b", re.IGNORECASE), 6 * 60, 12 * 60),
    (re.compile(r"\bafternoons?\b", re.IGNORECASE), 12 * 60, 18 * 60),
    (re.compile(r"\bevenings?\b", re.IGNORECASE), 18 * 60, 23 * 60),
    (
        re.compile(
            r"\b(?:daytime|by day|during the day|daylight|(?<!outside )(?<!out of )(?:school|working|office) hours)\b",
            re.IGNORECASE,
        ),
        8 * 60,
        18 * 60,
    ),
)


def clocked(text: str) -> str:
    """Return a text with the times that stand in words as a clock shows them: "9pm" for "nine at night"."""
    return SPOKEN.sub(_shown, FOUR_FIGURES.sub(r"\1 \2:\3\4 hours", text))


def _shown(match: re.Match[str]) -> str:
    if not (match[1] or match[3] or match[4]):
        return match.group()
    said = match[2].lower()
    hour = int(said) if said.isdigit() else HOUR_WORDS.index(said) + 1
    part = (match[4] or "").lower()
    late = part in ("afternoon", "evening") or (part == "night" and hour != 12 and hour > 5)
    at = hour % 12 * 60 + (DAY_MINUTES // 2 if late or (not part and hour >= 12) else 0)
    at = (at + PAST_THE_HOUR[(match[1] or "").lower()]) % DAY_MINUTES
    lead = match.group()[: len(match.group()) - len(match.group().lstrip())]
    return f"{lead}{at // 60:02}:{at % 60:02}"


def minutes(clock: str) -> int | None:
    """Return the minute of the day of "11pm", "8.30am", "22:00", "noon" or "midnight", or None where there is none."""
    low = clock.lower().replace(" ", "").replace(".m", "m").removesuffix(".")
    named = {"noon": 720, "midday": 720, "12noon": 720, "midnight": 0}.get(low)
    if named is not None:
        return named
    match = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm|hrs|hours)?", low)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def days(text: str) -> tuple[int, ...]:
    """Return the days that a text names, "Mon-Fri", "Mon,Wed" or "Saturdays"; none named: every day."""
    named: set[int] = set()
    for first, last in DAY_RANGE.findall(text):
        named |= set(_days_from(_day(first), _day(last)))
    named |= {_day(word) for word in ONE_DAY.findall(text)}
    if WEEKDAYS.search(text):
        named |= {0, 1, 2, 3, 4}
    if WEEKENDS.search(text):
        named |= {5, 6}
    return tuple(sorted(named)) or tuple(range(7))


def _day(word: str) -> int:
    return DAYS.index(word[:3].lower())


def _days_from(first: int, last: int) -> Iterable[int]:
    return ((first + i) % 7 for i in range((last - first) % 7 + 1))


def spans(hours: Hours) -> tuple[Span, ...]:
    """Return the hours of a form in minutes of the week; a row that cannot be read says nothing."""
    found: list[Span] = []
    for named, begin, end in hours:
        first, last = minutes(begin), minutes(end)
        if first is not None and last is not None:
            found += _each_day(days(named), first, last)
    return tuple(found)


def _each_day(on: Iterable[int], first: int, last: int) -> list[Span]:
    """Return the spans of the days; an end not after the beginning is on the next day, and 23:59 ends the day."""
    last = DAY_MINUTES if last == DAY_MINUTES - 1 else last
    length = (last - first) % DAY_MINUTES or DAY_MINUTES
    return [span for day in on for span in _within_the_week(day * DAY_MINUTES + first, length)]


def _within_the_week(begin: int, length: int) -> list[Span]:
    end = begin + length
    if end <= WEEK_MINUTES:
        return [(begin, end)]
    return [(begin, WEEK_MINUTES), (0, end - WEEK_MINUTES)]


def spans_in_words(text: str, parts: bool = False) -> tuple[Span, ...]:
    """Return the hours that a text states, or none where it states no hours and no days; parts of a day only if asked."""
    text, on = clocked(text), days(text)
    found: list[Span] = []
    for loose, strict, end in RANGE.findall(text)[:MOST_RANGES]:
        first, last = _pair(loose or strict, end)
        if first is not None and last is not None:
            found += _each_day(on, first, last)
    for begin, end in FAR_RANGE.findall(text)[:MOST_RANGES] if not found else ():
        first, last = minutes(begin), minutes(end)
        if first is not None and last is not None:
            found += _each_day(on, first, last)
    if not found:
        found = _open_ended(text, on) or _at_one_time(text, on)
    if parts and not found and not AT_ANY_TIME.search(text):
        found = [
            span for named, first, last in PARTS if named.search(text) for span in _each_day(on, first, last)
        ]
    if not found and (len(on) < 7 or AT_ANY_TIME.search(text)):
        found = _each_day(on, 0, 0)
    return tuple(found)


def _pair(begin: str, end: str) -> tuple[int | None, int | None]:
    """Return both minutes; "9 and 11pm" lends its half of the day to the first, unless that would turn them round."""
    last = minutes(end)
    half = re.search(r"[ap]m$", end.lower().replace(".", "").strip())
    if begin.isdigit() and half:
        lent = minutes(begin + half.group())
        if lent is not None and last is not None and lent < last:
            return lent, last
        return minutes(begin + ("am" if half.group() == "pm" else "pm")), last
    return minutes(begin), last


def _open_ended(text: str, on: Iterable[int]) -> list[Span]:
    """Return the hours before one time and after another: "before 8.30am or after 3.45pm"."""
    on = tuple(on)
    early = [minute for word in BEFORE.findall(text)[:MOST_RANGES] if (minute := minutes(word))]
    late = [minute for word in AFTER.findall(text)[:MOST_RANGES] if (minute := minutes(word)) is not None]
    found = [span for minute in early for span in _each_day(on, 0, minute)]
    return found + [span for minute in late for span in _each_day(on, minute, 0)]


def _at_one_time(text: str, on: Iterable[int]) -> list[Span]:
    """Return the hour that begins at a time: "at 10am"."""
    on = tuple(on)
    times = [minute for word in AT.findall(text)[:MOST_RANGES] if (minute := minutes(word)) is not None]
    return [span for minute in times for span in _each_day(on, minute, (minute + AN_HOUR) % DAY_MINUTES)]


def without(spans_: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans less what is taken out of them."""
    left = list(spans_)
    for begin, end in taken:
        left = [
            piece for span in left for piece in ((span[0], min(span[1], begin)), (max(span[0], end), span[1]))
        ]
        left = [piece for piece in left if piece[0] < piece[1]]
    return tuple(left)


def meet(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Return whether two sets of hours have a minute in common; that one ends as the other begins is none."""
    others = sorted(other)
    return any(begin < end_ and begin_ < end for begin, end in one for begin_, end_ in others)


def within(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    """Return whether a set of hours lies wholly in another."""
    return not without(inner, outer)
