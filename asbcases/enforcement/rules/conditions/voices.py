"""Animals that are never to give voice, which no keeper can bring about; how long, when and how loud is another thing."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps

BEAST = r"(?:dogs?|puppy|puppies|cats?|kittens?|cockerels?|cocks?|hens?|chickens?|geese|goose|ducks?|parrots?|birds?|macaws?|cockatoos?|horses?|pon(?:y|ies)|donkeys?|peacocks?|peahens?|terriers?|hounds?|alsatians?|sheep|goats?|pigs?|budgies?|canar(?:y|ies)|turkeys?|guinea\sfowl)"
OF_A_BEAST = re.compile(
    rf"^(?:your|the|any|no|neither\sof\syour|none\sof\syour)?\s?(?:[a-z]+\s){{0,2}}{BEAST}\b", re.IGNORECASE
)
SOUND = r"(?:sounds?|noises?|voice|cr(?:y|ies)|peep|squeak|call|note|whimper|murmur|tongue)"
UTTERS = re.compile(
    rf"^(?:out\s)?(?:a|an|any|one|its|their|even|the\s(?:slightest|least|smallest))?\s?(?:single\s|further\s)?{SOUND}\b",
    re.IGNORECASE,
)
MAKES = frozenset({"utter", "give", "make", "emit", "produce", "raise", "let"})
NO_SOUND = re.compile(
    rf"\b(?:not|no|never)\s(?:a|an|one|any|single|\s){{0,3}}\s?(?:single\s)?{SOUND}\s(?:is|may|must|shall)\s(?:to\s)?(?:come|be\sheard|issue|escape|be\sgiven|be\smade)\s(?:from|by|out\sof)\s(?:your|the|any)\s(?:[a-z]+\s){{0,2}}{BEAST}\b",
    re.IGNORECASE,
)
# For so long, at such hours, in such places, as is heard from somewhere, or beyond measure: none of it is for ever.
BOUNDED = re.compile(
    r"\b(?:for|more|longer|between|before|after|from\s\d|until|during|at\snight|overnight|so\sthat|loud\senough|at\s(?:people|passers|anyone)|over\s\d|so\sas|than|excessively|persistently|constantly|continuously|incessantly|repeatedly|continually|in\sthe\sstreet)\b",
    re.IGNORECASE,
)
WHY = "nobody chooses it. Ask for an act that is theirs."


def voices(condition: Condition) -> Found:
    """Look for an animal that is to be silent for good."""
    return None if only_steps(condition) else next(iter(_voices(condition)), None)


def _voices(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(condition.words):
        if (_is_silenced(said) or NO_SOUND.search(said.words)) and not BOUNDED.search(said.rest):
            yield said.words, WHY


def _is_silenced(said: Predicate) -> bool:
    """Return whether an animal is forbidden its voice, by its own verb or as a sound of any kind."""
    if not (said.forbids and OF_A_BEAST.match(said.subject)):
        return False
    sounds = said.verb in MAKES and UTTERS.match(said.rest)
    return said.verb in words_of("classes", "voices_of_beasts") or bool(sounds)
