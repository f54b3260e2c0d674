"""What nobody can do because the days, the hours or the words exclude one another."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from asbcases.enforcement.rules.conditions.beyond import BEYOND, Found
from asbcases.enforcement.rules.conditions.bounds import hours_of, year_of
from asbcases.enforcement.rules.conditions.days import DUE, ENDS, LEAD, Day, read_days
from asbcases.enforcement.rules.conditions.effects import LEAVES_HOME, Does, effect_of
from asbcases.enforcement.rules.conditions.hours import ALWAYS, AT_ANY_TIME, CLOCK, DAY_NAME, DAYS, minutes
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.places import NO_HOME
from asbcases.enforcement.rules.conditions.texts import stem, straight

MEASURED = r"(?!\s?(?:m|cm|metres|meters|kg|litres|per|mph|miles|km|tonnes|inches|feet|pounds)\b)"
NO_HOUR = re.compile(
    rf"(?<![\d£.])(?:2[4-9]|[3-9]\d):[0-5]\d\b|(?<![\d£.])(?:2[4-9]|[3-9]\d)\.[0-5]\d\s?(?:[ap]m|hrs|hours)\b|(?<![\d£.])\d{{1,2}}:[6-9]\d{MEASURED}"
    r"|(?<![\d.:])(?:1[3-9]|[2-9]\d|0)(?:[.:]\d{2})?\s?[ap]m\b|(?<!\d)\d{1,2}[.:][6-9]\d\s?[ap]m\b",
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
ASKED_AND_FORBIDDEN = re.compile(r"\bmust(\snot|\snever)?\s(?:also\s)?([a-z-]{2,20})", re.IGNORECASE)
BOTH = re.compile(
    r"\b(?:open and (?:also )?(?:shut|closed)|shut and (?:also )?open|closed and (?:also )?open|locked and (?:also )?unlocked|unlocked and (?:also )?locked|indoors and outdoors|lit and unlit|(\w{3,20}) and (?:also )?un\1|on and off (?:at|together)|in and out of it at)\b",
    re.IGNORECASE,
)
IN_AND_OUT = re.compile(
    r"\b(?:or|nor|and)\s(?:you\s)?(?:must\snot\s)?(?:to\s)?(?:be|stay|remain|enter|go into|go back)\s?(?:in|into|inside|at|there)?\b",
    re.IGNORECASE,
)
TWO_PLACES = re.compile(
    rf"\b(?:be|attend|report|stay|remain|meet)\b[^.;]{{1,120}}\band\s(?:also\s|must\s)?(?:be\s|attend\s|report\s|stay\s|remain\s)?(?:(?:in|at|to)\s(?=[A-Z\d])|(?=[A-Z])(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)))[^.;]{{1,120}}?\b(?:at the same|{CLOCK})",
)
NEITHER = re.compile(
    r"\bnot\s(?:set\sfoot\soutside|go\sout|go\soutside|be\soutside|leave\s(?:your|the|\d))\b[^.]{0,80}\b(?:or|nor)\b[^.]{0,40}\b(?:remain|stay|be)\s(?:in|inside|at|within)\b"
    r"|\bleave\s(?:your|the)\s(?:flat|home|house|room)\b[^.]{0,40}\b(?:and|but)\s(?:stay|remain|be)\s(?:in|inside|there|at\shome)\b"
    r"|\bnot\s(?:use|walk\son|cross|touch)\s(?:any|a|all|the)\s(?:roads?|streets?|pavements?|paths?|ground)\b(?!\s(?:in|of|at|near|outside|called))",
    re.IGNORECASE,
)
KEPT_IN = re.compile(
    r"\b(?:indoors|inside|in the house|at home|in your (?:home|house|flat|garden))\b[^.]{0,40}\bat all times\b",
    re.IGNORECASE,
)
TAKEN_OUT = re.compile(r"\b(?:walk|exercise|take) (?:it|him|her|them|your dogs?)\b", re.IGNORECASE)
EVERYWHERE = re.compile(
    r"^\s*(?:any|all|every|a)\s(?:other\s)?(?:public places?|streets?|roads?|pavements?|towns?|buildings?|persons?|people|houses?|homes?|places?|lands?|countr(?:y|ies))\b(?!\s(?:in|of|within|where|near|that|which|at (?!all|any)|on|called|named))",
    re.IGNORECASE,
)
IN_SIGHT = re.compile(
    r"\b(?:within sight of|in sight of|in the presence of|in the company of|near|speak to|talk to|look at)\s(?:any|every|anyone|anybody|all)\s?(?:other\s)?(?:persons?|people|adults?|human beings?|shops?|houses?|buildings?|roads?|streets?)?\s?(?:at all|ever|again|at any time|anywhere|[.]|$)",
    re.IGNORECASE,
)
WITHIN_ANY = re.compile(
    r"\b(?:within|closer than|nearer than|at least)\s\d+\s?(?:m|metres|meters|yards|feet|miles?|km)\s(?:of|to|from|away from)\s(?:any|every|all|another)\s(?:other\s)?(?:persons?|people|human(?: being)?s?|roads?|streets?|houses?|homes?|buildings?|pavements?|vehicles?|cars?|living thing|members? of the public)\b(?!\s(?:who|in|of|called|named|at (?!all|any)|on|under|aged|working|queu|using|that))",
    re.IGNORECASE,
)
YOUR_HOME = re.compile(r"\byour (?:own )?(?:home|house|flat|address|garden|home address)\b", re.IGNORECASE)
NAMED_DAY = re.compile(rf"\b({DAY_NAME}),?\s(?:the\s)?$", re.IGNORECASE)


def impossible(condition: Condition) -> Iterator[Finding]:
    """Find the first thing that cannot be done."""
    for look in (*LOOKS, *BEYOND):
        found = look(condition)
        if found:
            yield Finding("impossible", found[0], f"Nobody can do this: {found[1]}")
            return


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
        if _is_over(day, before, condition.from_on):
            return shown, "that day is before it begins. Mend the days."
    return None


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


def _contradiction(condition: Condition) -> Found:
    """Look for one act that is asked for and forbidden, and for two states or places at once."""
    text = straight(condition.words)
    forbidden: set[str] = set()
    asked: set[str] = set()
    for no, verb in ASKED_AND_FORBIDDEN.findall(text):
        (forbidden if no else asked).add(stem(verb))
    both = (forbidden & asked) - {"be", "not", "leav", "us", "keep", "tak"}
    pair = BOTH.search(text) or _two_places(text)
    if both or pair:
        return (pair.group() if pair else min(both)), "it asks for what it excludes. Choose one."
    return _in_and_out(text)


def _two_places(text: str) -> re.Match[str] | None:
    """Return where somebody is to be in two places at one time."""
    match = TWO_PLACES.search(text)
    if match is None:
        return None
    clocks = re.findall(CLOCK, match.group(), re.IGNORECASE)
    return (
        match
        if "at the same" in match.group() or len(clocks) == 1 or len(set(clocks)) < len(clocks)
        else None
    )


def _in_and_out(text: str) -> Found:
    leaves = LEAVES_HOME.search(text)
    neither = NEITHER.search(text) or (leaves if leaves and IN_AND_OUT.search(text, leaves.end()) else None)
    if neither:
        return neither.group(), "they can neither leave nor stay. Choose one."
    kept = KEPT_IN.search(text)
    if kept and TAKEN_OUT.search(text):
        return kept.group(), "it asks for what it excludes. Choose one."
    return None


def _everywhere(condition: Condition) -> Found:
    """Look for a ban that leaves nowhere to be, and for staying in for ever."""
    text = straight(condition.words)
    near, effect = WITHIN_ANY.search(text) or IN_SIGHT.search(text), effect_of(condition.words)
    if near:
        return near.group(), "it leaves nowhere to be. Name the place or the person."
    endless = not hours_of(condition) or hours_of(condition) == ALWAYS or bool(AT_ANY_TIME.search(text))
    if effect.does is Does.BAN and endless and EVERYWHERE.search(effect.object):
        return effect.found, "it leaves nowhere to be. Name the place, and give hours."
    if (
        effect.does is Does.STAY
        and effect.all_day
        and AT_ANY_TIME.search(text)
        and "sleep" not in text
        and "live" not in text
    ):
        return effect.found, "nobody can stay in for ever. Give hours."
    return None


def _no_home(condition: Condition) -> Found:
    """Look for "your home" of somebody who has none."""
    match = YOUR_HOME.search(straight(condition.words))
    if match and NO_HOME.search(condition.lives_at):
        return match.group(), "they have no fixed address. Name a place they can be at."
    return None


LOOKS: tuple[Callable[[Condition], Found], ...] = (
    _days,
    _days_in_words,
    _hours,
    _contradiction,
    _everywhere,
    _no_home,
)
