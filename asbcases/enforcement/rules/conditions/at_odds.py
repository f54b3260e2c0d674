"""Clauses of one condition that nobody can keep together: each is held against each as two terms would be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from asbcases.enforcement.rules.conditions.bounds import places_of, where
from asbcases.enforcement.rules.conditions.clashes import given_up, means_clash, people_clash
from asbcases.enforcement.rules.conditions.clauses import Clause, clauses, with_nouns
from asbcases.enforcement.rules.conditions.conflicts import where_said
from asbcases.enforcement.rules.conditions.effects import Does, Effect
from asbcases.enforcement.rules.conditions.hours import (
    ALWAYS,
    CLOCK,
    WEEK_MINUTES,
    Span,
    clocked,
    meet,
    spans,
    spans_in_words,
    within,
)
from asbcases.enforcement.rules.conditions.model import Condition, LiveTerm
from asbcases.enforcement.rules.conditions.opposed import acts_clash
from asbcases.enforcement.rules.conditions.places import home_of, lies_in, named, read_places
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.reach import Found

INDOORS = re.compile(r"\b(?:indoors|inside|at\shome|in\s(?:the|your)\s(?:house|home|flat))\b", re.IGNORECASE)
OUTDOORS = re.compile(
    r"\b(?:outdoors|outside|out\sof\sdoors|out\sof\syour\s(?:house|home|flat))\b", re.IGNORECASE
)
WITHOUT_LEAVING = re.compile(
    r"\b(?:attend|report|go|walk|visit|meet|call|sign|work|clear|collect)\b[^.;]{1,120}\bwithout\s(?:ever\s)?(?:leaving|going\sout\sof|setting\sfoot\soutside)\s"
    r"(?=your\s(?:own\s)?(?:home|house|flat|room|address)|\d|flat\s\d|the\shouse)[^.;]{1,40}",
    re.IGNORECASE,
)
# "Attend Northam Library": no preposition stands before the place.
ATTENDS = re.compile(r"\b(?:(?:attend|visit)\s|(?:collect|fetch)\s[^.;]{1,40}?\sfrom\s)(?=[A-Z\d])")
# What nobody does indoors at home.
GOES_OUT = re.compile(
    r"\b(?:(?:in|at|to|on|round|around|along)\sthe\s(?:[a-z]+\s){0,2}?(?:park|street|lane|shops?|town|library|gym|station|depot|market|field|fields|common|beach|road|pavement|school|pub|church|mosque|temple|surgery|pharmacy|clinic|centre|hall|office|river|woods?|green|yard|allotment|pool)"
    r"|jog|cycle|drive|walk\s(?:your|the)\sdogs?)\b",
    re.IGNORECASE,
)
WHY = "one part of it cannot be kept beside another. Choose one."


@dataclass(frozen=True)
class Part:
    """One clause as a condition: what it does about places, when, and whether a clock says so."""

    clause: Clause
    condition: Condition
    effect: Effect
    hours: tuple[Span, ...]
    timed: bool

    @property
    def place(self) -> str:
        """Return where somebody is to be, or what is done: by the words, else indoors at home, else by the field."""
        indoors = home_of(self.condition.lives_at) if INDOORS.search(self.clause.words) else ""
        field = "" if self.effect.does is Does.BAN else self.condition.place
        attends = ATTENDS.search(self.clause.words)
        attended = where(self.clause.words[attends.end() :]) if attends else ""
        return where_said(self.effect, self.clause.words) or indoors or attended or field


def at_odds(condition: Condition) -> Found:
    """Look for two clauses of which one excludes the other."""
    leaving = WITHOUT_LEAVING.search(condition.words)
    if leaving:
        return leaving.group(), WHY
    said = with_nouns(clauses(condition.words))
    # The hours of the form are those of the clause that says them too.
    shared = not any(spans_in_words(clause.words, parts=True) for clause in said)
    alone = condition if shared else replace(condition, hours=())
    parts = [_part(alone, clause) for clause in said]
    for one, other in combinations(parts, 2):
        if _excludes(one, other) or _excludes(other, one):
            return other.clause.words.removeprefix("You must ").rstrip("."), WHY
    return None


def _part(condition: Condition, clause: Clause) -> Part:
    kind = "requirement" if clause.must else "prohibition"
    said = spans_in_words(clause.words, parts=True)
    alone = replace(condition, words=clause.words, kind=kind, hours=() if said else condition.hours)
    timed = bool(re.search(CLOCK, clocked(clause.words), re.IGNORECASE) or alone.hours)
    return Part(clause, alone, effect_on(alone), said or spans(alone.hours), timed)


def _excludes(one: Part, other: Part) -> bool:
    """Return whether whoever keeps the one cannot keep the other."""
    does = one.effect.does, other.effect.does
    if does == (Does.BAN, Does.STAY):
        return _shut_out(one, other)
    if does[0] is Does.STAY and _goes_out(one, other):
        return True
    if does == (Does.STAY, Does.STAY):
        return _called_away(one, other)
    if not (one.clause.must or other.clause.must):
        return _nowhere_left(one, other)
    return (
        one.clause.must and other.clause.must and given_up(one.clause.words, other.clause.words)
    ) or _acts_exclude(one, other)


def _shut_out(ban: Part, stay: Part) -> bool:
    """Return whether somebody is kept from where they are to be, or kept in where they may not be."""
    place = stay.place or home_of(stay.condition.lives_at)
    banned = [
        outer
        for outer in places_of(replace(ban.condition, place=ban.place), ban.effect)
        if lies_in(place, outer)
    ]
    inside = INDOORS.search(ban.clause.words) and stay.effect.all_day
    return bool((place and banned) or inside) and _at_once(ban, stay)


def _called_away(one: Part, other: Part) -> bool:
    """Return whether somebody is to be in two places at once."""
    away = (
        bool(one.place and other.place)
        and named(other.place)
        and not any(lies_in(other.place, place) for place in read_places(one.place))
    )
    return away and not _inside(one.place, other.place) and _at_once(one, other)


def _goes_out(one: Part, other: Part) -> bool:
    """Return whether somebody who is to stay in at home is to be about in the park at one of those hours."""
    out = other.clause.must and other.timed and GOES_OUT.search(other.clause.words)
    return bool(out) and one.effect.all_day and not other.effect.all_day and _at_once(one, other)


def _inside(one: str, other: str) -> bool:
    return any(lies_in(one, place) for place in read_places(other))


def _at_once(one: Part, other: Part) -> bool:
    """Return whether hours meet; a visit on a day without a clock only meets what takes the whole of the day."""
    first = one.hours or (ALWAYS if one.effect.does is Does.BAN or one.effect.all_day else ())
    second = other.hours or (ALWAYS if other.effect.does is Does.BAN or other.effect.all_day else ())
    if not first or not second:
        return first == ALWAYS or second == ALWAYS
    if _loose(other):
        return within(second, first)
    return within(first, second) if _loose(one) else meet(first, second)


def _loose(part: Part) -> bool:
    """Return whether a part is done at some hour of its days."""
    always = sum(end - begin for begin, end in part.hours) >= WEEK_MINUTES
    return part.effect.does is Does.STAY and not (part.effect.all_day or part.timed or always)


def _nowhere_left(one: Part, other: Part) -> bool:
    """Return whether the one forbids being indoors and the other being outdoors in the same hours."""
    both = INDOORS.search(one.clause.words) and OUTDOORS.search(other.clause.words)
    return bool(both and _hours_meet(one.hours, other.hours))


def _acts_exclude(one: Part, other: Part) -> bool:
    """Return whether the one forbids the act, the person or the means of the other."""
    term = LiveTerm("", other.clause.words, _place_of(other), (), other.clause.must)
    if not _hours_meet(one.hours, other.hours):
        return False
    beside = replace(one.condition, place=_place_of(one))
    words = one.clause.words
    return people_clash(words, term) or means_clash(words, term) or acts_clash(beside, term)


def _place_of(part: Part) -> str:
    return where_said(part.effect, part.clause.words)


def _hours_meet(one: Iterable[Span], other: Iterable[Span]) -> bool:
    first, second = tuple(one), tuple(other)
    return not first or not second or meet(first, second)
