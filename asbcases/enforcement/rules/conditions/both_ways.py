"""What is asked and shut off in one breath: a garden to clear and not to enter, a thing in two places, a home without a sound."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.hours import CLOCK, clocked, minutes
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import sentences, straight

MUST = r"(?:must|shall|are\sto|is\sto|will)"
NOT = r"(?:must\snot|shall\snot|(?:is|are)\snot\sto|may\snot|never)"
# "You must not enter the garden and must clear it."
SHUT_AND_DONE = re.compile(
    rf"\b{NOT}\s(?:enter|go\sinto|set\sfoot\sin|be\sin|go\sonto|go\sinside)\s(the\s[a-z]+(?:\s[a-z]+)?|your\s[a-z]+)\b(?!\sof)[^.;]{{0,60}}?\b(?:and|but)\s(?:you\s)?(?:{MUST}\s)?(?:also\s)?(?:clear|clean|mow|cut|sweep|tidy|empty|weed|paint|repair|strip)\s(?:it|\1)\b",
    re.IGNORECASE,
)
AT_AND_NOT_AT = re.compile(
    r"\b(?:at|in)\s((?:\d{1,4}[a-z]?\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3}),?\s(?:and|but)\s(?:must\s|are\s|is\s)?not\s(?:be\s|live\s|stay\s)?(?:at|in)\s\1\b"
)
# "Neither keep the dog nor give it away."
KEEP_NOR_PART = re.compile(
    r"\b(?:neither|not|never)\s(?:keep|own|have|retain)\b[^.;]{1,40}?\b(?:nor|or)\s(?:sell|give|rehome|part\swith|get\srid\sof|dispose\sof|move|let\s(?:it|them)\sgo)\b"
    r"|\b(?:neither|not|never)\s(?:sell|give|rehome|part\swith|dispose\sof)\b[^.;]{1,40}?\b(?:nor|or)\s(?:keep|own|have|retain)\b",
    re.IGNORECASE,
)
WITH_OR_WITHOUT = re.compile(
    r"\bnot\s(?:have|be\swith|bring)\s(?:an?|any|the|your)\s([a-z]+)\b[^.;]{0,30}?\b(?:or|nor)\s(?:be\s)?without\s(?:an?|the|your|any|one|it)\b",
    re.IGNORECASE,
)
ENTER_OR_LEAVE = re.compile(
    r"\b(?:not|never)\s(?:enter\s(?:or|nor)\sleave|leave\s(?:or|nor)\senter)\s(?:the\s|your\s)?[^.;]{3,50}?\b(?:by\sany\s(?:route|means|way|door)|at\sany\stime|at\sall)\b|\b(?:not|never)\s(?:be|stay|remain)\s(?:inside|in)\s(?:or|nor)\soutside\b"
    r"|\b(?:not|never)\s(?:be|stay|remain)\s(?:inside|in|at)\s(?:your\s(?:home|flat|house)|\d[^.;]{3,30}?)\s(?:or|nor)\s(?:be\s)?(?:outside|out\sof|away\sfrom)\s(?:it|there|your|\d)",
    re.IGNORECASE,
)
# What is given up, and used: "surrender your phone and answer it".
GIVEN_AND_USED = re.compile(
    r"\b(?:surrender|sell|hand\s(?:in|over)|scrap|destroy|give\s(?:up|away)|get\srid\sof|dispose\sof|rehome|have)\s(?:your|the|both|all)\s(?:[a-z]+\s){1,4}?(?:put\s(?:down|to\ssleep)\s|scrapped\s|crushed\s|destroyed\s|rehomed\s)?(?:and|but)\s(?:then\s|also\s)?(?:answer|walk|drive|park|use|ride|feed|exercise|wear|muzzle|carry)\s(?:it|them|him|her)\b",
    re.IGNORECASE,
)
IN_OR_AWAY = re.compile(
    r"\b[Nn]ot\s(?:to\s)?(?:enter|remain\sin|be\sin|stay\sin)(?:\s(?:or|nor)\s(?:enter|remain\sin|be\sin|stay\sin))?\s((?:the\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*),?\s(?:or|nor)\s(?:to\s)?leave\s(?:\1|it)\b"
)
ANY_OTHER_PLACE = re.compile(
    r"\b(?:not|never)\s(?:to\s)?(?:be|enter|go)\s(?:in|into|on|at|to)?\s?any\s[a-z]+(?:,\s[a-z]+){0,5},?\s(?:or|nor)\s(?:in\s)?(?:any\s)?other\s(?:place|building|premises|land)(?:\s(?:whatever|whatsoever|at\sall|at\sany\stime))?(?=\W*$)",
    re.IGNORECASE,
)
# One thing in two places at all times.
TWO_SPOTS = re.compile(
    r"\b(?:keep|kept|store|stored|leave|left|park|parked)\b[^.;]{1,40}?\b(?:inside|in|within|at|behind)\s(?:the|your)\s[a-z ]{3,25}?\sand\s(?:outside|on|in\sfront\sof|in|at)\s(?:the|your)\s[a-z ]{3,25}?\s(?:at\sall\stimes|at\sthe\ssame\stime|day\sand\snight|always)\b",
    re.IGNORECASE,
)
LATCH = re.compile(
    r"\b(?:closed|shut|locked)\s(?:at\sall\stimes|always|day\sand\snight)\b[^.;]{0,40}?\b(?:and|but)\s(?:(?:must\s)?(?:leave|keep|left|kept)\s(?:it|them)\s)?(?:on\sthe\slatch|open|ajar|unlocked|wedged|propped)\b|\b(?:keep|kept)\b[^.;]{1,40}?\b(?:shut|closed|locked)\sand\s(?:keep|leave)\s(?:it|them)\s(?:open|unlocked|ajar)\b",
    re.IGNORECASE,
)
# A muzzle at meals, a lead in the kennel by night.
AT_MEALS = re.compile(
    r"\b(?:muzzle[ds]?|gagged|mask(?:ed)?|mouth\sshut)\b[^.;]{0,60}?\b(?:while|when|whilst|during|even\sat)\s(?:it\s|he\s|she\s|they\s|your\sdogs?\s)?(?:eats?|feeds?|drinks?|is\sfed|are\sfed|eating|drinking|feeding|meals?|its\smeals)\b",
    re.IGNORECASE,
)
SAME_TIME = re.compile(
    r"\b(?:attend|be\sat|report\sto|visit|go\sto)\s(?:both\s)?(?:the\s|[A-Z])[^.;]{2,60}?\sand\s(?:at\s|to\s)?(?:the\s|[A-Z])[^.;]{2,60}?\bat\sthe\s(?:same|very\ssame)\s(?:time|hour|moment)\b",
    re.IGNORECASE,
)
# No sound from a home: somebody lives there.
SILENCE = re.compile(
    r"\b(?:not|never)\s(?:make|have|cause|create|allow|permit|emit)\s(?:any|a|the\sslightest|a\ssingle)\s(?:noise|sound|noises|sounds)(?:\s(?:at\sall|whatever|whatsoever|of\sany\s(?:kind|sort)|to\s(?:come|be\sheard|escape|emanate)|coming|from|in|inside|within|at)\b)[^.;]{0,60}"
    r"|\b(?:ensure|make\ssure|see)\s(?:that\s)?no\s(?:noise|sound|sounds)\b[^.;]{0,30}?\b(?:comes?|can\sbe\sheard|is\s(?:made|heard)|escapes?|emanates?|leaves?)\b[^.;]{0,40}",
    re.IGNORECASE,
)
HOME = re.compile(
    r"\b(?:(?:in|inside|from|within|at|of)\s)?(?:your\s(?:own\s)?(?:home|flat|house|room|property|address|premises|bedsit)|the\s(?:flat|house|property|premises)|(?:Flat|Room)\s\d+|\d{1,4}[a-z]?\s[A-Z])"
)
MEASURED = re.compile(
    r"\b(?:heard\s(?:in|inside|outside|beyond|by|from)|audible|decibels?|db|above|louder|music|amplified|television|tools?|drill|beyond|between\s(?:your|the)|with\s(?:an?|any|your)|by\s(?:playing|using|shouting))\b",
    re.IGNORECASE,
)
# Nobody does without it, in their own home, for a night and for good.
NEEDS = re.compile(
    r"\b(?:not|never)\s(?:open|close|shut|open\sor\sclose|use)\s(?:any|the|your)\s(?:doors?|stairs?|staircase|windows?|cupboards?|floors?)\s(?:in|inside|of|to)\s(?:your\s(?:own\s)?)(?:home|house|flat)\b|\b(?:not|never)\s(?:go|walk|come|climb)\s(?:up|down|up\sor\sdown|up\sand\sdown)\s(?:the|your)\s(?:stairs|steps|staircase)\s(?:to|of|in|inside)\syour\b|\b(?:not|never)\s(?:make|take)\s(?:any\s)?(?:footsteps|steps)\b"
    r"|\b(?:not|never)\s(?:use|open|enter|go\sinto|go\sto)\s(?:your\s(?:own\s)?|the\s|any\s)(?:[a-z]+,?\s(?:or\s|and\s)?){0,2}?(?:kitchen|bathroom|toilet|lavatory|bedroom|front\sdoor|taps?|water|bed|floor)\b[^.;]{0,30}?\b(?:after|before|between|from|at\sany|at\sall|in\syour\sown|of\syour)\b"
    r"|\b(?:not|never)\s(?:walk|move|tread|step)\s(?:about|around|on\sthe\sfloor|across)?\s?(?:in|inside|of|across)\s(?:your\s(?:own\s)?|the\s)(?:flat|home|house|room|floor)\b",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"\b(?:to\s(?:smoke|play|cook|drink|run)|in\s(?:shoes|boots|heels)|wearing|while|with|without|except|unless|block|communal|public|shared)\b",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    rf"\bbetween\s({CLOCK})\s(?:and|to)\s({CLOCK})(?!\s(?:the\s|on\sthe\s)?(?:next|following|day))",
    re.IGNORECASE,
)
CHOOSE = "it asks for what it excludes. Choose one."
NOBODY = "nobody can keep it. Say what may not be done, and when."
SAME = "the two hours are one. Mend the hours."


def both_ways(condition: Condition) -> Found:
    """Look for what one cannot do beside the other, and for what nobody who lives somewhere can keep."""
    if only_steps(condition):
        return None
    return next(iter(_both_ways(condition)), None)


def _both_ways(condition: Condition) -> Iterator[tuple[str, str]]:
    for sentence in sentences(straight(condition.words)):
        for pattern in EXCLUDED:
            match = pattern.search(sentence.text)
            if match:
                yield match.group(), CHOOSE
        silent, needs = SILENCE.search(sentence.text), NEEDS.search(sentence.text)
        if silent and HOME.search(sentence.text) and not MEASURED.search(sentence.text):
            yield silent.group(), NOBODY
        if needs and not WITHIN.search(sentence.text):
            yield needs.group(), NOBODY
        hours = FROM_TO.search(clocked(sentence.text))
        if hours and minutes(hours[1]) is not None and minutes(hours[1]) == minutes(hours[2]):
            yield hours.group(), SAME


EXCLUDED = (
    SHUT_AND_DONE,
    AT_AND_NOT_AT,
    KEEP_NOR_PART,
    WITH_OR_WITHOUT,
    ENTER_OR_LEAVE,
    TWO_SPOTS,
    LATCH,
    SAME_TIME,
    AT_MEALS,
    GIVEN_AND_USED,
    IN_OR_AWAY,
    ANY_OTHER_PLACE,
)
