"""What is no longer theirs to give or to mend, and what others hold: sold, towed, locked by a key that only the landlord has."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.hours import DAY_NAME, DAYS
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import straight
from asbcases.enforcement.rules.conditions.unknown import REMAINS

WHO = r"(?:you|he|she|they|it|the\s[a-z]+|your\s[a-z]+|(?-i:[A-Z])[\w'-]+(?:\s(?-i:[A-Z])[\w'-]+)?)"
WHICH = r"(?:,?\s(?:which|that|who|whom))"
ADVERB = r"(?:(?:already|since|long\ssince|now|just|by\snow|again)\s){0,2}"
# Parted with: whoever is to return or to keep it has it no more.
PARTED = re.compile(
    rf"{WHICH}?\s(?:you|he|she|they)\s(?:have\s|has\s|had\s)?{ADVERB}(?:sold|gave\s(?:up|away)|given\s(?:up|away)|lost|ate|eaten|drank|drunk|used\sup|spent|threw\saway|thrown\saway|scrapped|burned|burnt|handed\s(?:back|in)|surrendered|returned|passed\son|no\slonger\s(?:have|has|own|rent|hold|keep|live|use)s?|(?:do|does)\snot\s(?:have|own|keep|hold|rent))\b",
    re.IGNORECASE,
)
# Done before: "the shed that has already been taken down", "which the council has towed away".
DONE = r"(?:taken\s(?:down|away)|towed(?:\saway)?|removed|demolished|felled|cleared|collected|scrapped|crushed|seized|destroyed|sold|rehomed|put\s(?:down|to\ssleep)|pulled\sdown|knocked\sdown|burn(?:t|ed)(?:\sdown|\sout)?|stolen|impounded|filled\sin|dismantled|confiscated|written\soff|smashed\sup|broken\sup|closed\sdown|bricked\sup)"
HAS_BEEN = re.compile(
    rf"{WHICH}\s(?:(?:has|have|had)\s{ADVERB}been|(?:was|were|is|are)\s(?:already|since|long\ssince))\s{DONE}\b|{WHICH}\s{WHO}\s(?:has|have|had)\s{ADVERB}{DONE}\b|{WHICH}\s(?:was|were)\s{DONE}\s(?:in|by|last|on|before|two|three|some|a\s)\b",
    re.IGNORECASE,
)
# In the hands of others.
HELD = re.compile(
    rf"{WHICH}\s{WHO}(?:\s[a-z]+)?\salone\s(?:may|can)\s[a-z]+|{WHICH}\sonly\s{WHO}(?:\s[a-z]+)?\s(?:may|can)\s[a-z]+"
    rf"|{WHICH}\s(?:the\s)?(?:police|council|bailiffs?|dvla|court|finance\scompany|landlord|{WHO})\s(?:already\s|now\s|still\s)?(?:(?:holds?|keeps?)(?=[,.;]|$|\s(?:in|at|as|by|under|for)\b)|has\simpounded|have\simpounded|has\sseized|have\sseized|has\sclamped|have\sclamped)\b"
    rf"|{WHICH}\s(?:is|are|was|were|has\sbeen|have\sbeen)\s(?:now\s|still\s)?(?:clamped|impounded|seized|held|kept)\s(?:by|at|in)\s(?:the\s)?(?:police|council|bailiffs?|dvla|court|compound|pound|{WHO})"
    rf"|{WHICH}\s(?:cannot|can\snot|can't|could\snot|may\snot)\s(?:lawfully\s|physically\s|safely\s)?be\s(?:moved|opened|reached|entered|started|driven|removed|found|traced|repaired|mended|altered)\b",
    re.IGNORECASE,
)
KEY = re.compile(
    rf"\b(?:to|of|for)\swhich\s(?:only\s{WHO}|{WHO}\salone)\s(?:has|have|holds?|keeps?)\b|\bof\swhich\s{WHO}\s(?:has|have|holds?|keeps?)\sthe\sonly\s(?:keys?|code|fob)\b|\b(?:code|key|fob|password|combination),?\s(?:which|that)\sonly\s{WHO}\s(?:knows?|has|have|holds?)\b"
    rf"|\b(?:the\sonly|whose\s(?:only\s)?)\s?keys?\s(?:to|of|for)?\s?(?:[a-z]+\s){{0,3}}?(?:is|are|being)\s(?:held|kept)\sby\s(?!you\b)|\b(?:to|of)\swhich\s(?:you|he|she)\s(?:has|have|hold)s?\s(?:never\shad\s|no\s)",
    re.IGNORECASE,
)
# It belongs to others, as is told beside it, and is to be altered or taken from them.
OTHERS = r"(?:(?:an?|the|your|his|her|another|other)\s(?!company\sof\syours)[\w'-]+|(?-i:[A-Z])[\w'-]+|somebody\selse|someone\selse|others?)"
OWNED = re.compile(
    rf"(?:{WHICH}\s(?:is|are)\s(?:owned\sby|the\sproperty\sof|registered\sto|let\sto|leased\sto|rented\sby|on\sland\sowned\sby|maintained\sby)|\s(?:owned\sby|belonging\sto|the\sproperty\sof|registered\sto)|{WHICH}\sbelongs?\sto)\s(?!you\b|your\scompany\b|yourself\b){OTHERS}",
    re.IGNORECASE,
)
ALTERS = frozenset(
    {
        "demolish", "fell", "cut", "paint", "repaint", "sell", "scrap", "confiscate", "seize", "dismantle", "alter", "rehome", "muzzle", "destroy", "tow",
        "repair", "replace", "rebuild", "lower", "raise", "lop", "trim", "prune", "change", "brick", "board", "evict", "disconnect", "unplug", "silence", "crush",
        "shut", "convert", "resurface", "render", "widen", "strip", "rehang", "break", "smash", "insure", "tax", "register", "clamp", "burn",
    }
)  # fmt: skip
LEAVE = re.compile(
    r"\b(?:consent|permission|agreed|agreement|leave\sof|asked|if\s(?:he|she|they)|damage|you\s(?:broke|damaged|painted|put|left|dumped|built|cut|burned|scratched|smashed|wrote))\b",
    re.IGNORECASE,
)
DONE_TO = re.compile(
    r"\b(?:crushed|scrapped|demolished|felled|sold|destroyed|put\sdown|painted|dismantled|towed|cut\sdown|taken\sdown|rehomed)\b",
    re.IGNORECASE,
)
TELLS = frozenset({"tell", "report", "ask", "inform", "notify", "write", "pay", "apologise", "explain", "replace", "name"})  # fmt: skip
# "Which is closed on Mondays", and it is to be on a Monday.
SHUT_ON = re.compile(
    rf"\b(?:which|that|when\sit|although\sit|it)\s(?:is|are)\s(?:always\s)?(?:closed|shut|not\sopen)\s(?:on\s|at\s|every\s)(weekends?|{DAY_NAME})",
    re.IGNORECASE,
)
ON_DAY = re.compile(rf"\b(?:each|every|on|of)\s({DAY_NAME})\b", re.IGNORECASE)
WHEN_SHUT = re.compile(
    r"\b(?:when|although|though|while)\s(?:it|they|(?:the|its)\s[a-z]+(?:\s[a-z]+)?)\s(?:is|are)\s(?:always\s)?(?:closed|shut|locked\suntil)\b",
    re.IGNORECASE,
)
ATTENDS = frozenset({"enter", "attend", "report", "go", "visit", "hand", "take", "be", "collect", "sign", "bring", "deliver", "pay", "return"})  # fmt: skip
# Whom nobody meets there any more, and who cannot come.
AWAY = re.compile(
    r",?\swho\s(?:(?:has\s)?(?:retired|emigrated|moved\s(?:abroad|away\sto)|left\s(?:the\s(?:force|service|council|country|police)|in\s\d{4}))|(?:is|was)\s(?:now\s|still\s|serving\s)?(?:in\s(?:prison|custody|jail|hospital|a\scoma)|abroad|overseas|missing|untraced))\b",
    re.IGNORECASE,
)
COMES = frozenset({"meet", "see", "attend", "bring", "come", "report", "accompany", "speak", "apologise", "hand", "go", "telephone"})  # fmt: skip
# "Which has closed."
CLOSED = re.compile(
    r",?\s(?:which|that)\s(?:has|have)\s(?:now\s|since\s|long\s)?(?:closed|shut|moved\saway|gone)(?:\sdown|\sfor\sgood|\spermanently)?(?=[.,;]|$)",
    re.IGNORECASE,
)
GONE = "it is no longer there. Ask for what there is."
HELD_BY = "it is in the hands of others. Ask for what is theirs to do."
SHUT = "it is shut then. Give a day on which it is open."


def already(condition: Condition) -> Found:
    """Look for what is told beside a thing that takes it out of their hands."""
    if only_steps(condition) or not condition.asks_for_an_act:
        return None
    for said in predicates(straight(condition.words)):
        found = None if said.forbids or said.verb in TELLS else next(_beside(said), None)
        if found:
            return found
    return None


def _beside(said: Predicate) -> Iterator[tuple[str, str]]:
    for pattern, why in ((PARTED, GONE), (HAS_BEEN, GONE), (HELD, HELD_BY), (KEY, HELD_BY)):
        match = pattern.search(said.rest)
        if match and not REMAINS.search(said.rest[: match.start()]):
            yield match.group().strip(" ,"), why
    owned = OWNED.search(said.rest)
    changes = (said.verb in ("have", "get") and DONE_TO.search(said.rest)) or said.verb in ALTERS | words_of(
        "classes", "takes_away"
    ) - {"remove", "move", "pull", "block"}
    if owned and changes and not LEAVE.search(said.rest):
        yield owned.group().strip(" ,"), HELD_BY
    if said.verb in COMES and AWAY.search(said.rest):
        yield said.words, GONE
    if said.verb in ATTENDS and CLOSED.search(said.rest):
        yield said.words, GONE
    shut = SHUT_ON.search(said.words)
    days = {day[:3].lower() for day in ON_DAY.findall(said.words[: shut.start()] if shut else "")}
    after = {day[:3].lower() for day in ON_DAY.findall(said.words[shut.end() :] if shut else "")}
    closed = (
        set(DAYS[5:])
        if shut and shut[1].lower().startswith("weekend")
        else {shut[1][:3].lower()}
        if shut
        else set()
    )
    if said.verb in ATTENDS and (closed & (days | after) or WHEN_SHUT.search(said.rest)):
        yield said.words, SHUT
