"""To whom the words speak: somebody or something else than the person who is bound cannot be bound by them."""

import re

from asbcases.enforcement.rules.conditions.inverted import upright
from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.texts import sentences, straight

# Everything before the first modal of a sentence.
SUBJECT = re.compile(
    r"^\W*(?:(?:from|by|on|between|after|before|at|until|starting|each|every)\s[^,]{1,40},\s)?(.{2,110}?),?\s"
    r"(?:must|shall|may|should|will|can|(?:is|are|has|have)\s(?:not\s|never\s)?(?:allowed\s)?to)\b(?:\s(?:not|never|no longer|also|always|only))*([^.;]*)",
    re.IGNORECASE | re.DOTALL,
)
# Where the noun that the others depend on ends: "tenants of", "persons calling on", "nobody who".
HEAD_ENDS = re.compile(
    r"\s(?:of|at|in|on|from|to|for|with|near|next|outside|opposite|under|over|around|about|by|who|that|which|whose|and|or|nor|between|behind|within|along|other|else|upstairs|downstairs|(?!during|evening|morning|wedding|building|clothing|awning|railing|fencing|ceiling|bedding|washing|parking)[a-z]{2,}ing|named|called|aged|employed|parked|kept|owned|left)\b|,",
    re.IGNORECASE,
)
TELLS = re.compile(r"^,?\s(?:may|will|can|should)(?!\s(?:not|never|no\slonger))\b", re.IGNORECASE)
# "Ms Cole's son, the defendant,": said to be whoever is bound.
BOUND_BY_NAME = re.compile(
    r",\s(?:the|this)\s(?:defendant|respondent|offender|subject|recipient)\b", re.IGNORECASE
)
RANK = re.compile(
    r"^(?:PC|PCSO|Sergeant|Sgt|Inspector|Insp|Constable|Councillor|Cllr|Dr|Doctor|Nurse|Reverend|Rev|Judge)\s[A-Z]"
)
TO_YOU = re.compile(r"\b(?:you|yourself|yours)\b", re.IGNORECASE)
BE_DONE = re.compile(
    r"\s+(?:all\s|also\s|not\s)?be\s(?:\w+ly\s)?(?!in\b|on\b|at\b|able\b|out\b|seen\b|heard\b)(?:\w+ed|[a-z]+en|kept|put|sent|told|let|left|held|shut|cut|made|brought|taught|paid|swept|built|hung|sold|fed|found|bought|dealt|caught|given|taken|led|lit|met|read|said|set|spread|driven)\b",
    re.IGNORECASE,
)
# "Tell your son that he may not": it is the person who tells.
TOLD_OF = re.compile(r"\b(?:that|which|who)\s(?:he|she|it|they)$", re.IGNORECASE)
ADDRESSED = re.compile(
    r"^(?:(?:the|this|both|named|said)\s)?(?!every|each|no|any|all|other|another|most)(?:\w+\s)?(?:defendants?|respondents?|occupiers?|owners?|company|tenant|youth|boy|girl|lad|child|accused|juvenile|minor|teenager|man|woman|licensees?|managers?|keepers?|proprietors?|landlords?|recipients?|subject|offender|addressee|householder|young\sperson|person named|manager|operator|premises licence holder|director|directors|trustees|partners)$",
    re.IGNORECASE,
)


def somebody_else(condition: Condition) -> str | None:
    """Return the subject of a sentence that is another person, an animal or the weather, and is not only acted upon."""
    for sentence in sentences(upright(straight(condition.words))):
        match = SUBJECT.match(sentence.main)
        if (
            match
            and at_home(condition, sentence.main)
            and not phrases_of("impossible", "kin").search(match[1])
        ):
            continue
        if (
            match
            and _binds(sentence.main, match)
            and not TO_YOU.search(match[1])
            and not TOLD_OF.search(match[1])
            and _other(match[1].strip())
            and not BE_DONE.match(match[2])
        ):
            return f"{match[1]}{match[2]}".strip()
    return None


def _binds(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence asks or forbids: "no driver may" does, "officers may call" does not."""
    none = re.match(r"\W*(?:no|nobody|no-one|none|neither)\b", match[1], re.IGNORECASE)
    return bool(none) or not TELLS.search(text[match.end(1) : match.start(2)])


def at_home(condition: Condition, text: str) -> bool:
    """Return whether words name the own address, where one may say who comes and what they do."""
    first = plain(segments(condition.lives_at)[0]) if segments(condition.lives_at) else ""
    if not any(letter.isdigit() for letter in first):
        return False
    before, said, _ = plain(text).partition(first)
    near = re.search(
        r"\b(?:outside|opposite|near|past|behind|beside|before|of|passing|to|facing|beyond|beneath)\s$",
        before,
    )
    return bool(said) and not near


def _other(subject: str) -> bool:
    ends = HEAD_ENDS.search(subject)
    first = subject[: ends.start()] if ends else subject
    if BOUND_BY_NAME.search(subject):
        return False
    if RANK.match(first):
        return True
    # "Your upstairs neighbour": what looks like an end stands before the noun.
    first = subject if first.lower() in ("your", "the", "any", "all", "no", "every") else first
    # "Feeding pigeons must cease" speaks of an act.
    if ADDRESSED.match(first) or first.split(" ")[0].lower().endswith("ing"):
        return False
    owned = any(
        found.group().lower().startswith("your")
        for found in phrases_of("impossible", "own").finditer(subject)
    )
    if owned and not phrases_of("impossible", "kin").search(first):
        return False
    head = first.split(" ")[-1].lower().removesuffix("'s").removesuffix("'") if first else ""
    return (
        head
        in words_of("subjects", "people")
        | words_of("subjects", "wild")
        | words_of("subjects", "moved_by_others")
    ) and (
        head not in words_of("subjects", "moved_by_others")
        or phrases_of("subjects", "of_others").search(subject) is not None
    )
