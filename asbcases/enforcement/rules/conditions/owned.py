"""What stands on the land of others, and is theirs to do away with."""

import re
from functools import cache

from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, is_own, only_steps

# A supervised order may have a wall of the town painted, which whoever supervises has settled.
SUPERVISED = re.compile(r"\b(?:supervis\w+|oversee\w*|led by)\b", re.IGNORECASE)
A_STREET = re.compile(
    r"(?:up\s|off\s)?(?:the\s)?(?:[A-Z][\w'-]+\s){1,3}(?:Street|Road|Lane|Avenue|Way|Close|Terrace|Drive|Crescent|Hill|Row|Square)\b(?!'s?\b)"
)
STANDS = r"(?:\s(?:that|which|who))?(?:\s(?:stands?|grows?|is|are|lives?|was|were|kept|standing|growing|rooted|planted|lies|hangs))?\s(?:by\sitself\s)?"
# What has come from one's own is one's own: "which your limes have dropped", "that you put up".
OWN_DOING = re.compile(
    r"\b(?:you|your)\s(?:[a-z]+\s)?(?:have|has|had|put|placed|left|built|planted|dug|dumped|threw|own|rent|share)\b|\boverhang",
    re.IGNORECASE,
)


def owned_by_others(condition: Condition) -> Found:
    """Look for what is to be felled, moved or painted, and stands where it is not theirs."""
    if not condition.asks_for_an_act or only_steps(condition) or SUPERVISED.search(condition.words):
        return None
    for said in predicates(condition.words):
        if said.verb in words_of("classes", "highways") and A_STREET.match(said.rest):
            return said.words, "it is everybody's. Ask for what is theirs."
        if said.verb in words_of("classes", "does_away") and _stands_beyond(condition, said):
            return said.words, "it is not theirs to change. Ask the owner, or ask for what is theirs."
    return None


def _stands_beyond(condition: Condition, said: Predicate) -> bool:
    if OWN_DOING.search(said.rest) or is_own(
        condition, said.rest.replace("your wall", "").replace("your fence", "").replace("your hedge", "")
    ):
        return False
    return _beyond().search(said.rest) is not None


@cache
def _beyond() -> re.Pattern[str]:
    """Return a thing that stands fast, and right after it where it stands."""
    things, lands = (whole_words(lists()["classes"][name]).pattern for name in ("fast", "lands"))
    over = phrases_of("classes", "beyond").pattern
    where = rf"(?:(?:in|on|at|of|behind|outside|belonging\sto)\s(?:the\s(?!rear|front|back|side)(?:[a-z]+\s){{0,2}})?{lands}|{over}|of\s(?:the|your)\s(?:[a-z]+\s){{1,2}}(?:next\sdoor|opposite|behind|over\sthe\sroad|across\sthe\sroad))"
    return re.compile(rf"{things}{STANDS}{where}", re.IGNORECASE)
