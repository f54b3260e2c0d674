"""What excludes itself: two states, places or acts at once, nowhere left to be, and a home that somebody does not have."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.bounds import at_all_times
from asbcases.enforcement.rules.conditions.effects import LEAVES_HOME, Does
from asbcases.enforcement.rules.conditions.hours import AT_ANY_TIME, CLOCK, DAY_NAME, meet, spans_in_words
from asbcases.enforcement.rules.conditions.lists import chain
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import NO_HOME
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.reach import Found, found_in
from asbcases.enforcement.rules.conditions.texts import sentences, stem, straight
from asbcases.enforcement.rules.conditions.times import AT_ONCE

ASKED_AND_FORBIDDEN = re.compile(r"\bmust(\snot|\snever)?\s(?:also\s)?([a-z-]{2,20})", re.IGNORECASE)
UNDONE = re.compile(r"\b(\w{3,20}) and (?:also )?un\1\b", re.IGNORECASE)
IN_AND_OUT = re.compile(
    r"\b(?:or|nor|and)\s(?:you\s)?(?:must\snot\s)?(?:to\s)?(?:be|stay|remain|enter|go into|go back)\s?(?:in|into|inside|at|there)?\b",
    re.IGNORECASE,
)
# "Be at home … and at Elm Hub …": a second place begins after "and".
PRESENCE = r"\b(?i:be|attend|report|stay|remain|meet)\b"
TWO_PLACES = re.compile(
    rf"{PRESENCE}[^.;]{{1,120}}\band\s(?:also\s|must\s)?(?:be\s|attend\s|report\s|stay\s|remain\s)?"
    rf"(?:(?:in|at|to)\s(?=[A-Z\d])|(?:the\s)?(?=[A-Z])(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)))[^.;]{{1,120}}?\b(?:at the same|{CLOCK})"
)
TWO_BEDS = re.compile(
    r"\b(?i:sleep|live|reside)\sat\s(?!either)(?:(?!\bor\b|\bthen\b|\buntil\b)[^.;]){3,60}?\band,?\s(?:(?:also|every\snight|each\snight),?\s){0,2}at\s(?=[A-Z\d])(?![^.;]*\b(?:then|until|alternat|otherwise|from\s\d))|"
    r"\b(?:sleep|live|reside|spend\s(?:each|every)\snight)\b[^.;]{1,80}\band\s(?:also\s)?at\s(?=[A-Z\d])[^.;]{1,80}\b(?:every|each)\snight\b"
)
SECOND_PLACE = re.compile(
    r"\band\s(?:also\s|must\s)?(?:be\s|stay\s|remain\s)?(?:in|at)\s(?=[A-Z\d]|home|your|the)"
)
PLACE_NAME = re.compile(r"\b(?:home|work|school|college|(?!You\b|Must\b)[A-Z][a-z]{2,})\b")
SAME_TIME = re.compile(
    r"\b(?:attend|be|report|go)\b[^.;]{1,60}?\b(?:in|at)\s([A-Z][a-z]+)\b[^.;]{0,30}\band\s(?:the\s)?(?:[a-z]+\s){1,3}(?:in|at)\s"
    rf"([A-Z][a-z]+)\b[^.;]{{0,30}}\bat\s{CLOCK}"
)
NEITHER = re.compile(
    r"\bnot\s(?:set\sfoot\soutside|go\sout|go\soutside|be\soutside|leave\s(?:your|the|\d))\b[^.]{0,80}\b(?:or|nor)\b[^.]{0,40}\b(?:remain|stay|be)\s(?:in|inside|at|within)\b"
    r"|\bneither\s(?:stay|remain|be|sleep)\b[^.;]{1,60}\bnor\s(?:leave|go\sout|come\sout|be\sout)|\bneither\s(?:leave|go\sout)\b[^.;]{1,60}\bnor\s(?:stay|remain|be)\b"
    r"|\bnot\s(?:stay|remain|be)\s(?:in|inside|indoors)\b[^.;]{0,40}\b(?:or|nor)\s(?:go|be|step|come)\s(?:out|outside|outdoors)\b"
    r"|\bleave\s(?:your|the)\s(?:flat|home|house|room)\b[^.]{0,40}\b(?:and|but)\s(?:stay|remain|be)\s(?:in|inside|there|at\shome)\b",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"\b(?:by|through|with|without|while|whilst|when|except|unless|on|in)\b", re.IGNORECASE
)
KEPT_IN = re.compile(
    r"\b(?:indoors|inside|in the (?:house|kennel|run|pen|shed|yard)|at home|in its (?:kennel|cage|pen|run)|chained(?: up)?|tied up|tethered|caged|locked up|in your (?:home|house|flat|garden))\b[^.]{0,40}\bat all times\b",
    re.IGNORECASE,
)
TAKEN_OUT = re.compile(r"\b(?:walk|exercise|take) (?:it|him|her|them|your dogs?)\b", re.IGNORECASE)
# Anywhere, and nothing after it that narrows it.
ENDS_THERE = re.compile(
    r"\s*(?:[.,;]|$|(?:at (?:all|any (?:time|hour))|ever|again|anywhere)\b)", re.IGNORECASE
)
NARROWED = re.compile(
    r"\s(?:who|you|not|in|of|within|where|near|that|which|whose|by|at (?!all|any)|on|under|after|once|when|if|while|whilst|without|unless|having|wearing|carrying|with|until|aged|called|named|working|queuing|queueing|using|belonging|parked)\b",
    re.IGNORECASE,
)
THE_COUNTRY = re.compile(
    r"\s(?:in|of|within|(?:anywhere|on\s(?:any\s)?land|on\sthe\ssoil)\s(?:in|of))\s(?:England|Wales|Britain|Great\sBritain|the\s(?:country|world|UK|United\sKingdom|land|kingdom)|Europe)\b",
    re.IGNORECASE,
)
# "Any town centre", "any road junction".
OF_TOWN = re.compile(
    r"\s(?:centres?|halls?|councils?|squares?|junctions?|bridges?|works|stations?|shops?)\b|,\s(?!at\b|by\b|day\b|ever\b|in\b|on\b)[a-z]",
    re.IGNORECASE,
)
METRES = re.compile(
    r"\b(?:within|closer than|nearer than|at least)\s(?:\d+|[a-z]+)\s?(?:m|metres|meters|yards|feet|miles?|km)\s(?:of|to|from|away from)\s",
    re.IGNORECASE,
)
YOUR_HOME = re.compile(r"\byour (?:own )?(?:home|house|flat|address|garden|home address)\b", re.IGNORECASE)
CHOOSE = "it asks for what it excludes. Choose one."
NOWHERE = "it leaves nowhere to be. Name the place"


def contradiction(condition: Condition) -> Found:
    """Look for one act that is asked for and forbidden, and for two states or places at once."""
    text = straight(condition.words)
    forbidden: set[str] = set()
    asked: set[str] = set()
    for no, verb in ASKED_AND_FORBIDDEN.findall(text):
        (forbidden if no else asked).add(stem(verb))
    both = (forbidden & asked) - {"be", "not", "leav", "us", "keep", "tak"}
    shown = min(both) if both else _two_states(text) or _two_places(text) or _two_times(text)
    return (shown, CHOOSE) if shown else _in_and_out(condition, text)


def _two_states(text: str) -> str | None:
    """Return two states that one thing is to be kept in: "locked and open"."""
    undone = UNDONE.search(text)
    kept = chain("impossible", "kept", "states_together", gap=12).search(text)
    match = kept or undone or found_in("both_at_once", text)
    return match.group() if match else None


def _two_places(text: str) -> str | None:
    """Return where somebody is to be in two places at one time."""
    again = AT_ONCE.search(text) or TWO_BEDS.search(text)
    if again:
        return again.group()
    once = SAME_TIME.search(text)
    if once and once[1] != once[2]:
        return once.group()
    match = TWO_PLACES.search(text)
    if match is None:
        return None
    clocks = re.findall(CLOCK, match.group(), re.IGNORECASE)
    same = "at the same" in match.group() or len(clocks) == 1 or len(set(clocks)) < len(clocks)
    return match.group() if same else None


def _two_times(text: str) -> str | None:
    """Return where somebody is to be in two places in hours that meet."""
    for sentence in sentences(text):
        main = sentence.main
        second = SECOND_PLACE.search(main)
        if second is None or not re.search(PRESENCE, main[: second.start()], re.IGNORECASE):
            continue
        first, then = main[: second.start()], main[second.end() :]
        if _at_work_and_at_home(first, then):
            return main.strip()
        hours = [
            spans_in_words(part) if re.search(CLOCK, part, re.IGNORECASE) else () for part in (first, then)
        ]
        if meet(*hours):
            return main.strip()
    return None


def _at_work_and_at_home(first: str, then: str) -> bool:
    """Return whether hours after two places are those of both: "be at work in Northam and at home between"."""
    timed = re.search(CLOCK, then, re.IGNORECASE) and not re.search(
        rf"{CLOCK}|{DAY_NAME}", first, re.IGNORECASE
    )
    places = [set(re.findall(PLACE_NAME, part)) for part in (first, then)]
    return bool(timed and all(places) and not places[0] & places[1])


def _in_and_out(condition: Condition, text: str) -> Found:
    leaves = LEAVES_HOME.search(text)
    neither = NEITHER.search(text) or (leaves if leaves and IN_AND_OUT.search(text, leaves.end()) else None)
    neither = neither or found_in("in_or_out", text) or _to_and_fro(condition, text)
    if neither:
        return neither.group(), "they can neither leave nor stay. Choose one."
    kept = KEPT_IN.search(text)
    return (kept.group(), CHOOSE) if kept and TAKEN_OUT.search(text) else None


def _to_and_fro(condition: Condition, text: str) -> re.Match[str] | None:
    """Return that a place is neither to be entered nor left, at any time and in any way."""
    match = chain("impossible", "forbidden", "enter_or_leave").search(text) or found_in("neither", text)
    qualified = match and QUALIFIED.search(text, match.end())
    return match if match and not qualified and at_all_times(condition) else None


def everywhere(condition: Condition) -> Found:
    """Look for a ban that leaves nowhere to be, and for staying in for ever."""
    text = straight(condition.words)
    for shown in _nowhere(condition, text):
        return shown, f"{NOWHERE} or the person, and give hours."
    effect = effect_on(condition)
    endless = at_all_times(condition) if LEAVES_HOME.search(text) else bool(AT_ANY_TIME.search(text))
    carved = effect.sentence and effect.sentence.carved
    if effect.does is Does.STAY and effect.all_day and endless and not carved and not found_in("lives", text):
        return effect.found, "nobody can stay in for ever. Give hours."
    return None


def _nowhere(condition: Condition, text: str) -> Iterator[str]:
    """Yield what is everywhere: any person or road near by, any public place, the whole country."""
    for metres in METRES.finditer(text):
        anything = chain("impossible", "any", "everywhere_near").match(text, metres.end())
        if anything and not NARROWED.match(text, anything.end()):
            yield metres.group() + anything.group()
    meets = [("near_to", "any_person"), ("meets_nobody",)]
    for names in meets if condition.asks_for_an_act else [("near_to", "any", "anyone"), *meets]:
        found = chain("impossible", *names).finditer(text)
        yield from (match.group() for match in found if ENDS_THERE.match(text, match.end()))
    if at_all_times(condition):
        yield from _bans_everywhere(condition, text)


def _bans_everywhere(condition: Condition, text: str) -> Iterator[str]:
    for match in chain("impossible", "forbidden", "be_somewhere", "everywhere").finditer(text):
        if ENDS_THERE.match(text, match.end()):
            yield match.group()
    ground = chain("impossible", "forbidden", "treads", "any", "ways").search(text)
    if ground and (not NARROWED.match(text, ground.end()) or THE_COUNTRY.match(text, ground.end())):
        yield ground.group()
    effect = effect_on(condition)
    anything = chain("impossible", "any", "places_of_all").match(effect.object.lstrip())
    banned = effect.object.lstrip()
    bounded = anything and (NARROWED.match(banned, anything.end()) or OF_TOWN.match(banned, anything.end()))
    if effect.does is Does.BAN and anything and not bounded:
        yield effect.found


def no_home(condition: Condition) -> Found:
    """Look for "your home" of somebody who has none."""
    match = YOUR_HOME.search(straight(condition.words))
    if match and NO_HOME.search(condition.lives_at):
        return match.group(), "they have no fixed address. Name a place they can be at."
    return None
