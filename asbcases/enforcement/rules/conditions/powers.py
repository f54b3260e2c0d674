"""What is in the power of others, by grammar: what belongs to them, bodies, offices, the dead, and what only they decide."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.amounts import N
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.subjects import BE_DONE
from asbcases.enforcement.rules.conditions.texts import straight

# What a body or a mind has, whatever anybody wants.
AILMENT = (
    r"(?:addictions?|dependency|dependence|withdrawal|symptoms?|illness(?:es)?|disease|disorder|disability|condition|allerg(?:y|ies)|autism|epilepsy|asthma|dementia|depression|anxiety|psychosis"
    r"|saliva|spit|tears|sweat|pulse|heartbeat|breath|blood|accent|stammer|limp|rash|migraines?|pains?|aches?|cravings?|nightmares?|visions|delusions|hallucinations?|tics?)"
)
HAS = re.compile(
    rf"^(?:no|any|an?|the|your|further|more|such|his|her)?\s?(?:(?!under|breathalyser)[a-z]+\s){{0,2}}?{AILMENT}\b(?!\s(?:group|class|course|clinic|sample|test|nurse|service|device|report|plan)s?\b)",
    re.IGNORECASE,
)
HOLDS = frozenset({"have", "get", "catch", "develop", "suffer", "contract", "produce"})
# "Give up hearing voices", "stop seeing things that are not there".
SENSES = re.compile(
    r"\b(?:hear|hearing)\s(?:any\s|these\s|your\s)?voices\b(?!\sin\b)|\b(?:see|seeing)\s(?:things|visions|ghosts)\b",
    re.IGNORECASE,
)
THE_LATE = re.compile(
    r"\b(?:to|with|from|for|of|by|see|meet|ask|visit|telephone|pay)\s(?:the|your|his|her)\slate\s(?:(?:[a-z]+)\s)?(?-i:[A-Z])[\w'-]+(?!'s|\w|\s(?:[A-Z]\w+\s)?(?:Road|Street|House|Hall)\b)|\bwho\s(?:has\s)?(?:died|passed\saway|was\s(?:killed|buried|cremated))\b",
    re.IGNORECASE,
)
# What an office does to somebody: "have Jason Rudge arrested".
OFFICIAL = re.compile(
    r"^(?:that\s)?(?:(?!your\s(?:dogs?|cats?|van|car)\b)[\w'-]+\s){1,4}?(?:be\s)?(?:arrested|charged|prosecuted|convicted|jailed|imprisoned|sentenced|deported|sacked|dismissed|expelled|sectioned|detained|demoted|disqualified|acquitted|released|elected|promoted)\b",
    re.IGNORECASE,
)
CAUSES = frozenset({"have", "get", "see"})
ENDS = frozenset(
    {"end", "terminate", "revoke", "quash", "grant", "overturn", "lift", "suspend", "annul", "extend"}
)
OF_OFFICE = re.compile(
    r"^(?:the|any|every|each)\s(?:[a-z]+\s)?(?:tenanc(?:y|ies)|leases?|licences?|employment|marriage|conviction|order|bail|appointment|benefits|passport|sentence|injunction)\s(?:of|on|held\sby|given\sto|between|against)\s(?!your\b|you\b|yours\b)",
    re.IGNORECASE,
)
BECOMES = frozenset({"get", "become"})
AGREES = frozenset({"agree", "consent", "forgive", "approve", "accept", "vote", "decide", "like", "want"})
NAMED = re.compile(
    r"^(?:(?:Mrs?|Ms|Miss|Dr)\s(?:[A-Z][\w'-]+\s?){1,2}|your\s(?:neighbours?|landlord|landlady|employer)\b)"
)
# "The telephone of Carys Dunn", "the man who drives the parcel van".
ANOTHERS = re.compile(
    r"^(?:[Tt]he|[Aa]ny|[Ee]very|[Nn]o)\s(?:[a-z-]+\s)?(?:telephone|phone|doorbell|alarm|car|van|dog|cat|child|children|baby|clock|radio|television|heart|face|voice)s?\sof\s(?!yours)(?:(?:Mrs?|Ms|Miss|Dr)\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?$|^[Tt]he\s(?:man|woman|boy|girl|person|driver|stranger|people|men|women)\s(?:who|that)\b(?!.*\b(?:you|your|this)\b)"
)
LIGHTS = re.compile(
    r"^(?:the\s|no\s|any\s)?(?:sun(?:light|shine)?|moon(?:light)?|daylight|starlight|thunder|lightning|dew|mist|ice|shadows?|darkness|heat\sof\sthe\ssun)$",
    re.IGNORECASE,
)
FOWL = re.compile(
    r"^(?:your|the|any|no|each|either)\s(?:[a-z]+\s){0,2}?(?:cockerels?|cocks?|roosters?|peacocks?|geese|goose|donkeys?)\b",
    re.IGNORECASE,
)
CROWS = frozenset({"crow", "call", "cry", "bray", "screech", "honk", "scream"})
OF_INSTITUTIONS = re.compile(
    r"\b(?:not|never|nor)\s(?:to\s)?(?:let|allow|permit|have)\s(?:the\s|any\s)?(?!your\b)(?:[a-z]+\s){1,3}?(?:at|of|from|in|on)\sthe\s(?:[a-z]+\s)?(?:(?:ambulance|fire|police|railway|bus|petrol|power)\sstation|church|school|airport|airfield|pub|factory|hospital|motorway|barracks|port|docks?|college|railway|quarry)\s(?:to\s|be\b|from\b|[a-z]+\b)",
    re.IGNORECASE,
)
FROM_EVER = re.compile(
    r"\b(?:stop|prevent|keep)\s(?:all|every|any|each)\s(?:[a-z]+\s){1,6}?(?:from\s)?(?:ever|ever\sagain)\s[a-z]+ing\b",
    re.IGNORECASE,
)
GUARANTEED = re.compile(
    r"\bguarantee(?:s|ing)?\s(?:that\s)?(?:no|nobody|none|nothing|never)\b", re.IGNORECASE
)
OWNS = re.compile(
    r"\b(?:that|which|whose\s[a-z]+)\s(?:(?:is|are)\sthe\sproperty\sof\s(?!you)|(?!you\b|has\b|is\b)[\w'\s-]{2,40}?\b(?:owns?|leases?|has\stitle\sto|let\sto\syou|lent\syou|lets?\syou)\b)|\brented\sfrom\b|\bon\s(?:loan|hire)\sfrom\b",
    re.IGNORECASE,
)
# To alter for good what one does not own.
OFFENCES = re.compile(
    r"\b(?:burn(?:ing)?|set\s(?:light|fire)\sto|incinerat(?:e|ing))\s(?:all\s)?(?:of\s)?(?:the|your|any|those|these)?\s?(?:[a-z]+\s(?:of\s)?){0,3}?(?:tyres?|plastics?|asbestos|rubber|foam|polystyrene|cables?|batteries|aerosols?|chemicals|paint|household\swaste|refuse|fridges?|mattress(?:es)?|sofas?)\b"
    r"|\b(?:pour|tip|empty|flush|drain|hose)\s(?:all\s)?(?:the|your|any|it)?\s?(?:[a-z]+\s){0,3}?(?:oil|paint|diesel|petrol|chemicals|bleach|sewage|slurry|grease|fat)\b[^.;]{0,40}?\b(?:drains?|gull(?:y|ies)|sewer|river|stream|brook|ditch|sea|pond)\b"
    r"|\b(?:kill|poison|shoot|trap|gas|snare|drown|destroy)\s(?:the|any|all|every|those)?\s?(?:[a-z]+\s)?(?:badgers?|bats?|swans?|gulls?|seagulls?|pigeons?|birds?|owls?|hedgehogs?|foxes|fox|cats?|dogs?|newts?|otters?|nests?|eggs|setts?)\b"
    r"|^(?:forge|fake|counterfeit|falsify)\b|\b(?:cut|force|break|pick|smash)\s(?:off\s|open\s)?(?:the\s)?(?:lock|padlock|door|window|chain)s?\s(?:of|on|at)\s(?:number\s\d|the\s[a-z]+'s|(?-i:Mr|Mrs|Ms|[A-Z][\w-]+'s))"
    r"|\b(?:carry|bring|take)\s(?:an?|the|your)\s(?:[a-z]+\s)?(?:knife|machete|gun|cosh|knuckleduster|truncheon)\b|\bdrive\b[^.;]{0,60}?\b(?:while\s(?:banned|disqualified|drunk)|uninsured|untaxed|unlicensed)\b"
    r"|\b(?:buy|get|obtain|sell|smoke|take)\s(?:[a-z\d]+\s){0,3}?(?:cannabis|heroin|cocaine|crack|ecstasy|spice)\b|\b(?:dig\sup|fell|cut\sdown|lop)\b[^.;]{0,60}?\b(?:preservation\sorder|protected\stree)\b"
    r"|\b(?:lock|throw|put|turn)\s(?:your|the|any)\s(?:tenants?|lodgers?|subtenants?|wife|husband|partner)\sout\b"
    r"|\b(?:tap|hack|bug)\s(?:into\s)?(?:the|your|his|her|[A-Z]\S+'s)\s[a-z]+",
    re.IGNORECASE,
)
NATURE = re.compile(
    r"\b(?:nature|character|temperament|personality|past|age)\s(?:be\s)?(?:changed|altered|reversed|undone)\b",
    re.IGNORECASE,
)
LET_TALK = re.compile(
    r"\b(?:(?:not|never)\s(?:let|allow|permit|have)\s(?:any(?:one|body)|people|others|your\sneighbours?|residents?)|(?:let|allow|have)\s(?:nobody|no\sone|no-one|none))\b[^.;]{0,40}?\b(?:talk|gossip|complain|think|laugh|speak|worry|dream)\s(?:about|of|badly|ill|well|at|to)\b"
    r"|\bget\s(?:any\s|no\s)?(?:older|taller|younger|shorter)\b",
    re.IGNORECASE,
)
# On another's land, and not of one's own doing there.
ON_ANOTHERS = re.compile(
    r"\b(?:in|on|at|into|inside|from|over)\s(?:(?:number|no\.?)\s\d{1,4}'s|(?:your|the)\s(?:[a-z]+\s)?(?:neighbours?|landlord|landlady|tenant|resident)'s?|(?-i:(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+)'s?|next\sdoor's)\s"
    r"(?:front\s|back\s|rear\s)?(?:gardens?|house|bed(?:room)?|flat|yard|roof|wall|drive|shed|land|loft|room|kitchen|lawn|fence|field|garage|window|door|tree)\b",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"\b(?:consent|permission|leave|agreement|agreed|invited|supervis|overhang|you\s(?:put|left|threw|have|dumped|built|dug|hung|broke|painted|planted|tipped|damaged))",
    re.IGNORECASE,
)
INSTALLS = frozenset(
    {"install", "fit", "build", "put", "plant", "erect", "hang", "park", "store", "place", "spray"}
)
BANNED = re.compile(
    r"\b(?:disqualified|banned)\sfrom\sdriving\b|\b(?:have|hold)\sno\s(?:driving\s)?licence\b", re.IGNORECASE
)
# A way of doing it that nobody is able to.
UNABLE = re.compile(
    rf"\b(?:without\s(?:breathing|moving|blinking|touching\s(?:the\s)?(?:ground|floor))|for\s{N}\sdays\swithout\s(?:sleep|food|water|sleeping|eating|drinking))\b",
    re.IGNORECASE,
)
# What others decide in the end: a contest, a case, a friendship.
CONTESTS = re.compile(
    r"^(?:win\s(?!back\b)|(?:come|finish|be|be\splaced)\s(?:first|second|third|top)\b(?!\s(?:of\sall\sto|to\s|aid))|(?:make|be|become|stay|remain|get)\s(?:good\s|close\s|best\s|firm\s)?friends(?:\s(?:again|with|by|before)\b|[.,]|$)|be\son\s(?:good|friendly|speaking)\sterms\b|beat\s(?:everyone|everybody|all|the\s[a-z]+)\s(?:at|in|to)\b)",
    re.IGNORECASE,
)
# "Mrs Doyle must have accepted your apology"; who may or will do something is only told.
TO_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
TELLS_WHO = re.compile(r"\b(?:may|will|can)\b|\bthe\s(?:defendant|respondent)\b", re.IGNORECASE)
THEIRS = "it is what others do or decide. Ask for what they do themselves."
WHY = "no person commands it. Ask for an act that is theirs."


def powers(condition: Condition) -> Found:
    """Look for what is in the power of others, or of nobody."""
    text = straight(condition.words)
    sure = GUARANTEED.search(text)
    if sure:
        return sure.group(), THEIRS
    if only_steps(condition):
        return None
    return next((found for look in (_worded, _said, _asked) for found in look(condition)), None)


def _worded(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(condition.words):
        for pattern, why in (
            (OF_INSTITUTIONS, THEIRS),
            (FROM_EVER, THEIRS),
            (SENSES, WHY),
            (UNABLE, WHY),
            (NATURE, WHY),
            (LET_TALK, THEIRS),
        ):
            match = pattern.search(said.words)
            if match:
                yield match.group(), why


def _said(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield what a body has, what is another's, and what shines or cries of itself."""
    for said in predicates(condition.words):
        if (
            not said.be
            and said.verb in HOLDS
            and not said.subject.lower().startswith("no ")
            and HAS.match(said.rest)
        ):
            yield said.words, WHY
        if LIGHTS.match(said.subject) or (FOWL.match(said.subject) and said.forbids and said.verb in CROWS):
            yield said.words, WHY
        if _is_for_others(said):
            yield said.words, THEIRS


def _is_for_others(said: Predicate) -> bool:
    """Return whether another person, or a thing of theirs, is bidden, or is to agree."""
    anothers = ANOTHERS.match(said.subject) and not BE_DONE.search(f" be {said.verb}" if said.be else "")
    named = NAMED.match(said.subject) and not (said.be and BE_DONE.search(f" be {said.verb}"))
    about_you = said.verb in AGREES or TO_YOU.search(said.rest)
    return bool(anothers or (named and about_you and not TELLS_WHO.search(said.words)))


def _asked(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield what only others grant, the dead, what is not theirs, and what the law forbids."""
    for said in predicates(condition.words) if condition.asks_for_an_act else ():
        if said.forbids:
            continue
        first = said.rest.split(" ")[0].strip(".,;")
        became = said.verb in BECOMES and first in words_of("classes", "decided") - {
            "taken",
            "signed",
            "cleared",
        }
        official = said.verb in CAUSES and OFFICIAL.match(said.rest)
        ended = said.verb in ENDS and OF_OFFICE.match(said.rest)
        contest = CONTESTS.match(f"{'be ' if said.be else ''}{said.verb} {said.rest}")
        if became or official or ended or contest:
            yield said.words, THEIRS
        if (late := THE_LATE.search(said.rest)) is not None:
            yield late.group(), "they are dead. Ask for what can still be done."
        alters = said.verb in words_of("classes", "does_away") | words_of("classes", "takes_away") | INSTALLS
        theirs = OWNS.search(said.rest) or (ON_ANOTHERS.search(said.rest) and not AGREED.search(said.rest))
        if alters and theirs:
            yield said.words, "it is not theirs to change. Ask the owner, or ask for what is theirs."
        if said.verb == "drive" and BANNED.search(condition.words):
            yield said.words, "the law forbids it. Ask for what is lawful."
        offence = OFFENCES.search(f"{said.verb} {said.rest}")
        if offence and not re.search(
            r"\b(?:not|never|no|stop|avoid|prevent|without)\b", offence.string[: offence.start()]
        ):
            yield offence.group(), "the law forbids it. Ask for what is lawful."
