"""Too little time for what is asked, by what such a thing takes at the least: a house in an hour, an eviction in a week."""

import re

from asbcases.enforcement.rules.conditions.amounts import N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.hours import CLOCK, minutes
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import straight

DAY = 24.0
WEEK = 7 * DAY
SERVED = r"(?:service|receipt|receiving|being\s(?:served|given|handed)|getting|the\s(?:service|date|time|receipt|issue)\sof|this\s(?:notice|order|warning)|reading|delivery)"
# "Within one hour of receiving this notice"; of an event that comes again it is another thing.
WITHIN = re.compile(
    rf"\b(?:within|in|inside|no\s(?:later|more)\sthan)\s(?:the\snext\s)?(?:{N}|(an?|half\san))\s(minute|hour|day|week)s?'?(?:\s(?:of|from|after|following)\s(?:the\s)?{SERVED}|\stime\b|(?=[,.;]|$|\s(?:you|and)\b))",
    re.IGNORECASE,
)
HOURS_OF = {"minute": 1 / 60, "hour": 1.0, "day": DAY, "week": WEEK}
# Until the evening, or the hour that is named.
ON_THE_DAY = re.compile(
    rf"\b(?:(?:by|before)\s({CLOCK})\s)?(?:on|by\sthe\send\sof)\sthe\s(?:same\s)?day\s(?:(?:on\s)?(?:which|that)\s)?(?:(?:this|the)\s(?:notice|order|warning)\sis\s(?:served|issued|given|made|delivered)|you\s(?:receive|get|are\s(?:served|given))|of\s(?:service|receipt|issue))",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"\b(?:today|tonight|immediately|forthwith|at\sonce|straight\saway|instantly|right\saway|with\simmediate\seffect|on\s(?:receipt|service)\sof\sthis|upon\s(?:receipt|service))\b",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:by|before|on|no\slater\sthan|not\slater\sthan)\s(?:[^.;\d]{0,30}\s)?$", re.IGNORECASE)
LEAD = 50
A_WORKING_DAY = 10.0
NIGHT = 18 * 60
LAND = r"(?:gardens?|yards?|land|site|plot|field|house|flat|bungalow|property|premises|home|grounds|allotment|barn|basement|cellar|loft|garages?|building|workshop|shop)"
ALL_OF = rf"(?:(?:the\s)?(?:whole|entire|entirety|all)\s(?:of\s)?(?:the\s|your\s)?(?:[a-z]+\s){{0,3}}?{LAND}|all\s(?:of\s)?(?:the\s|your\s)?(?:[\w,-]+\s){{1,6}}?(?:from|in|on|at|out\sof)\s(?:the\s(?:whole\sof\sthe\s)?|your\s)?(?:[a-z]+\s){{0,2}}?(?:gardens?|yards?|land|site|plot|field|house|flat|property|premises|grounds|barn|building))"
# What is done, and how many hours it takes at the least.
TASKS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), hours)
    for pattern, hours in (
        (rf"^(?:clear|remove|take\saway|dispose\sof|empty|clean|cut\s(?:back|down)|strip|landscape|weed|tidy)\b[^.;]{{0,30}}?{ALL_OF}\b(?!\s(?:door|gate|key|path))", 8.0),
        (r"^(?:rehome|sell|find\s(?:an?\s)?(?:new\s)?(?:homes?|owners?)\sfor|dispose\sof|give\sup|get\srid\sof|part\swith|give\saway)\s(?:all\s|both\s|the\s|your\s|of\s|each\s)*(?:[a-z]+\s){0,3}?(?:dogs?|cats?|horses?|cockerels?|hens|pigs|goats|animals?|pets|birds|poultry|pigeons|snakes?|rabbits)\b", DAY + 12),
        (r"^(?:demolish|rebuild|build|construct|re-?roof|reroof|underpin|dismantle|take\sdown|pull\sdown|knock\sdown|remove|re-?instate|dig\s(?:up|out)|resurface|lay|re-?lay|erect|tarmac|concrete)\s(?:and\s[a-z]+\s)?(?:the|your|a|an|all|every)\s(?:[a-z-]+\s){0,3}?(?:extension|outbuildings?|hard\s?standing|conservatory|retaining\swall|boundary\swall|garden\swall|roof|driveway|patio|garage|bungalow|house|concrete\sbase|foundations?|chimney|loft\sconversion|swimming\spool|bund|barn|stables?|annexe)\b(?!\s(?:door|box|tiles?|light|gate|bike|rack|window|key)s?\b)", WEEK - 12),
        (r"^(?:evict|(?:have|get|see)\s(?:your|the|any|every|all)\s(?:[a-z]+\s)?(?:tenants?|occupiers?|lodgers?)[^.;]{0,30}?\b(?:evicted|out|gone|removed|leave)|remove\s(?:your|the|all)\s(?:[a-z]+\s)?(?:tenants?|occupiers?)|(?:end|terminate)\s(?:the|your|all|their|his|her)\s(?:[\w']+\s){0,3}?tenanc(?:y|ies)|(?:have|get)\s(?:the|your)\stenanc(?:y|ies)[^.;]{0,40}?\bend|(?:obtain|get|gain|recover|take)\s(?:vacant\s)?possession)\b(?![^.;]{0,40}\b(?:notice|steps|proceedings|solicitor))", 8 * WEEK),
        (r"^(?:have|get)\s(?:the|your|all|every)\s(?:[a-z-]+\s){0,3}?(?:extension|outbuildings?|conservatory|wall|roof|driveway|patio|garage|house|foundations?|chimney|barn|stables?|drains)\s(?:demolished|rebuilt|replaced|re-?roofed|underpinned|taken\sdown|pulled\sdown|relaid|converted|reinstated)\b", WEEK - 12),
        (r"^(?:have|get)\s(?:him|her|them|(?:your|the)\s(?:[a-z]+\s)?(?:tenants?|lodgers?|occupiers?))\s(?:out|gone|evicted)\b", 8 * WEEK),
        (r"^(?:sound-?proof|insulate|re-?wire|rewire|re-?plaster|renovate|refurbish|re-?decorate|repaint|paint)\s(?:the\swhole|the\sentire|all|every|the\shouse|the\sflat|the\sbuilding|your\s(?:whole\s)?(?:house|flat|home)|throughout)\b", WEEK - 12),
        (r"^(?:install|fit|have|get|put\sin|replace)\s(?:new\s|the\s|a\s|an\s|your\s|all\s|every\s)*(?:[a-z-]+\s){0,2}?(?:double\sglazing|acoustic\s[a-z]+|sound\sinsulation|sound-?proofing|windows|kitchen\sextract(?:or|ion)\ssystem|central\sheating|drainage\ssystem|new\sroof)\b", 3 * DAY),
        (r"^(?:obtain|get|secure|be\sgranted|have)\s(?:an?\s|the\s|full\s|all\s)?(?:[a-z]+\s){0,2}?(?:planning\s(?:permission|consent)|building\sconsent|premises\slicence|hmo\slicence|driving\slicence|council\stransfer|transfer|mutual\sexchange|court\sorder|passport|divorce)\b(?!\s(?:forms?|application|number|letter))", 6 * WEEK),
        (r"^(?:find|obtain|get|secure|move\s(?:in)?to|have)\s(?:yourself\s)?(?:an?\s|some\s|other\s|your\s)*(?:[a-z]+\s){0,2}?(?:alternative|settled|permanent|suitable|new|other|another)\s(?:[a-z]+\s)?(?:accommodation|housing|home|tenancy|address|flat|house|place\sto\slive)\b", 8 * WEEK),
        (r"^(?:complete|finish|undergo|pass)\s(?!the\s(?:induction|assessment|registration|first|form|paperwork))(?:an?|the|your|all\sof\sthe|in\sfull\san?)\s(?:[a-z-]+\s){0,3}?(?:detox(?:ification)?|rehabilitation|residential\s[a-z]+|course|programme|qualification|apprenticeship|training)\b(?!\s(?:form|application|registration|induction|assessment|paperwork|induct))", 3 * DAY),
    )
)  # fmt: skip
BEGINS = re.compile(
    r"\b(?:begin|start|apply|application|quotes?|quotation|arrange|book|commence|steps)\b", re.IGNORECASE
)
TOO_LITTLE = "it cannot be done in the time given. Ask for less, or give longer."


def hasty(condition: Condition) -> Found:
    """Look for what takes longer at the least than the hours that are given."""
    if only_steps(condition) or not condition.asks_for_an_act:
        return None
    for said in predicates(straight(condition.words)):
        if said.forbids or BEGINS.search(said.words):
            continue
        given, whole = _hours_given(condition, said), f"{'be ' if said.be else ''}{said.verb} {said.rest}"
        takes = max((hours for task, hours in TASKS if task.search(whole)), default=0.0)
        if given is not None and takes > given:
            return said.words, TOO_LITTLE
    return None


def _hours_given(condition: Condition, said: Predicate) -> float | None:
    """Return the fewest hours that the words or the form leave from when it binds."""
    text = straight(said.words)
    found = [_within(match) for match in WITHIN.finditer(text)]
    on_the_day = ON_THE_DAY.search(text)
    if on_the_day:
        clock = minutes(on_the_day[1]) if on_the_day[1] else NIGHT
        found.append(min((clock or NIGHT) / 60, A_WORKING_DAY))
    found += [A_WORKING_DAY - 4 for _ in TODAY.finditer(text)]
    return min(found + _days_given(condition, text), default=None)


def _within(match: re.Match[str]) -> float:
    amount = number(match[1]) if match[1] else (0.5 if match[2].lower().startswith("half") else 1.0)
    return amount * HOURS_OF[match[3].lower()]


def _days_given(condition: Condition, text: str) -> list[float]:
    """Return the hours until the day that is named or stands in the form; the day itself counts half."""
    begin = condition.from_on
    said = [
        day.day
        for day in read_days(text, year_of(condition))
        if day.day and BY.search(text[max(0, day.start - LEAD) : day.start])
    ]
    last = [day for day in (*said, condition.do_by) if day and begin and day >= begin]
    return [(day - begin).days * DAY + A_WORKING_DAY for day in last if begin]
