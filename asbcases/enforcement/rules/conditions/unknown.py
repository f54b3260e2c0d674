"""What is no longer there, what nobody knows beforehand, hours that no clock shows on one night, and feast days that are over."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from asbcases.enforcement.rules.conditions.bounds import year_of
from asbcases.enforcement.rules.conditions.days import read_days
from asbcases.enforcement.rules.conditions.hours import CLOCK, clocked, minutes
from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import straight

# "The shed that burnt down in 2025": of it, what is asked; of what is left of it, another thing.
WHICH_IS = re.compile(
    r",?\s(?:which|that|who|whose\s[a-z]+|whom|since|although|though)\s(?:[a-z]+\s){0,2}?$", re.IGNORECASE
)
REMAINS = re.compile(
    r"\b(?:what\s(?:is|was|has\sbeen)\sleft|what\sremains|rubble|remains|debris|ashes|ruins|stumps?|wreck(?:age)?|place|site|gap|proceeds|compensation|price|relatives|family|widow|estate|grave|where|replacement|new|back\sthe\scost|cost|value|worth)\b",
    re.IGNORECASE,
)
# "The pavilion, pulled down last year,": told beside the thing, or before it: "the felled lime".
TAKEN_DOWN = re.compile(
    r"(?:,\s(?:now\s|long\s|since\s|already\s|recently\s|itself\s|which\s(?:was|has\sbeen)\s)*"
    r"(?:pulled\sdown|taken\sdown|knocked\sdown|torn\sdown|burnt(?:\sdown|\sout)?|burned\sdown|demolished|destroyed|felled|cut\sdown|grubbed\sup|dug\sup|removed|taken\saway|carted\soff|scrapped|crushed|melted\sdown|filled\sin|blown\s(?:down|up)|stolen|sold|shredded|dismantled|swept\saway|put\sdown|buried|dead\ssince|gone\ssince)\b[^,.;]{0,60}(?:[,.;]|$)"
    r"|\bthe\s(?:felled|demolished|former|vanished|melted|crushed|destroyed|burnt-down|burned-down|dismantled)\s(?!building\ssite|site)[a-z]+"
    r"|\b(?:that|which|who|whom)\s(?:the\s(?:fox|sea|fire|flood|storm|river|tide)\s(?:took|ate|killed|swept\saway|carried\soff|destroyed)|(?:has|have)\sbeen\smelted\sdown)\b)",
    re.IGNORECASE,
)
RESTORES = frozenset({"rebuild", "replace", "restore", "reinstate", "re-erect", "reerect", "replant", "erect", "build", "plant", "put", "pay", "clear", "return", "remove", "collect", "buy", "provide", "reinstall", "rehang", "rehung", "replaced", "rebuilt", "replanted", "reinstated", "re-erected", "paid", "cleared", "removed", "report", "tell", "refit", "refitted"})  # fmt: skip
HAS = frozenset({"have", "get"})
BEFOREHAND = re.compile(
    r"\b(?:tell|notify|inform|report|warn|telephone|ring|ask|write)\b[^.;]{1,80}?\b(?:(?:\d+|one|two|three|an?|the|at\sleast|not\sless\sthan)\s){1,3}(?:hours?|days?|weeks?)\s(?:before|in\sadvance\sof|beforehand|ahead\sof|notice\sof)\b",
    re.IGNORECASE,
)
DEAD = re.compile(r"\bto\b[^.;]{1,60}\bwho\s(?:has\s)?(?:died|is\sdead)\b", re.IGNORECASE)
TELLS = frozenset({"ask", "write", "report", "tell", "notify", "inform", "pay"})
NIGHT = (60, 120)
SUNDAY = 6
FEASTS = (
    (re.compile(r"\b(?:christmas\sday)\b", re.IGNORECASE), 12, 25),
    (re.compile(r"\bchristmas\seve\b", re.IGNORECASE), 12, 24),
    (re.compile(r"\bboxing\sday\b", re.IGNORECASE), 12, 26),
    (re.compile(r"\bnew\syear'?s\seve\b", re.IGNORECASE), 12, 31),
    (re.compile(r"\bnew\syear'?s\sday\b", re.IGNORECASE), 1, 1),
    (re.compile(r"\bhallowe'?en\b", re.IGNORECASE), 10, 31),
    (re.compile(r"\b(?:bonfire|guy\sfawkes)\s(?:night|day)\b", re.IGNORECASE), 11, 5),
    (re.compile(r"\b(?:st\.?\s)?valentine'?s\sday\b", re.IGNORECASE), 2, 14),
    (re.compile(r"\bst\.?\sgeorge'?s\sday\b", re.IGNORECASE), 4, 23),
)
YEAR = re.compile(r",?\s(?:in\s|of\s)?(\d{4})\b")
GONE = "it is no longer there. Ask for what there is."
EARLY = "nobody knows it before it comes. Ask to be told when it has."
NO_HOUR = "the clocks go forward then, and there is no such hour. Give another."
OVER = "that day is before it begins. Mend the days."


def unknown(condition: Condition) -> Found:
    """Look for what nobody can reach or know."""
    return next(iter((*_lost(condition), *_left_out(condition), *_feasts(condition))), None)


def _lost(condition: Condition) -> Iterator[tuple[str, str]]:
    for one in predicates(condition.words) if condition.asks_for_an_act else ():
        said = one._replace(rest=f"{one.subject} {one.rest}") if one.be and not one.forbids else one
        gone = phrases_of("classes", "gone").search(said.rest)
        if gone and WHICH_IS.search(said.rest[: gone.start()]) and not _of_what_is_left(said, gone.start()):
            yield said.words, GONE
        if _participle_of_loss(said):
            yield said.words, GONE
        no_more = said.verb in words_of("classes", "given_or_used") and _no_more().search(said.rest)
        if no_more and not REMAINS.search(said.rest[: no_more.start()]):
            yield said.words, GONE
        early = BEFOREHAND.search(said.words)
        if early and phrases_of("classes", "unforeseen").search(said.words, early.end()):
            yield said.words, EARLY


def _participle_of_loss(said: Predicate) -> bool:
    """Return whether what is to be mended is no longer there, as is told beside it: "the shelter, taken down in 2026,"."""
    match = TAKEN_DOWN.search(said.rest)
    restored = said.verb in RESTORES or f"{said.verb} {said.rest}".lower().startswith(("put back", "put up"))
    # "Have the Astra, VX12 RTO, removed": it is still to be taken away.
    bidden = match is not None and said.verb in HAS and match.group().startswith(",")
    return (
        bool(match) and not (restored or bidden) and not _of_what_is_left(said, match.start() if match else 0)
    )


@cache
def _no_more() -> re.Pattern[str]:
    """Return what says that a thing is no more, right after it: "the letters which Mrs Lee burnt"."""
    ends = whole_words(lists()["classes"]["no_more"]).pattern
    return re.compile(rf"\b(?:which|that|who|whom)\s(?:[\w'.-]+\s){{0,5}}?{ends}", re.IGNORECASE)


def _of_what_is_left(said: Predicate, end: int) -> bool:
    """Return whether what is asked is of the remains, or is only to be told."""
    told = said.verb in TELLS and not DEAD.search(said.rest)
    return told or bool(REMAINS.search(said.rest[:end]))


def _left_out(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield an hour of the night on which the clocks go forward."""
    text = clocked(straight(condition.words))
    for day in read_days(text, year_of(condition)):
        if day.day is None or not _loses_an_hour(day.day):
            continue
        said = [minutes(clock) for clock in re.findall(CLOCK, text, re.IGNORECASE)]
        form = [minutes(clock) for row in condition.hours for clock in row[1:]]
        begin, end = NIGHT
        times = [minute for minute in said or form if minute is not None]
        if (
            times
            and all(begin <= minute <= end for minute in times)
            and any(minute < end for minute in times)
        ):
            yield text[day.start : day.end], NO_HOUR


def _loses_an_hour(day: date) -> bool:
    """Return whether the clocks go forward: on the last Sunday of March, from one to two in the morning."""
    return day.month == 3 and day.weekday() == SUNDAY and (day + timedelta(days=7)).month == 4


def _feasts(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield a feast day with its year that is over before the beginning, or comes after it is to be done."""
    begin, text = condition.from_on, straight(condition.words)
    for name, month, number in FEASTS:
        for match in name.finditer(text):
            year = YEAR.match(text, match.end())
            day = date(int(year[1]), month, number) if year else None
            if begin and day and day < begin:
                yield match.group(), OVER
