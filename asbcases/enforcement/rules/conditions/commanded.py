"""What no will commands: a sample's result, trust that was lost, a child's crying, birds; and what is counted beyond a day."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.amounts import N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import MONTH, read_days
from asbcases.enforcement.rules.conditions.hours import (
    CLOCK,
    DAY_NAME,
    DAYS,
    RANGE,
    clocked,
    minutes,
    spans_in_words,
)
from asbcases.enforcement.rules.conditions.lengths import UNITS
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import straight

AILMENT = r"(?:paranoia|depression|anxiety|psychosis|schizophrenia|epilepsy|seizures?|fits?|panic\sattacks?|flashbacks?|withdrawal(?:\ssymptoms)?|delusions?|tourette'?s?|autism|adhd|dementia|insomnia|addictions?|alcoholism|hallucinations?|voices|ptsd|tics?|illness(?:es)?|cravings?|nightmares?|incontinence|mood\sswings|blackouts?|relapses?|faints?)"
OF_BODY = re.compile(
    rf"^(?:suffer(?:\sfrom)?|stop|control|overcome|beat|cease|end|get\sover|prevent|have\sno|have|experience|be\srid\sof|get\srid\sof)\s(?:having\s|any\s|your\s|the\s|further\s|more\s|all\s|from\s|hearing\s)*{AILMENT}\b(?!\s(?:medication|group|course|class|treatment|clinic|plan)s?\b)",
    re.IGNORECASE,
)
IN_BLOOD = re.compile(
    r"^(?:have|show|keep)\s(?:no\s|any\s|a\strace\sof\s)?(?:trace\sof\s)?(?:alcohol|cannabis|drugs?|cocaine|heroin|nicotine)\s(?:at\sall\s)?in\s(?:your|his|her)\s(?:blood|system|body|urine|hair)\b",
    re.IGNORECASE,
)
# What was taken before is in the sample: a clean one on the first day, or in spite of it.
CLEAN_TEST = re.compile(
    r"\b(?:test|be\stested|give|provide|produce)\s(?:an?\s)?(?:clean|clear|negative)\b[^.;]{0,40}?\b(?:you\s(?:smoked|took|used|drank|have\staken)|yesterday|last\snight|last\sweek)\b",
    re.IGNORECASE,
)
TESTS = re.compile(
    r"^(?:test|be\stested|give|provide|produce)\s(?:an?\s)?(?:clean|clear|negative)\b", re.IGNORECASE
)
OF_MIND = re.compile(
    r"^(?:(?:fully\s|truly\s|really\s|properly\s)?(?:accept|believe|recognise|realise|appreciate|acknowledge\sto\syourself)\s(?:that|how)\s(?:you|your|what|it)\b|(?:restore|regain|win\sback|rebuild|earn|recover)\s(?:the\s)?(?:(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr)\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s|your\s[a-z]+'s?|the\s[a-z]+'s?|residents'|neighbours'|their|his|her)?\s?(?:trust|confidence|respect|goodwill|forgiveness|friendship|peace\sof\smind)\b)",
    re.IGNORECASE,
)
CRIES = re.compile(
    r"\b(?:stop|prevent|not\s(?:let|allow|permit)|ensure\s(?:that\s)?)\s?(?:your|the)\s(?:[a-z]+[- ])?(?:(?:newborn|baby|toddler|infant)|(?:[a-z]+|\d)[- ](?:week|month|year)s?[- ]old\s?(?:[a-z]+)?)\s(?:from\s|to\s|does\snot\s|never\s)?(?:cr(?:y|ying|ies)|scream\w*|wail\w*|wak(?:e|ing))\b",
    re.IGNORECASE,
)
BEASTS = r"(?:pigeons|gulls|seagulls|birds|starlings|crows|foxes|squirrels|hedgehogs|badgers|cats|wasps|bees|rats|mice|flies|leaves|snow|rain|bats|swans|geese|deer)"
ROAMS = re.compile(
    rf"(?:(?:ensure|make\ssure|see\sto\sit|guarantee)\s(?:that\s)?(?:any\s|the\s|other\s|no\s|local\s|stray\s|all\s)?{BEASTS}\s(?:do\snot|does\snot|never|are\snot|cannot|no\slonger|will\snot|land|enter|foul)|(?:stop|prevent|keep)\s(?:any\s|all\s|the\s|other\s|local\s|stray\s)?{BEASTS}\s(?:from\s)?(?:land|enter|foul|nest|roost|gather|cross|com|fly|perch|visit|fall|pass)\w*ing\b|(?:stop|prevent|keep)\s(?:any\s|all\s|the\s)?{BEASTS}\s(?:from\s)?(?:landing|entering|fouling|nesting|roosting|gathering|crossing|coming|flying|perching|falling|passing))\b",
    re.IGNORECASE,
)
INDOORS = re.compile(
    r"\b(?:kitchen|food\s(?:store|room|area)|house|building|indoors|cellar|larder)\b", re.IGNORECASE
)
# More often than a day has hours for, or than anybody is awake.
TIMES_A_DAY = re.compile(rf"\b{N}\stimes\s(?:a|each|every|per)\s(day|hour)\b", re.IGNORECASE)
EACH_HOUR = re.compile(
    r"\bevery\s(?:single\s)?(?:hour|half[- ]hour|quarter\sof\san\shour)\s(?:of|in|throughout)\s(?:every|each|the|all)\s(?:single\s)?(?:day|night|24\shours|week)|\bevery\s(?:hour|half[- ]hour),?\s(?:day\sand\snight|24\shours)",
    re.IGNORECASE,
)
GOES = frozenset({"report", "sign", "attend", "telephone", "phone", "visit", "go", "ring", "call", "text", "present"})  # fmt: skip
MOST_A_DAY = 12
WEEKEND = re.compile(
    rf"\b{N}\shours\b[^.;]{{0,50}}?\b(?:in|over|on)\s(?:one|a|the\ssame|a\ssingle)\s(weekend|day|evening|morning|afternoon|night)\b",
    re.IGNORECASE,
)
HOURS_ON = re.compile(
    rf"\b{N}\shours\sof\s[a-z][^.;\d]{{2,50}}?\son\s(?:{DAY_NAME},?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b",
    re.IGNORECASE,
)
LONG_VISIT = re.compile(
    rf"\b{N}[- ]hours?(?:[- ]long)?\s(?:session|group|class|course|meeting|shift|workshop|appointment|visit|lesson)\b",
    re.IGNORECASE,
)
# "There are to be no further calls to the police about you."
NO_MORE_OF = re.compile(
    r"^\W*there\s(?:is|are|must|shall)\s(?:to\s)?be\sno\s(?:more|further|other)\s(?:[a-z]+\s)?(?:calls?\sto\sthe\s|talk|gossip|reports?|999\scalls?|rumours|visits\s(?:by|from)\sthe\spolice|statements\sabout)",
    re.IGNORECASE,
)
LETTER = re.compile(
    r"^(?:get|obtain|have|produce|bring|secure)\s(?:an?|the)\s(?:signed\s|written\s)?(?:letter|note|statement|card|text|message|e-?mail)\s(?:from|of|by)\s(?!your\s(?:gp|doctor|worker|employer))[^.;]{2,40}?\s(?:saying|stating|confirming|in\swhich|that|to\ssay|which\ssays)\b[^.;]{0,30}?\b(?:forgiv|accept|withdraw|content|happy|agree|no\slonger\s(?:afraid|want)|satisfied|like|feels?)",
    re.IGNORECASE,
)
HOURS_IN = {
    "weekend": 32,
    "day": 16,
    "evening": 6,
    "morning": 6,
    "afternoon": 6,
    "night": 10,
}
# "Within seven days of 2 January 2027."
COUNTED = re.compile(
    rf"\b(?:within|in|inside|no\s(?:later|more)\sthan)\s{N}\s(?:calendar\s|working\s|clear\s)?(day|week|fortnight|month)s?\s(?:of|from|after|following|beginning\s(?:on|with))\s(?:and\sincluding\s)?(?:\w+day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
LEAD = 70
# "The 20-session course, one session a week"; "once a week for sixteen weeks".
SERIES = re.compile(
    rf"\b{N}[- ]sessions?\b[^.;]{{0,60}}?\b(?:(?:one|a\ssession|once)\s(?:session\s)?(?:a|each|every|per)\s(day|week|fortnight|month)|(daily|weekly|fortnightly|monthly))\b",
    re.IGNORECASE,
)
FOR_WEEKS = re.compile(
    rf"\b(?:once|twice|one\ssession|a\ssession|every|each|weekly|one\sday)\b[^.;]{{0,40}}?\bfor\s(?:a\s(?:total|period)\sof\s)?{N}\s(?:consecutive\s|full\s)?(week|month)s\b",
    re.IGNORECASE,
)
EVERY = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
}
COMPLETES = re.compile(r"\b(?:complete|finish|all|in\sfull|by|before)\b", re.IGNORECASE)
# "Each Monday, beginning on Wednesday 5 June": the first of them is another day.
RECURS = re.compile(rf"\b(?:each|every|on)\s({DAY_NAME})\b(?!\s\d)(?!,?\s(?:and|or|to)\b)", re.IGNORECASE)
FIRST_ON = re.compile(
    rf"\b(?:beginning|starting|commencing|the\sfirst\s(?:[a-z]+\s)?(?:being|is|to\sbe|on|will\sbe)|first)\s(?:on\s)?(?:(?P<named>{DAY_NAME}),?\s)(?:the\s)?$",
    re.IGNORECASE,
)
# Handed over at four, and due by noon of the same day.
HANDED_AT = re.compile(
    rf"\b(?:handed|given|served|received?|issued|delivered|made|signed|got|dated)\b[^.;]{{0,60}}?\bat\s({CLOCK})[^;]{{0,120}}?\b(?:by|before|no\slater\sthan)\s({CLOCK})\s(?:on\s)?(?:that|the)\s(?:same\s|very\s)?day\b",
    re.IGNORECASE,
)
BODY = "no person commands it. Ask for an act that is theirs."
OFTEN = "nobody can do it so often, or for so long. Mend the number."
THEIRS = "it is what others do or decide. Ask for what they do themselves."
OTHER_DAY = "the first of them is on another day. Mend the day."
OVER = "that day is before it begins. Mend the days."
TOO_LITTLE = "it cannot be done in the time given. Ask for less, or give longer."


def commanded(condition: Condition) -> Found:
    """Look for what a body, a mind or a beast does of itself, and for counts that no day or week holds."""
    if only_steps(condition):
        return None
    for said in predicates(straight(condition.words)):
        for found in (*_of_itself(condition, said), *_counted(condition, said)):
            return found
    return None


def _of_itself(condition: Condition, said: Predicate) -> Iterator[tuple[str, str]]:
    whole = f"{'be ' if said.be else ''}{said.verb} {said.rest}"
    asked = condition.asks_for_an_act or said.forbids
    first_day = condition.from_on and condition.do_by == condition.from_on and TESTS.match(whole)
    patterns = (OF_BODY, IN_BLOOD) if said.forbids else (OF_BODY, IN_BLOOD, CLEAN_TEST, OF_MIND)
    if first_day or (asked and any(pattern.search(whole) for pattern in patterns)):
        yield said.words, BODY
    roams = ROAMS.match(whole)
    if CRIES.search(said.words) or (roams and not INDOORS.search(said.rest)):
        yield said.words, BODY


def _counted(condition: Condition, said: Predicate) -> Iterator[tuple[str, str]]:
    text = straight(said.words)
    often = TIMES_A_DAY.search(text)
    most = MOST_A_DAY if often and often[2].lower() == "day" else 4
    if (
        not said.forbids
        and said.verb in GOES
        and ((often and number(often[1]) > most) or EACH_HOUR.search(text))
    ):
        yield text, OFTEN
    hours = WEEKEND.search(text)
    if hours and not said.forbids and number(hours[1]) > HOURS_IN[hours[2].lower()]:
        yield hours.group(), TOO_LITTLE
    on_a_date, visit, spans = HOURS_ON.search(text), LONG_VISIT.search(text), spans_in_words(clocked(text))
    if on_a_date and not said.forbids and number(on_a_date[1]) > HOURS_IN["day"]:
        yield on_a_date.group(), TOO_LITTLE
    longest = max((end - begin for begin, end in spans), default=0)
    if visit and not said.forbids and RANGE.search(clocked(text)) and number(visit[1]) * 60 > longest:
        yield visit.group(), TOO_LITTLE
    if NO_MORE_OF.match(text) or LETTER.match(f"{said.verb} {said.rest}"):
        yield text, THEIRS
    if condition.asks_for_an_act and not said.forbids:
        yield from _by_a_day(condition, text)


def _by_a_day(condition: Condition, text: str) -> Iterator[tuple[str, str]]:
    """Yield a term counted from a day that ran out before it begins, and a series that ends after it is to be over."""
    begin, due = condition.from_on, condition.do_by
    days = [day for day in read_days(text, year_of(condition)) if day.day]
    handed = HANDED_AT.search(clocked(text))
    first, second = (minutes(handed[1]), minutes(handed[2])) if handed else (None, None)
    if handed and first is not None and second is not None and second <= first:
        yield handed.group(), OVER
    recurs = {day[:3].lower() for day in RECURS.findall(text)}
    for day in days:
        first_on = FIRST_ON.search(text[max(0, day.start - LEAD) : day.start])
        if first_on and day.day and recurs and DAYS[day.day.weekday()] not in recurs:
            yield f"{first_on.group()}{text[day.start : day.end]}", OTHER_DAY
    for day in days:
        counted = COUNTED.search(text[max(0, day.start - LEAD) : day.start])
        if (
            counted
            and begin
            and day.day
            and (begin - day.day).days > number(counted[1]) * UNITS[counted[2].lower()]
        ):
            yield f"{counted.group()}{text[day.start : day.end]}", OVER
    takes = _series(text)
    last = max((day.day for day in days if day.day), default=due)
    if takes and begin and last and takes > (last - begin).days + 1 and COMPLETES.search(text) and days:
        yield text, TOO_LITTLE


def _series(text: str) -> float:
    """Return how many days a series takes from its first to its last."""
    series, weeks = SERIES.search(text), FOR_WEEKS.search(text)
    if series:
        unit = series[2].lower() if series[2] else EVERY[series[3].lower()]
        return (number(series[1]) - 1) * UNITS[unit]
    return (number(weeks[1]) - 1) * UNITS[weeks[2].lower()] if weeks else 0.0
