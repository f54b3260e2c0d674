"""Meeting somebody hand to hand from whom one is to keep so many metres: no arm is so long."""

import re

from asbcases.enforcement.rules.conditions.amounts import N, number
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import straight

PERSON = r"((?:(?-i:(?:Mrs?|Ms|Miss|Dr)\s)?(?-i:[A-Z])[\w-]+(?:\s(?-i:[A-Z])[\w-]+)?|(?:his|her|your|their|its|the)\s[a-z-]+(?:'s\s[a-z-]+)?))"
# What takes two who are within reach of each other.
TOUCHES = (
    rf"\b(?:shake\shands\swith|hug|embrace|kiss|hold\shands\swith|dance\swith)\s{PERSON}",
    rf"\b(?:from|into|out\sof)\s(?:the\s(?:arms|hands?|lap)\sof\s)?{PERSON}(?:'s?\s(?:own\s)?(?:arms|hands?|lap))?",
    rf"\b(?:hand|give|pass|return|deliver)\b[^.;]{{1,60}}?\s(?:over\s)?to\s{PERSON}",
    rf"\b(?:meet|see|speak\sto|talk\sto|apologise\sto|sit\s(?:down\s)?with|sit\sbeside|walk\swith|accompany)\s{PERSON}\s(?:face\sto\sface|in\sperson|across\sa\stable|at\s(?:his|her|their)\s(?:door|table))",
)
APART = re.compile(
    rf"\b(?:without\s(?:ever\s)?(?:coming|going|being|getting|approaching)\s(?:within|nearer\sthan|closer\sthan|any\s(?:nearer|closer)\sthan)|(?:(?:stay|keep|remain|be|staying|keeping|remaining)\s)?(?:at\sleast|more\sthan|no\s(?:nearer|closer)\sthan|not\sless\sthan|never\s(?:nearer|closer)\sthan)|(?:keeping|staying|keep|stay|remain|remaining))\s{N}\s?(?:m|metres?|meters?|yards?|feet|miles?)\s(?:away\s)?(?:of|from|to)\s{PERSON}",
    re.IGNORECASE,
)
HANDED = re.compile("|".join(TOUCHES), re.IGNORECASE)
PRONOUNS = frozenset({"him", "her", "them"})
# So far two people reach.
REACH = 3


def arms_length(condition: Condition) -> Found:
    """Look for an act that needs two within reach, at so many metres from the same person."""
    if not condition.asks_for_an_act:
        return None
    text = straight(condition.words)
    apart = APART.search(text) or _pronoun(text)
    if apart is None or number(apart[1]) <= REACH or all(said.forbids for said in predicates(text)):
        return None
    whom = apart[2].lower()
    for handed in HANDED.finditer(text[: apart.start()]):
        met = next(person for person in handed.groups() if person).lower().removesuffix("'s")
        if whom in PRONOUNS or met == whom or (met.split()[-1] == whom.split()[-1]):
            return handed.group(), "nobody reaches so far. Choose one."
    return None


def _pronoun(text: str) -> re.Match[str] | None:
    """Return the same distance from "him" or "her"."""
    return re.search(
        APART.pattern.replace(PERSON, r"(him|her|them)\b(?!\s[a-z]+'?s?\b(?<!at)(?<!in))"),
        text,
        re.IGNORECASE,
    )
