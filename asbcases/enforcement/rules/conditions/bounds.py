"""What bounds a condition: its last day, the day it is done by, its place and its hours."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from asbcases.enforcement.rules.conditions.days import says_before, says_date, says_end
from asbcases.enforcement.rules.conditions.effects import Does, Effect
from asbcases.enforcement.rules.conditions.hours import (
    ALWAYS,
    CLOCK,
    DAY_NAME,
    WEEK_MINUTES,
    Span,
    spans,
    spans_in_words,
    without,
)
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.places import (
    Place,
    distance,
    is_premises,
    named,
    read_places,
    segments,
)
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.rewording import reworded
from asbcases.enforcement.rules.conditions.texts import sentences, straight

# "You may only enter it between 7pm and 7am" bans from it at all other hours.
ONLY_THEN = re.compile(
    r"\b(?:may|can|must|shall)\sonly\s(?:enter|be|go|visit|come|use|walk|pass|travel)\b|\b(?:may|can)\s(?:enter|be|go|visit|come)\b[^.;]{1,80}\bonly\s(?:between|from|after|before|on)\b",
    re.IGNORECASE,
)
EVERY = re.compile(
    r"\s*(?:(?:in|into|inside|to|at)\s)?(?:any|all|every|each)\s(?:of\sthe\s|the\s)?(?:(?-i:[A-Z])[\w'-]+\s){0,3}([a-z][^.;]{3,60})",
    re.IGNORECASE,
)
# "The north part of Penharrow", "Zone B": bounds that no stranger finds, but on a plan.
NO_BOUNDS = re.compile(
    r"^\s*(?:(?:in|into|to|at|within)\s)?(?:the\s(?:(?:north|south|east|west)(?:ern)?|busy|old|lower|upper|rough|quiet|central|main|poor|better|nice)\s(?:part|end|side|half|quarter)\sof\s(?-i:[A-Z])"
    r"|(?:zone|area|sector|district)\s(?-i:[A-Z]|\d{1,2})\b(?!\s(?:of|on|as)\b))|\bany\sother\splace\swhere\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\bfrom\s(?:\d+|an?|one|two|three|half\san)\s(?:hours?|minutes?)\s(?:before|after)\b[^.;]{3,200}?\buntil\s(?:\d+|an?|one|two|three|half\san)\s(?:hours?|minutes?)\s(?:before|after)\b|\bever,\sby\sday\sor\sby\snight\b",
    re.IGNORECASE,
)
NO_YEAR = 2000
NEAR = 80
WHEN = re.compile(
    rf"\b(?:between|from|until|till|before|after|during|every|each|for|by|on|at (?:any|all|{CLOCK})|as (?:shown|edged|marked)|edged|shown)\b|[.;:]"
)


def year_of(condition: Condition) -> int:
    """Return the year that a day without one is of."""
    return (condition.from_on or condition.do_by or condition.until_on or date(NO_YEAR, 1, 1)).year


def no_end(condition: Condition) -> Iterator[Finding]:
    """Find that no last day stands in the form or the words; a court may bind an adult without one."""
    needs = condition.power != "cbo" or condition.under_18
    text, year = straight(condition.words), year_of(condition)
    ends = says_end(text, year) or (not condition.asks_for_an_act and says_before(text, year))
    if needs and condition.until_on is None and not ends:
        whom = "An order on a child" if condition.power == "cbo" else "A warning or notice"
        yield Finding(
            "no_end", "", f"It has no last day. {whom} must end: give the day after “until”, or in the form."
        )


def no_date(condition: Condition) -> Iterator[Finding]:
    """Find that a thing is to be done and nothing says by when."""
    dated = condition.do_by is not None or says_date(straight(condition.words), year_of(condition))
    asked = condition.kind in ("do", "steps") or _once(condition)
    if asked and not dated:
        yield Finding(
            "no_date",
            "",
            "Something is to be done, and nothing says by which day. Give the day it must be done by.",
        )


def _once(condition: Condition) -> bool:
    """Return whether an order asks for a thing that is done once: neither kept up nor at hours of its own."""
    if condition.kind != "requirement" or condition.hours or hours_of(condition, parts=True):
        return False
    first = next((sentence.main for sentence in sentences(straight(condition.words)) if sentence.main), "")
    text = phrases_of("tasks", "asked").sub("", first, count=1).lstrip(" ,").lower()
    again = phrases_of("tasks", "again").search(condition.words)
    return text.split(" ")[0] in words_of("tasks", "once") and not again


def area_bounds(condition: Condition) -> Iterator[Finding]:
    """Find a ban from being somewhere without a place that can be found, or from an area without hours."""
    effect = effect_on(condition)
    if effect.does is not Does.BAN:
        return
    if not identified(condition, effect):
        yield Finding(
            "area_without_place",
            effect.found,
            "It bans somebody from a place that a stranger could not find. Name the street, the address or the edge "
            "of the area, and add a plan.",
        )
    if not (_single(condition, effect) or hours_of(condition) or RELATIVE.search(condition.words)):
        yield Finding(
            "area_without_hours",
            effect.found,
            "It bans somebody from an area and gives no hours. Say between when and when, or “at any time” where that "
            "is what is meant and can be justified.",
        )


def identified(condition: Condition, effect: Effect) -> bool:
    """Return whether the place of a ban is drawn on a plan or has a name of its own."""
    if not condition.map and NO_BOUNDS.search(effect.object):
        return False
    field = named(condition.place) and not (_only_town(condition.place) and effect.object.strip())
    return condition.map or field or named(effect.object)


def _only_town(place: str) -> bool:
    """Return whether a field holds a single name, as of a town, which bounds nothing by itself."""
    return len(segments(place)) == 1 and len(segments(place)[0].split()) == 1


def places_of(condition: Condition, effect: Effect) -> list[Place]:
    """Return the places of a condition: those of the form, or where it names none those of the words."""
    places = read_places(condition.place if named(condition.place) else where(effect.object))
    metres = distance(straight(effect.found[:NEAR])) if effect.does is Does.BAN else 0
    return [replace(place, metres=place.metres or metres) for place in places]


def where(text: str) -> str:
    """Return the place that words begin with, without the hours and days after it."""
    return WHEN.split(text, maxsplit=1)[0]


def _single(condition: Condition, effect: Effect) -> bool:
    """Return whether only single premises are banned."""
    if phrases_of("places", "roofs").match(_bare(effect.object)) or _of_a_roof(effect.object):
        return True
    places = places_of(condition, effect) if identified(condition, effect) and not condition.map else []
    if condition.map and named(condition.place):
        places = read_places(condition.place)
    return bool(places) and all(is_premises(place) for place in places)


def _of_a_roof(banned: str) -> bool:
    """Return whether all premises of a kind or a chain are banned: "any Pennywise store", "all pharmacies"."""
    match = EVERY.match(banned)
    return match is not None and any(
        whole_words(words).match(match[1])
        for name, words in lists()["kinds_of_place"].items()
        if name not in ("parks", "markets", "cars")
    )


def _bare(text: str) -> str:
    """Return the object of a ban without its article."""
    words = text.strip().split(" ")
    drop = {
        "any",
        "the",
        "his",
        "her",
        "their",
        "a",
        "in",
        "of",
        "these",
        "three",
        "two",
        "inside",
        "home",
        "into",
        "to",
    }
    while len(words) > 1 and words[0].lower() in drop:
        words = words[1:]
    return " ".join(words)


def hours_of(condition: Condition, parts: bool = False) -> tuple[Span, ...]:
    """Return the hours of a condition: of the form, or where it has none of the words; none stated: none."""
    binding = " ".join(sentence.main for sentence in sentences(reworded(condition.words)))
    if ONLY_THEN.search(binding) and not condition.hours:
        return without(ALWAYS, spans_in_words(binding, parts))
    stated, carved = spans(condition.hours) or spans_in_words(binding, parts), _carved_hours(condition)
    return without(stated or (ALWAYS if carved else ()), carved)


def at_all_times(condition: Condition) -> bool:
    """Return whether a condition binds at every minute of the week, or names no hours at all."""
    stated = hours_of(condition)
    return not stated or sum(end - begin for begin, end in stated) >= WEEK_MINUTES


def _carved_hours(condition: Condition) -> tuple[Span, ...]:
    """Return the hours that "except between 10am and 11am" takes out."""
    carved = " ".join(sentence.carved for sentence in sentences(straight(condition.words)))
    return (
        spans_in_words(carved)
        if re.match(
            rf"\W*(?:except|save|unless|other\sthan|apart\sfrom)\s(?:(?:between|from)\s{CLOCK}|(?:on\s|from\s|at\s|for\s)?(?:an?\s|any\s|every\s)?(?:{DAY_NAME}|weekdays?|weekends?|school\sdays?)\b)",
            carved,
            re.IGNORECASE,
        )
        else ()
    )
