"""What the law forbids anybody to be asked: to spy, to tip waste, to lock in, to drive while banned, to go in spite of a refusal."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import straight

PEOPLE = r"(?:neighbours?|tenants?|lodgers?|landlord|landlady|wife|husband|partner|ex-[a-z]+|girlfriend|boyfriend|residents?|occupiers?|visitors?|guests?|cousin|brother|sister|mother|father|employer|complainants?|witness(?:es)?|customers?|youths?|family|people|man|woman|child|children|daughter|son)"
OTHERS = rf"(?:(?:your|the|his|her|a|any)\s(?:[a-z]+\s){{0,2}}?{PEOPLE}|(?:number|no\.?)\s\d{{1,4}}|next\sdoor|(?-i:(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+|[A-Z][\w-]+\s[A-Z][\w-]+))"
THEIR = rf"(?:{OTHERS}'s?|(?:his|her|their))"
ROOMS = r"(?:homes?|house|flat|bedrooms?|bathroom|kitchen|living\sroom|lounge|window|windows|room|garden|toilet|shower|bed)"
WATCHES = frozenset({"film", "photograph", "record", "watch", "spy", "listen", "eavesdrop", "tape", "video", "monitor", "overhear", "observe", "follow", "bug", "tap"})  # fmt: skip
IN_PRIVATE = re.compile(
    rf"\b(?:in|inside|into|through|at)\s(?:{THEIR})\s(?:own\s|front\s|back\s)?{ROOMS}\b|^(?:in\s)?(?:on|to)\s{THEIR}\s(?:[a-z]+\s)?(?:calls?|conversations?|telephone|phone)\b|\b{THEIR}\s(?:private\s|telephone\s|phone\s)?(?:conversations?|calls?)\b|\b(?:wherever|everywhere)\s(?:he|she|they)\s(?:goes|go)\b",
    re.IGNORECASE,
)
HIDES = frozenset(
    {"hide", "put", "plant", "fit", "install", "conceal", "place", "leave", "fix", "attach", "stick"}
)
BUGS = re.compile(
    rf"^(?:an?|the|your|another)\s(?:[a-z]+\s)?(?:microphones?|cameras?|listening\sdevices?|bugs?|trackers?|recorders?|tracking\sdevices?|baby\smonitor)\s(?:in|inside|on|under|to|into|outside)\s(?:{THEIR})\s[a-z]",
    re.IGNORECASE,
)
POST = re.compile(
    rf"^(?:{THEIR})\s(?:[a-z]+\s)?(?:letters?|post|mail|e-?mails?|messages?|texts?|diary|diaries|parcels?|medical\s[a-z]+|bank\s[a-z]+)\b",
    re.IGNORECASE,
)
OPENS = frozenset(
    {"open", "read", "intercept", "hide", "destroy", "copy", "steam", "hack", "delete", "keep", "take"}
)
DUMPS = frozenset({"dump", "tip", "throw", "fly-tip", "bury", "abandon", "pour", "flush", "discharge", "sink", "empty", "chuck"})  # fmt: skip
OPEN_LAND = re.compile(
    r"\b(?:in|into|on|onto|down|by|beside|over)\s(?:the|a|any|some|that)\s(?:[a-z]+\s)?(?:woods?|river|canal|lay-?by|verge|field|ditch|hedge|sea|pond|stream|brook|drains?|lane|street|park|common|heath|quarry|forest|beach|roadside|lake|gully|sewer|railway|embankment|bushes|alley|farmland)\b",
    re.IGNORECASE,
)
HOLDS = frozenset({"keep", "hold", "lock", "shut", "tie", "chain", "detain"})
CAPTIVE = re.compile(
    rf"^{OTHERS}\s(?:locked|in\s(?:until|till|against)|up\b|prisoner|captive|to\sa\s|from\sleaving|shut\sin|inside\suntil|there\sagainst)",
    re.IGNORECASE,
)
TURNS = frozenset({"shut", "turn", "throw", "put", "lock", "drive", "force", "kick", "chuck", "evict"})
ONTO_THE_STREET = re.compile(
    r"^(?:your|the|any|every)\s(?:[a-z]+\s)?(?:tenants?|lodgers?|subtenants?|wife|husband|partner|family|children|son|daughter)(?:'s?\s[a-z]+)?(?:\sand\s(?:his|her|their|all)\s[a-z' ]{3,25}?)?\s(?:out\b|(?:in|on)to\sthe\s(?:street|pavement|road))(?![^.;]*\b(?:notice|court|order)\b)",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"^your\s(?:(?:baby|toddler|infant)|(?:[a-z]+-)(?:week|month|year)-old(?:\s[a-z]+)?|(?:small|young|little)\s[a-z]+|children|child)\b[^.;]{0,60}?\b(?:alone|by\s(?:himself|herself|themselves|itself)|unattended|unwatched|on\s(?:his|her|their|its)\sown)\b",
    re.IGNORECASE,
)
GOES_IN = frozenset({"enter", "climb", "get", "go", "break", "let"})
SHUT_LAND = re.compile(
    rf"^(?:in|into|over|through|on|onto)?\s?(?:into\s|over\s)?(?:the|that)\s(?:locked|empty|fenced|closed|shut|private|derelict)\s[a-z]+\b[^.;]{{0,60}}?\b(?:of\s{OTHERS}|over\sthe\s(?:wall|fence|gate)|through\sthe\swindow|without\s(?:leave|asking|permission|consent|a\skey|the\sowner))|\b(?:without|against)\s(?:the\s)?(?:owner|{THEIR}|its\sowner|anybody|anyone)(?:'s)?\s(?:leave|permission|consent|knowledge|wish(?:es)?|knowing)\b",
    re.IGNORECASE,
)
# Asked in spite of what bars it.
IN_SPITE = r"\b(?:although|though|even\s(?:if|though)|despite|notwithstanding|in\sspite\sof|while|whilst|regardless\sof|no\smatter\sthat|whether\sor\snot)\b"
BARRED = r"\b(?:disqualified|banned|suspended|unlicensed|uninsured|untaxed|forbidden|unlawful|illegal|against\sthe\slaw|(?:no|without|lost)(?:\s(?:an?|any|your|valid|driving))*\s(?:licen[cs]e|insurance|permit)|(?:refused?|refusal|withheld|denied|not\sgiven|never\sgiven)\b[^,.;]{0,40}?\b(?:leave|consent|permission|licence)|(?:consent|permission|leave|licence)\s(?:has\sbeen|was|is)\s(?:refused|withheld|revoked)|preservation\sorder|too\syoung|under\s(?:age|1[678]))\b"
IN_SPITE_OF_A_BAR = re.compile(rf"{IN_SPITE}[^.;]{{0,80}}?{BARRED}", re.IGNORECASE)
THROUGH_OTHERS = frozenset({"have", "get", "ask", "arrange", "hire", "pay", "apply", "tell", "find", "let", "surrender", "hand", "send"})  # fmt: skip
WHY = "the law forbids it. Ask for what is lawful."


def lawless(condition: Condition) -> Found:
    """Look for what could only be done by an offence, or to others without their leave."""
    return next(iter(_lawless(condition)), None) if condition.asks_for_an_act else None


def _lawless(condition: Condition) -> Iterator[tuple[str, str]]:
    text = straight(condition.words)
    for said in predicates(text):
        if said.forbids:
            continue
        if any(said.verb in verbs and pattern.search(said.rest) for verbs, pattern in OFFENCES):
            yield said.words, WHY
        spite = IN_SPITE_OF_A_BAR.search(said.words)
        if spite and said.verb not in THROUGH_OTHERS and not _is_for_others(said):
            yield spite.group(), WHY


def _is_for_others(said: Predicate) -> bool:
    """Return whether somebody is to do it who may: "have a friend who is insured drive it"."""
    return bool(
        re.search(
            r"\b(?:somebody|someone|anyone|a\sfriend)\swho\s(?:is|has|may)\b", said.words, re.IGNORECASE
        )
    )


# "Keep your son locked in", "throw your 16-year-old out", "change the locks so that your tenant cannot get in".
UNINSURED = re.compile(
    r"\b(?:which|that)\s(?:is|has|was)\s(?:not\s(?:insured|taxed|licensed|roadworthy)|no\s(?:insurance|tax|mot|licence)|neither\s(?:insured|taxed))\b",
    re.IGNORECASE,
)
ROADSIDE = re.compile(
    r"\b(?:at|by|beside|on)\sthe\s(?:side\sof\sthe\s(?:road|lane|street)|roadside|kerb|kerbside)\b(?![^.;]*\bcollect)",
    re.IGNORECASE,
)
IN_SPRING = re.compile(
    r"^(?:down\s|away\s)?(?:the\s|any\s|all\s)?(?:[a-z]+'?s?\s){0,2}?nests?\b[^.;]{0,60}?\bin\s(?:april|may|june|july)\b",
    re.IGNORECASE,
)
KEPT_IN = re.compile(
    rf"^{OTHERS}(?:,\s[^,]{{1,30}},)?\s(?:locked\s)?in\s(?:his|her|their|the|a)\s(?:own\s)?(?:bed)?(?:room|house|flat|cellar|shed|garage|bathroom)\b",
    re.IGNORECASE,
)
CHILD_OUT = re.compile(
    r"^(?:your|the)\s(?:(?:1[0-7]|[5-9]|[a-z]+teen|ten|twelve)[- ]year[- ]old|teenage|under-18|young)\s[a-z]+\s(?:out\b|(?:in|on)to\sthe\s)|^(?:your|the)\s(?:[a-z]+\s)?(?:wife|husband|partner),?\s(?:who\sis\s)?an?\sjoint\s(?:tenant|owner)\b",
    re.IGNORECASE,
)
LOCKED_OUT = re.compile(
    r"\blocks?\b[^.;]{0,40}?\b(?:so\sthat|to\s(?:keep|stop|prevent))\s(?:your|the|any)\s(?:[a-z]+\s)?(?:tenants?|lodgers?|subtenants?|wife|husband|partner|occupiers?)\b",
    re.IGNORECASE,
)
SERVICES = re.compile(
    r"^(?:off\s)?(?:(?:your|the)\s(?:[a-z]+\s)?(?:tenants?|lodgers?|neighbours?)'s?|the)\s(?:[a-z]+\s)?(?:gas|electricity|water|heating|supply)\b[^.;]{0,40}?(?:$|\b(?:off|tenants?|lodgers?)\b)|^off\s(?:your|the)\s(?:tenants?|lodgers?)'s?\s(?:gas|electricity|water|heating)",
    re.IGNORECASE,
)
PROTECTED = re.compile(
    r"^(?:the\s|any\s|all\s)?(?:[a-z]+'?s?\s){0,2}?(?:nests?|setts?|roosts?|dens?)\b[^.;]{0,40}?\b(?:with|containing|holding|that\s(?:has|have)|in\suse|while)\s?(?:the\s)?(?:young|eggs|chicks|birds|bats|badgers)?\b",
    re.IGNORECASE,
)
HAZARD = re.compile(
    r"^(?:the\s|any\s|all\s)?(?:[a-z]+\s){0,2}?(?:asbestos|gas\s(?:bottles|canisters)|clinical\swaste|needles|tyres|paint|batteries|chemicals)\b[^.;]{0,60}?\b(?:household|domestic|wheelie|wheeled|general|green|black|your)\s(?:[a-z]+\s)?(?:bins?|bags?)\b",
    re.IGNORECASE,
)
INTO_ANOTHERS = re.compile(
    rf"^(?:into|inside|in)\s(?:(?:number|no\.?|flat)\s\d{{1,4}}|next\sdoor|{THEIR}\s(?:home|house|flat|garden|shed))\b[^.;]{{0,20}}?\band\s(?:turn|switch|remove|take|unplug|clear|stop|shut|seize)",
    re.IGNORECASE,
)
OFFENCES: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (WATCHES, IN_PRIVATE),
    (HIDES, BUGS),
    (OPENS, POST),
    (DUMPS, OPEN_LAND),
    (HOLDS, CAPTIVE),
    (TURNS, ONTO_THE_STREET),
    (frozenset({"leave"}), ALONE),
    (GOES_IN, SHUT_LAND),
    (HOLDS, KEPT_IN),
    (frozenset({"drive", "ride"}), UNINSURED),
    (DUMPS, ROADSIDE),
    (frozenset({"remove", "destroy", "clear", "knock", "take"}), IN_SPRING),
    (TURNS, CHILD_OUT),
    (frozenset({"change", "fit", "replace"}), LOCKED_OUT),
    (frozenset({"cut", "turn", "switch", "disconnect"}), SERVICES),
    (frozenset({"remove", "destroy", "clear", "knock", "dig", "block", "take"}), PROTECTED),
    (frozenset({"put", "remove", "place", "throw", "dispose"}), HAZARD),
    (GOES_IN, INTO_ANOTHERS),
)
