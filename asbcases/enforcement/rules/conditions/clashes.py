"""Whether two acts clash: the same one asked and forbidden, with the same person, or by a means that is forbidden."""

import re

from asbcases.enforcement.rules.conditions.acts import acts_of
from asbcases.enforcement.rules.conditions.effects import Does, effect_of
from asbcases.enforcement.rules.conditions.hours import CLOCK
from asbcases.enforcement.rules.conditions.lists import chain, lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import LiveTerm
from asbcases.enforcement.rules.conditions.texts import (
    Token,
    content,
    names_in,
    sentences,
    stem,
    straight,
    tokens,
)
from asbcases.enforcement.rules.conditions.verbs import base, done, same, verbs

TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
# A verb that says nothing without the state after it: "keep the gate locked".
HOLDS = frozenset({"keep", "leave", "have", "hold"})
CLEAR_OF = re.compile(r"\b(?:clear|free|empty)\s(?:of|from)\s([^.;]{3,60})", re.IGNORECASE)
RUN = re.compile(r"\b[A-Z][\w'-]*(?:\.?\s[A-Z][\w'-]*)*")
PERSON = re.compile(
    r"\s(?:(?:with|nobody|anyone|anybody|staff|who|works?|working|employed|at|for|members?|of|any|person|the|to|or|and|either|any of|by|both)\s)*((?:[A-Z][\w'-]*\.?\s?){1,3})"
)


FORBIDS = re.compile(
    r"^\W*(?:[\w',:-]+\s){0,5}?(?:(?:not|never|neither|nobody|stop|cease|avoid|refrain|abstain|desist|prohibited|banned|forbidden|barred|excluded)\b"
    r"|no\s(?!later|more\sthan|less|fewer|matter)|(?:stay|remain|steer|keep)\s(?:[a-z]+\s){0,2}?(?:away|clear)\b|(?:have|make)\sno\b)",
    re.IGNORECASE,
)


def asks(words: str) -> bool:
    """Return whether the words ask for an act, rather than forbid one."""
    return FORBIDS.match(straight(words)) is None


def asked_by(term: LiveTerm) -> bool:
    """Return whether a live term asks for an act: "stop" and "keep away" forbid one."""
    return term.must and asks(term.words)


def acts_meet(one: str, other: str) -> bool:
    """Return whether two texts ask about one act; of what is kept in a state, bringing that state about."""
    return any(same(first, second) for first in _acts(one) for second in _acts(other))


# "Pull the shed down" is to pull down the shed.
PARTED = re.compile(
    r"\b(take|pull|knock|cut|fill|dig|tear|turn|switch|put)\s((?:the|your|it|them|any|all)(?:\s[a-z]+){0,6}?)\s(down|away|out|up|in|off|on)\b",
    re.IGNORECASE,
)


# "Take three metres off the top of the ash".
TAKEN_OFF = re.compile(
    r"\b(?:take|saw|lop|cut|shave|trim|chop|bring)\s[^.;,]{1,40}?\boff\s(?:the\stops?\sof\s|of\s)?",
    re.IGNORECASE,
)


def joined(text: str) -> str:
    """Return a text with a verb and its particle side by side."""
    return PARTED.sub(r"\1 \3 \2", TAKEN_OFF.sub("cut ", text))


def undone(one: str, other: str) -> bool:
    """Return whether one takes away what the other has stay: "take down the camera", "keep the camera recording"."""
    one, other = joined(one), joined(other)
    undoes, holds = phrases_of("conflicts", "undoes"), phrases_of("conflicts", "holds")
    return any(
        undoes.search(first) and holds.search(second) and not undoes.search(second)
        for first, second in ((one, other), (other, one))
    )


def does_alike(one: str, other: str) -> bool:
    """Return whether two texts do one thing to what they share: both use it, or both take it away."""
    one, other = joined(one), joined(other)
    verbs_of = [_done(text) - HOLDS for text in (one, other)]
    alike = any(
        kind.search(one) and kind.search(other)
        for kind in (phrases_of("conflicts", "undoes"), phrases_of("conflicts", "works_a_tree"))
    )
    return bool(set.intersection(*verbs_of)) or alike


def _done(text: str) -> set[str]:
    """Return the verbs of a text; what an article stands before is a thing."""
    words = tokens(straight(text))
    return {
        base(token.low)
        for i, token in enumerate(words)
        if base(token.low) in verbs() and not (i and words[i - 1].low in words_of("acts", "objects"))
    }


def _acts(text: str) -> list[Token]:
    words = tokens(straight(text))
    states = [
        word._replace(word=verb)
        for word in words
        if (verb := done(word)) and word.low in words_of("acts", "kept")
    ]
    return [found for act in acts_of(text) for found in (states if act.low in HOLDS and states else [act])]


def people_clash(words: str, term: LiveTerm) -> bool:
    """Return whether one forbids the company of somebody with whom the other has them be, go, speak or write."""
    if asks(words) == asked_by(term):
        return False
    forbids, asking = (term.words, words) if asks(words) else (words, term.words)
    if effect_of(asking).does is Does.BAN or THROUGH.search(asking) or _leaves_room(forbids, asking):
        return False
    named = any(_meant(person, _met_by(forbids)) for person in _people_in(asking))
    return named or any(
        kind.search(sentence.main)
        and met.search(straight(asking))
        and not phrases_of("conflicts", "own").search(sentence.text)
        for sentence in sentences(straight(forbids))
        for kind, met in COMPANY
    )


def _leaves_room(forbids: str, asking: str) -> bool:
    """Return whether what is carved out of a text speaks of what the other asks."""
    carved = " ".join(sentence.carved for sentence in sentences(straight(forbids)))
    left = {stem(word) for word in content(carved)} | names_in(carved)
    return bool(left & ({stem(word) for word in content(straight(asking))} | names_in(asking)))


# Whom one meets where one is told to be: of any company, of any child, and of whoever is let in.
COMPANY = (
    (
        re.compile(
            r"\b(?:not|never|no)\b[^.;]{0,30}?\b(?:let|allow|admit|have|invite|receive|bring)\b[^.;]{0,20}?\b(?:anyone|anybody|anyone\selse|any\s(?:other\s)?person|visitors?|guests?|callers?|others)\b|\b(?:let|allow|admit|invite|receive)\s(?:nobody|no\s(?:one|visitors?|guests?|callers?|other\sperson))\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:have|look\safter|care\sfor|mind|keep|receive|host|admit|let\sin|take\sin|let)\b[^.;]{0,40}?\b(?:sons?|daughters?|child|children|grandchildren|mother|father|nurse|carer|officer|officers|constable|inspector|social\sworker|engineer|lodger|family)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:nobody's|no\sone's|anyone's|anybody's)\scompany\b|\b(?:company\sof|with|meet|associate\swith|contact\swith)\s(?:anyone|anybody|any\sother\sperson|another\sperson|other\speople|any\sperson(?!\s(?:under|aged|who|called|named)))"
            r"|\b(?:group|company)\sof\s(?:more\sthan\s)?(?:one|two|three|four|\d)\b|\bmore\sthan\s(?:one|two|three|four|\d)\sother",
            re.IGNORECASE,
        ),
        re.compile(r"\bgroup\b|\b(?:with|of)\s(?:[a-z]+\s){0,2}others\b|\bteam\b|\bclass\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:under|below)\s(?:the\sage\sof\s)?(?:1[0-8]|sixteen|eighteen)\b|\b(?:any|a)\s(?:child|minor|young\sperson)\b|\bwith\s(?:children|minors)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:son|daughter|child|children|grandson|granddaughter|nephew|niece|pupils?)\b|\baged\s(?:\d|1[0-7])\b",
            re.IGNORECASE,
        ),
    ),
)
KIN = r"(?:mother|mum|father|dad|wife|husband|partner|brother|sister|son|daughter|uncle|aunt|cousin|grandmother|grandfather|ex-wife|ex-husband|girlfriend|boyfriend)"
THEIR_KIN = re.compile(rf"\b(?:your|his|her|their)\s(?:[a-z]+\s)?({KIN})\b", re.IGNORECASE)
# Through a third hand nobody is met.
THROUGH = re.compile(
    r"\b(?:through|via)\s(?:the\s|your\s|his\s|her\s|a\s)?(?:court|solicitors?|lawyers?|officers?|probation|council|mediators?)\b",
    re.IGNORECASE,
)


def _people_in(asking: str) -> list[list[str]]:
    """Return the names of people in a text, each in its parts, and what kin they are."""
    text = straight(asking)
    runs = [run.lower().split() for run in RUN.findall(text)]
    # "Tell Carl Denham" begins with its verb.
    parts = [
        [part for part in run if part not in TITLES | (verbs() if run[1:] else frozenset())] for run in runs
    ]
    return parts + [[kin.lower()] for kin in THEIR_KIN.findall(text)]


def _meant(person: list[str], forbidden: set[str]) -> bool:
    """Return whether somebody is one of those forbidden: a surname in common alone is another of the family."""
    return bool(person) and person[0] in forbidden


def _met_by(forbids: str) -> set[str]:
    """Return the names, and the kin, of those with whom a text forbids contact."""
    text, found = straight(forbids), set()
    for match in phrases_of("conflicts", "contacts").finditer(text):
        kin = THEIR_KIN.match(text, match.end() + 1)
        person = PERSON.match(text, kin.end() + text.startswith(",", kin.end()) if kin else match.end())
        found |= {kin[1].lower()} if kin else set()
        found |= {token.low for token in tokens(person[1]) if token.word[0].isalpha()} if person else set()
    return found - TITLES


MORE_THAN = re.compile(r"\b(?:more\sthan|another|a\ssecond|further|unregistered)\b", re.IGNORECASE)
WITH_SOMEBODY = re.compile(r"\swith\s(?!you\b|or\b)", re.IGNORECASE)
MEANS = (
    "telephone",
    "internet",
    "social_media",
    "vehicle",
    "drink_and_drugs",
    "public_transport",
    "bicycle",
    "animal",
)


def means_clash(words: str, term: LiveTerm) -> bool:
    """Return whether one forbids to have or use what the other needs: a telephone, the internet, a car."""
    if asks(words) == asked_by(term):
        return False
    forbids, asking = (in_full(term), words) if asks(words) else (words, term.words)
    return not _leaves_room(forbids, asking) and any(
        _without(thing, straight(forbids))
        and phrases_of("conflicts", f"{thing}_needed").search(straight(asking))
        for thing in MEANS
    )


def in_full(term: LiveTerm) -> str:
    """Return the words of what is forbidden with "must not" before them where they only name the act."""
    words = term.words.strip()
    return words if FORBIDS.match(straight(words)) else f"You must not {words[:1].lower()}{words[1:]}"


def keeps_from_the_means(words: str, kind: str, place: str) -> bool:
    """Return whether words forbid what a duty is done with, as its place tells: a driver's car, a dose of methadone."""
    thing = OF_DUTIES.get(kind)
    if thing is None or not _without(thing, straight(words)) or _leaves_room(words, place):
        return False
    return phrases_of("conflicts", f"{thing}_needed").search(straight(place)) is not None


OF_DUTIES = {"work": "vehicle", "medication": "drink_and_drugs"}


def _without(thing: str, forbids: str) -> bool:
    """Return whether a text forbids a means altogether, and not only somewhere or for something."""
    match = chain("conflicts", "without", thing, gap=3).search(forbids)
    if match is None or WITH_SOMEBODY.search(forbids, match.end()):
        return False
    some = MORE_THAN.search(match.group())
    return not some and phrases_of("conflicts", "in_part").search(forbids, match.end()) is None


def of_other_kinds(one: str, other: str) -> bool:
    """Return whether two texts are about two kinds of a thing: the oak and the walnut, the front gate and the back gate."""
    first, second = ({stem(token.low) for token in tokens(straight(text))} for text in (one, other))
    if (first | second) & {stem(word) for word in words_of("conflicts", "of_any_kind")}:
        return False
    return any(
        first & kinds and second & kinds and not first & second & kinds
        for kinds in ({stem(word) for word in words} for words in lists()["conflicts"]["kinds"])
    )


def kept_clear(one: str, other: str) -> bool:
    """Return whether one keeps a place clear of what the other puts there: "keep the drive clear of skips"."""
    for first, second in ((one, other), (other, one)):
        clear = CLEAR_OF.search(first)
        puts = clear and asks(second) and phrases_of("conflicts", "puts").search(second)
        if (
            clear
            and puts
            and {stem(word) for word in content(clear[1])} & {stem(word) for word in content(second)}
        ):
            return True
    return False


# For good, and not for the night.
GIVES_UP = re.compile(
    r"\b(?:leave|lodge|deposit|surrender|hand(?:\s(?:in|over))?|give\s(?:up|away)|give|sell|scrap|dispose\sof|destroy|get\srid\sof|rehome|part\swith|return|switch\soff)\s"
    r"(?:your|the|both|all|his|her|any)\s(?:[a-z]+\s){0,2}?(telephone|phone|mobile|car|van|motorbike|quad|bicycle|dog|dogs|horse|passport|keys?|computer|laptop|stereo|drone|tent)\b",
    re.IGNORECASE,
)
USES = re.compile(
    r"(?:^|\bmust\s)(?:also\s|then\s|always\s)?(?:answer|carry|use|ring|call|telephone|text|drive|ride|wear|bring|walk|exercise|feed|keep|produce|show|park|charge|take|lock|play|fly|clean|wash|open|have)\b",
    re.IGNORECASE,
)


def given_up(one: str, other: str) -> bool:
    """Return whether one hands over or does away with what the other uses: a telephone, a car, a dog."""
    gives = GIVES_UP.search(one)
    thing = gives and whole_words([gives[1].lower()]).search(other)
    timed = re.search(CLOCK, one, re.IGNORECASE)
    return bool(thing and USES.search(other) and not timed)
