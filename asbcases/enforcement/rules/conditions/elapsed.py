"""What is over: a party of last week that is to be called off, and what is to be done before the paper is served that asks for it."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.hours import DAY_NAME
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found

# What is done to something that happens, and only while it still may.
TO_EVENTS = frozenset(
    {
        "cancel", "stop", "call", "put", "postpone", "prevent", "attend", "turn", "end", "delay", "abandon", "adjourn",
        "rearrange", "reschedule", "shorten", "avoid", "halt", "hold", "keep", "quieten", "be", "go", "watch", "join",
    }
)  # fmt: skip
PARTED = {"call": "off", "put": "off", "turn": "down", "go": "to", "be": "at", "keep": "down"}
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter"
AGO = rf"(?:yesterday|last\s(?:night|week(?:end)?|month|year|{DAY_NAME}|{MONTHS}))"
EVENT = r"(?:party|parties|rave|gig|barbecue|bonfire|fire|gathering|race|concert|match|show|sale|fair|meeting|group|session|class|wedding|disco|music|noise|event|march|demonstration|reception|karaoke|rehearsal|firework|fireworks|display|celebration|do|market|appointment|hearing|visit)s?"
OF_THE_PAST = re.compile(
    rf"^(?:off\s|down\s|to\s|at\s)?(?:(?:the|your|any|all)\s)?(?:{AGO}'s?\s(?:[a-z]+\s){{0,2}}?{EVENT}\b|(?:[a-z]+\s){{0,2}}?{EVENT}\s(?:of|on)\s{AGO}\b|(?:[a-z]+\s){{0,2}}?{EVENT}\s(?:that|which)\s(?:was|were|took\splace|has\sbeen|have\sbeen)\b)",
    re.IGNORECASE,
)
WAS_HELD = re.compile(
    rf"^(?:off\s|down\s|to\s|at\s|until\s\w+\s)?(?:the|your)\s(?:[a-z]+\s){{0,2}}?{EVENT}\s(?:(?:that|which)\s)?(?:you|he|she|they|your\s[a-z]+)\s(?:held|had|gave|played|threw|lit|ran|made|put\son|organised|hosted)\b",
    re.IGNORECASE,
)
SERVED = r"(?:you\s(?:receive|received|get|got|read|(?:are|were)\s(?:given|served\s(?:with)?|handed|sent))\s?(?:with\s)?(?:this|the)\s(?:notice|warning|order|letter)|(?:this|the)\s(?:notice|warning|order)\s(?:is|was)\s(?:served|given|issued|made|signed|sent|handed)|(?:the\s)?(?:service|receipt|issue|making)\sof\sthis\s(?:notice|warning|order))"
BEFORE_IT = re.compile(
    rf"\bthe\s(?:day|night|evening|week)\sbefore\s(?:the\sdate\sof\s)?(?:this|the)\s(?:notice|order|warning)\b|\b(?:before|prior\sto|ahead\sof|in\sadvance\sof|the\s(?:day|week|month)\sbefore)\s(?:the\sday\s(?:on\swhich\s|that\s)?)?{SERVED}",
    re.IGNORECASE,
)
# What was left, said or put there then is only told of.
TOLD = re.compile(
    r"\b(?:that|which|what|who|whatever|anything|left|dumped|put|placed|stored|parked|there|built|erected|standing|as\sit\s(?:was|stood)|made|kept|owned|state|condition)\b",
    re.IGNORECASE,
)
OVER = "it is over. Ask for what can still be done."


def elapsed(condition: Condition) -> Found:
    """Look for what is to be done to an event that is over, or before anybody is told to do it."""
    return next(iter(_elapsed(condition)), None) if condition.asks_for_an_act else None


def _elapsed(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(condition.words):
        if said.forbids:
            continue
        if said.verb in TO_EVENTS and _is_of_the_past(said):
            yield said.words, OVER
        before = BEFORE_IT.search(said.rest)
        if before and not TOLD.search(said.rest[: before.start()]):
            yield before.group(), OVER


def _is_of_the_past(said: Predicate) -> bool:
    """Return whether what a verb stops, moves or attends has been: "call off last Friday's party"."""
    particle = PARTED.get(said.verb)
    rest = said.rest.lower()
    if particle and f" {particle} " not in f" {rest} "[:60]:
        return False
    return bool(OF_THE_PAST.match(said.rest) or WAS_HELD.match(said.rest))
