"""What nobody commands: the weather, wild animals, a body's needs and states, perfect silence."""

import re
from functools import cache

from asbcases.enforcement.rules.conditions.bounds import at_all_times
from asbcases.enforcement.rules.conditions.effects import Does, effect_of
from asbcases.enforcement.rules.conditions.excluded import THE_COUNTRY
from asbcases.enforcement.rules.conditions.lists import chain, lists, phrases_of, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_own, only_steps
from asbcases.enforcement.rules.conditions.texts import straight
from asbcases.enforcement.rules.conditions.verbs import verbs

FREE_OF = re.compile(
    r"\b(?:keep|have|make|get)\s(?:the\s)?(?:[\w',-]+\s){0,8}free\s(?:of|from)\b", re.IGNORECASE
)
# An act of the body is forbidden altogether where nothing follows it that bounds it.
UNBOUNDED = re.compile(
    r"\s*(?:[.;]|$|,(?!\s[a-z]+(?:,|\s(?:or|nor)\b))|(?:at (?:all|any (?:time|hour)|night)|anything(?!\s(?:in|on|at(?!\s(?:all|any))|from|by|while|with|that)\b)|ever|again|for|between|after|until|during)\b)"
)
DEALT_WITH = re.compile(r"\s(?:not\s)?be\s\w+", re.IGNORECASE)
TOLD = re.compile(
    r"\b(?:been|found|was|were|had|has)\s(?:\w+\s){0,2}$|\b(?:when|whenever|if|once)\s(?:you|he|she|they)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
# Done at people it is an act.
AT_PEOPLE = re.compile(
    r"\s(?:at|on|over|towards|into\sthe\sface\sof)\s(?:any(?:one|body)|any\s(?:person|member)|people|passers|others?|staff|the\sstaff|somebody|someone|food|mr|mrs|ms)\b",
    re.IGNORECASE,
)
AIMED_AT = frozenset({"cough", "sneeze"})
LETS_NONE_OUT = re.compile(
    r"\b(?:not|never)\s(?:let|allow)\s(?:a|any|the\sslightest|one)\s(?:single\s)?(?:sound|noise|smell|light)\s(?:at\sall\s)?(?:to\s)?(?:escape|leave|out|through|be\sheard|come\sout)\b",
    re.IGNORECASE,
)
# "The wind chimes", "the sun lounger".
MADE_THING = re.compile(
    r"\s?-?(?:chimes?|turbines?|loungers?|screens?|shades?|canop(?:y|ies)|gauge|barrels?|butts?|poles?|feeders?|tables?|baths?|boxes|box|cages?|coop|runs?|houses?|food|seed)\b",
    re.IGNORECASE,
)
# "The breath device", "a blood test".
OF_A_TEST = re.compile(
    r"\s(?:tests?|samples?|devices?|kits?|machines?|meters?|tubes?|masks?|alcohol)\b", re.IGNORECASE
)
# "About your cough".
ONES_OWN = re.compile(r"\b(?:about|for)\s(?:your|his|her|the|an?)\s$", re.IGNORECASE)
TOLD_WITHIN = 40
PUBLIC_ROOM = re.compile(r"\s(?:block|blocks|cubicles?|facilities)\b", re.IGNORECASE)
ELSEWHERE = re.compile(r"\s(?:of|at|in|on)\s(?!your\b|night\b|any time\b)", re.IGNORECASE)


def nature(condition: Condition) -> Found:
    """Look for what nobody commands; steps towards anything can be taken."""
    text = straight(condition.words)
    if only_steps(condition):
        return None
    match = (
        _commanded(text)
        or _stopped(text)
        or chain("impossible", "babies", "voices", gap=8).search(text)
        or chain("impossible", "wind_from", "leafy", "blows", gap=10).search(text)
        or _bidden(text)
        or _bodily(text)
        or chain("impossible", "ceasing", "ailments", gap=2).search(text)
        or _needs(condition, text)
        or _never(condition, text)
        or _silence(text)
        or _free_of(condition, text)
    )
    why = "no person commands it. Ask for an act that is theirs, or for reasonable steps."
    return (match.group(), why) if match else None


def _bidden(text: str) -> re.Match[str] | None:
    """Return rain or birds to which the words speak, where no person is to deal with them: "Rain is not to run off"."""
    match = chain("impossible", "elements", "elements_bidden", gap=2).match(text.lstrip(" \"'"))
    return None if match and DEALT_WITH.match(match.string, match.end()) else match


def _bodily(text: str) -> re.Match[str] | None:
    """Return a need of the body or the mind, and neither a name ("Thinking Ahead") nor what has been found."""
    for match in phrases_of("impossible", "bodily").finditer(text):
        if OF_A_TEST.match(text, match.end()) or ONES_OWN.search(text[: match.start()]):
            continue
        told = TOLD.search(text[max(0, match.start() - TOLD_WITHIN) : match.start()])
        if (
            not told
            and not (AT_PEOPLE.match(text, match.end()) and match.group().lower() in AIMED_AT)
            and not (match.start() and match.group()[0].isupper())
        ):
            return match
    return None


# "Fit netting to stop pigeons": what a thing is for.
PURPOSE = re.compile(
    r"(?<!\bare)(?<!\bis)(?<!\bhave)(?<!\bhas)(?<!required)(?<!ordered)\sto\s$", re.IGNORECASE
)


def _stopped(text: str) -> re.Match[str] | None:
    """Return what is to stop of itself: the birds, the trains; and not what something is only fitted for."""
    match = chain("impossible", "stops", "wild").search(text) or chain(
        "impossible", "stops", "machines"
    ).search(text)
    return None if match and PURPOSE.search(text[: match.start()]) else match


def _commanded(text: str) -> re.Match[str] | None:
    """Return what is commanded of nature; "feed no birds" and "keep away from the river" command a person."""
    match = found_in("commanded", text)
    if match and (effect_of(text).does is Does.BAN or MADE_THING.match(text, match.end())):
        return None
    before = re.search(r"([a-z]+)\s(?:the\s|all\s|any\s)?$", text[: match.start()].lower()) if match else None
    if before and before[1] in words_of("classes", "clears") and " before it " not in text:
        return None
    theirs = before and before[1] in verbs() - words_of("impossible", "governs")
    return None if match and theirs and match.group().lower().startswith("no ") else match


@cache
def _all_needs() -> re.Pattern[str]:
    """Return all needs of a body that are forbidden in one list: "eat, drink or sleep"."""
    forbidden, needs = (whole_words(lists()["impossible"][name]).pattern for name in ("forbidden", "needs"))
    return re.compile(
        rf"{forbidden}\s{needs}(?:(?:,\s|\s)(?:(?:or|nor|and)\s)?(?:{needs}|drink\b)){{0,4}}(?:\sof\sany\s(?:sort|kind))?",
        re.IGNORECASE,
    )


def _needs(condition: Condition, text: str) -> re.Match[str] | None:
    """Return what every body needs, where it is forbidden altogether or in somebody's own home."""
    match = _all_needs().search(text)
    if match and (UNBOUNDED.match(text, match.end()) or THE_COUNTRY.match(text, match.end())):
        return match
    at_home = chain("impossible", "forbidden", "needs_at_home", gap=1).search(text)
    if (
        at_home
        and not PUBLIC_ROOM.match(text, at_home.end())
        and (is_own(condition, text) or not ELSEWHERE.match(text, at_home.end()))
    ):
        return at_home
    return None


def _never(condition: Condition, text: str) -> re.Match[str] | None:
    """Return what "never" and "at all" ask too much of; of a voice "at any time" does so too."""
    thing = found_in("nature", text)
    absolute = found_in("absolute", text)
    before = text[: thing.start()].lower().split()[-1:] if thing else []
    theirs = bool(before) and before[0] in verbs() - words_of("impossible", "governs")
    if thing and absolute and not theirs and not text.startswith(" hours", absolute.end()):
        return thing
    voice = found_in("voices", text)
    return voice if voice and found_in("always", text, voice.end()) and at_all_times(condition) else None


def _silence(text: str) -> re.Match[str] | None:
    silence = found_in("no_noise", text) or LETS_NONE_OUT.search(text)
    return silence if silence and not found_in("noise_measured", text) else None


def _free_of(condition: Condition, text: str) -> re.Match[str] | None:
    """Return a street or a park that one person is to keep free of something."""
    free = FREE_OF.search(text)
    shared = free and phrases_of("impossible", "shared").search(free.group())
    own = free and is_own(condition, free.group())
    return free if free and shared and not own and "your" not in free.group() else None
