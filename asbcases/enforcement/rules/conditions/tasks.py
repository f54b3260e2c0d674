"""Tasks that are beyond a person: others' property, more than the time allows, sums nobody has, and what is past."""

import re

from asbcases.enforcement.rules.conditions.days import DAY
from asbcases.enforcement.rules.conditions.lists import chain, lists, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_own, is_shared, only_steps
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
NEXT_DOOR = re.compile(
    r"\s(?:down\s|up\s)?(?:the\s(?:whole\s)?(?:house|flat)\sat\s)?(?:number|no\.)\s(\d{1,5})\b(?!\s(?:and|to|or)\s\d)(?!'s\s(?:bin|key))",
    re.IGNORECASE,
)
NUMBERED_HOME = re.compile(r"(\d{1,5})\s(.+)")
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
POSSESSED = re.compile(
    r"(?i:\b(?:put\sdown|rehome|muzzle|switch\soff|turn\soff|shut|dig\sup))\s(?:your\s(?:brother|sister|mother|father|cousin|uncle|aunt|friend|landlord|employer|neighbour|partner)'s|(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+'s)\s[A-Za-z]"
    r"|\b(?:cut down|put down|rehome|muzzle|switch off|turn off|shut|fell|sell|demolish|pull down|knock down|take down|take away|paint|repaint|dig up|scrap|burn|crush|destroy|tear down|cut back|trim|lop|remove|move|uproot|brick up|dismantle)\s(?:all\sof\s|both\sof\s)?"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?'s?|[A-Z][a-z]+\s[A-Z][a-z]+'s|your\s(?:brother|sister|mother|father|cousin|uncle|aunt|friend|landlord|employer|ex-\w+|neighbour|partner)'s|your\sneighbours')\s[a-z]"
)
FAMILY = re.compile(
    r"\b(?:have|put|cut|fell|take|pull|knock|sell|paint|repaint|move|remove|demolish|rehome|lop|trim|shut|scrap|dig|tow)\s(?:up\s|down\s|away\s|back\s|off\s)?(?:the|all|both|every|any|those|that)\s(?:[a-z'-]+\s){0,3}?(?-i:[A-Za-z][\w'-]+)\s(?:of|belonging\sto)\s"
    r"(?:the\s(?-i:[A-Z])[\w'-]+(?:\sfamily)?|your\s(?:neighbours?|landlord|brother|sister|mother|father|cousin|friend|ex-\w+)|(?:Mr|Mrs|Ms|Miss|Dr)\s(?-i:[A-Z])[\w'-]+)\b",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"\b(?:that|which)\s(?!you\b)(?:the|your|another|somebody|someone)\s?(?:[a-z]+\s){0,3}?owns?\b(?!\sup\b)",
    re.IGNORECASE,
)
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
# "The gate of number 6 which you broke" is theirs to mend.
OWN_DAMAGE = re.compile(
    r"\b(?:which|that|what)\s(?:you|your\s[a-z]+)\s(?:have\s|has\s)?(?:broke|broken|damaged|smashed|took|taken|tore|cut|burnt|bent|kicked|dug|painted|marked|scratched|fouled|left|put|fixed|hung)\b",
    re.IGNORECASE,
)
SUPERVISOR = re.compile(r"\W*(?:supervisors?|supervision|supervised\sby|contact)\b", re.IGNORECASE)
FAR, NEAR, LEAD = 120, 40, 20


def property_of_others(condition: Condition) -> Found:
    """Look for changing what belongs to somebody else, or to everybody."""
    text = straight(condition.words)
    text = _of_their_own_doing(text)
    alters = found_in("alters", text)
    if not condition.asks_for_an_act or only_steps(condition) or alters is None:
        return None
    belongs = found_in("belongs", text, alters.end())
    if alters.group().lower() == "have the" and not found_in("had_done", text, alters.end()):
        return None
    if belongs and belongs.start() - alters.end() <= FAR and text[belongs.end() :].strip()[:3] != "you":
        return belongs.group(), "it is not theirs to change. Ask the owner, or ask for what is theirs."
    everything = found_in("everything", text, alters.end()) if not is_own(condition, text) else None
    if everything and everything.start() - alters.end() < NEAR:
        return everything.group(), "it is not theirs to change. Ask for what is theirs."
    amends = OWN_DAMAGE.search(text, alters.end())
    other = None if amends else _of_another_address(condition, text, alters) or _possessed(text)
    if other:
        return other, "it is not theirs to change. Ask the owner, or ask for what is theirs."
    public = _public(text, alters)
    return (public, "it is not theirs to change. Ask whoever looks after it.") if public else None


def _of_their_own_doing(text: str) -> str:
    """Return a text without what others are only asked to do, and without who supervises it."""
    kept = (said.words for said in predicates(text) if said.verb not in words_of("classes", "asking"))
    return " ".join(words for words in kept if not SUPERVISOR.match(words))


def _of_another_address(condition: Condition, text: str, alters: re.Match[str]) -> str | None:
    """Return another number of the own street at which a tree or a wall is to be changed: "the hedge of number 7"."""
    home = (
        NUMBERED_HOME.match(plain(segments(condition.lives_at)[0])) if segments(condition.lives_at) else None
    )
    if home is None:
        return None
    street = re.escape(home[2])
    direct = NEXT_DOOR.match(text, alters.end())
    if direct and direct[1] != home[1]:
        return direct.group().strip()
    if not (
        found_in("fixtures", text, alters.end()) or phrases_of("classes", "fast").search(text, alters.end())
    ):
        return None
    said = re.compile(
        rf"\b(?:of|at|in|outside|behind)\s(?:(?:number|no\.?)\s(\d{{1,5}})\b|(\d{{1,5}})\s{street}\b)",
        re.IGNORECASE,
    )
    numbers = said.finditer(text, alters.end())
    first = next(numbers, None)
    return first.group() if first and home[1] not in (first[1], first[2]) else None


def _possessed(text: str) -> str | None:
    """Return what bears another's name, or is kin's or a company's, and is to be done away with: "Mrs Lee's tree"."""
    match = POSSESSED.search(text) or OWNED.search(text) or FAMILY.search(text)
    return match.group() if match else None


def _public(text: str, alters: re.Match[str]) -> str | None:
    """Return the public thing that is to be changed, where it follows the verb at once: "move the bus stop"."""
    thing = found_in("public", text, alters.end())
    if thing is None:
        return None
    between = text[alters.end() : thing.start()].lower().split()
    # "The red phone box": one word may tell which.
    told_apart = between[:-1] if between[-2:-1] in (["the"], ["that"]) else between
    return thing.group() if set(told_apart) <= words_of("impossible", "articles") else None


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
    text = straight(condition.words)
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
    grown_up = found_in("grown_up", text) if condition.under_18 else None
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
