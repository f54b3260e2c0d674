"""What nobody can do because the days, the hours or the words exclude one another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from asbcases.enforcement.rules.conditions.amounts import amounts
from asbcases.enforcement.rules.conditions.at_odds import at_odds
from asbcases.enforcement.rules.conditions.beyond import BEYOND
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import DAY, DUE, ENDS, LEAD, Day, read_days
from asbcases.enforcement.rules.conditions.excluded import contradiction, everywhere, no_home
from asbcases.enforcement.rules.conditions.hours import CLOCK, DAY_NAME, DAYS, minutes
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import straight

MEASURED = r"(?!\s?(?:m|cm|metres|meters|kg|litres|per|mph|miles|km|tonnes|inches|feet|pounds)\b)"
NO_HOUR = re.compile(
    rf"(?<![\d£.])(?:2[4-9]|[3-9]\d):[0-5]\d\b|(?<![\d£.])(?:2[4-9]|[3-9]\d)\.[0-5]\d\s?(?:[ap]m|hrs|hours)\b|(?<![\d£.])\d{{1,2}}:[6-9]\d{MEASURED}"
    r"|(?<![\d.:])(?:1[3-9]|[2-9]\d|0)(?:[.:]\d{2})?\s?[ap]m\b|(?<!\d)\d{1,2}[.:][6-9]\d\s?[ap]m\b|\bat\s\d{1,2}\.[6-9]\d\b(?!\s?(?:m|cm|metres|meters|kg|litres|per|mph|miles|km|tonnes|inches|feet|pounds)\b)",
    re.IGNORECASE,
)
HOURS_A_DAY = re.compile(
    r"\b(\d{1,4})\s(hours (?:a|per|each|every|in a|in every) day|days (?:a|per|each|every|in a|in every) week|hours in (?:a|any|each|one) day)\b",
    re.IGNORECASE,
)
TOO_OFTEN = re.compile(
    r"\bevery (?:second|minute|(?:one|two|three|five|ten|\d{1,2}) (?:seconds|minutes))\b[^.]{0,40}\b(?:day and night|of the day|all day|night and day|24 hours|of every|throughout|at all times|for ever)\b",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"\b(?:from|starting on|beginning on|starting|beginning|as of)\s(?:the\s)?$", re.IGNORECASE
)
STARTS = re.compile(r"\b(?:start|begin|commence)\b[^.;\d]{0,60}\bon\s(?:the\s)?$", re.IGNORECASE)
FINISHES = re.compile(
    r"\b(?:finish|end|complete)\b[^.;\d]{0,60}\b(?:by|on|before)\s(?:the\s)?$", re.IGNORECASE
)
OPENS = re.compile(
    r"\b(?:that|which)\s(?:begins?|starts?|opens?|is\sheld|takes\splace|runs)\s(?:on|from)\s(?:the\s)?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\b(?:no\searlier\sthan|not\sbefore|not\sbegin\sbefore|after)\s(?:the\s)?$", re.IGNORECASE
)
UP_TO = re.compile(r"\b(?<!not )(?:by|no\slater\sthan|not\slater\sthan|before)\s(?:the\s)?$", re.IGNORECASE)
# No month has a 32nd day, and no week a second Monday.
NO_DAY = re.compile(
    rf"\b(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)\s(?:of|day\sof)\s(?:each|every|the|any)\b|\b(?:second|third|fourth|fifth|sixth)\s{DAY_NAME}\s(?:of|in)\s(?:each|every|any|a)\sweek\b"
    rf"|\b(?:sixth|seventh|eighth|ninth|tenth)\s{DAY_NAME}\s(?:of|in)\s(?:each|every|any|a)\smonth\b|\bfifth\s{DAY_NAME}\s(?:of|in)\s(?:each|every)\smonth\b",
    re.IGNORECASE,
)
ONE_DATE = re.compile(
    rf"\b(?:between|from)\s({CLOCK})\s(?:and|to|until)\s({CLOCK})\s(?:on\s)(?:{DAY_NAME},?\s)?(?:the\s)?(?:{DAY.pattern})",
    re.IGNORECASE,
)
NOON = 720
ON_THE_DAY = re.compile(
    r"\b(?:must|shall|to|not)\b.*\bon\s(?:\w+,?\s)?(?:the\s)?(?:\d{1,2}\s(?:or|and)\s)?$", re.IGNORECASE
)
# What tells of the past.
TELLS = re.compile(
    r"\b(?:which|that|who|was|were|had|have|has|been|did|since|dated|served|issued|made|given|[a-z]{3,}ed|threw|left|took|broke|built)\b",
    re.IGNORECASE,
)
NAMED_DAY = re.compile(rf"\b({DAY_NAME}),?\s(?:the\s)?$", re.IGNORECASE)


MINE = re.compile(r"\W*I\s(?:will|must|shall|agree\sto|promise\sto|undertake\sto)\b")
I_WILL = re.compile(r"\bI\s(?:will|must|shall|agree\sto|promise\sto|undertake\sto)\b")
OF_ME = (
    (re.compile(r"\bmy\b"), "your"),
    (re.compile(r"\bmine\b"), "yours"),
    (re.compile(r"\bmyself\b"), "yourself"),
    (re.compile(r"\b(?:me|I)\b(?!')"), "you"),
)


def impossible(condition: Condition) -> Iterator[Finding]:
    """Find the first thing that cannot be done."""
    said = _to_you(condition)
    for look in (*LOOKS, *BEYOND):
        found = look(said)
        if found:
            # The exact words are shown, not what they were read as.
            shown = found[0] if said is condition else condition.words.strip()
            yield Finding("impossible", shown, f"Nobody can do this: {found[1]}")
            return


def _to_you(condition: Condition) -> Condition:
    """Return a contract in the first person as if it were said to whoever signs it: "I will" is "You must"."""
    if not MINE.match(condition.words):
        return condition
    words = I_WILL.sub("You must", condition.words)
    for mine, yours in OF_ME:
        words = mine.sub(yours, words)
    return replace(condition, words=words)


def _days(condition: Condition) -> Found:
    """Look at the days of the form."""
    begin, end, due = condition.from_on, condition.until_on, condition.do_by
    if begin and end and end < begin:
        return "", "it ends before it begins. Mend the days."
    if begin and due and due < begin:
        return "", "it is to be done before it begins. Mend the days."
    if due and end and due > end:
        return "", "it is to be done after its last day. Mend the days."
    return None


def _days_in_words(condition: Condition) -> Found:
    """Look for days that are in no calendar, or over before the condition begins."""
    text = straight(condition.words)
    none = NO_DAY.search(text)
    if none:
        return none.group(), "there is no such day in the calendar. Mend the day."
    turned = _turned_round(read_days(text, 0), text) or _clock_turned(text)
    if turned:
        return turned, "it ends before it begins. Mend the days."
    for day in read_days(text, year_of(condition)):
        shown, before = condition.words[day.start : day.end], text[max(0, day.start - LEAD) : day.start]
        named = NAMED_DAY.search(before)
        if day.day is None or (named and DAYS[day.day.weekday()] != named[1][:3].lower()):
            return (
                shown,
                f"there is no {named[1] if named else ''} {shown} in the calendar. Mend the day.".replace(
                    "  ", " "
                ),
            )
        if _after_the_end(day, before, text, condition):
            return (
                shown,
                "that day is after the last on which it binds, or by which it is to be done. Mend the days.",
            )
        if _is_over(day, before, condition.from_on) or _held_over(day, text, condition.from_on):
            return shown, "that day is before it begins. Mend the days."
    return None


def _turned_round(days: list[Day], text: str) -> str | None:
    """Return the last day in words where the first is after it; days without a year come round again."""
    before = {day.start: text[max(0, day.start - LEAD) : day.start] for day in days}
    begins = [
        day
        for day in days
        if day.day and (BEGINS.search(before[day.start]) or STARTS.search(text[: day.start]))
    ]
    after = [day for day in days if day.day and AFTER.search(before[day.start])]
    for day in days:
        ends = day.day and (ENDS.search(before[day.start]) or FINISHES.search(text[: day.start]))
        if (
            day.day
            and UP_TO.search(before[day.start])
            and any(day.day < first.day for first in after if first.day)
        ):
            return text[day.start : day.end]
        if ends and any(day.day < first.day for first in begins if day.day and first.day):
            return text[day.start : day.end]
    return None


def _clock_turned(text: str) -> str | None:
    """Return hours of one day that end before they begin; an end in the morning is of the next day."""
    for match in ONE_DATE.finditer(text):
        begin, end = minutes(match[1]), minutes(match[2])
        if begin is not None and end is not None and NOON <= end <= begin:
            return match.group()
    return None


def _held_over(day: Day, text: str, begin: date | None) -> bool:
    """Return whether a thing is asked or forbidden on a day that is over; what was done on it is only told."""
    sentence = text[: day.start].rpartition(". ")[2]
    return bool(
        begin and day.day and day.day < begin and ON_THE_DAY.search(sentence) and not TELLS.search(sentence)
    )


def _after_the_end(day: Day, before: str, text: str, condition: Condition) -> bool:
    """Return whether a thing is to be done on a day after the last, or waits for what begins after it is to be done."""
    end, due = condition.until_on, condition.do_by
    if not (condition.asks_for_an_act and day.day) or not re.search(
        r"\d{4}|[/.]\d", text[day.start : day.end]
    ):
        return False
    late = (
        end and day.day > end and DUE.search(before) and not BEGINS.search(before) and not ENDS.search(before)
    )
    waits = due and day.day > due and OPENS.search(before)
    return bool(late or waits)


def _is_over(day: Day, before: str, begin: date | None) -> bool:
    """Return whether something is to be done by, or to last until, a day before the beginning."""
    bound = ENDS.search(before) or (
        DUE.search(before) and not re.search(r"\b(?:from|on|before)\s", before[-12:], re.IGNORECASE)
    )
    return bool(begin and day.day and day.day < begin and bound)


def _hours(condition: Condition) -> Found:
    """Look for hours that no clock shows."""
    match = NO_HOUR.search(straight(condition.words))
    if match:
        return match.group(), "there is no such hour. Give hours by the clock."
    wrong = next((clock for row in condition.hours for clock in row[1:] if minutes(clock) is None), None)
    return (wrong, "there is no such hour. Give hours by the clock.") if wrong else _too_many(condition)


def _too_many(condition: Condition) -> Found:
    """Look for more hours than a day has, and for doing something every minute."""
    text = straight(condition.words)
    for match in HOURS_A_DAY.finditer(text):
        if int(match[1]) > (7 if match[2].lower().startswith("days") else 24):
            return match.group(), "no day or week is so long. Mend the number."
    often = TOO_OFTEN.search(text)
    return (often.group(), "nobody can keep it up. Ask for it as often as it can be done.") if often else None


LOOKS: tuple[Callable[[Condition], Found], ...] = (
    _days,
    _days_in_words,
    _hours,
    contradiction,
    everywhere,
    no_home,
    amounts,
    at_odds,
)
