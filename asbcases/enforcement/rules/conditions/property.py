"""What belongs to others or to everybody, and is not theirs to change."""

import re

from asbcases.enforcement.rules.conditions.clashes import joined
from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_own, only_steps
from asbcases.enforcement.rules.conditions.texts import straight

NEXT_DOOR = re.compile(
    r"\s(?:down\s|up\s)?(?:the\s(?:whole\s)?(?:house|flat)\sat\s)?(?:number|no\.)\s(\d{1,5})\b(?!\s(?:and|to|or)\s\d)(?!'s\s(?:bin|key))",
    re.IGNORECASE,
)
NUMBERED_HOME = re.compile(r"(\d{1,5})\s(.+)")
POSSESSED = re.compile(
    r"(?i:\b(?:put\sdown|rehome|muzzle|switch\soff|turn\soff|shut|dig\sup))\s(?:your\s(?:brother|sister|mother|father|cousin|uncle|aunt|friend|landlord|employer|neighbour|partner)'s|(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+'s)\s[A-Za-z]"
    r"|\b(?:cut down|put down|rehome|muzzle|switch off|turn off|shut|fell|sell|demolish|pull down|knock down|take down|take away|paint|repaint|dig up|scrap|burn|crush|destroy|tear down|cut back|trim|lop|remove|move|uproot|brick up|dismantle)\s(?:all\sof\s|both\sof\s)?"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?'s?|[A-Z][a-z]+\s[A-Z][a-z]+'s|your\s(?:brother|sister|mother|father|cousin|uncle|aunt|friend|landlord|employer|ex-\w+|neighbour|partner)'s|your\sneighbours')\s[a-z]"
)
FAMILY = re.compile(
    r"\b(?:have|put|cut|fell|take|pull|knock|sell|paint|repaint|move|remove|demolish|rehome|lop|trim|shut|scrap|dig|tow)\s(?:up\s|down\s|away\s|back\s|off\s)?(?:the|all|both|every|any|those|that)\s(?:[a-z'-]+\s){0,3}?(?-i:[A-Za-z][\w'-]+)\s(?:of|belonging\sto)\s"
    r"(?:the\s(?-i:[A-Z])[\w'-]+(?:\sfamily)?|your\s(?:neighbours?|landlord|brother|sister|mother|father|cousin|friend|ex-\w+)|(?:Mr|Mrs|Ms|Miss|Dr)\s(?-i:[A-Z])[\w'-]+)\b",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"\b(?:that|which)\s(?!you\b)(?:the|your|another|somebody|someone)\s?(?:[a-z]+\s){0,3}?owns?\b(?!\sup\b)",
    re.IGNORECASE,
)
# "The gate of number 6 which you broke" is theirs to mend.
OWN_DAMAGE = re.compile(
    r"\b(?:which|that|what)\s(?:you|your\s[a-z]+)\s(?:have\s|has\s)?(?:broke|broken|damaged|smashed|took|taken|tore|cut|burnt|bent|kicked|dug|painted|marked|scratched|fouled|left|put|fixed|hung)\b",
    re.IGNORECASE,
)
# "As its owner has agreed".
AGREED = re.compile(
    r"\b(?:has|have)\s(?:agreed|consented|given\s(?:leave|permission|consent))\b", re.IGNORECASE
)
SUPERVISOR = re.compile(r"\W*(?:supervisors?|supervision|supervised\sby|contact)\b", re.IGNORECASE)
# "Cut back your willow where it hangs over the council's verge".
OF_ONES_OWN = re.compile(
    r"\s(?:(?:back|down|up|away|out|all|both|of)\s){0,2}your\s(?:own\s)?(?!neighbours?|landlord|brother|sister|mother|father|cousin|uncle|aunt|friend|employer|partner|ex)[a-z]+\s(?!which|that)",
    re.IGNORECASE,
)
YOURS = re.compile(
    r"\s(?:in|on|at|of|over|across|to)\syour\s(?!neighbours?|landlord|street|road|town)", re.IGNORECASE
)
FAR, NEAR = 120, 40


def property_of_others(condition: Condition) -> Found:
    """Look for changing what belongs to somebody else, or to everybody."""
    text = joined(of_their_own_doing(straight(condition.words)))
    alters = found_in("alters", text)
    told_not = alters is not None and text[: alters.start()].lower().endswith(("not ", "never "))
    if not condition.asks_for_an_act or only_steps(condition) or alters is None or told_not:
        return None
    belongs = None if OF_ONES_OWN.match(text, alters.end()) else found_in("belongs", text, alters.end())
    if alters.group().lower() == "have the" and not found_in("had_done", text, alters.end()):
        return None
    if belongs and belongs.start() - alters.end() <= FAR and text[belongs.end() :].strip()[:3] != "you":
        return belongs.group(), "it is not theirs to change. Ask the owner, or ask for what is theirs."
    everything = found_in("everything", text, alters.end()) if not is_own(condition, text) else None
    if everything and everything.start() - alters.end() < NEAR:
        return everything.group(), "it is not theirs to change. Ask for what is theirs."
    amends = OWN_DAMAGE.search(text, alters.end()) or AGREED.search(text, alters.end())
    other = None if amends else _of_another_address(condition, text, alters) or _possessed(text)
    if other:
        return other, "it is not theirs to change. Ask the owner, or ask for what is theirs."
    public = _public(text, alters)
    return (public, "it is not theirs to change. Ask whoever looks after it.") if public else None


def of_their_own_doing(text: str) -> str:
    """Return a text without what others are only asked to do, and without who supervises it."""
    kept = (said.words for said in predicates(text) if said.verb not in words_of("classes", "asking"))
    return " ".join(words for words in kept if not SUPERVISOR.match(words))


def _of_another_address(condition: Condition, text: str, alters: re.Match[str]) -> str | None:
    """Return another number of the own street at which a tree or a wall is to be changed: "the hedge of number 7"."""
    home = (
        NUMBERED_HOME.match(plain(segments(condition.lives_at)[0])) if segments(condition.lives_at) else None
    )
    if home is None:
        return None
    street = re.escape(home[2])
    direct = NEXT_DOOR.match(text, alters.end())
    if direct and direct[1] != home[1]:
        return direct.group().strip()
    if not (
        found_in("fixtures", text, alters.end()) or phrases_of("classes", "fast").search(text, alters.end())
    ):
        return None
    said = re.compile(
        rf"\b(?:of|at|in|outside|behind)\s(?:(?:number|no\.?)\s(\d{{1,5}})\b|(\d{{1,5}})\s{street}\b)",
        re.IGNORECASE,
    )
    numbers = said.finditer(text, alters.end())
    first = next(numbers, None)
    return first.group() if first and home[1] not in (first[1], first[2]) else None


def _possessed(text: str) -> str | None:
    """Return what bears another's name, or is kin's or a company's, and is to be done away with: "Mrs Lee's tree"."""
    match = POSSESSED.search(f"{text[:1].lower()}{text[1:]}") or OWNED.search(text) or FAMILY.search(text)
    return match.group() if match else None


def _public(text: str, alters: re.Match[str]) -> str | None:
    """Return the public thing that is to be changed, where it follows the verb at once: "move the bus stop"."""
    thing = found_in("public", text, alters.end())
    if thing is None or YOURS.match(text, thing.end()):
        return None
    between = text[alters.end() : thing.start()].lower().split()
    # "The red phone box": one word may tell which.
    told_apart = between[:-1] if between[-2:-1] in (["the"], ["that"]) else between
    return thing.group() if set(told_apart) <= words_of("impossible", "articles") else None
