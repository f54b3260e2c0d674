"""What a mind holds or a body undergoes, whatever the verb: moods that somebody is not to get into, urges, health, knowledge."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps

BECOMES = frozenset({"get", "become", "grow", "feel", "turn", "go"})
# What a mind holds, as a noun: "any taste for drink", "the wish to gamble".
HELD = r"(?:(?:re)?lapses?|cravings?|urges?|wish(?:es)?|tastes?|desires?|longing|yearning|appetite|thirst|hunger|temptations?|hatred|hate|anger|rage|fury|jealousy|envy|resentment|grudges?|malice|bitterness|spite|ill\sfeelings?|ill\swill|hard\sfeelings|remorse|regret|guilt|shame|pity|sorrow|grief|fears?|dread|worry|worries|anxiety|panic|doubts?|boredom|loneliness|despair|affection|love|liking|fondness|pride|prejudice|bad\smood|moods?|low\sspirits|bad\sdreams?|nightmares?|memor(?:y|ies)|recollection|obsession|infatuation|curiosity|interest\sin|wish\sfor)"
OF_THE_MIND = re.compile(
    rf"^(?:(?:a|an|any|no|the|all|every|your|his|her|further|another|slightest|least|single|more|true|real|genuine|deep|some)\s){{0,3}}(?:(?!control|group|course|class)[a-z]+\s)?{HELD}\b(?!-|\s(?:group|class|course|session|clinic|management|workbook|diary|therapy|awareness|charity|helpline)s?\b|\swith\b)",
    re.IGNORECASE,
)
HOLDS = frozenset({"have", "feel", "harbour", "hold", "bear", "nurse", "suffer", "experience", "show", "keep", "entertain", "lose", "retain", "develop", "get"})  # fmt: skip
SHOWN = frozenset({"show", "keep", "lose", "get"})
RID = re.compile(
    r"^(?:(?:rid|free|empty|cured|void|clear|over|past|done\swith|devoid)\s?(?:of|from)?)\s", re.IGNORECASE
)
# What a body or a mind is without anybody's doing.
OF_ITSELF = re.compile(
    r"^(?:a\s(?:day|year|minute|moment)\s(?:older|younger)|(?:any\s)?(?:older|younger|taller|shorter|wiser|cleverer|calmer|happier|angrier|sadder)\b|(?:be\s)?tempted\b|well\sagain|better\s(?:by|before|in\shealth))",
    re.IGNORECASE,
)
YEARNS = frozenset({"long", "yearn", "hanker", "pine", "lust", "hunger", "thirst", "ache", "itch"})
FOR = re.compile(r"^(?:for|after|to)\b", re.IGNORECASE)
KNOWS = re.compile(
    r"^(?:where|who|what|when|how|why|that|whether|anything|the\s(?:name|address|number|whereabouts))\b",
    re.IGNORECASE,
)
REGAINS = frozenset({"regain", "recover", "lose", "grow", "gain"})
OF_THE_BODY = re.compile(
    r"^(?:your|his|her|full|perfect|good|his\sor\sher)\s(?:full\s|good\s|lost\s)?(?:health|sight|hearing|memory|youth|fitness|sanity|strength|eyesight|sobriety)\b|^(?:an?|two|three|four|\d+)\s(?:more\s)?(?:inch(?:es)?|centimetres|cm)\b",
    re.IGNORECASE,
)
TO_DO = re.compile(r"^(?:to|about|that|what\sto|how\sto)\b", re.IGNORECASE)
# Thinking and hoping are asked of whoever attends a course; what one forgets or loves is not.
OF_THE_WILL = frozenset(
    {"forget", "love", "hate", "believe", "remember", "want", "crave", "desire", "dislike", "loathe"}
)
WHY = "no person commands it. Ask for an act that is theirs."


def moods(condition: Condition) -> Found:
    """Look for what a mind or a body is, holds or undergoes, which nobody commands."""
    return None if only_steps(condition) else next(iter(_moods(condition)), None)


def _moods(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(condition.words):
        if said.subject and not _is_person(said.subject):
            continue
        if _becomes(said) or _holds(said) or _yearns(said) or _is_willed(said):
            yield said.words, WHY


def _is_person(subject: str) -> bool:
    """Return whether a sentence speaks of whoever is bound."""
    return bool(re.search(r"\b(?:you|he|she|they|defendant|respondent|offender)$", subject, re.IGNORECASE))


def _becomes(said: Predicate) -> bool:
    """Return whether somebody is to get into a state, or out of one: "do not get angry", "be over your jealousy"."""
    whole = f"{said.verb} {said.rest}" if said.be else said.rest
    if not (said.be or said.verb in BECOMES):
        return False
    state = phrases_of("classes", "states").match(whole) if said.verb in BECOMES and not said.be else None
    rid = RID.match(whole)
    held = rid and OF_THE_MIND.match(whole[rid.end() :])
    return bool(OF_ITSELF.match(whole) or state or held)


def _holds(said: Predicate) -> bool:
    """Return whether a feeling or an illness is to be had or not: "have no wish to gamble", "suffer no relapse"."""
    if said.be:
        return False
    if said.verb in REGAINS and OF_THE_BODY.match(said.rest):
        return True
    kept = said.verb in SHOWN and not said.rest.lower().startswith(("no ", "genuine ", "all ", "any "))
    return said.verb in HOLDS and not kept and bool(OF_THE_MIND.match(said.rest))


def _yearns(said: Predicate) -> bool:
    """Return whether a mind is forbidden to long for something, or to know it."""
    if not said.forbids or said.be:
        return False
    return (said.verb in YEARNS and bool(FOR.match(said.rest))) or (
        said.verb == "know" and bool(KNOWS.match(said.rest))
    )


def _is_willed(said: Predicate) -> bool:
    """Return whether a mind is bidden what it does of itself: "forget the address of Ms Cole"."""
    asked = not said.forbids and not said.be and said.verb in OF_THE_WILL & words_of("classes", "minds")
    return asked and not TO_DO.match(said.rest)
