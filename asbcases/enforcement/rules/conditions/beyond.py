"""What is beyond a person's reach: other people, nature and the body, others' property, and more than the time allows."""

import re
from collections.abc import Callable
from datetime import timedelta

from asbcases.enforcement.rules.conditions.lists import lists, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.texts import straight

# The words found, and what is wrong with how it is mended.
Found = tuple[str, str] | None

STEPS = re.compile(r"\breasonable steps?\b", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:within|in)\s(?:the\snext\s)?(?:\d{1,2}|one|two|three|five|ten|fifteen|twenty|thirty|an?|half an|the)\s(?:seconds?|minutes?|hours?)\b(?!\s(?:of|after|before))",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![£\d.:/])\b(\d[\d,]{0,9})(?:\s+([a-z]+))?")
NO_THINGS = words_of("impossible", "no_things")
MONEY = re.compile(
    r"£\s?(\d[\d,]{0,12})(?:\.\d+)?\s?(million|m\b|k\b)?|\b(?:a|one|two|\d+) million pounds\b", re.IGNORECASE
)
ALL_OF = re.compile(
    r"\b(?:all|every|each|any)\s(?:the\s|of the\s)?(?:\w+\s){1,3}(?:in|from|throughout|across|within|of)\s(?:the\s)?(\w+(?:-\w+)*(?:\s\w+)?)",
    re.IGNORECASE,
)
WIDE = words_of("impossible", "wide")
FREE_OF = re.compile(r"\b(?:keep|have|make|get)\s(?:the\s)?(?:\w+\s){0,8}free\s(?:of|from)\b", re.IGNORECASE)
SHARED = re.compile(
    r"\b(?:whole|entire|every|street|road|town|estate|block|village|area|park|beach|pavement|lane|square|neighbourhood)\b",
    re.IGNORECASE,
)
SHARED_AREAS = words_of("impossible", "shared_areas")
PASSING = re.compile(
    r"\b(?:pass(?:es|ing)?|walk(?:s|ing) (?:past|by)|driv(?:es|ing) (?:past|by))\b", re.IGNORECASE
)
NAMED = re.compile(r"\b(?:in|on|at|along|down) ((?:[A-Z][\w'-]+) (?:[A-Z][\w'-]+))")
NOTHING = re.compile(
    r"\b(?:0|zero|minus \d{1,3}|less than (?:0|1|one))\s?(?:decibels?|db|metres?|cm|centimetres?|mph|minutes|seconds|people|litres)\b",
    re.IGNORECASE,
)
DAY_AND_NIGHT = re.compile(
    r"\b(?:watch|guard|patrol|stand|sit|wait|walk|sweep|check|monitor)\b[^.]{0,80}\b(?:24 hours a day|day and night|night and day|round the clock|all day and all night|every minute|every second)\b",
    re.IGNORECASE,
)
GROWN_UP = re.compile(
    r"\b(?:drive (?:to|your|a|the)|driving licence|tenancy|full-time job|mortgage|rent (?:a|your)|buy (?:a|alcohol)|vote|home of your own)\b",
    re.IGNORECASE,
)
SOME_DAYS, SOME_POUNDS = 14, 1000
NEAR = 40
FAR = 120


def _one_of(name: str, text: str, start: int = 0) -> re.Match[str] | None:
    return phrases_of("impossible", name).search(text, start)


def _only_steps(condition: Condition) -> bool:
    """Return whether steps are asked for, not a result: those can be taken towards anything."""
    return condition.kind == "steps" or bool(STEPS.search(condition.words))


def _nature(condition: Condition) -> Found:
    """Look for what nobody commands: weather, wild animals, a body's needs, perfect silence."""
    text = straight(condition.words)
    if _only_steps(condition):
        return None
    match = _one_of("commanded", text) or _one_of("bodily", text)
    absolute, thing = _one_of("absolute", text), _one_of("nature", text)
    silence = _one_of("no_noise", text)
    if match is None and absolute and thing:
        match = thing
    if match is None and silence and not _one_of("noise_measured", text):
        match = silence
    free = FREE_OF.search(text)
    if match is None and free and SHARED.search(free.group()) and "your" not in free.group():
        match = free
    return (
        (match.group(), "no person commands it. Ask for an act that is theirs, or for reasonable steps.")
        if match
        else None
    )


def _others(condition: Condition) -> Found:
    """Look for answering for people whom nobody can govern."""
    text = straight(condition.words)
    lets, governs = _one_of("lets", text), _one_of("governs", text)
    own = _own(condition, text) and not PASSING.search(text)
    if _only_steps(condition) or not (lets or governs) or own:
        return None
    if governs and text[: governs.start()].rstrip().lower().endswith("not"):
        governs = None
    for begin in filter(None, (lets, governs)):
        anybody = _one_of("anybody", text, begin.end())
        beyond = _one_of("whatever", text) or _one_of("strangers", text, begin.end()) or _public_place(text)
        if anybody and (_follows(begin, anybody) if begin is governs else beyond):
            return (
                anybody.group(),
                "they cannot govern what other people do. Ask for what they do themselves.",
            )
    return None


def _public_place(text: str) -> bool:
    """Return whether the words name a street or a park, where anybody may be."""
    return any(_shared(name) for name in NAMED.findall(text))


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether one stands close before the other."""
    return 0 <= other.start() - one.end() <= NEAR


def _own(condition: Condition, text: str) -> bool:
    """Return whether the words speak of their own premises, household or dogs, by address too."""
    first = plain(segments(condition.lives_at)[0]) if segments(condition.lives_at) else ""
    return bool(_one_of("own", text)) or (any(letter.isdigit() for letter in first) and first in plain(text))


def _property(condition: Condition) -> Found:
    """Look for changing what belongs to somebody else, or to everybody."""
    text = straight(condition.words)
    if not condition.asks_for_an_act or _only_steps(condition):
        return None
    alters = _one_of("alters", text)
    belongs = _one_of("belongs", text, alters.end()) if alters else None
    if (
        alters
        and belongs
        and belongs.start() - alters.end() <= FAR
        and text[belongs.end() :].strip()[:3] != "you"
    ):
        return belongs.group(), "it is not theirs to change. Ask the owner, or ask for what is theirs."
    everything = _one_of("everything", text, alters.end()) if alters and not _own(condition, text) else None
    if alters and everything and everything.start() - alters.end() < NEAR:
        return everything.group(), "it is not theirs to change. Ask for what is theirs."
    if alters and (match := _public(text, alters)):
        return match, "it is not theirs to change. Ask whoever looks after it."
    return None


def _public(text: str, alters: re.Match[str]) -> str | None:
    """Return the public thing that is to be changed, where it follows the verb at once: "move the bus stop"."""
    thing = _one_of("public", text, alters.end())
    if thing is None:
        return None
    between = text[alters.end() : thing.start()].lower().split()
    return (
        thing.group()
        if set(between)
        <= {"public", "electricity", "the", "all", "every", "any", "a", "of", "nearest", "local"}
        else None
    )


def _time(condition: Condition) -> Found:
    """Look for what takes longer than the time that is given, and for sums nobody has."""
    text = straight(condition.words)
    past = _one_of("past", text)
    if (
        condition.asks_for_an_act
        and past
        and re.search(
            r"\b(?:by|before|since|not later than)\s(?:\w+\s)?$",
            text[max(0, past.start() - 20) : past.start()],
            re.IGNORECASE,
        )
    ):
        return past.group(), "that day is over. Give a day to come."
    if not condition.asks_for_an_act or _only_steps(condition):
        return None
    heavy = _one_of("heavy", text) if _is_soon(condition, text) else None
    shown = (
        heavy.group() if heavy else _many(condition, text) or _sum(condition, text) or _wide(condition, text)
    )
    shown = shown or _never_done(condition, text)
    return (shown, "it cannot be done in the time given. Ask for less, or give longer.") if shown else None


def _is_soon(condition: Condition, text: str) -> bool:
    days = lists()["impossible"]["soon_days"]
    if condition.from_on and condition.do_by and condition.do_by - condition.from_on <= timedelta(days=days):
        return True
    return bool(_one_of("soon", text) or WITHIN.search(text))


def _many(condition: Condition, text: str) -> str | None:
    """Return a great number of things that is to be cleared at once."""
    if not (_is_soon(condition, text) and _one_of("clearing", text)):
        return None
    for match in NUMBER.finditer(text):
        follows = (match[2] or "").lower()
        if (
            follows
            and follows not in NO_THINGS
            and int(match[1].replace(",", "") or 0) >= lists()["impossible"]["many"]
        ):
            return match.group()
    return None


def _never_done(condition: Condition, text: str) -> str | None:
    """Return what has no amount, what nobody keeps up, and what a child may not do."""
    match = NOTHING.search(text) or DAY_AND_NIGHT.search(text)
    grown_up = GROWN_UP.search(text) if condition.under_18 else None
    found = match or grown_up
    return found.group() if found else None


def _sum(condition: Condition, text: str) -> str | None:
    """Return a sum of money that hardly anybody has."""
    match = MONEY.search(text)
    if match is None:
        return None
    pounds = int((match[1] or "0").replace(",", "") or 0)
    soon = bool(
        condition.from_on
        and condition.do_by
        and condition.do_by - condition.from_on <= timedelta(days=SOME_DAYS)
    )
    most = SOME_POUNDS if soon else lists()["impossible"]["million_pounds"]
    much = match[1] is None or match[2] or pounds >= most
    return match.group() if much else None


def _wide(condition: Condition, text: str) -> str | None:
    """Return what is to be done in a whole town or street: "all the graffiti in Northam"."""
    towns = {plain(segments(text_)[-1]) for text_ in (condition.lives_at, condition.place) if segments(text_)}
    for match in ALL_OF.finditer(text):
        where = match[1].lower()
        wide = where in towns or where.split(" ")[0] in WIDE | towns
        if (wide or (_shared(match[1]) and _is_soon(condition, text))) and _one_of("clearing", text):
            return match.group()
    return None


def _shared(where: str) -> bool:
    """Return whether a place is a street or a park by its name: "Priory Park"."""
    name = where.split(" ")
    return (
        len(name) == 2
        and name[1].istitle()
        and name[1].lower() in words_of("places", "streets") | SHARED_AREAS
    )


BEYOND: tuple[Callable[[Condition], Found], ...] = (_nature, _others, _property, _time)
