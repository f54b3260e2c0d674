"""Tasks that are beyond a person: more than the time allows, sums nobody has, and what is past."""

import re

from asbcases.enforcement.rules.conditions.days import DAY
from asbcases.enforcement.rules.conditions.lists import chain, lists, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_shared, only_steps
from asbcases.enforcement.rules.conditions.texts import sentences, straight

WITHIN = re.compile(
    r"\b(?:within|in)\s(?:the\snext\s)?(?:\d{1,2}|one|two|three|five|ten|fifteen|twenty|thirty|an?|half an|the)\s"
    r"(?:seconds?|minutes?|hours?)\b(?!\s(?:of(?!\s(?:getting|being|receiving|receipt|service|this|the\s(?:service|receipt|time)))|after(?!\s(?:getting|being|receiving|receipt|service|this))|before))",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![£\d.:/])\b(\d[\d,]{0,9})(?:\s+([a-z]+))?")
MONEY = re.compile(
    r"£\s?(\d[\d,]{0,12})(?:\.\d+)?\s?(million|m\b|k\b)?|\b(?:a|one|two|half a|[a-z]+|\d+) million pounds\b"
    r"|\b(?:ten|twenty|thirty|forty|fifty|sixty|eighty|hundred)\s(?:hundred\s)?thousand pounds\b",
    re.IGNORECASE,
)
ALL_OF = re.compile(
    r"\b(?:all|every|each|any)\s(?:the\s|of the\s)?(?:\w+\s){1,3}(?:in|from|throughout|across|within|of)\s(?:the\s)?(\w+(?:-\w+)*(?:\s\w+)?)",
    re.IGNORECASE,
)
IN_TOWN = re.compile(r"\s(?:in|of|across|throughout)\s[A-Z][a-z]+\b(?!\s[A-Z])")
NOTHING = re.compile(
    r"\b(?:0|zero|minus \d{1,3}|less than (?:0|1|one))\s?(?:decibels?|db|metres?|cm|centimetres?|mph|minutes|seconds|people|litres)\b",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:by|before|since|not later than)\s(?:\w+\s)?$", re.IGNORECASE)
# "A 12-week course", "26 weekly sessions", "six months of treatment".
LONG = re.compile(
    r"\b(\d{1,3}|[a-z]+)(?:\sof\s(?:the|your))?(?:[ -](day|week|month|year)s?(?:[ -]long)?\s(?:of\s)?(?:[a-z]+\s){0,2}?|\s(daily|weekly|fortnightly|monthly)\s(?:[a-z]+\s){0,2}?)([a-z]+)\b",
    re.IGNORECASE,
)
LENGTHS = {
    "day": 1,
    "daily": 1,
    "week": 7,
    "weekly": 7,
    "fortnightly": 14,
    "month": 28,
    "monthly": 28,
    "year": 365,
}
# Done to another's property without asking: "cut down Mrs Lee's tree", "sell your brother's car".
YESTERDAY = re.compile(
    r"\b(?:yesterday|last (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\s*(?:$|[.;])",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:which|that|who|was|were|had|have|has|been|did|since|[a-z]{3,}ed|threw|left|took|broke|built)\b",
    re.IGNORECASE,
)
TO_EACH = re.compile(
    r"\b(?:every|each|all(?:\sthe)?)\s(?:\w+\s)?(?:residents?|neighbours?|persons?|people|households?|houses?|homes?|shoppers?|shopkeepers?|tenants?)\b",
    re.IGNORECASE,
)
LEAD = 20
AGED = re.compile(r"\baged\s(?:\d|1[0-7])\b", re.IGNORECASE)
TELLING = frozenset({"tell", "report", "notify", "inform", "apply"})


def past(condition: Condition) -> Found:
    """Look for a day that is over."""
    text = straight(condition.words)
    if not condition.asks_for_an_act:
        return None
    for match in phrases_of("impossible", "past").finditer(text):
        if BY.search(text[max(0, match.start() - LEAD) : match.start()]):
            return match.group(), "that day is over. Give a day to come."
    for sentence in sentences(text):
        bare = YESTERDAY.search(sentence.main)
        if bare and not TELLS.search(sentence.main[: bare.start()]):
            return bare.group(), "that day is over. Give a day to come."
    done = chain("impossible", "must_have", "before_it", gap=12).search(text)
    return (done.group(), "that day is over. Give a day to come.") if done else None


def more_than_the_time_allows(condition: Condition) -> Found:
    """Look for what takes longer than the time that is given, and for sums nobody has."""
    text = " ".join(said.words for said in predicates(condition.words) if said.verb not in TELLING)
    if not condition.asks_for_an_act or only_steps(condition):
        return None
    soon = _is_soon(condition, text)
    granted = chain("impossible", "gains", "granted", gap=4).search(text)
    granted = granted or found_in("accepted", text)
    if granted and not found_in("begins", text):
        return granted.group(), "it takes another's yes. Ask for an application, or an appointment, by a day."
    shown = (
        (_heavy(text) if soon else None)
        or (_many(text) if soon else None)
        or _slow(condition, text)
        or _sum(condition, text)
        or _wide(condition, text, soon)
        or _never_done(condition, text)
    )
    return (shown, "it cannot be done in the time given. Ask for less, or give longer.") if shown else None


def _days_given(condition: Condition) -> int | None:
    """Return how many days there are from the beginning until it is to be done."""
    return (condition.do_by - condition.from_on).days if condition.from_on and condition.do_by else None


def _is_soon(condition: Condition, text: str) -> bool:
    given = _days_given(condition)
    in_days = given is not None and given <= lists()["impossible"]["soon_days"]
    return in_days or bool(found_in("soon", text) or WITHIN.search(text))


def _heavy(text: str) -> str | None:
    """Return what takes longer than a few days."""
    match = (
        found_in("heavy", text)
        or chain("impossible", "builds", "built", gap=5).search(text)
        or chain("impossible", "quits", "substances", gap=1).search(text)
    )
    return match.group() if match else None


def _many(text: str) -> str | None:
    """Return a great number of things that is to be cleared at once."""
    if not found_in("clearing", text):
        return None
    for match in NUMBER.finditer(DAY.sub(" ", text)):
        follows = (match[2] or "").lower()
        many = int(match[1].replace(",", "") or 0) >= lists()["impossible"]["many"]
        if follows and many and follows not in words_of("impossible", "no_things"):
            return match.group()
    return None


def _slow(condition: Condition, text: str) -> str | None:
    """Return what takes longer than the days that are given, by its own length or by its nature."""
    given = _days_given(condition)
    if given is None:
        return None
    slow = found_in("slow", text) if given <= lists()["impossible"]["slow_days"] else None
    if slow:
        return slow.group()
    if found_in("begins", text):
        return None
    return next((match.group() for match in LONG.finditer(text) if _lasts(match) > given), None)


def _lasts(match: re.Match[str]) -> int:
    """Return how many days a course takes from its first day on; what is no course takes none."""
    said, limits = match[1].lower(), lists()["impossible"]
    number = int(said) if said.isdigit() else limits["numbers"].get(said, 0)
    if not number or match[4].lower() not in words_of("impossible", "courses"):
        return 0
    # Of so many weekly sessions the last ends a week early.
    return (number - 1 if match[3] else number) * LENGTHS[(match[2] or match[3]).lower()]


def _never_done(condition: Condition, text: str) -> str | None:
    """Return what has no amount, what nobody keeps up, and what a child may not do."""
    match = NOTHING.search(text) or _kept_up(text)
    grown_up = found_in("grown_up", text) if condition.under_18 or AGED.search(text) else None
    found = match or grown_up
    return found.group() if found else None


def _kept_up(text: str) -> re.Match[str] | None:
    """Return a task of the body that is to go on day and night."""
    task = chain("impossible", "tasks", "day_and_night", gap=14).search(text)
    return task or chain("impossible", "postures", "all_times", gap=10).search(text)


def _sum(condition: Condition, text: str) -> str | None:
    """Return a sum of money that hardly anybody has."""
    match = MONEY.search(text)
    if match is None:
        return None
    given, limits = _days_given(condition), lists()["impossible"]
    pounds = int((match[1] or "0").replace(",", "") or 0)
    soon = given is not None and given <= limits["some_days"]
    most = limits["some_pounds"] if soon else limits["million_pounds"]
    if TO_EACH.search(text) and pounds >= limits["each_pounds"]:
        return match.group()
    return match.group() if match[1] is None or match[2] or pounds >= most else None


def _wide(condition: Condition, text: str, soon: bool) -> str | None:
    """Return what is to be done in a whole town or street: "all the graffiti in Northam"."""
    for about in chain("impossible", "of_all", "civic").finditer(text) if found_in("clearing", text) else ():
        if IN_TOWN.match(text, about.end()):
            return about.group()
    towns = {plain(segments(text_)[-1]) for text_ in (condition.lives_at, condition.place) if segments(text_)}
    for match in ALL_OF.finditer(text):
        where = match[1].lower()
        wide = where in towns or where.split(" ")[0] in words_of("impossible", "wide") | towns
        if (wide or (is_shared(match[1]) and soon)) and found_in("clearing", text):
            return match.group()
    return None
