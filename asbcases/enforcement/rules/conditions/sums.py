"""Sums that do not come out: parts that fall short of the whole, growth, loads, journeys, and what is given before it is made."""

import re
from collections.abc import Callable

from asbcases.enforcement.rules.conditions.amounts import DRIVEN, N, number
from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.hours import CLOCK, clocked, minutes, spans_in_words
from asbcases.enforcement.rules.conditions.lengths import UNITS
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import sentences, straight

MOST = r"(?:no\smore\sthan|not\smore\sthan|at\smost|a\smaximum\sof|up\sto|exactly|only)"
PARTS = r"(?:payments?|instal+ments?|parts|journeys|loads|trips|runs|goes|lots|batches|visits|bags|boxes|vans|lorries|skips|sittings|sessions)"
# "£900 in six payments, none above £100", "300 sacks in ten journeys of at most twenty".
PARTED = re.compile(
    rf"(?<!\w){N}\b(?:[^.;]{{0,60}}?\bin|\sby)\s(?:{MOST}\s)?{N}\s(?:[a-z]+\s){{0,2}}?{PARTS}\b([^.;]{{0,60}}?)(?<!\w){N}\b(?!\s?(?:[ap]m\b|(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)))",
    re.IGNORECASE,
)
OF_EACH = re.compile(
    r"\b(?:of|each|none|no\sone|not\sone|holding|carrying|at\smost|more\sthan|above|over|exceed(?:ing)?)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(?:at\sleast|(?:no|not)\s(?:less|fewer)\sthan|a\sminimum)\b", re.IGNORECASE)
# "£520 at £5 a week".
RATE = re.compile(
    rf"£\s?{N}\b[^.;]{{0,60}}?\b(?:at|in|by|of)\s(?:[a-z]+\s){{0,3}}?(?:{MOST}\s)?£\s?{N}\s(?:a|per|each|every)\s(day|week|fortnight|month)\b",
    re.IGNORECASE,
)
PLANT = re.compile(
    r"\b(?:hedges?|trees?|saplings?|shrubs?|bush(?:es)?|beech|hawthorn|privet|oaks?|conifers?|leylandii|laurels?|ivy|vines?|plants?)\b",
    re.IGNORECASE,
)
GROWS = re.compile(r"\b(?:grow|grown|raise|reach(?:es)?|have\s(?:it|them))\b", re.IGNORECASE)
HEIGHT = re.compile(
    rf"\b{N}[ -]?(metres?|meters?|m|feet|foot|ft|cm|centimetres?|inch|inches)\b", re.IGNORECASE
)
CENTIMETRES = {"m": 100.0, "f": 30.0, "c": 1.0, "i": 2.5}
# No hedge grows faster in a day.
GROWTH = 1.0
LESSENS = re.compile(
    rf"\b(reduce|cut|lower|bring\sdown|thin|increase|raise|put\sup)\s(?:down\s)?(?:the\s|your\s)?(?:number\sof\s)?[^.;\d]{{0,40}}?(?:from\s)?{N}\s([^.;\d]{{0,50}}?)\bto\s{N}\b(?!\s?(?:[ap]m\b|%))",
    re.IGNORECASE,
)
MORE = frozenset({"increase", "raise", "put up"})
APART = re.compile(
    rf"\b{N}[ -]miles?\s(?:away|apart|off|distant|further|from\s(?:it|there|the))\b", re.IGNORECASE
)
AT_HOUR = re.compile(rf"\bat\s({CLOCK})", re.IGNORECASE)
LOAD = re.compile(rf"\b{N}\s(?:tonnes?|tons?)\b", re.IGNORECASE)
BY_HAND = re.compile(
    r"\b(?:by\shand|alone|by\syourself|on\syour\sown|on\sfoot|wheelbarrow|single-handed(?:ly)?|with\s(?:an?|your|the)\s(?:spade|shovel|wheelbarrow|barrow|teaspoon|spoon|bucket|broom|rake))\b",
    re.IGNORECASE,
)
# What one person shifts in an hour.
TONNES = 2
HAVING_DONE = re.compile(
    r"\b(?:that|which|whom?)\s(?:you|he|she|they)\s(?:(?:will\s)?have\s)?(?:[a-z]+(?:ed|en|t)|made|gave|took|wrote|bought|saw|did|got|had|met|read|found|cut|drew|built|sold|sent)\b[^,.;]{0,40}\bon\s(?:\w+day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
LEAD = 80
AMOUNTS = "the amounts exclude one another. Mend the number."
TOO_LITTLE = "it cannot be done in the time given. Ask for less, or give longer."


def sums(condition: Condition) -> Found:
    """Look for a sum that does not come out."""
    text = clocked(straight(condition.words))
    if not condition.asks_for_an_act:
        return None
    return next((found for look in LOOKS if (found := look(condition, text))), None)


def _parted(_: Condition, text: str) -> Found:
    """Look for parts that are less than the whole, or more where each has a least."""
    for match in PARTED.finditer(text):
        whole, parts, each = number(match[1]), number(match[2]), number(match[4])
        least = AT_LEAST.search(match[3])
        wrong = whole < parts * each if least else whole > parts * each
        if OF_EACH.search(match[3]) and wrong:
            return match.group(), AMOUNTS
    return None


def _rated(condition: Condition, text: str) -> Found:
    """Look for a sum that so much a week does not reach by the last day."""
    begin, last, match = condition.from_on, condition.until_on, RATE.search(text)
    if not (match and begin and last):
        return None
    days = [
        day.day for day in read_days(text, year_of(condition)) if day.day and day.start > match.end()
    ] or [last]
    times = int(((max(days) - begin).days) / UNITS[match[3].lower()]) + 1
    return (match.group(), AMOUNTS) if number(match[1]) > times * number(match[2]) else None


def _grown(condition: Condition, text: str) -> Found:
    """Look for a hedge that is to grow faster than hedges do."""
    begin, due = condition.from_on, condition.do_by
    if not (begin and due and GROWS.search(text) and PLANT.search(text)):
        return None
    said = [number(match[1]) * CENTIMETRES[match[2][0].lower()] for match in HEIGHT.finditer(text)]
    grows = max(said, default=0) - (min(said) if len(said) > 1 else 0)
    return (text.strip(), TOO_LITTLE) if grows > GROWTH * (due - begin).days else None


def _lessened(_: Condition, text: str) -> Found:
    """Look for a number that is to be cut to a greater one, or raised to a smaller."""
    for match in LESSENS.finditer(text):
        before, after = number(match[2]), number(match[4])
        more = match[1].lower() in MORE
        if (after <= before if more else after >= before) and not HEIGHT.match(match.group()):
            return match.group(), AMOUNTS
    return None


def _apart(_: Condition, text: str) -> Found:
    """Look for two places at two hours between which nobody can get from one to the other."""
    for sentence in sentences(text):
        far, hours = (
            APART.search(sentence.main),
            [minutes(match[1]) for match in AT_HOUR.finditer(sentence.main)],
        )
        if far and len(hours) == 2 and _too_fast(number(far[1]), *hours):
            return sentence.main.strip(), "nobody is in two places at once. Choose one."
    return None


def _too_fast(miles: float, first: int | None, second: int | None) -> bool:
    return first is not None and second is not None and miles > DRIVEN * abs(second - first) / 60


def _carried(_: Condition, text: str) -> Found:
    """Look for more than anybody carries by hand in the hours."""
    load, hours = LOAD.search(text), spans_in_words(text)
    if not (load and hours and BY_HAND.search(text)):
        return None
    length = max(end - begin for begin, end in hours) / 60
    return (load.group(), TOO_LITTLE) if number(load[1]) > TONNES * length else None


def _before_it_was_made(condition: Condition, text: str) -> Found:
    """Look for what is to be given on a day before that on which it was made."""
    days = [day for day in read_days(text, year_of(condition)) if day.day]
    for day in days:
        made = HAVING_DONE.search(text[max(0, day.start - LEAD) : day.start])
        due = [other.day for other in days if other is not day and other.day] + [condition.do_by]
        if made and day.day and any(by and by < day.day for by in due):
            return text[day.start : day.end], "it would be given before it was made. Mend the days."
    return None


def _sold(condition: Condition, _: str) -> Found:
    """Look for a house that is to be sold within weeks, which takes a buyer."""
    begin, due = condition.from_on, condition.do_by
    for said in predicates(condition.words) if begin and due else ():
        soon = begin and due and (due - begin).days <= WEEKS_TO_SELL
        if said.verb == "sell" and not said.forbids and soon and HOUSE.match(said.rest):
            return said.words, "it takes a buyer, and longer. Ask that it be put up for sale."
    return None


WEEKS_TO_SELL = 60
HOUSE = re.compile(
    r"^(?:(?:your|the|his|her)\s(?:[a-z]+\s)?(?:house|home|flat|cottage|bungalow|farm|land|business|shop|pub|freehold|lease|premises)\b(?!\s[a-z]+s\b)|(?:flat\s)?\d{1,4}[a-z]?,?\s(?-i:[A-Z]))",
    re.IGNORECASE,
)
LOOKS: tuple[Callable[[Condition, str], Found], ...] = (
    _parted,
    _rated,
    _grown,
    _lessened,
    _apart,
    _carried,
    _before_it_was_made,
    _sold,
)
