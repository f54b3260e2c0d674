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


# What stands behind their house does not stand in it.
BESIDE_OWN = re.compile(
    r"\b(?:behind|beside|opposite|outside|near|in\sfront\sof|at\sthe\sback\sof|next\sto|beyond)\syour\s[a-z]+",
    re.IGNORECASE,
)
# "Number 9's car", "your neighbour's alarm", "Mrs Lee's tree", where the verb is on it at once.
OTHERS_OWN = re.compile(
    r"^(?:(?:down|up|away|out|off|back|for|to\shave)\s)?(?:(?:number|no\.?)\s\d{1,4}'s|next[\s-]door's|(?:your|the|his|her)\s(?:[a-z]+\s){0,2}(?:neighbours?|tenants?|landlord|landlady|brother|sister|mother|father|cousin|employer|complainants?|residents?)'s?"
    r"|(?:neighbours?|residents?|other\speople|somebody|someone|anyone|others?)'s?|(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr)\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s)\s(?!name|consent|permission|instruction|leave|request|direction|advice|satisfaction)[a-z]+",
    re.IGNORECASE,
)
DONE_AWAY = re.compile(
    r"\b(?:towed|disconnected|removed|demolished|felled|cut|silenced|moved|rehomed|destroyed|sold|switched|shut|closed|evicted|pulled|taken|turned|unplugged|killed|put\sdown|boarded|bricked|dismantled)\b",
    re.IGNORECASE,
)
BELONGS = re.compile(r",?\s(?:which|that)\s(?:belongs?\sto|(?:is|are)\sowned\sby)\s(?!you\b)", re.IGNORECASE)
TAKEN = re.compile(r"^(?:down|away)\s|\b(?:down|away)\b(?=[.,]|\s(?:by|and)\b|$)", re.IGNORECASE)
CAUSES = frozenset({"have", "get", "arrange"})


def _is_anothers(said: Predicate) -> bool:
    """Return whether what is to be done away with is another's; of amends for one's own doing it is not."""
    if said.forbids or OWN_DOING.search(said.rest) or not OTHERS_OWN.match(said.rest):
        return False
    taken = said.verb in ("take", "turn", "switch") and TAKEN.search(said.rest)
    return (
        said.verb in words_of("classes", "takes_away")
        or bool(taken)
        or (said.verb in CAUSES and bool(DONE_AWAY.search(said.rest)))
    )


def owned_by_others(condition: Condition) -> Found:
    """Look for what is to be felled, moved or painted, and stands where it is not theirs."""
    if not condition.asks_for_an_act or only_steps(condition) or SUPERVISED.search(condition.words):
        return None
    for said in predicates(condition.words):
        if (
            BELONGS.search(said.rest)
            and not said.forbids
            and said.verb not in words_of("classes", "given_back")
        ):
            return said.words, "it is not theirs to change. Ask the owner, or ask for what is theirs."
        if _is_anothers(said):
            return said.words, "it is not theirs to change. Ask the owner, or ask for what is theirs."
        if said.verb in words_of("classes", "highways") and A_STREET.match(said.rest):
            return said.words, "it is everybody's. Ask for what is theirs."
        if said.verb in words_of("classes", "does_away") and _stands_beyond(condition, said):
            return said.words, "it is not theirs to change. Ask the owner, or ask for what is theirs."
    return None


def _stands_beyond(condition: Condition, said: Predicate) -> bool:
    if OWN_DOING.search(said.rest) or is_own(
        condition,
        BESIDE_OWN.sub("", said.rest)
        .replace("your wall", "")
        .replace("your fence", "")
        .replace("your hedge", ""),
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
