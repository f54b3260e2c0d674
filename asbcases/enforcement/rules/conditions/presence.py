"""What a condition does about places, from its fields before its words: an hour somewhere else, a curfew by address."""

import re
from dataclasses import replace
from functools import lru_cache

from asbcases.enforcement.rules.conditions.barred import NEGATED, barred
from asbcases.enforcement.rules.conditions.effects import NOT, THING, Does, Effect, effect_of
from asbcases.enforcement.rules.conditions.hours import CLOCK, clocked
from asbcases.enforcement.rules.conditions.lists import phrases_of
from asbcases.enforcement.rules.conditions.model import Condition, LiveTerm
from asbcases.enforcement.rules.conditions.places import home_of, lies_in, named, plain, read_places, segments
from asbcases.enforcement.rules.conditions.predicates import without_lead
from asbcases.enforcement.rules.conditions.rewording import reworded
from asbcases.enforcement.rules.conditions.texts import sentences, straight, tokens

# "Must not be out of 9 Copse View": of the own address this is a curfew.
OUT = re.compile(
    rf"{NOT}\s(?:be|go|stay|remain|come)\s(?:(?:out\sof|outside|away\sfrom|absent\sfrom|off)(?:\sof)?|(?:anywhere|elsewhere)\s(?:but|other\sthan|except|than)(?:\s(?:in|at))?)\s",
    re.IGNORECASE,
)
# Hours by the clock at which somebody is to be somewhere, and no hour by which.
HOURS = re.compile(
    rf"\bat\s(?:{CLOCK})|\b(?:(?:between|from)\s)?{CLOCK}\s(?:and|to|until|till|-)\s{CLOCK}|\bfor\s(?:{CLOCK})",
    re.IGNORECASE,
)
# Of the own address these say that somebody is to be found there.
HELD_THERE = re.compile(
    r"\b(?:curfew\w*|indoors|inside|in\sbed|(?:your|the|its|his|her)\s(?:own\s)?(?:front\s)?door|present\syourself|home|tag(?:ged)?|monitor\w*|overnight|each\snight|every\snight)\b",
    re.IGNORECASE,
)
# Whoever lets others in, or waits for them, is there.
LETS_IN = re.compile(
    r"\b(?:be|stay|remain|wait)\s(?:in\b(?!\scontact|\stouch|\scharge)|at\b)|\b(?:let|admit|allow|receive|meet|give)\b[^.;]{1,60}?\b(?:in|into|inside|access|entry|at)\b|\b(?:answer|open)\sthe\s(?:front\s)?door\b",
    re.IGNORECASE,
)
# "Not beyond the gate of 9 Copse View".
LEAVING = re.compile(
    r"\b(?:leave|leaving|left|beyond|past|out|outside|away|absent|off|further|farther)\b", re.IGNORECASE
)
NEAR = 80
ASKED = re.compile(
    r"(?:from [^,]{1,40}, |starting [^,]{1,40}, |each [^,]{1,60}, |every [^,]{1,60}, )?(?:you|the (?:defendant|respondent)|he|she|(?-i:[A-Z][a-z]+ [A-Z][a-z]+))"
    r"\s(?:must|shall|will|(?:are|is|have|has)(?:\s(?:required|ordered|obliged))?\sto)\s(?:also\s|always\s|only\s)?",
    re.IGNORECASE,
)
STAYS = re.compile(
    r"(?:sleep|stay|remain|live|reside|wait\sin|be\s(?:at|in|inside|indoors|home))\b", re.IGNORECASE
)
MODALS = frozenset({"must", "shall", "may", "should", "is", "are", "do", "never", "not", "no"})
SOME = (("Mon-Sun", "00:00", "23:59"),)
# So early in a sentence stands its verb.
HEAD = 6


def effect_on(condition: Condition) -> Effect:
    """Return what a condition does about places."""
    asked = (condition.kind, condition.words, condition.place, condition.lives_at)
    return _effect_on(*asked, timed=bool(condition.hours))


@lru_cache(maxsize=64)
def _effect_on(kind: str, words: str, place: str, lives_at: str, *, timed: bool) -> Effect:
    """Return the same from what it depends on: most looks ask for it."""
    hours = SOME if timed else ()
    condition = Condition("", kind, words, place=place, lives_at=lives_at, hours=hours)
    effect = _kept_at_home(condition) or effect_of(condition.words)
    if effect.does is not Does.BAN and not condition.asks_for_an_act and not effect.all_day:
        effect = _kept_in(condition, barred(condition.words, condition.place)) or effect
    return (
        _due_elsewhere(condition) or _told_to_stay(condition) or effect if effect.does is Does.ACT else effect
    )


def effect_of_term(term: LiveTerm) -> Effect:
    """Return what a live term does; one that begins with its verb is read as what it is, asked or forbidden."""
    effect = effect_of(said(term))
    return effect if term.must or effect.does is not Does.ACT else barred(said(term), term.place) or effect


def said(term: LiveTerm) -> str:
    """Return the words of a live term with "must" or "must not" before them where they only name the act."""
    words = term.words.strip()
    first = [token.low for token in tokens(straight(words))[:HEAD]]
    if not words or not MODALS.isdisjoint(first):
        return words
    return f"You must {'' if term.must else 'not '}{words[0].lower()}{words[1:]}"


def _kept_at_home(condition: Condition) -> Effect | None:
    """Return the curfew of words that forbid being out of the own address."""
    home = segments(home_of(condition.lives_at))[:1]
    for sentence in sentences(reworded(condition.words)):
        main = straight(sentence.main)
        out = OUT.search(main)
        if out and home and plain(home[0]) in plain(main[out.end() : out.end() + NEAR]):
            return Effect(Does.STAY, sentence.main[out.start() :].strip(), main[out.end() :], sentence, True)
    return None


def _kept_in(condition: Condition, found: Effect | None) -> Effect | None:
    """Return a ban as it was found, or as a curfew where it forbids to be beyond the own address."""
    if (
        found is None
        or not _at_home(condition)
        or not (NEGATED.search(found.found) and LEAVING.search(found.found))
    ):
        return found
    return replace(found, does=Does.STAY, all_day=True)


def _due_elsewhere(condition: Condition) -> Effect | None:
    """Return that somebody is to be at the place of the form in the hours of the form, by whatever verb."""
    timed = condition.hours or HOURS.search(clocked(straight(condition.words)))
    asked = condition.asks_for_an_act and timed and named(condition.place)
    if not asked or _only_a_manner(condition.words):
        return None
    home = _at_home(condition)
    held = condition.kind == "requirement" and HELD_THERE.search(condition.words)
    if home and not (held or LETS_IN.search(straight(condition.words))):
        return None
    first = sentences(condition.words)[0] if sentences(condition.words) else None
    return (
        Effect(Does.STAY, first.main.strip(), first.main, first, all_day=home, sure=not home)
        if first
        else None
    )


def _told_to_stay(condition: Condition) -> Effect | None:
    """Return what a sentence asks that begins with "Sleep", "Stay" or "Be", and says no "must"."""
    words = without_lead(straight(condition.words)).strip()
    if not (condition.asks_for_an_act and STAYS.match(words)):
        return None
    return effect_of(f"You must {words[0].lower()}{words[1:]}")


def _only_a_manner(words: str) -> bool:
    """Return whether the words ask how a thing is kept or worn, or speak of a thing, so that nobody need be there."""
    text = straight(words).lstrip(" \"'")
    asked = ASKED.match(text)
    if asked:
        return bool(phrases_of("conflicts", "manner").match(text, asked.end()))
    return bool(THING.match(text) or phrases_of("conflicts", "manner").match(text))


def _at_home(condition: Condition) -> bool:
    places = read_places(home_of(condition.lives_at))
    inside = any(lies_in(condition.place, place) for place in places)
    return inside or any(lies_in(condition.lives_at, place) for place in read_places(condition.place))
