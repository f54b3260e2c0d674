"""A least and a most, however they are worded, that leave nothing between them: "2 metres high and at no point higher than 1.8"."""

import re
from itertools import pairwise

from asbcases.enforcement.rules.conditions.amounts import N, number
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

UP = r"(?:high|tall|long|larg|bigg|great|loud|wid|deep|heavi|old|fast|far|furth|farth|lat|strong|thick|warm|hott|more|broad|bright)"
DOWN = r"(?:low|short|small|quiet|narrow|shallow|light|young|slow|near|clos|earli|thinn|cool|cold|dimm|fewer|less|soft)"
LEAST = rf"(?:at\sleast|a\sminimum\sof|(?:no|not|never|at\sno\s[a-z]+)\s(?:[a-z]+\s){{0,2}}?(?:less|fewer|under|below|{DOWN}er)(?:\sthan)?|more\sthan|over|above|upwards\sof|exceed(?:ing|s)?|(?<!no\s)(?<!not\s)(?<!never\s){UP}er\sthan)"
MOST = rf"(?:at\smost|at\sthe\smost|a\smaximum\sof|up\sto|(?:no|not|never|nowhere|at\sno\s[a-z]+|nor)\s(?:[a-z]+\s){{0,2}}?(?:more|over|above|exceed(?:ing)?|{UP}er)(?:\sthan)?|fewer\sthan|less\sthan|under|below|within|not\sexceeding|(?<!no\s)(?<!not\s)(?<!never\s){DOWN}er\sthan)"
UNITS = r"(?:metres?|meters?|m|centimetres?|cm|millimetres?|mm|feet|foot|ft|inch(?:es)?|miles?|km|kilometres?|yards?|kg|kilos?|tonnes?|litres?|decibels?|db\w?|dba|minutes?|hours?|days?|weeks?|months?|seconds?|degrees|mph|£|per\scent|%|[a-z]+)"
BOUND = re.compile(rf"\b({LEAST}|{MOST})\s£?\s?{N}\s?({UNITS})?(?![\w:]|\.\d)", re.IGNORECASE)
IS_LEAST = re.compile(LEAST, re.IGNORECASE)
# In the least unit of each kind.
SIZES = {
    "mm": 1, "millimetre": 1, "cm": 10, "centimetre": 10, "inch": 25.4, "foot": 305, "feet": 305, "ft": 305, "yard": 914,
    "m": 1000, "metre": 1000, "meter": 1000, "km": 1e6, "kilometre": 1e6, "mile": 1.609e6,
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800,
}  # fmt: skip
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month"})
LEADS_ON = frozenset({"in", "on", "at", "and", "but", "of", "from", "by", "for", "to", "with", "yet"})
# Two things, two times and a choice have bounds of their own.
APART = re.compile(
    r"\b(?:or|each|except|unless|otherwise|if|when|while|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)days?|from|of|before|in\s(?:summer|winter)|by\snight|by\sday|at\snight|wide|long|deep|away)\b",
    re.IGNORECASE,
)
WHY = "the amounts exclude one another. Mend the number."


def bounded(condition: Condition) -> Found:
    """Look for two bounds of one thing of which the least is above the most."""
    for sentence in sentences(straight(condition.words)):
        for one, other in pairwise(BOUND.finditer(sentence.main)):
            if not APART.search(sentence.main[one.end() : other.start()]) and _exclude(one, other):
                return sentence.main[one.start() : other.end()], WHY
    return None


def _exclude(one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether one is a least above the most that is the other, of things measured alike."""
    first, second = (bool(IS_LEAST.fullmatch(bound[1])) for bound in (one, other))
    least, most = (one, other) if first else (other, one)
    units = [_unit(bound[3] or "") for bound in (least, most)]
    alike = (
        units[0] == units[1]
        or not all(units)
        or (_is_time(units[0]) is _is_time(units[1]) and all(unit in SIZES for unit in units))
    )
    sizes = [SIZES.get(unit, 1.0) if all(units) else 1.0 for unit in units]
    return first != second and alike and number(least[2]) * sizes[0] > number(most[2]) * sizes[1]


def _unit(said: str) -> str:
    """Return a unit in the singular; a word that only leads on is none."""
    low = said.lower().removesuffix("es" if said.lower() == "inches" else "s")
    return "" if low in LEADS_ON else low


def _is_time(unit: str) -> bool:
    return unit in TIMES
