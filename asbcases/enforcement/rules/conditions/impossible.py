"""What nobody can do, or not this person in the time."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import DUE, LEAD, read_days
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.texts import stem, straight, tokens

NO_HOUR = re.compile(r"\b(?:2[4-9]|[3-9]\d)[:.][0-5]\d\b(?!\s?(?:m|cm|metres|kg|litres|per))|\b\d{1,2}[:.][6-9]\d\s?(?:[ap]m)?\b(?!\s?(?:m|cm|metres|kg|litres|per))|(?<![\d.:])(?:1[3-9]|2\d|0)\s?[ap]m\b", re.IGNORECASE)
AMOUNT = re.compile(r"(£)?\s?(\d[\d,]{0,12})\s?(tonnes|tons|million|pounds)?", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:within|in)\s(?:the\snext\s)?(?:\d{1,2}|one|two|five|ten|fifteen|thirty|an?|half an|the)\s(?:seconds?|minutes?|hours?)\b", re.IGNORECASE
)
ASKED_AND_FORBIDDEN = re.compile(r"\bmust(\snot|\snever)?\s(?:also\s)?([a-z-]{2,20})", re.IGNORECASE)


def impossible(condition: Condition) -> Iterator[Finding]:
    """Find the first thing that cannot be done."""
    for look in LOOKS:
        found = look(condition)
        if found:
            yield Finding("impossible", found[0], f"Nobody can do this: {found[1]}")
            return


Found = tuple[str, str] | None


def _days(condition: Condition) -> Found:
    """Look at days that are out of order or in no calendar."""
    begin, end, due = condition.from_on, condition.until_on, condition.do_by
    if begin and end and end < begin:
        return "", "it ends before it begins. Mend the days."
    if begin and due and due < begin:
        return "", "it is to be done before it begins. Mend the days."
    if due and end and due > end:
        return "", "it is to be done after its last day. Mend the days."
    return _days_in_words(condition)


def _days_in_words(condition: Condition) -> Found:
    text = straight(condition.words)
    for day in read_days(text, year_of(condition)):
        shown = condition.words[day.start : day.end]
        if day.day is None:
            return shown, f"there is no {shown} in the calendar. Mend the day."
        late = condition.from_on and day.day < condition.from_on
        if late and DUE.search(text[max(0, day.start - LEAD) : day.start]) and "from" not in text[max(0, day.start - 8) : day.start]:
            return shown, "it is to be done before it begins. Mend the days."
    return None


def _hours(condition: Condition) -> Found:
    match = NO_HOUR.search(straight(condition.words))
    return (match.group(), "there is no such hour. Give hours by the clock.") if match else None


def _contradiction(condition: Condition) -> Found:
    """Look for one act that is asked for and forbidden."""
    forbidden, asked = set(), set()
    for no, verb in ASKED_AND_FORBIDDEN.findall(straight(condition.words)):
        (forbidden if no else asked).add(stem(verb))
    both = (forbidden & asked) - {"be", "not"}
    return (min(both), "it asks for what it forbids. Choose one.") if both else None


def _nature(condition: Condition) -> Found:
    """Look for what nobody commands: weather, wild animals, a body's needs, perfect silence."""
    low = straight(condition.words)
    match = phrases_of("impossible", "commanded").search(low) or phrases_of("impossible", "bodily").search(low)
    if match is None:
        absolute = phrases_of("impossible", "absolute").search(low)
        match = absolute if absolute and _of_nature(low, absolute.group()) else None
    return (match.group(), "no person commands it. Ask for an act that is theirs, or for reasonable steps.") if match else None


def _of_nature(low: str, absolute: str) -> bool:
    return bool(phrases_of("impossible", "nature").search(low)) or any(word in absolute.lower() for word in ("noise", "sound", "silen", "smell", "trace"))


def _others(condition: Condition) -> Found:
    """Look for answering for people whom nobody can govern; reasonable steps towards it can be taken."""
    low = straight(condition.words)
    if condition.kind == "steps" or re.search(r"\breasonable steps?\b", low, re.IGNORECASE):
        return None
    governs, anybody = phrases_of("impossible", "governs").search(low), phrases_of("impossible", "anybody").search(low)
    beyond = phrases_of("impossible", "whatever").search(low)
    if governs and anybody and beyond and not phrases_of("impossible", "own").search(low):
        return anybody.group(), "they cannot govern what other people do. Ask for what they do themselves."
    return None


def _property(condition: Condition) -> Found:
    """Look for changing what belongs to somebody else."""
    low = straight(condition.words)
    belongs, alters = phrases_of("impossible", "belongs").search(low), phrases_of("impossible", "alters").search(low)
    if condition.asks_for_an_act and belongs and alters:
        return belongs.group(), "it is not theirs to change. Ask the owner, or ask for what is theirs."
    return None


def _time(condition: Condition) -> Found:
    """Look for what takes longer than the time that is given."""
    low = straight(condition.words)
    heavy = phrases_of("impossible", "heavy").search(low)
    if condition.asks_for_an_act and heavy and _is_soon(condition, low):
        return heavy.group(), "it cannot be done in the time given. Give a day by which it can be done."
    return None


def _is_soon(condition: Condition, low: str) -> bool:
    days = lists()["impossible"]["soon_days"]
    if condition.from_on and condition.do_by and condition.do_by - condition.from_on <= timedelta(days=days):
        return True
    return bool(phrases_of("impossible", "soon").search(low) or WITHIN.search(low))


LOOKS: tuple[Callable[[Condition], Found], ...] = (_days, _hours, _contradiction, _nature, _others, _property, _time)
